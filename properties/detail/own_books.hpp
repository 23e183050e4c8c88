// The books that a service keeps beside its operations, entry by entry. Not a judge: the properties
// about them (I16, I19, I20, I21) each ask one thing. Where a service keeps none there is nothing
// to ask.
#pragma once

#include <string_view>
#include <vector>

#include "properties/index.hpp"

namespace assay::properties::detail {

/// The accounts that checks know by name; all others are somebody's part of what was taken.
inline constexpr std::string_view clearing = "clearing";
inline constexpr std::string_view suspense = "suspense";
inline constexpr std::string_view receivable = "receivable";
inline constexpr std::string_view customer = "customer";

/// One entry: its legs in one currency and one layer, in their order.
struct BookedEntry {
  const Seen<LegBooked>* first = nullptr;
  std::vector<const Seen<LegBooked>*> legs;

  /// What its legs on accounts of a kind sum to.
  [[nodiscard]] std::int64_t on(std::string_view account) const;
  /// It is about an effect that belongs to no operation.
  [[nodiscard]] bool in_suspense() const;
};

/// The entries among the facts of one payable, in the order of their first legs.
[[nodiscard]] std::vector<BookedEntry> entries_of(Rows payable);

/// It has a part in what was taken: it is on neither the processor's side nor the customer's.
[[nodiscard]] bool is_part(const LegBooked& leg);

}  // namespace assay::properties::detail
