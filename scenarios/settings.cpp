// One combination after the other, the first of each draw being the benign one.
#include "scenarios/settings.hpp"

#include <algorithm>

#include "scenarios/files/document.hpp"

namespace assay::scenarios {

namespace {

/// Every combination of draws from `next` on, upon what is set already.
void combine(const std::vector<DrawnSetting>& drawn, std::size_t next,
             const harness::Settings& settings, std::vector<harness::Settings>& all) {
  if (next == drawn.size()) return all.push_back(settings);
  if (drawn[next].values.empty()) return combine(drawn, next + 1, settings, all);
  for (const harness::SettingValue& value : drawn[next].values) {
    harness::Settings set = settings;
    set.set(drawn[next].name, value);
    combine(drawn, next + 1, set, all);
  }
}

}  // namespace

harness::Settings with(harness::Settings settings, const Times& times) {
  for (const auto& [name, value] : times.service.entries()) settings.set(name, value);
  return settings;
}

void take_times(Scenario& scenario, const Times& times) {
  const auto set = [](sim::Duration& into, sim::Duration length) {
    if (length > sim::Duration{}) into = length;
  };
  scenario.service = with(std::move(scenario.service), times);
  set(scenario.limits.effect_max, times.effect_max);
  set(scenario.limits.begins_at, times.begins_at);
  set(scenario.workload.read_period, times.read_period);
  for (Processor& processor : scenario.topology.processors) {
    set(processor.hold_length, times.hold_length);
  }
  for (ClientGroup& group : scenario.workload.clients) {
    set(group.think_max, times.think_max);
    set(group.retry.timeout, times.timeout);
    set(group.retry.backoff_max, times.backoff_max);
  }
}

std::size_t combinations_in(const Swarm& swarm) {
  std::size_t count = std::max<std::size_t>(swarm.times.size(), 1);
  for (const DrawnSetting& drawn : swarm.service) {
    count *= std::max<std::size_t>(drawn.values.size(), 1);
    if (count > combinations_max) return combinations_max + 1;
  }
  return count;
}

std::vector<PossibleSettings> possible_settings(const Scenario& scenario,
                                                const harness::System& system) {
  const sim::Duration effect_max = scenario.limits.effect_max;
  const harness::Settings usual{system.settings, scenario.service};
  std::vector<PossibleSettings> all{{"/service", usual, effect_max}};
  for (std::size_t i = 0; i < scenario.versions.size(); ++i) {
    all.push_back({step("/versions", i), {system.settings, scenario.versions[i]}, effect_max});
  }
  const auto add = [&](const std::string& pointer, const Times& times) {
    std::vector<harness::Settings> drawn;
    combine(scenario.swarm.service, 0, with(scenario.service, times), drawn);
    const sim::Duration most = times.effect_max > sim::Duration{} ? times.effect_max : effect_max;
    for (const harness::Settings& given : drawn) {
      harness::Settings full{system.settings, given};
      if (full != usual || most != effect_max) all.push_back({pointer, std::move(full), most});
    }
    // A node that is upgraded lives in the same world.
    for (const harness::Settings& version : scenario.versions) {
      if (most != effect_max) all.push_back({pointer, {system.settings, version}, most});
    }
  };
  if (scenario.swarm.times.empty()) add("/swarm", {});
  for (std::size_t i = 0; i < scenario.swarm.times.size(); ++i) {
    add(step("/swarm/times", i), scenario.swarm.times[i]);
  }
  return all;
}

harness::Settings full_settings(const Scenario& scenario, const harness::System& system,
                                std::uint32_t version) {
  return {system.settings, settings_of(scenario, version)};
}

std::string pointer_of(const DrawnSetting& drawn) {
  return "/swarm/" + (drawn.key.empty() ? "service/" + drawn.name : drawn.key);
}

}  // namespace assay::scenarios
