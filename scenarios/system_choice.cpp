// By name alone.
#include "scenarios/system_choice.hpp"

#include <algorithm>

namespace assay::scenarios {

const harness::System* system_of(const Scenario& scenario, harness::Systems systems) {
  const std::string& named = scenario.topology.system;
  const auto found = std::ranges::find_if(
      systems, [&](const harness::System* system) { return system->name == named; });
  if (found != systems.end()) return *found;
  return named == default_system && !systems.empty() ? systems.front() : nullptr;
}

bool stands_in(const harness::System& system, const Scenario& scenario) {
  return scenario.topology.system != system.name && scenario.topology.system != system.defect_of;
}

std::vector<std::string> options_for(const harness::System& system, const Scenario& scenario) {
  std::vector<std::string> words;
  if (stands_in(system, scenario)) {
    words.insert(words.end(), {"--system", std::string{harness::base_of(system)}});
  }
  if (!system.defect_of.empty()) {
    words.insert(words.end(), {"--defect", std::string{system.name}});
  }
  return words;
}

}  // namespace assay::scenarios
