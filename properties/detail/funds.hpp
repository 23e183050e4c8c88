// What stands of one payable's money at a moment, summed from effects at processors; and what its
// client declared that it owes. Serves every property about sums. Several effects of one intent
// count once: that they are several is at_most_one_effect's matter.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "properties/detail/effects.hpp"
#include "properties/index.hpp"

namespace assay::properties::detail {

/// Minor units of one currency, of one payable.
struct Funds {
  std::int64_t authorised = 0;  ///< by every hold that was ever there, gone or not
  std::int64_t held = 0;        ///< by holds that were not released
  std::int64_t captured = 0;
  std::int64_t refunded = 0;
};

/// What stands right after the fact with that sequence number.
Funds funds_at(const Index& index, const std::vector<Effect>& effects, std::uint64_t sequence,
               std::string_view currency);

/// What the client of a payable had asked for.
struct Owed {
  std::int64_t minor = 0;
  bool declared = false;  ///< anything of that kind was
};

/// What the client of the payable with these rows owed by `sequence` through operations of `kind`:
/// all that it declared, less what it took back or was told had been declined; but never less than
/// the largest single declaration, as a payment told to have failed may still be adopted.
Owed owed_at(const Index& index, Rows payable, models::OperationKind kind, std::uint64_t sequence,
             std::string_view currency);

/// The intent is over for its client by `sequence`: taken back, or told to be declined.
bool over_for_client(const Index& index, Id intent, std::uint64_t sequence);

}  // namespace assay::properties::detail
