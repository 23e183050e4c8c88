// The questions come in the order of what each of them needs: whether there is anything to compare,
// whether it can be, whether the sums agree, and only then by which mistake they would.
#include "payments/reconciliation/comparison.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

namespace payments::reconciliation {
namespace {

std::string words_of(const std::optional<Money>& amount) {
  return amount ? format(*amount) : "no amount that can be held";
}

std::string_view holder_of(Source source) {
  return source == Source::bank || source == Source::advice ? "the payout says " : "the books say ";
}

std::string both_sides(const Question& given, std::optional<Money> said,
                       std::optional<Money> known) {
  return std::string(to_text(given.said_by)) + " says " + words_of(said) + ", " +
         std::string(holder_of(given.said_by)) + words_of(known);
}

Places without(const Places& all, const Places& some) {
  Places left;
  for (const std::uint32_t place : all) {
    if (std::ranges::find(some, place) == some.end()) left.push_back(place);
  }
  return left;
}

Places joined(Places some, const Places& more) {
  some.insert(some.end(), more.begin(), more.end());
  return some;
}

/// Without what only names a difference.
Places moved(std::span<const Line> lines, const Places& places) {
  Places left;
  for (const std::uint32_t place : places) {
    if (!is_named_difference(lines[place].kind)) left.push_back(place);
  }
  return left;
}

std::set<Currency> currencies_of(std::span<const Line> lines, const Places& places) {
  std::set<Currency> all;
  for (const std::uint32_t place : places) all.insert(lines[place].amount->currency);
  return all;
}

bool same_kinds(std::span<const Line> lines, const Places& known, const Places& said) {
  std::map<LineKind, std::int64_t> sums;
  for (const std::uint32_t place : said) {
    if (lines[place].kind == LineKind::netted) return true;
    sums[lines[place].kind] += lines[place].amount->minor;
  }
  for (const std::uint32_t place : known) sums[lines[place].kind] -= lines[place].amount->minor;
  return std::ranges::all_of(sums, [](const auto& one) { return one.second == 0; });
}

/// Those that say what an earlier one says.
Places repeats_in(std::span<const Line> lines, const Places& said) {
  std::set<std::tuple<LineKind, std::int64_t>> seen;
  Places repeats;
  for (const std::uint32_t place : said) {
    const Line& line = lines[place];
    if (!seen.emplace(line.kind, line.amount->minor).second) repeats.push_back(place);
  }
  return repeats;
}

/// The fewest repeats without which the sums agree; none: repeats do not explain it, or there are
/// so many that a person has to look anyway.
Places repeats_too_many(const Question& given, const Places& said, const Places& known) {
  constexpr std::size_t repeats_max = 64;
  Places dropped;
  if (repeats_in(given.lines, said).size() > repeats_max) return dropped;
  for (const std::uint32_t place : repeats_in(given.lines, said)) {
    dropped.push_back(place);
    const Places left = without(said, dropped);
    const bool agree = sum_of(given.lines, left) == sum_of(given.lines, known) &&
                       same_kinds(given.lines, known, left);
    if (agree) return dropped;
  }
  return {};
}

std::int64_t fees_said(std::span<const Line> lines, const Places& said) {
  std::int64_t sum = 0;
  for (const std::uint32_t place : said) {
    const Line& line = lines[place];
    if (line.fee) sum += line.fee->minor;
    if (line.kind == LineKind::fee) sum -= line.amount->minor;
  }
  return sum;
}

/// Where the books say what the fee should be.
std::optional<std::int64_t> fees_known(std::span<const Line> lines, const Places& known) {
  std::optional<std::int64_t> sum;
  for (const std::uint32_t place : known) {
    if (lines[place].fee) sum = sum.value_or(0) + lines[place].fee->minor;
  }
  return sum;
}

Verdict agreed(const Question& given, Places repeated) {
  Verdict verdict;
  const auto expected = fees_known(given.lines, given.known);
  const auto kept = fees_said(given.lines, without(given.said, repeated));
  if (given.said_by == Source::settlement && expected && *expected != kept) {
    const Currency currency = given.lines[given.known.front()].amount->currency;
    verdict.bucket = Bucket::fee_differs;
    verdict.amount = Money{kept - *expected, currency};
    verdict.reason = "settlement keeps " + format(Money{kept, currency}) + ", the books expect " +
                     format(Money{*expected, currency});
  }
  verdict.repeated = std::move(repeated);
  return verdict;
}

Verdict not_there(const Question& given) {
  Verdict verdict;
  const Places& waited_for = given.known;
  if (waited_for.empty() || !given.days) return verdict;
  verdict.amount = sum_of(given.lines, waited_for);
  const Day deadline = first_day(given.lines, waited_for) + *given.days;
  if (given.today <= deadline) {
    verdict.bucket = Bucket::timing;
    verdict.deadline = deadline;
    verdict.reason =
        std::string(to_text(given.said_by)) + " may bring it until " + format(deadline);
    return verdict;
  }
  verdict.bucket = Bucket::missing_there;
  verdict.reason = std::string(to_text(given.said_by)) + " had until " + format(deadline) +
                   " to bring " + words_of(verdict.amount);
  return verdict;
}

/// Whether only parts have come so far, with more to follow in time.
bool waits_for_more(const Question& given, const Places& said) {
  const bool announced =
      std::ranges::all_of(said, [&](std::uint32_t place) { return given.lines[place].more; });
  const Day until = first_day(given.lines, said) + given.days.value_or(0);
  return announced && given.days && given.today <= until;
}

Verdict sums_differ(const Question& given, const Places& said, const Places& known) {
  const auto says = sum_of(given.lines, said), says_here = sum_of(given.lines, known);
  Verdict verdict;
  verdict.reason = both_sides(given, says, says_here);
  verdict.amount = Money{says->minor - says_here->minor, says->currency};
  if (waits_for_more(given, said)) {
    verdict.bucket = Bucket::timing;
    verdict.deadline = first_day(given.lines, said) + *given.days;
  } else if (says->minor == -says_here->minor) {
    verdict.bucket = Bucket::wrong_kind;
  } else {
    const bool one_thing = known.size() == 1;
    verdict.bucket = one_thing ? Bucket::amount_differs : Bucket::unexplained;
  }
  return verdict;
}

/// The sums agree once what is open here is counted too: that is how it ended.
Verdict ended_there(const Question& given, const Places& said) {
  Verdict verdict{.bucket = Bucket::open_here,
                  .amount = sum_of(given.lines, given.open),
                  .deadline = {},
                  .reason = {},
                  .repeated = {}};
  verdict.reason = std::string(to_text(given.said_by)) +
                   " says how it ended: " + words_of(sum_of(given.lines, said));
  verdict.definite =
      given.known.empty() && given.open.size() == 1 &&
      (given.said_by == Source::processor_list || given.said_by == Source::settlement);
  return verdict;
}

}  // namespace

bool is_held(const Line& line) {
  return line.amount && line.amount->minor <= amount_max && line.amount->minor >= -amount_max;
}

std::optional<Money> sum_of(std::span<const Line> lines, const Places& places) {
  std::optional<Money> sum;
  for (const std::uint32_t place : places) {
    if (!is_held(lines[place])) return std::nullopt;
    const Money& amount = *lines[place].amount;
    if (sum && sum->currency != amount.currency) return std::nullopt;
    sum = Money{(sum ? sum->minor : 0) + amount.minor, amount.currency};
  }
  return sum;
}

Day first_day(std::span<const Line> lines, const Places& places) {
  Day first = lines[places.front()].day;
  for (const std::uint32_t place : places) first = std::min(first, lines[place].day);
  return first;
}

bool speaks_of(Source source, LineKind kind) {
  const bool sent = kind == LineKind::authorisation || kind == LineKind::capture ||
                    kind == LineKind::refund || kind == LineKind::release;
  switch (source) {
    case Source::books: return true;
    case Source::keys:
    case Source::processor_list: return sent;
    case Source::settlement:
      return kind == LineKind::capture || kind == LineKind::refund || kind == LineKind::dispute ||
             kind == LineKind::dispute_won;
    case Source::returns: return kind == LineKind::bank_return;
    case Source::bank:
    case Source::advice: return kind == LineKind::payout;
  }
  return false;
}

Verdict compare(const Question& given) {
  const Places said = moved(given.lines, given.said);
  if (said.empty()) return not_there(given);
  const Places all_known = joined(given.known, given.open);
  const auto held = [&](std::uint32_t place) { return is_held(given.lines[place]); };
  Verdict verdict;
  if (!std::ranges::all_of(said, held) || !std::ranges::all_of(all_known, held)) {
    verdict.bucket = Bucket::amount_unreadable;
    verdict.reason =
        std::string(to_text(given.said_by)) + " says " + given.lines[said.front()].stated;
    return verdict;
  }
  if (currencies_of(given.lines, joined(said, all_known)).size() > 1) {
    verdict.bucket = Bucket::currency_differs;
    verdict.amount = given.lines[said.front()].amount;
    verdict.reason = both_sides(given, verdict.amount, given.lines[all_known.front()].amount);
    return verdict;
  }
  const auto says = sum_of(given.lines, said);
  if (!given.known.empty() && says == sum_of(given.lines, given.known)) {
    if (same_kinds(given.lines, given.known, said)) return agreed(given, {});
    verdict.bucket = Bucket::wrong_kind;
    verdict.amount = says;
    verdict.reason = std::string(to_text(given.said_by)) + " calls it " +
                     std::string(to_text(given.lines[said.front()].kind)) + ", the books " +
                     std::string(to_text(given.lines[given.known.front()].kind));
    return verdict;
  }
  if (!given.open.empty() && says == sum_of(given.lines, all_known) &&
      same_kinds(given.lines, all_known, said)) {
    return ended_there(given, said);
  }
  if (!given.known.empty()) {
    Places repeated = repeats_too_many(given, said, given.known);
    if (!repeated.empty()) return agreed(given, std::move(repeated));
  }
  return sums_differ(given, said, all_known);
}

}  // namespace payments::reconciliation
