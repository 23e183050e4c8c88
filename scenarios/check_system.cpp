// A scenario beside the system that it is to be run with: the system is known, has the transactions
// that faults name, can call each processor, and accepts its settings.
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "scenarios/check.hpp"
#include "scenarios/detail/checks.hpp"
#include "scenarios/files/document.hpp"
#include "scenarios/system_choice.hpp"
#include "scenarios/vocabulary.hpp"

namespace assay::scenarios {

namespace {

/// All words that some system has for its transactions; none where one does not tell.
std::vector<std::string_view> known_purposes(harness::Systems systems) {
  std::vector<std::string_view> all;
  for (const harness::System* const system : systems) {
    if (system->purposes.empty()) return {};
    all.insert(all.end(), system->purposes.begin(), system->purposes.end());
  }
  std::ranges::sort(all);
  const auto repeated = std::ranges::unique(all);
  all.erase(repeated.begin(), repeated.end());
  return all;
}

void check_purposes(const Scenario& scenario, harness::Systems systems, Complaints& flaws) {
  const std::vector<std::string_view> known = known_purposes(systems);
  if (known.empty()) return;
  for (std::size_t i = 0; i < scenario.faults.size(); ++i) {
    const auto site = parse_site(scenario.faults[i].site);
    if (!site || site->service != "store" || site->operation == "*") continue;
    const std::string pointer = step(step("/faults", i), "site");
    detail::must_be_known(pointer, "transactions", site->operation, known, flaws);
  }
}

void check_processors(const Scenario& scenario, const harness::System& system, Complaints& flaws) {
  const auto& processors = scenario.topology.processors;
  for (std::size_t i = system.processors_max; i < processors.size(); ++i) {
    flaws.add({step("/topology/processors", i),
               fmt::format("a processor that {} can call: it calls no more than the first {}",
                           system.name, system.processors_max),
               fmt::format("\"{}\", which nobody calls", printable(processors[i].name))});
  }
}

bool takes(const harness::System& system, std::string_view currency) {
  return system.takes_currency == nullptr || system.takes_currency(currency);
}

/// Each amount is in a currency that one of `systems` takes.
void check_currencies(const Scenario& scenario, harness::Systems systems, Complaints& flaws) {
  const auto& groups = scenario.workload.clients;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    for (std::size_t j = 0; j < groups[i].amounts.size(); ++j) {
      const std::string currency{groups[i].amounts[j].currency.code()};
      const auto takes_it = [&](const harness::System* system) { return takes(*system, currency); };
      if (std::ranges::any_of(systems, takes_it)) continue;
      const std::string amounts = step(step("/workload/clients", i), "amounts");
      flaws.add({step(step(amounts, j), "currency"),
                 "a currency that the system under test accepts",
                 fmt::format("\"{}\"", excerpt(currency))});
    }
  }
}

void check_with(const Scenario& scenario, const harness::System& system, harness::Systems systems,
                Complaints& flaws) {
  const harness::System* const alone = &system;
  check_currencies(scenario, {&alone, 1}, flaws);
  check_purposes(scenario, systems, flaws);
  check_processors(scenario, system, flaws);
  detail::check_settings(scenario, system, !stands_in(system, scenario), flaws);
}

/// The words of its transactions are those of `system` where that does not stand in for another.
void check_alone(const Scenario& scenario, const harness::System& system, Complaints& flaws) {
  const harness::System* const alone = &system;
  const bool knows_words = !stands_in(system, scenario);
  check_with(scenario, system, knows_words ? harness::Systems{&alone, 1} : harness::Systems{},
             flaws);
}

const harness::System* named_system(const Scenario& scenario, harness::Systems systems,
                                    Complaints& flaws) {
  if (const harness::System* const found = system_of(scenario, systems)) return found;
  std::vector<std::string_view> names;
  for (const harness::System* const system : systems) names.push_back(system->name);
  detail::must_be_known("/topology/system", "systems", scenario.topology.system, names, flaws);
  return nullptr;
}

}  // namespace

void check(const Scenario& scenario, harness::Systems systems, Complaints& flaws) {
  check(scenario, flaws);
  const harness::System* const named = named_system(scenario, systems, flaws);
  if (named == nullptr) return check_currencies(scenario, systems, flaws);
  check_with(scenario, *named, systems, flaws);
}

void must_fit(const Scenario& scenario, const harness::System& system) {
  const std::array<std::string_view, 3> names{system.name, system.defect_of, default_system};
  Complaints flaws;
  check(scenario, flaws);
  if (detail::must_be_known("/topology/system", "systems", scenario.topology.system, names,
                            flaws)) {
    check_alone(scenario, system, flaws);
  }
  refuse_if_any(scenario.name, flaws);
}

void must_fit_in_place(const Scenario& scenario, const harness::System& system) {
  Complaints flaws;
  check(scenario, flaws);
  check_alone(scenario, system, flaws);
  refuse_if_any(scenario.name, flaws);
}

}  // namespace assay::scenarios
