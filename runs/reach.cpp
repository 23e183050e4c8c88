// Sites against the lists of a system.
#include "runs/reach.hpp"

#include <algorithm>
#include <string>

#include "scenarios/vocabulary.hpp"

namespace assay::runs {

namespace {

bool is_processor(const scenarios::Scenario& scenario, std::string_view service) {
  return std::ranges::find(scenario.topology.processors, service, &scenarios::Processor::name) !=
         scenario.topology.processors.end();
}

bool has(const std::vector<std::string_view>& list, std::string_view name) {
  return std::ranges::find(list, name) != list.end();
}

bool calls(const harness::System& system, std::string_view service, std::string_view operation) {
  const std::string name = std::string{service} + ".";
  if (operation != "*") return has(system.calls, name + std::string{operation});
  return std::ranges::any_of(system.calls,
                             [&](std::string_view call) { return call.starts_with(name); });
}

}  // namespace

bool reaches(const harness::System& system, const scenarios::Scenario& scenario,
             std::string_view site) {
  const auto parsed = scenarios::parse_site(site);
  if (!parsed) return true;
  const auto& [service, operation, edge] = *parsed;
  if (service == "client" || service == "shop") return true;  // whatever the system makes of it
  if (service == "store") {
    return system.purposes.empty() || operation == "*" || has(system.purposes, operation);
  }
  if (system.calls.empty()) return true;
  return calls(system, is_processor(scenario, service) ? "processor" : service, operation);
}

}  // namespace assay::runs
