// Three lists behind one another.
#include "scenarios/known_properties.hpp"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "properties/own/evaluate.hpp"
#include "scenarios/files/bad_input.hpp"
#include "scenarios/files/nearest_name.hpp"

namespace assay::scenarios {

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
    throw BadInput{{std::string{system.name},
                               {},
                               "",
                               "properties of its own under names that are free",
                               "\"" + std::string{one->name} + "\"",
                               ""}};
  }
}

}  // namespace

std::vector<Property> own_properties(const Scenario& scenario,
                                     const harness::System& system) {
  std::vector<Property> own;
  if (system.own_properties != nullptr) own = system.own_properties();
  for (const properties::own::Stated& stated : scenario.properties) {
    own.push_back(property_of(stated));
  }
  must_be_free(own, system);
  return own;
}

std::vector<Property> known_properties(const Scenario& scenario,
                                       const harness::System& system) {
  std::vector<Property> all = properties::all_properties();
  std::ranges::move(own_properties(scenario, system), std::back_inserter(all));
  return all;
}

std::optional<Property> known_property(const Scenario& scenario,
                                       const harness::System& system, std::string_view name) {
  std::vector<Property> all = known_properties(scenario, system);
  const auto found = std::ranges::find(all, name, &Property::name);
  if (found == all.end()) return std::nullopt;
  return std::move(*found);
}

void must_know_property(const std::string& file, const std::string& name, const Scenario& scenario,
                        const harness::System& system) {
  const std::vector<Property> all = known_properties(scenario, system);
  std::vector<std::string_view> names;
  for (const Property& one : all) names.push_back(one.name);
  if (std::ranges::find(names, name) != names.end()) return;
  throw BadInput{{.file = file,
                  .place = {},
                  .pointer = "/property",
                  .expected = "a property of ours, of the scenario or of the system",
                  .found = fmt::format("\"{}\"", excerpt(name)),
                  .nearest = nearest_name(name, names)}};
}

}  // namespace assay::scenarios
