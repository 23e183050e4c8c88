// I19: what a movement is shared out in sums to that movement, as its operation states it; over any
// row of refunds nobody gives back more than they got of that payment; and once all of it has gone
// back, nobody has a part left. Judged on what the service's own books post; where it keeps none
// there is nothing to judge. Who should get which part is not judged: that is a price list's.
#include <fmt/format.h>

#include <map>
#include <utility>

#include "properties/detail/own_books.hpp"
#include "properties/detail/wording.hpp"
#include "properties/index.hpp"
#include "properties/property.hpp"

namespace assay::properties {
namespace {

using detail::BookedEntry;

// What one has of one payment: a part, by account and owner, in one currency.
using Part = std::tuple<Name, Name, Currency>;

struct Holding {
  std::int64_t minor = 0;
  const Seen<LegBooked>* last = nullptr;
};

class Sharing {
 public:
  Sharing(const Index& index, Rows rows, Violations& violations)
      : rows_(rows), index_(index), violations_(violations) {}

  void judge() {
    for (const BookedEntry& entry : detail::entries_of(rows_)) {
      if (entry.first->pending || entry.in_suspense()) continue;
      judge_whole(entry);
      take(entry);
      judge_nothing_left(entry);
    }
  }

 private:
  // As its operation says in the same commit; else what stands with the processor.
  std::int64_t whole_of(const BookedEntry& entry) const {
    for (const auto& step : only<TransitionCommitted>(index_.intent_rows(*entry.first))) {
      const bool same = step.transaction == entry.first->transaction &&
                        step.to == State::succeeded &&
                        step.amount.currency == entry.first->amount.currency;
      if (same) return step.amount.minor;
    }
    const std::int64_t moved = entry.on(detail::clearing);
    return moved < 0 ? detail::subtract(0, moved) : moved;
  }

  void judge_whole(const BookedEntry& entry) {
    std::int64_t shared = entry.on(detail::receivable);
    for (const auto* leg : entry.legs) {
      if (detail::is_part(*leg)) shared = detail::add(shared, leg->amount.minor);
    }
    if (shared < 0) shared = detail::subtract(0, shared);
    const std::int64_t whole = whole_of(entry);
    if (shared == whole) return;
    const Currency currency = entry.first->amount.currency;
    const std::int64_t off = detail::subtract(whole, shared);
    violations_.add(detail::violation(
        fmt::format("{} of {} was shared out as {} at {}: parts sum to the whole",
                    detail::name_of(*entry.first), detail::money({whole, currency}),
                    detail::money({shared, currency}), detail::moment(entry.first->at)),
        {off < 0 ? detail::subtract(0, off) : off, currency}, {entry.first, entry.legs.back()}));
  }

  void take(const BookedEntry& entry) {
    for (const auto* leg : entry.legs) {
      if (!detail::is_part(*leg)) continue;
      Holding& holding = holdings_[{leg->account, leg->owner, leg->amount.currency}];
      holding.minor = detail::subtract(holding.minor, leg->amount.minor);
      holding.last = leg;
      if (holding.minor >= 0) continue;
      const Amount beyond{detail::subtract(0, holding.minor), leg->amount.currency};
      violations_.add(
          detail::violation(fmt::format("{} took {} from {} beyond what that had of the payment",
                                        detail::name_of(*leg), detail::money(beyond), leg->account),
                            beyond, {leg}));
    }
    taken_[entry.first->amount.currency] =
        detail::add(taken_[entry.first->amount.currency], entry.on(detail::clearing));
  }

  void judge_nothing_left(const BookedEntry& entry) {
    const Currency currency = entry.first->amount.currency;
    if (taken_[currency] != 0) return;
    for (const auto& [part, holding] : holdings_) {
      if (std::get<Currency>(part) != currency || holding.minor <= 0) continue;
      const Amount left{holding.minor, currency};
      violations_.add(detail::violation(
          fmt::format("{} gave all of it back, and {} kept {}", detail::name_of(*entry.first),
                      std::get<0>(part), detail::money(left)),
          left, {entry.first, holding.last}));
    }
  }

  Rows rows_;
  const Index& index_;
  Violations& violations_;
  std::map<Part, Holding> holdings_;
  std::map<Currency, std::int64_t> taken_;
};

void check(const Index& index, Violations& violations) {
  if (index.of<LegBooked>().empty()) return;
  for (std::size_t payable = 0; payable < index.payables().size(); ++payable) {
    Sharing(index, index.payables()[payable], violations).judge();
  }
}

}  // namespace

Property allocation_exact() {
  return {.name = "allocation_exact",
          .claim = "What is shared out adds up to what was taken, and goes back to the last cent.",
          .rule = "I19",
          .severity = Severity::money_lost,
          .needs = bit(Source::ledger),
          .check = check};
}

}  // namespace assay::properties
