// What each property must be shown before it may accuse anybody: kinds of facts, and fields of
// them. A log that lacks one of them is no evidence of what it would have said.
#pragma once

#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "outside/judge/mapping.hpp"
#include "properties/property.hpp"

namespace assay::outside {

/// What is needed: a kind, "effect_applied", or, where its kind is shown, a field of it,
/// "transition_committed.version".
struct Need {
  std::string_view what;
  /// only where this is shown too, or, as `keyless`, where a processor knows no keys; empty: always
  std::string_view where = "";
};

/// The word for: a processor of the recording knows no keys.
inline constexpr std::string_view keyless = "keyless";

struct Support {
  std::string_view property;
  /// Without one of them it is not judged: "WHAT" or "WHAT?WHERE", parted by blanks.
  std::string_view needs;
  /// It goes over payables: where some of them are missing, it is not judged.
  bool spans = false;
};

[[nodiscard]] std::vector<Need> needs_of(const Support& row);

/// Entries of properties that need more than `Property::needs` says, sorted by name: constants,
/// valid for ever.
[[nodiscard]] std::span<const Support> support_table();

/// What a recording shows, in the words of `Need`. `recorded`: sources that are complete.
[[nodiscard]] std::set<std::string, std::less<>> shown_by(const Mapping& mapping,
                                                          history::Sources recorded);

/// Why a property cannot be judged by what is shown; empty where it can.
[[nodiscard]] std::string lack_of(const properties::Property& property,
                                  const std::set<std::string, std::less<>>& shown);

}  // namespace assay::outside
