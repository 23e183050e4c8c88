// What each property must refuse: a history of a correct system with one lie told about it. The
// gallery proves the harness by wrong code; where no defect is there to show that a property judges
// anything, this does. Serves law 7: proved by what it must find.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "harness/system.hpp"
#include "properties/property.hpp"
#include "runs/world.hpp"

namespace assay::campaign {

/// One property, and the history that was falsified for it.
struct Falsified {
  std::string property;
  std::string lie;         ///< "a leg that is off by one"
  std::string scenario;    ///< whose run it was told about
  std::uint64_t seed = 0;  ///< the first at which it was refused, or where the search ended
  bool refused = false;    ///< while the truth had passed
  friend bool operator==(const Falsified&, const Falsified&) = default;
};

/// The properties that have a lie of their own.
[[nodiscard]] std::vector<std::string_view> falsifiable_properties();

/// Holds `properties` against the lies, each against its own; one that is not among them refuses
/// nothing. The histories are those of `system` in `world`, and it must show all that is lied
/// about. `stop` is asked between lies. Determinism: a pure function of `properties` and `system`,
/// where it is not stopped.
[[nodiscard]] std::vector<Falsified> hold_against_lies(
    const std::vector<properties::Property>& properties, const harness::System& system,
    runs::World& world, const std::function<bool()>& stop);

}  // namespace assay::campaign
