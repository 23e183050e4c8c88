// What holds whatever the environment does, as a closed list, and which properties judge it outside
// of the contract (E5). The one place where that is said: every other property is silent there.
// Source: payment-rules E3 (judged by I33 and I02 a alone), E5.
#pragma once

#include <span>
#include <string_view>

#include "properties/property.hpp"

namespace assay::properties {

/// One thing that holds whatever happens.
struct ClosedListEntry {
  std::string_view holds;     ///< a clause: "nothing stays without a record in the end"
  std::string_view property;  ///< that judges it outside of the contract too; empty: none does
  std::string_view note;      ///< why it is that one, or why there is none
};

/// The closed list, in its order: constants, valid for ever.
[[nodiscard]] std::span<const ClosedListEntry> closed_list();

/// Whether a property judges outside of the contract as well: by the closed list, or because its
/// owner wants it judged as it is written.
[[nodiscard]] bool judges_outside(const Property& property);

}  // namespace assay::properties
