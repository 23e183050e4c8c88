// Three lists behind one another.
#include "runs/known_properties.hpp"

#include <algorithm>
#include <iterator>

#include "properties/own/evaluate.hpp"

namespace assay::runs {

using properties::Property;

std::vector<Property> own_properties(const scenarios::Scenario& scenario,
                                     const harness::System& system) {
  std::vector<Property> own;
  if (system.own_properties != nullptr) own = system.own_properties();
  for (const properties::own::Stated& stated : scenario.properties) {
    own.push_back(property_of(stated));
  }
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
