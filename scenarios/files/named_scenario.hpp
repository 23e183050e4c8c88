// The scenario that a plan or failure names: one of the library, or one in a file of its own that
// a person points at. Whether a system can be run in it is not asked here.
#pragma once

#include <expected>
#include <string>

#include "harness/registry.hpp"
#include "scenarios/files/bad_input.hpp"
#include "scenarios/scenario.hpp"

namespace assay::scenarios {

/// What names it, and where it may be found.
struct NamedIn {
  const std::string& file;  ///< that errors name
  const std::string& name;
  const std::string& path;          ///< of the scenario's own file; empty: it is of the library
  const harness::Systems& systems;  ///< it must be one for that of them which it names, if any
};

/// Returns: the scenario, or why the file does not get one of that name.
/// Errors: BadInput where the scenario's own file is bad.
[[nodiscard]] std::expected<Scenario, BadInput> named_scenario(const NamedIn& where);

}  // namespace assay::scenarios
