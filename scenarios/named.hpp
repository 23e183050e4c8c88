// What the command line and files name, found by name: properties, defects, systems. An unknown
// name is a person's slip; the complaint carries the nearest valid one.
#pragma once

#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "harness/registry.hpp"
#include "properties/property.hpp"
#include "scenarios/scenario.hpp"

namespace assay::scenarios {

/// A name that stands for nothing. Says what was expected, what was found, and the nearest name.
class UnknownName : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// "unknown `kind` "`name`"; did you mean "`nearest`"?", or with all valid names where none is
/// near.
[[nodiscard]] UnknownName unknown_name(std::string_view kind, std::string_view name,
                                       std::span<const std::string_view> valid);

/// All properties, by name.
[[nodiscard]] std::vector<std::string_view> property_names();

/// The one of `valid` that `name` is, or that alone begins with it. Errors: UnknownName; where
/// several begin with it, it names them.
[[nodiscard]] std::string full_name(std::string_view kind, std::string_view name,
                                    std::span<const std::string_view> valid);

/// One of ours. Errors: UnknownName.
[[nodiscard]] properties::Property property_named(std::string_view name);

/// One of ours, of the system's or of the scenario's. Errors: UnknownName.
[[nodiscard]] properties::Property property_named(std::string_view name,
                                                  const Scenario& scenario,
                                                  const harness::System& system);

/// Errors: UnknownName.
[[nodiscard]] const harness::Defect& defect_named(const harness::Registry& registry,
                                                  const std::string& name);

/// What a person asks to have run, by name.
struct Choice {
  std::string system{};  ///< empty: the one that the scenario names
  std::string defect{};  ///< of that system; empty for none
};

/// The system that is run in a scenario. Errors: UnknownName for a choice that this program does
/// not have, or a defect of another system; BadInput where it has not the system that the scenario
/// names, or the scenario is none for the one that was chosen.
[[nodiscard]] const harness::System& system_for(const harness::Registry& registry,
                                                const Scenario& scenario,
                                                const Choice& choice = {});

}  // namespace assay::scenarios
