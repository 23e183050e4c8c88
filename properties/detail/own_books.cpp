// Legs of one entry are committed together, so they stand side by side in the history.
#include "properties/detail/own_books.hpp"

#include <algorithm>

#include "properties/detail/wording.hpp"

namespace assay::properties::detail {

std::int64_t BookedEntry::on(std::string_view account) const {
  std::int64_t sum = 0;
  for (const auto* leg : legs) {
    if (leg->account == account) sum = add(sum, leg->amount.minor);
  }
  return sum;
}

bool BookedEntry::in_suspense() const {
  return std::ranges::any_of(legs, [](const auto* leg) { return leg->account == suspense; });
}

std::vector<BookedEntry> entries_of(Rows payable) {
  std::vector<BookedEntry> entries;
  for (const auto& leg : only<LegBooked>(payable)) {
    const auto same = [&](const BookedEntry& entry) {
      return entry.first->entry == leg.entry && entry.first->transaction == leg.transaction &&
             entry.first->pending == leg.pending &&
             entry.first->amount.currency == leg.amount.currency;
    };
    // Those of one entry come together: one of the last four, by layer and currency.
    const auto from = entries.size() > 4 ? entries.end() - 4 : entries.begin();
    auto found = std::find_if(from, entries.end(), same);
    if (found == entries.end()) {
      entries.push_back({&leg, {}});
      found = entries.end() - 1;
    }
    found->legs.push_back(&leg);
  }
  return entries;
}

bool is_part(const LegBooked& leg) {
  return leg.account != clearing && leg.account != suspense && leg.account != receivable &&
         leg.account != customer;
}

}  // namespace assay::properties::detail
