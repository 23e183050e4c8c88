// I20, of the service's own books: each movement is booked exactly once. An operation has one
// posted entry at most, at any time; at rest a capture or refund that succeeded has one, and one
// that did not has none. What belongs to no operation stands in suspense, and is books_agree's.
// Where a service keeps no books there is nothing to judge.
#include <fmt/format.h>

#include <algorithm>

#include "properties/detail/beliefs.hpp"
#include "properties/detail/own_books.hpp"
#include "properties/detail/wording.hpp"
#include "properties/index.hpp"
#include "properties/property.hpp"

namespace assay::properties {
namespace {

using detail::BookedEntry;

bool moves(OperationKind kind) {
  return kind == OperationKind::capture || kind == OperationKind::refund;
}

class Bookings {
 public:
  Bookings(const Index& index, Rows intent, Violations& violations)
      : index_(index), rows_(intent), violations_(violations) {
    for (const BookedEntry& entry : detail::entries_of(intent)) {
      const bool counts = !entry.first->pending && !entry.in_suspense();
      if (counts) entries_.push_back(entry);
    }
  }

  void judge() {
    for (std::size_t i = 0; i < entries_.size(); ++i) judge_first(i);
    for (const detail::Belief& belief : detail::beliefs_of(index_, rows_)) judge(belief);
  }

 private:
  const BookedEntry* entry_of(Id operation) const {
    const auto found = std::ranges::find_if(entries_, [&](const BookedEntry& entry) {
      return index_.operation_of(*entry.first) == operation;
    });
    return found == entries_.end() ? nullptr : &*found;
  }

  void judge_first(std::size_t place) {
    const auto& leg = *entries_[place].first;
    const BookedEntry* before = entry_of(index_.operation_of(leg));
    if (before->first->entry == leg.entry) return;
    report("is booked once more", leg, {before->first, &leg});
  }

  void judge(const detail::Belief& belief) {
    const BookedEntry* entry = entry_of(belief.operation);
    const bool moved = belief.state == State::succeeded;
    if (moved == (entry != nullptr)) return;
    if (!index_.at_rest()) return violations_.undecided("the world did not come to rest");
    if (moved) return report("succeeded and is not in the books", *belief.last, {belief.last});
    report("is in the books and did not succeed", *entry->first, {entry->first, belief.last});
  }

  void report(std::string_view what, const Observation& seen,
              std::initializer_list<const Observation*> evidence) {
    violations_.add(detail::violation(
        fmt::format("{} {}, at {}", detail::name_of(seen), what, detail::moment(seen.at)),
        moved(seen), evidence));
  }

  // By an entry: what stands with the processor, not what its first leg says.
  Amount moved(const Observation& seen) const {
    for (const BookedEntry& entry : entries_) {
      if (entry.first != &seen) continue;
      const std::int64_t minor = entry.on(detail::clearing);
      return {minor < 0 ? detail::subtract(0, minor) : minor, entry.first->amount.currency};
    }
    return detail::amount_of(seen);
  }

  const Index& index_;
  Rows rows_;
  Violations& violations_;
  std::vector<BookedEntry> entries_;
};

void check(const Index& index, Violations& violations) {
  if (index.of<LegBooked>().empty()) return;
  for (Id intent = 0; intent < index.intents().size(); ++intent) {
    if (moves(index.kind_of(intent))) Bookings(index, index.intents()[intent], violations).judge();
  }
}

}  // namespace

Property posted_once() {
  return {.name = "posted_once",
          .claim = "Each movement of money is booked once: not twice, and not left out.",
          .rule = "I20",
          .severity = Severity::money_lost,
          .needs = bit(Source::ledger) | bit(Source::belief) | bit(Source::world),
          .check = check};
}

}  // namespace assay::properties
