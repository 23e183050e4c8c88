// Each kind of thing from the table that knows it.
#include "cli/catalogue.hpp"

#include <array>

#include <fmt/format.h>

#include "models/rules/profile.hpp"
#include "properties/property.hpp"
#include "scenarios/files/library.hpp"
#include "scenarios/vocabulary.hpp"
#include "sim/search/strategy.hpp"

namespace assay::cli {

namespace {

Items scenario_items(const harness::Registry&) {
  Items items;
  for (const std::string_view name : scenarios::library_names()) {
    items.push_back({std::string{name}, scenarios::library_scenario(name).title});
  }
  return items;
}

Items fault_items(const harness::Registry&) {
  Items items;
  for (const scenarios::Edge& edge : scenarios::edges()) {
    for (const sim::FaultAbout* const fault : scenarios::faults_of(edge.name)) {
      items.push_back({fmt::format("{}: {}", edge.name, fault->word),
                       fmt::format("{}: {}", edge.meaning, fault->meaning)});
    }
  }
  return items;
}

Items property_items(const harness::Registry& registry) {
  Items items;
  for (const properties::Property& property : properties::all_properties()) {
    items.push_back({std::string{property.name}, std::string{property.claim}});
  }
  for (const properties::Property& property : properties_brought(registry)) {
    items.push_back({std::string{property.name}, std::string{property.claim}});
  }
  return items;
}

Items defect_items(const harness::Registry& registry) {
  Items items;
  for (const harness::Defect* const defect : registry.defects()) {
    items.push_back({std::string{defect->name}, std::string{defect->summary}});
  }
  return items;
}

Items strategy_items(const harness::Registry&) {
  Items items;
  for (const sim::NamedStrategy& strategy : sim::strategies()) {
    items.push_back({std::string{strategy.name}, std::string{strategy.summary}});
  }
  return items;
}

Items profile_items(const harness::Registry&) {
  Items items;
  for (const models::Profile& profile : models::profiles()) {
    items.push_back({std::string{profile.name}, std::string{profile.summary}});
  }
  return items;
}

Items system_items(const harness::Registry& registry) {
  Items items;
  for (const harness::System* const system : registry.systems()) {
    items.push_back({std::string{system->name}, std::string{system->summary}});
  }
  return items;
}

constexpr std::array<Section, 7> sections{{{"scenarios", scenario_items},
                                           {"faults", fault_items},
                                           {"properties", property_items},
                                           {"defects", defect_items},
                                           {"strategies", strategy_items},
                                           {"profiles", profile_items},
                                           {"systems", system_items}}};

}  // namespace

std::span<const Section> catalogue() { return sections; }

std::vector<properties::Property> properties_brought(const harness::Registry& registry) {
  std::vector<properties::Property> all;
  for (const harness::System* const system : registry.systems()) {
    if (system->own_properties == nullptr) continue;
    for (properties::Property& one : system->own_properties()) all.push_back(std::move(one));
  }
  return all;
}

}  // namespace assay::cli
