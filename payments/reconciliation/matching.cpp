// Two legs: operations, where the books are what others are held against, and payouts, where the
// settlement file is what the bank is held against. Then each batch is added up.
#include "payments/reconciliation/matching.hpp"

#include "payments/reconciliation/batches.hpp"
#include "payments/reconciliation/comparison.hpp"
#include "payments/reconciliation/findings.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <set>
#include <utility>

namespace payments::reconciliation {
namespace {

bool is_of_payouts(const Line& line) {
  return line.kind == LineKind::payout || line.source == Source::bank ||
         line.source == Source::advice;
}

/// A fee or the like that names no operation is its batch's.
bool is_of_batches(const Line& line) {
  return line.source == Source::settlement && is_named_difference(line.kind) &&
         line.references.empty() && !line.batch.empty();
}

class Matcher {
 public:
  Matcher(std::span<const Line> lines, const Expectations& expected, Day today)
      : lines_(lines), expected_(expected), today_(today), findings_(lines) {}

  Matching match() && {
    Places books, operations, payouts, paid;
    for (std::uint32_t place = 0; place < lines_.size(); ++place) {
      const Line& line = lines_[place];
      if (is_of_batches(line)) continue;
      if (line.source == Source::books && is_named_difference(line.kind)) {
        tell_uncompared(place);
        continue;
      }
      if (is_of_payouts(line)) {
        (line.source == Source::settlement ? payouts : paid).push_back(place);
      } else {
        (line.source == Source::books ? books : operations).push_back(place);
      }
    }
    constexpr std::array of_operations{Source::processor_list, Source::settlement, Source::returns,
                                       Source::keys};
    constexpr std::array of_payouts{Source::bank, Source::advice, Source::books};
    for (Group& group : groups_of(lines_, books, operations)) compare_all(group, of_operations);
    for (Group& group : groups_of(lines_, payouts, paid)) compare_all(group, of_payouts);
    check_batches(lines_, expected_, today_, findings_);
    find_unreadable();
    return std::move(findings_).finish();
  }

 private:
  template <std::size_t Count>
  void compare_all(Group& group, const std::array<Source, Count>& sources) {
    findings_.begin_group();
    group.anchors = said_once(group.anchors);
    Places said;
    for (std::size_t i = 0; i < group.others.size(); ++i) {
      said.push_back(group.others[i]);
      const bool last = i + 1 == group.others.size() ||
                        lines_[group.others[i + 1]].source != lines_[group.others[i]].source;
      if (!last) continue;
      said_by_[lines_[said.front()].source] = said_once(said);
      said.clear();
    }
    if (group.anchors.empty()) {
      place_strangers();
    } else {
      for (const Source source : sources) compare_source(source, group.anchors);
      place_open(group.anchors);
    }
    said_by_ = {};
  }

  /// Without what its source says once more under the same id: such lines stand side by side.
  Places said_once(const Places& places) {
    Places once;
    for (const std::uint32_t place : places) {
      const Line& line = lines_[place];
      const bool same_id = !once.empty() && !line.id.empty() && lines_[once.back()].id == line.id &&
                           lines_[once.back()].source == line.source;
      const bool again = same_id || (line.kind == LineKind::payout && pays_again(once, line));
      if (again) {
        tell_duplicate(place);
      } else {
        once.push_back(place);
      }
    }
    return once;
  }

  /// A payout has one name and one amount, whatever ids its lines have.
  bool pays_again(const Places& once, const Line& line) const {
    return std::ranges::any_of(once, [&](std::uint32_t before) {
      const Line& first = lines_[before];
      return first.source == Source::settlement && line.source == Source::settlement &&
             first.references == line.references && first.amount == line.amount;
    });
  }

  void tell_duplicate(std::uint32_t place) {
    const Line& line = lines_[place];
    Difference twice = by(line.source, Bucket::duplicate);
    twice.line = line.id + "@" + line.place;
    twice.amount = line.amount;
    twice.reason = std::string(to_text(line.source)) + " says " + line.id + " once more";
    findings_.place({place}, Bucket::duplicate);
    findings_.add(std::move(twice), {place}, {place});
  }

  static Difference by(Source source, Bucket bucket) {
    Difference difference;
    difference.bucket = bucket;
    difference.said_by = source;
    return difference;
  }

  std::optional<std::int32_t> days_of(Source source) const {
    switch (source) {
      case Source::processor_list: return expected_.processor_list;
      case Source::settlement: return expected_.settlement;
      case Source::bank: return expected_.bank;
      default: return std::nullopt;
    }
  }

  /// A source is held against what it names itself, not against what others put together.
  void compare_source(Source source, const Places& anchors) {
    const Places& said = said_by_[source];
    if (anchors.size() == 1) return compare_one(source, anchors, said);
    for (const Group& part : groups_of(lines_, anchors, said)) {
      compare_one(source, part.anchors, part.others);
    }
  }

  void compare_one(Source source, const Places& anchors, const Places& said) {
    Question question{lines_, source, {}, {}, said, days_of(source), today_};
    const bool returned = says_kind(said, LineKind::bank_return);
    for (const std::uint32_t place : anchors) {
      const LineKind kind = lines_[place].kind;
      const bool spoken = speaks_of(source, kind) || is_of_payouts(lines_[place]) ||
                          (kind == LineKind::bank_return && returned);
      if (!spoken) continue;
      (lines_[place].open ? question.open : question.known).push_back(place);
    }
    const bool nothing_known = question.known.empty() && question.open.empty();
    if (said.empty() && nothing_known) return;
    if (nothing_known) return tell_missing_here(source, said);
    if (source == Source::keys && question.known.empty() && !said.empty()) {
      return tell_key(said);
    }
    record(question, reconciliation::compare(question));
  }

  bool says_kind(const Places& said, LineKind kind) const {
    return std::ranges::any_of(said, [&](std::uint32_t at) { return lines_[at].kind == kind; });
  }

  void record(const Question& question, const Verdict& verdict) {
    for (const std::uint32_t place : verdict.repeated) tell_duplicate(place);
    Places rest;
    for (const std::uint32_t place : question.said) {
      if (findings_.bucket(place) != Bucket::duplicate) rest.push_back(place);
    }
    findings_.place(rest, verdict.bucket);
    if (verdict.bucket == Bucket::matched) return;
    const bool uncountable =
        verdict.bucket == Bucket::amount_unreadable || verdict.bucket == Bucket::currency_differs;
    const auto known = sum_of(lines_, question.known);
    if (uncountable && rest.size() == 1 && known) findings_.stand_in(rest.front(), *known);
    Places anchors = question.known;
    const bool counts_open = !question.said.empty();
    if (counts_open) anchors.insert(anchors.end(), question.open.begin(), question.open.end());
    findings_.raise(anchors, verdict.bucket);
    Difference difference = by(question.said_by, verdict.bucket);
    difference.amount = verdict.amount;
    difference.deadline = verdict.deadline;
    difference.reason = verdict.reason;
    difference.definite = verdict.definite;
    Places cited = rest;
    cited.insert(cited.end(), anchors.begin(), anchors.end());
    findings_.add(std::move(difference), rest.empty() ? anchors : rest, cited);
  }

  void tell_missing_here(Source source, const Places& said) {
    findings_.place(said, Bucket::missing_here);
    Difference difference = by(source, Bucket::missing_here);
    difference.amount = sum_of(lines_, said);
    difference.reason = std::string(to_text(source)) + " has it, the books do not";
    difference.definite =
        source == Source::processor_list && said.size() == 1 && difference.amount.has_value();
    findings_.add(std::move(difference), said, said);
  }

  /// A key was answered by a success that the books do not have.
  void tell_key(const Places& said) {
    const bool effect =
        !said_by_[Source::processor_list].empty() || !said_by_[Source::settlement].empty();
    const Bucket bucket = effect ? Bucket::open_here : Bucket::key_without_effect;
    findings_.place(said, bucket);
    Difference difference = by(Source::keys, bucket);
    difference.amount = sum_of(lines_, said);
    difference.reason = "a key was answered by a success";
    findings_.add(std::move(difference), said, said);
  }

  /// Lines that nothing of ours names.
  void place_strangers() {
    const Places& list = said_by_[Source::processor_list];
    const Places& keys = said_by_[Source::keys];
    const bool named_here = !list.empty() || !keys.empty();
    for (const Source source : {Source::processor_list, Source::settlement, Source::returns}) {
      const Places& said = said_by_[source];
      if (said.empty()) continue;
      if (named_here) {
        tell_missing_here(source, said);
      } else {
        tell_unknown(source, said);
      }
    }
    const bool effect = !list.empty() || !said_by_[Source::settlement].empty();
    if (!keys.empty() && effect) tell_missing_here(Source::keys, keys);
    if (!keys.empty() && !effect) tell_key(keys);
    for (const Source source : {Source::bank, Source::advice}) {
      for (const std::uint32_t place : said_by_[source]) await_payout(source, place);
    }
    for (const std::uint32_t place : said_by_[Source::books]) await_payout(Source::books, place);
  }

  void tell_unknown(Source source, const Places& said) {
    findings_.place(said, Bucket::unknown_reference);
    Difference difference = by(source, Bucket::unknown_reference);
    difference.amount = sum_of(lines_, said);
    difference.line = lines_[said.front()].id;
    difference.reason = "nobody else knows what " + std::string(to_text(source)) + " names";
    findings_.add(std::move(difference), said, said);
  }

  /// Money on the account, under a name that no settlement file has told us yet.
  void await_payout(Source source, std::uint32_t place) {
    const Line& line = lines_[place];
    const Day deadline = line.day + expected_.announced;
    if (line.references.empty() || today_ > deadline) return tell_unknown(source, {place});
    findings_.place({place}, Bucket::timing);
    Difference difference = by(source, Bucket::timing);
    difference.line = line.id;
    difference.amount = line.amount;
    difference.deadline = deadline;
    difference.reason = "a settlement file may name it until " + format(deadline);
    findings_.add(std::move(difference), {place}, {place});
  }

  /// A fee that the books have by itself is compared with nothing, and must not look clean.
  void tell_uncompared(std::uint32_t place) {
    findings_.begin_group();
    findings_.place({place}, Bucket::unexplained);
    Difference difference = by(Source::books, Bucket::unexplained);
    difference.line = lines_[place].id;
    difference.amount = lines_[place].amount;
    difference.reason = "a fee of the books by itself is compared with nothing";
    findings_.add(std::move(difference), {place}, {place});
  }

  /// What is open here, and of which nobody has said how it ended.
  void place_open(const Places& anchors) {
    for (const std::uint32_t place : anchors) {
      const Line& line = lines_[place];
      if (!line.open || findings_.bucket(place) != Bucket::matched) continue;
      const Day deadline = line.day + expected_.open;
      const bool waits = today_ <= deadline;
      Difference difference = by(Source::books, waits ? Bucket::timing : Bucket::open_here);
      if (waits) difference.deadline = deadline;
      difference.amount = line.amount;
      difference.reason = "nobody says how it ended";
      findings_.place({place}, difference.bucket);
      findings_.add(std::move(difference), {place}, {place});
    }
  }

  /// Nothing whose amount cannot be held is clean, whoever else has looked at it.
  void find_unreadable() {
    for (std::uint32_t place = 0; place < lines_.size(); ++place) {
      const Line& line = lines_[place];
      if (is_held(line) || findings_.bucket(place) >= Bucket::amount_unreadable) continue;
      if (findings_.bucket(place) == Bucket::duplicate) continue;
      findings_.begin_group();
      findings_.place({place}, Bucket::amount_unreadable);
      Difference difference = by(line.source, Bucket::amount_unreadable);
      difference.line = line.id;
      difference.reason = std::string(to_text(line.source)) + " says " + line.stated;
      findings_.add(std::move(difference), {place}, {place});
    }
  }

  /// What each source says of the group at hand.
  class BySource {
   public:
    Places& operator[](Source source) { return places_[static_cast<std::size_t>(source)]; }

   private:
    std::array<Places, 7> places_;
  };

  std::span<const Line> lines_;
  const Expectations& expected_;
  Day today_;
  Findings findings_;
  BySource said_by_;
};

}  // namespace

Matching match(std::span<const Line> lines, const Expectations& expected, Day today) {
  return Matcher(lines, expected, today).match();
}

}  // namespace payments::reconciliation
