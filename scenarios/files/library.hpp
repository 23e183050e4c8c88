// The shipped scenarios, found by name; they travel inside the program. Not the place for a
// scenario of somebody's own: that is a file, read by load_scenario.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "harness/system.hpp"
#include "scenarios/scenario.hpp"

namespace assay::scenarios {

/// The names of the library's scenarios, sorted.
[[nodiscard]] std::vector<std::string_view> library_names();

/// A scenario of the library. Errors: BadInput with the nearest name where there is none of that
/// name.
[[nodiscard]] Scenario library_scenario(std::string_view name);

/// What a person named on the command line: a file where the text ends in ".json" or has a slash,
/// otherwise a scenario of the library. Where there are `systems`, a file must be one for them.
/// Errors: BadInput.
[[nodiscard]] Scenario named_scenario(const std::string& name_or_file,
                                      harness::Systems systems = {});

}  // namespace assay::scenarios
