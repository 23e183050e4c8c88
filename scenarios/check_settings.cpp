// The settings of a scenario against the schema that its system publishes, and against the system's
// own rules.
#include <array>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "scenarios/check.hpp"
#include "scenarios/detail/checks.hpp"
#include "scenarios/every_fault.hpp"
#include "scenarios/files/document.hpp"
#include "scenarios/files/nearest_name.hpp"
#include "scenarios/files/text_values.hpp"
#include "scenarios/late_returns.hpp"
#include "scenarios/settings.hpp"

namespace assay::scenarios::detail {

namespace {

constexpr std::string_view explained = "docs/scenario-format.md#what-a-service-refuses";

/// One setting of a scenario and where it stands.
struct Placed {
  std::string pointer;
  std::string_view name;
  const harness::SettingValue& value;
};

std::vector<Placed> placed_settings(const Scenario& scenario) {
  std::vector<Placed> all;
  const auto add = [&](const std::string& pointer, const harness::Settings& settings) {
    for (const auto& [name, value] : settings.entries()) {
      all.push_back({step(pointer, name), name, value});
    }
  };
  add("/service", scenario.service);
  for (std::size_t i = 0; i < scenario.versions.size(); ++i) {
    add(step("/versions", i), scenario.versions[i]);
  }
  for (std::size_t i = 0; i < scenario.swarm.times.size(); ++i) {
    add(step(step("/swarm/times", i), "service"), scenario.swarm.times[i].service);
  }
  for (const DrawnSetting& drawn : scenario.swarm.service) {
    for (std::size_t i = 0; i < drawn.values.size(); ++i) {
      all.push_back({step(pointer_of(drawn), i), drawn.name, drawn.values[i]});
    }
  }
  return all;
}

std::string kind_of(const harness::SettingValue& usual) {
  static constexpr std::array<std::string_view, 4> kinds{"a time such as \"20s\"", "a count",
                                                         "true or false", "a text"};
  return std::string{kinds[usual.index()]};
}

bool is_within(const harness::Setting& setting, const harness::SettingValue& value) {
  const bool bounded = setting.least.index() == value.index() &&
                       setting.most.index() == value.index() && setting.least != setting.most;
  return !bounded || (setting.least <= value && value <= setting.most);
}

/// Whether it has the setting's type; if not, that is a flaw.
bool check_type(const harness::Setting& setting, const Placed& placed, Complaints& flaws) {
  if (placed.value.index() == setting.usual.index()) return true;
  flaws.add({placed.pointer, kind_of(setting.usual), to_text(placed.value)});
  return false;
}

void check_value(const harness::Setting& setting, const Placed& placed, Complaints& flaws) {
  const harness::SettingValue& value = placed.value;
  if (check_type(setting, placed, flaws) && !is_within(setting, value)) {
    flaws.add({placed.pointer,
               fmt::format("{} from {} to {}",
                           std::holds_alternative<sim::Duration>(value) ? "a time" : "a count",
                           to_text(setting.least), to_text(setting.most)),
               to_text(value)});
  }
}

/// The older form of a draw and the newer one may not both be there. Contract: draws stand by name.
void check_drawn_once(const Swarm& swarm, Complaints& flaws) {
  for (std::size_t i = 1; i < swarm.service.size(); ++i) {
    const DrawnSetting& drawn = swarm.service[i];
    if (drawn.name != swarm.service[i - 1].name) continue;
    flaws.add({pointer_of(drawn), fmt::format("one list of values for {}", drawn.name),
               fmt::format("another one at {}", pointer_of(swarm.service[i - 1]))});
  }
}

/// Asks the system where all that it would be told makes sense; once for each place.
void check_rules(const Scenario& scenario, const harness::System& system, Complaints& flaws) {
  if (system.refuses == nullptr) return;
  if (!flaws.is_sound("/limits") || !flaws.is_sound("/topology")) return;
  for (const auto& [pointer, settings, effect_max] : possible_settings(scenario, system)) {
    if (!flaws.is_sound(pointer)) continue;
    const harness::WorldPromises world{effect_max, scenario.limits.tries_max};
    const std::vector<std::string> broken = system.refuses(settings, world);
    if (broken.empty()) continue;
    flaws.add(
        {pointer,
         fmt::format("settings that the service {} accepts; {} explains", system.name, explained),
         fmt::format("{}", fmt::join(broken, "; "))});
  }
}

/// For how long a client of the group asks for one thing at most, with that set of times.
sim::Duration horizon_of(const ClientGroup& group, const Times& times) {
  const auto set = [](sim::Duration drawn, sim::Duration usual) {
    return drawn > sim::Duration{} ? drawn : usual;
  };
  return (set(times.timeout, group.retry.timeout) +
          set(times.backoff_max, group.retry.backoff_max)) *
         group.retry.tries_max;
}

/// Clients are done before their keys are forgotten (R11), whichever times are drawn.
void check_horizons(const Scenario& scenario, const harness::System& system, Complaints& flaws) {
  for (std::size_t i = 0; i < scenario.swarm.times.size(); ++i) {
    const Times& times = scenario.swarm.times[i];
    const harness::Settings settings{system.settings, with(scenario.service, times)};
    const sim::Duration kept = edge_policy_of(system, settings).key_retention;
    for (const ClientGroup& group : scenario.workload.clients) {
      const sim::Duration horizon = horizon_of(group, times);
      if (kept == sim::Duration{} || horizon <= kept) continue;
      flaws.add({step("/swarm/times", i),
                 fmt::format("keys that are kept for as long as clients ask, which is {}",
                             to_text(horizon)),
                 fmt::format("{}, for {}", to_text(kept), times.name),
                 {}});
      break;
    }
  }
}

/// A client that stays away must have come back before the end of the run.
void check_returns(const Scenario& scenario, const harness::System& system, Complaints& flaws) {
  const std::vector<AllowedFault> faults = allowed_faults_of(scenario);
  for (std::size_t i = 0; i < faults.size(); ++i) {
    const auto& answers = faults[i].answers;
    for (std::size_t j = 0; j < answers.size(); ++j) {
      const auto back = soonest_return(scenario, system, answers[j]);
      if (!back || *back < scenario.limits.virtual_time_max) continue;
      const std::string place = scenario.every_fault
                                    ? "/outside_contract"
                                    : step(step(step("/faults", i), "answers"), j);
      flaws.add(
          {place,
           fmt::format("an answer within virtual_time_max, which is {}",
                       to_text(scenario.limits.virtual_time_max)),
           fmt::format("\"{}\": that client comes back after {} at the soonest", answers[j],
                       to_text(*back))},
          std::array<std::string, 4>{place, "/limits/virtual_time_max", "/service", "/swarm"});
    }
  }
}

}  // namespace

void check_settings(const Scenario& scenario, const harness::System& system, bool own,
                    Complaints& flaws) {
  std::vector<std::string_view> known;
  for (const harness::Setting& setting : system.settings) known.push_back(setting.name);
  for (const Placed& placed : placed_settings(scenario)) {
    const auto found = std::ranges::find(system.settings, placed.name, &harness::Setting::name);
    if (found != system.settings.end()) {
      check_value(*found, placed, flaws);
    } else if (own) {
      flaws.add({placed.pointer, fmt::format("a setting of the system {}", system.name),
                 fmt::format("\"{}\"", excerpt(std::string{placed.name})),
                 nearest_name(placed.name, known)});
    }
  }
  check_drawn_once(scenario.swarm, flaws);
  for (const char* const part : {"/service", "/versions", "/swarm"}) {
    if (!flaws.is_sound(part)) return;  // nothing can be worked out from them
  }
  if (combinations_in(scenario.swarm) > combinations_max) {
    flaws.add({"/swarm/service", fmt::format("at most {} combinations", combinations_max), "more"});
    return;
  }
  check_rules(scenario, system, flaws);
  check_horizons(scenario, system, flaws);
  check_returns(scenario, system, flaws);
}

}  // namespace assay::scenarios::detail

namespace assay::scenarios {

void must_be_typed(const Scenario& scenario, const harness::System& system) {
  Complaints flaws;
  for (const detail::Placed& placed : detail::placed_settings(scenario)) {
    const auto found = std::ranges::find(system.settings, placed.name, &harness::Setting::name);
    if (found != system.settings.end()) (void)detail::check_type(*found, placed, flaws);
  }
  refuse_if_any(scenario.name, flaws);
}

}  // namespace assay::scenarios
