// Three lists behind one another.
#include "runs/known_properties.hpp"

#include <algorithm>
#include <iterator>

#include "properties/own/evaluate.hpp"
#include "scenarios/files/bad_input.hpp"

namespace assay::runs {

using properties::Property;

namespace {

/// Whose names a system's properties may not have: ours, the scenario's, each other's.
void must_be_free(const std::vector<Property>& own, const harness::System& system) {
  const std::vector<Property> ours = properties::all_properties();
  for (auto one = own.begin(); one != own.end(); ++one) {
    const bool is_ours = std::ranges::find(ours, one->name, &Property::name) != ours.end();
    const bool is_twice = std::find_if(own.begin(), one, [&](const Property& other) {
                            return other.name == one->name;
                          }) != one;
    if (!is_ours && !is_twice) continue;
    throw scenarios::BadInput{{std::string{system.name},
                               {},
                               "",
                               "properties of its own under names that are free",
                               "\"" + std::string{one->name} + "\"",
                               ""}};
  }
}

}  // namespace

std::vector<Property> own_properties(const scenarios::Scenario& scenario,
                                     const harness::System& system) {
  std::vector<Property> own;
  if (system.own_properties != nullptr) own = system.own_properties();
  for (const properties::own::Stated& stated : scenario.properties) {
    own.push_back(property_of(stated));
  }
  must_be_free(own, system);
  return own;
}

std::vector<Property> known_properties(const scenarios::Scenario& scenario,
                                       const harness::System& system) {
  std::vector<Property> all = properties::all_properties();
  std::ranges::move(own_properties(scenario, system), std::back_inserter(all));
  return all;
}

std::optional<Property> known_property(const scenarios::Scenario& scenario,
                                       const harness::System& system, std::string_view name) {
  std::vector<Property> all = known_properties(scenario, system);
  const auto found = std::ranges::find(all, name, &Property::name);
  if (found == all.end()) return std::nullopt;
  return std::move(*found);
}

}  // namespace assay::runs
