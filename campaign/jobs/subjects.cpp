// Look-ups by name.
#include "campaign/jobs/subjects.hpp"
#include "systems/payments/payments_system.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "scenarios/check.hpp"
#include "scenarios/files/bad_input.hpp"
#include "scenarios/files/nearest_name.hpp"

namespace assay::campaign {

UnknownName unknown_name(std::string_view kind, std::string_view name,
                         std::span<const std::string_view> valid) {
  const std::string nearest = scenarios::nearest_name(name, valid);
  constexpr std::size_t listed_max = 50;  // more than that is not read
  std::string advice = fmt::format("did you mean \"{}\"?", nearest);
  if (nearest.empty()) {
    advice = valid.size() > listed_max ? fmt::format("there are {} others", valid.size())
                                       : fmt::format("there is {}", fmt::join(valid, ", "));
  }
  return UnknownName{
      fmt::format("unknown {} \"{}\"; {}", kind, scenarios::excerpt(name), advice)};
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
  throw UnknownName{fmt::format("{} \"{}\" could be {}", kind, scenarios::excerpt(name),
                                fmt::join(beginning, ", "))};
}

std::vector<std::string_view> property_names() {
  std::vector<std::string_view> names;
  for (const properties::Property& one : properties::all_properties()) names.push_back(one.name);
  return names;
}

std::vector<std::string_view> defect_names() {
  std::vector<std::string_view> names;
  for (const systems::Defect& one : systems::all_defects()) names.push_back(one.name);
  return names;
}

properties::Property property_named(const std::string& name) {
  for (const properties::Property& property : properties::all_properties()) {
    if (property.name == name) return property;
  }
  throw unknown_name("property", name, property_names());
}

const harness::System& system_for(const scenarios::Scenario& scenario, const std::string& defect) {
  std::vector<std::string_view> names;
  for (const harness::System* const system : systems::shipped_systems()) {
    names.push_back(system->name);
    if (system->name != scenario.topology.system) continue;
    const harness::System& found = defect.empty() ? *system : system_with(defect);
    scenarios::must_fit(scenario, found);
    return found;
  }
  throw scenarios::BadInput{
      {.file = scenario.name,
       .place = {},
       .pointer = "/topology/system",
       .expected = fmt::format("a system of this program: {}", fmt::join(names, ", ")),
       .found = fmt::format("\"{}\"", scenarios::printable(scenario.topology.system)),
       .nearest = scenarios::nearest_name(scenario.topology.system, names)}};
}

const harness::System& system_with(const std::string& defect) {
  if (defect.empty()) return systems::payments_system();
  if (const systems::Defect* const found = systems::find_defect(defect)) return found->system;
  throw unknown_name("defect", defect, defect_names());
}

}  // namespace assay::campaign
