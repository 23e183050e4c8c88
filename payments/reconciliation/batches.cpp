// A line whose amount cannot be counted is taken for what the books say of it. A line that its file
// says twice is counted or not, as the payout does. Both are breaks already.
#include "payments/reconciliation/batches.hpp"

#include "payments/reconciliation/comparison.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>

namespace payments::reconciliation {
namespace {

struct Batch {
  Places members;
  Places payouts;
  Places named;  ///< members of no operation: they are at home here
};

std::map<std::string_view, Batch> batches_in(std::span<const Line> lines) {
  std::map<std::string_view, Batch> batches;
  for (std::uint32_t place = 0; place < lines.size(); ++place) {
    const Line& line = lines[place];
    if (line.source != Source::settlement) continue;
    if (line.kind == LineKind::payout) {
      for (const std::string& name : line.references) batches[name].payouts.push_back(place);
    } else if (!line.batch.empty()) {
      Batch& batch = batches[line.batch];
      batch.members.push_back(place);
      if (is_named_difference(line.kind) && line.references.empty()) batch.named.push_back(place);
    }
  }
  return batches;
}

class BatchCheck {
 public:
  BatchCheck(std::span<const Line> lines, const Expectations& expected, Day today,
             Findings& findings)
      : lines_(lines), expected_(expected), today_(today), findings_(findings) {}

  void check(std::string_view name, const Batch& batch) {
    findings_.begin_group();
    const Places once = counted_once(batch.members);
    const Places payouts = counted_once(batch.payouts);
    if (once.empty() || payouts.empty()) return wait_for_the_other(name, batch);
    const auto pays = sum_of(lines_, payouts);
    const auto net = net_of(once);
    if (pays && net && adds_up(*pays, *net, batch)) return;
    if ((!pays || !net) && (any_break(batch.members) || any_break(batch.payouts))) return;
    Difference difference = about(name, Bucket::batch_differs);
    if (pays && net && pays->currency == net->currency) {
      difference.amount = Money{pays->minor - net->minor, pays->currency};
      difference.reason = "the payout says " + format(*pays) + ", its lines " + format(*net);
    } else {
      difference.reason = "the lines are of several currencies";
    }
    tell(std::move(difference), batch);
  }

 private:
  Places counted_once(const Places& places) const {
    Places once;
    for (const std::uint32_t place : places) {
      if (findings_.bucket(place) != Bucket::duplicate) once.push_back(place);
    }
    return once;
  }

  /// What they leave to be paid. None: it cannot be said.
  std::optional<Money> net_of(const Places& places) const {
    std::optional<Money> net;
    for (const std::uint32_t place : places) {
      const auto amount = findings_.counted(place);
      if (!amount || (net && net->currency != amount->currency)) return std::nullopt;
      net = Money{(net ? net->minor : 0) + amount->minor, amount->currency};
      const auto& fee = lines_[place].fee;
      if (!fee) continue;
      if (fee->currency != net->currency) return std::nullopt;
      net->minor -= fee->minor;
    }
    return net;
  }

  /// Whether the payout pays for each line once, and for none, some or all of what is said again.
  bool adds_up(Money pays, Money net, const Batch& batch) const {
    constexpr std::size_t sums_max = 4'096;
    if (pays.currency != net.currency) return false;
    std::set<std::int64_t> sums{net.minor};
    for (const std::uint32_t place : batch.members) {
      if (findings_.bucket(place) != Bucket::duplicate) continue;
      const auto again = net_of({place});
      if (!again || sums.size() > sums_max) return pays == net_of(batch.members);
      for (const std::int64_t sum : std::set<std::int64_t>(sums)) sums.insert(sum + again->minor);
    }
    return sums.contains(pays.minor);
  }

  bool any_break(const Places& places) const {
    return std::ranges::any_of(places, [&](std::uint32_t place) {
      return is_break(findings_.bucket(place)) || !is_held(lines_[place]);
    });
  }

  static Difference about(std::string_view name, Bucket bucket) {
    Difference difference;
    difference.bucket = bucket;
    difference.said_by = Source::settlement;
    difference.reference = name;
    return difference;
  }

  /// A payout without lines, or lines without one: files may come one after the other.
  void wait_for_the_other(std::string_view name, const Batch& batch) {
    const Places& there = batch.members.empty() ? batch.payouts : batch.members;
    const auto pays = sum_of(lines_, counted_once(batch.payouts));
    if (batch.members.empty() && pays && pays->minor == 0) return;  // nothing, and that is paid
    const Day deadline = first_day(lines_, there) + expected_.announced;
    const bool waits = today_ <= deadline;
    Difference difference = about(name, waits ? Bucket::timing : Bucket::batch_differs);
    if (waits) difference.deadline = deadline;
    difference.amount = net_of(there);
    difference.reason = batch.members.empty() ? "no line says what the payout pays for"
                                              : "no payout says that it pays for the lines";
    tell(std::move(difference), batch);
  }

  void tell(Difference difference, const Batch& batch) {
    Places at_home = batch.payouts;
    at_home.insert(at_home.end(), batch.named.begin(), batch.named.end());
    findings_.raise(counted_once(at_home), difference.bucket);
    Places cited = at_home.empty() ? batch.members : at_home;
    std::ranges::sort(cited, [&](std::uint32_t a, std::uint32_t b) {
      return stands_before(lines_[a], lines_[b]);
    });
    findings_.add(std::move(difference), cited, cited);
  }

  std::span<const Line> lines_;
  const Expectations& expected_;
  Day today_;
  Findings& findings_;
};

/// A line of a batch that its file says twice, where no operation would show it.
void drop_repeated_names(std::span<const Line> lines, const Batch& batch, Findings& findings) {
  Places named = batch.named;
  std::ranges::sort(
      named, [&](std::uint32_t a, std::uint32_t b) { return stands_before(lines[a], lines[b]); });
  for (std::size_t i = 1; i < named.size(); ++i) {
    const Line& line = lines[named[i]];
    if (line.id.empty() || line.id != lines[named[i - 1]].id) continue;
    findings.begin_group();
    findings.place({named[i]}, Bucket::duplicate);
    Difference twice;
    twice.bucket = Bucket::duplicate;
    twice.said_by = line.source;
    twice.line = line.id;
    twice.amount = line.amount;
    twice.reason = "settlement says " + line.id + " twice";
    findings.add(std::move(twice), {named[i]}, {named[i]});
  }
}

}  // namespace

void check_batches(std::span<const Line> lines, const Expectations& expected, Day today,
                   Findings& findings) {
  BatchCheck check(lines, expected, today, findings);
  for (const auto& [name, batch] : batches_in(lines)) {
    drop_repeated_names(lines, batch, findings);
    check.check(name, batch);
  }
}

}  // namespace payments::reconciliation
