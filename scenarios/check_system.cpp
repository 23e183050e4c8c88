// A scenario beside the system that it is to be run with: the system is known, has the transactions
// that faults name, can call each processor, and accepts its settings.
#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "scenarios/check.hpp"
#include "scenarios/detail/checks.hpp"
#include "scenarios/files/bad_input.hpp"
#include "scenarios/files/document.hpp"
#include "scenarios/vocabulary.hpp"

namespace assay::scenarios {

namespace {

using detail::Flaw;

constexpr std::string_view explained = "docs/scenario-format.md#what-a-service-refuses";

/// All words that some system has for its transactions; none where one does not tell.
std::vector<std::string_view> known_purposes(Systems systems) {
  std::vector<std::string_view> all;
  for (const SystemUnderTest* const system : systems) {
    if (system->purposes.empty()) return {};
    all.insert(all.end(), system->purposes.begin(), system->purposes.end());
  }
  std::ranges::sort(all);
  const auto repeated = std::ranges::unique(all);
  all.erase(repeated.begin(), repeated.end());
  return all;
}

Flaw flaw_in_purposes(const Scenario& scenario, Systems systems) {
  const std::vector<std::string_view> known = known_purposes(systems);
  if (known.empty()) return {};
  for (std::size_t i = 0; i < scenario.faults.size(); ++i) {
    const auto site = parse_site(scenario.faults[i].site);
    if (!site || site->service != "store" || site->operation == "*") continue;
    const std::string pointer = step(step("/faults", i), "site");
    if (auto flaw = detail::unknown_name(pointer, "transactions", site->operation, known)) {
      return flaw;
    }
  }
  return {};
}

Flaw flaw_in_processors(const Scenario& scenario, const SystemUnderTest& system) {
  const auto& processors = scenario.topology.processors;
  if (processors.size() <= system.processors_max) return {};
  return Complaint{step("/topology/processors", system.processors_max),
                   fmt::format("a processor that {} can call: it calls no more than the first {}",
                               system.name, system.processors_max),
                   fmt::format("\"{}\", which nobody calls",
                               printable(processors[system.processors_max].name)),
                   {}};
}

/// Each combination of settings that a run may have, with where it stands in the file.
std::vector<std::pair<std::string, ServiceSettings>> settings_in(const Scenario& scenario) {
  std::vector<std::pair<std::string, ServiceSettings>> all{{"/service", scenario.service}};
  for (std::size_t i = 0; i < scenario.versions.size(); ++i) {
    all.emplace_back(step("/versions", i), scenario.versions[i]);
  }
  const auto or_usual = [](std::vector<sim::Duration> drawn, sim::Duration usual) {
    return drawn.empty() ? std::vector{usual} : drawn;
  };
  const Swarm& swarm = scenario.swarm;
  for (const sim::Duration lease : or_usual(swarm.leases, scenario.service.lease)) {
    for (const sim::Duration timeout : or_usual(swarm.rpc_timeouts, scenario.service.rpc_timeout)) {
      for (const sim::Duration kept :
           or_usual(swarm.key_retentions, scenario.service.key_retention)) {
        ServiceSettings drawn = scenario.service;
        drawn.lease = lease;
        drawn.rpc_timeout = timeout;
        drawn.key_retention = kept;
        if (drawn != scenario.service) all.emplace_back("/swarm", drawn);
      }
    }
  }
  return all;
}

Flaw flaw_in_settings(const Scenario& scenario, const SystemUnderTest& system) {
  if (system.refuses == nullptr) return {};
  for (const auto& [pointer, settings] : settings_in(scenario)) {
    const std::vector<std::string> broken = system.refuses(scenario, settings);
    if (broken.empty()) continue;
    return Complaint{
        pointer,
        fmt::format("settings that the service {} accepts; {} explains", system.name, explained),
        fmt::format("{}", fmt::join(broken, "; ")),
        {}};
  }
  return {};
}

Flaw flaw_with(const Scenario& scenario, const SystemUnderTest& system, Systems systems) {
  if (auto flaw = flaw_in_purposes(scenario, systems)) return flaw;
  if (auto flaw = flaw_in_processors(scenario, system)) return flaw;
  return flaw_in_settings(scenario, system);
}

/// The systems by name: the scenario must name one of them.
Flaw flaw_in_name(const Scenario& scenario, Systems systems) {
  std::vector<std::string_view> names;
  for (const SystemUnderTest* const system : systems) names.push_back(system->name);
  return detail::unknown_name("/topology/system", "systems", scenario.topology.system, names);
}

}  // namespace

std::optional<Complaint> first_flaw(const Scenario& scenario, Systems systems) {
  if (auto flaw = first_flaw(scenario)) return flaw;
  if (auto flaw = flaw_in_name(scenario, systems)) return flaw;
  const auto named =
      std::ranges::find(systems, scenario.topology.system, &SystemUnderTest::name);
  return flaw_with(scenario, **named, systems);
}

void must_fit(const Scenario& scenario, const SystemUnderTest& system) {
  const std::array<const SystemUnderTest*, 2> systems{&system, &payments_system()};
  auto flaw = first_flaw(scenario);
  if (!flaw) flaw = flaw_in_name(scenario, systems);
  if (!flaw) flaw = flaw_with(scenario, system, systems);
  if (!flaw) return;
  throw BadInput{{.file = scenario.name,
                  .place = {},
                  .pointer = flaw->pointer,
                  .expected = flaw->expected,
                  .found = flaw->found,
                  .nearest = flaw->nearest}};
}

}  // namespace assay::scenarios
