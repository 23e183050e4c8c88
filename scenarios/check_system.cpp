// A scenario beside the system that it is to be run with: the system is known, has the transactions
// that faults name, can call each processor, and accepts its settings.
#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "scenarios/check.hpp"
#include "scenarios/detail/checks.hpp"
#include "scenarios/files/document.hpp"
#include "scenarios/vocabulary.hpp"

namespace assay::scenarios {

namespace {

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

/// Whether a scenario is for another system than the one that is to stand in for it.
bool stands_in(const SystemUnderTest& system, const Scenario& scenario) {
  return scenario.topology.system != system.name && scenario.topology.system != system.defect_of;
}

void check_purposes(const Scenario& scenario, Systems systems, Complaints& flaws) {
  const std::vector<std::string_view> known = known_purposes(systems);
  if (known.empty()) return;
  for (std::size_t i = 0; i < scenario.faults.size(); ++i) {
    const auto site = parse_site(scenario.faults[i].site);
    if (!site || site->service != "store" || site->operation == "*") continue;
    const std::string pointer = step(step("/faults", i), "site");
    detail::must_be_known(pointer, "transactions", site->operation, known, flaws);
  }
}

void check_processors(const Scenario& scenario, const SystemUnderTest& system, Complaints& flaws) {
  const auto& processors = scenario.topology.processors;
  for (std::size_t i = system.processors_max; i < processors.size(); ++i) {
    flaws.add({step("/topology/processors", i),
               fmt::format("a processor that {} can call: it calls no more than the first {}",
                           system.name, system.processors_max),
               fmt::format("\"{}\", which nobody calls", printable(processors[i].name)),
               {}});
  }
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

/// Asks the service where all that it would be told makes sense; once for each place.
void check_settings(const Scenario& scenario, const SystemUnderTest& system, Complaints& flaws) {
  if (system.refuses == nullptr) return;
  for (const char* const part : {"/service", "/versions", "/swarm", "/limits", "/topology"}) {
    if (!flaws.is_sound(part)) return;
  }
  for (const auto& [pointer, settings] : settings_in(scenario)) {
    if (!flaws.is_sound(pointer)) continue;
    const std::vector<std::string> broken = system.refuses(scenario, settings);
    if (broken.empty()) continue;
    flaws.add(
        {pointer,
         fmt::format("settings that the service {} accepts; {} explains", system.name, explained),
         fmt::format("{}", fmt::join(broken, "; ")),
         {}});
  }
}

bool takes(const SystemUnderTest& system, std::string_view currency) {
  return system.takes_currency == nullptr || system.takes_currency(currency);
}

/// Each amount is in a currency that one of `systems` takes.
void check_currencies(const Scenario& scenario, Systems systems, Complaints& flaws) {
  const auto& groups = scenario.workload.clients;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    for (std::size_t j = 0; j < groups[i].amounts.size(); ++j) {
      const std::string& currency = groups[i].amounts[j].currency;
      const auto takes_it = [&](const SystemUnderTest* system) { return takes(*system, currency); };
      if (std::ranges::any_of(systems, takes_it)) continue;
      const std::string amounts = step(step("/workload/clients", i), "amounts");
      flaws.add({step(step(amounts, j), "currency"),
                 "a currency that the system under test accepts",
                 fmt::format("\"{}\"", excerpt(currency)),
                 {}});
    }
  }
}

void check_with(const Scenario& scenario, const SystemUnderTest& system, Systems systems,
                Complaints& flaws) {
  const SystemUnderTest* const alone = &system;
  check_currencies(scenario, {&alone, 1}, flaws);
  check_purposes(scenario, systems, flaws);
  check_processors(scenario, system, flaws);
  check_settings(scenario, system, flaws);
}

/// The system that a scenario names. Where there is but one, it also stands in for the shipped
/// code, which is what a file means that names none.
const SystemUnderTest* named_system(const Scenario& scenario, Systems systems, Complaints& flaws) {
  std::vector<std::string_view> names;
  for (const SystemUnderTest* const system : systems) {
    if (system->name == scenario.topology.system) return system;
    names.push_back(system->name);
  }
  if (systems.size() == 1 && scenario.topology.system == default_system) return systems.front();
  detail::must_be_known("/topology/system", "systems", scenario.topology.system, names, flaws);
  return nullptr;
}

}  // namespace

void check(const Scenario& scenario, Systems systems, Complaints& flaws) {
  check(scenario, flaws);
  const SystemUnderTest* const named = named_system(scenario, systems, flaws);
  if (named == nullptr) return check_currencies(scenario, systems, flaws);
  check_with(scenario, *named, systems, flaws);
}

void must_fit(const Scenario& scenario, const SystemUnderTest& system) {
  const std::array<std::string_view, 3> names{system.name, system.defect_of, default_system};
  const SystemUnderTest* const alone = &system;
  const bool knows_words = !stands_in(system, scenario);
  Complaints flaws;
  check(scenario, flaws);
  if (detail::must_be_known("/topology/system", "systems", scenario.topology.system, names,
                            flaws)) {
    check_with(scenario, system, knows_words ? Systems{&alone, 1} : Systems{}, flaws);
  }
  refuse_if_any(scenario.name, flaws);
}

}  // namespace assay::scenarios
