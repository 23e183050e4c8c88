// Scenarios as JSON: reading with every check, and the one canonical spelling. The format is
// docs/scenario-format.md and scenarios/schema/scenario.schema.json.
#pragma once

#include <string>
#include <string_view>

#include "harness/system.hpp"
#include "scenarios/files/bad_input.hpp"
#include "scenarios/scenario.hpp"

namespace assay::scenarios {

inline constexpr std::string_view scenario_schema = "assay.scenario/1";

/// Reads a scenario from a file. Where there are `systems`, it must be one for them. Errors:
/// BadInput.
[[nodiscard]] Scenario load_scenario(const std::string& path, harness::Systems systems = {});

/// Reads a scenario from a text. `file` is the name that errors carry. Errors: BadInput.
[[nodiscard]] Scenario read_scenario(const std::string& file, std::string text,
                                     harness::Systems systems = {});

/// The canonical JSON text: every field, in declared order, and a line feed at the end.
/// `read_scenario` of it gives an equal scenario where that one is without flaw.
[[nodiscard]] std::string to_json_text(const Scenario& scenario);

}  // namespace assay::scenarios
