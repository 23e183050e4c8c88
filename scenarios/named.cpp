// Look-ups by name.
#include "scenarios/named.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "scenarios/check.hpp"
#include "scenarios/files/bad_input.hpp"
#include "scenarios/files/nearest_name.hpp"
#include "scenarios/known_properties.hpp"
#include "scenarios/system_choice.hpp"

namespace assay::scenarios {

UnknownName unknown_name(std::string_view kind, std::string_view name,
                         std::span<const std::string_view> valid) {
  const std::string nearest = nearest_name(name, valid);
  constexpr std::size_t listed_max = 50;  // more than that is not read
  std::string advice = fmt::format("did you mean \"{}\"?", nearest);
  if (valid.empty()) {
    advice = "there is none";
  } else if (nearest.empty()) {
    advice = valid.size() > listed_max ? fmt::format("there are {} others", valid.size())
                                       : fmt::format("there is {}", fmt::join(valid, ", "));
  }
  return UnknownName{fmt::format("unknown {} \"{}\"; {}", kind, excerpt(name), advice)};
}

std::string full_name(std::string_view kind, std::string_view name,
                      std::span<const std::string_view> valid) {
  std::vector<std::string_view> beginning;
  for (const std::string_view one : valid) {
    if (one == name) return std::string{name};
    if (!name.empty() && one.starts_with(name)) beginning.push_back(one);
  }
  if (beginning.empty()) throw unknown_name(kind, name, valid);
  if (beginning.size() == 1) return std::string{beginning.front()};
  throw UnknownName{
      fmt::format("{} \"{}\" could be {}", kind, excerpt(name), fmt::join(beginning, ", "))};
}

std::vector<std::string_view> property_names() {
  std::vector<std::string_view> names;
  for (const properties::Property& one : properties::all_properties()) names.push_back(one.name);
  return names;
}

properties::Property property_named(std::string_view name) {
  for (const properties::Property& property : properties::all_properties()) {
    if (property.name == name) return property;
  }
  throw unknown_name("property", name, property_names());
}

properties::Property property_named(std::string_view name, const Scenario& scenario,
                                    const harness::System& system) {
  const std::vector<properties::Property> all = scenarios::known_properties(scenario, system);
  std::vector<std::string_view> names;
  for (const properties::Property& one : all) {
    if (one.name == name) return one;
    names.push_back(one.name);
  }
  throw unknown_name("property", name, names);
}

namespace {

const harness::System& system_named(const harness::Registry& registry, const std::string& name) {
  if (const harness::System* const found = registry.find(name)) return *found;
  throw unknown_name("system", name, registry.system_names());
}

const harness::System& system_of(const harness::Registry& registry, const Scenario& scenario) {
  const auto* const found = system_of(scenario, registry.systems());
  if (found != nullptr) return *found;
  const std::vector<std::string_view> names = registry.system_names();
  throw BadInput{{.file = scenario.name,
                  .pointer = "/topology/system",
                  .expected = fmt::format("a system of this program: {}", fmt::join(names, ", ")),
                  .found = fmt::format("\"{}\"", printable(scenario.topology.system)),
                  .nearest = nearest_name(scenario.topology.system, names)}};
}

const harness::System& with_defect(const harness::Registry& registry, const harness::System& whole,
                                   const std::string& defect) {
  if (defect.empty()) return whole;
  const harness::Defect& found = defect_named(registry, defect);
  if (found.system.defect_of == whole.name) return found.system;
  throw UnknownName{fmt::format("the defect \"{}\" is one of {}, and {} is to be run", defect,
                                found.system.defect_of, whole.name)};
}

}  // namespace

const harness::Defect& defect_named(const harness::Registry& registry, const std::string& name) {
  if (const harness::Defect* const found = registry.find_defect(name)) return *found;
  throw unknown_name("defect", name, registry.defect_names());
}

const harness::System& system_for(const harness::Registry& registry, const Scenario& scenario,
                                  const Choice& choice) {
  const harness::System& whole =
      choice.system.empty() ? system_of(registry, scenario) : system_named(registry, choice.system);
  const harness::System& found = with_defect(registry, whole, choice.defect);
  must_fit_in_place(scenario, found);
  return found;
}

}  // namespace assay::scenarios
