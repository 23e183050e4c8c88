// What the command line and files name, found by name: properties, defects, systems. An unknown
// name is a person's slip; the complaint carries the nearest valid one.
#pragma once

#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "properties/property.hpp"
#include "scenarios/scenario.hpp"
#include "systems/payments/defect.hpp"

namespace assay::campaign {

/// A name that stands for nothing. Says what was expected, what was found, and the nearest name.
class UnknownName : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// "unknown `kind` "`name`"; did you mean "`nearest`"?", or with all valid names where none is
/// near.
[[nodiscard]] UnknownName unknown_name(std::string_view kind, std::string_view name,
                                       std::span<const std::string_view> valid);

/// All properties and all defects, by name.
[[nodiscard]] std::vector<std::string_view> property_names();
[[nodiscard]] std::vector<std::string_view> defect_names();

/// The one of `valid` that `name` is, or that alone begins with it. Errors: UnknownName; where
/// several begin with it, it names them.
[[nodiscard]] std::string full_name(std::string_view kind, std::string_view name,
                                    std::span<const std::string_view> valid);

/// Errors: UnknownName.
[[nodiscard]] properties::Property property_named(const std::string& name);

/// The system that a scenario names, with that defect. Errors: UnknownName for a defect; BadInput
/// where this program has no such system, or the scenario is none for it.
[[nodiscard]] const harness::System& system_for(const scenarios::Scenario& scenario,
                                                const std::string& defect);

/// The system with that defect; the shipped code for an empty name. Errors: UnknownName.
[[nodiscard]] const harness::System& system_with(const std::string& defect);

}  // namespace assay::campaign
