// Lists become decisions; an empty list asks nothing.
#include "runs/simulated/swarm.hpp"

#include <algorithm>
#include <array>

#include "runs/run.hpp"
#include "scenarios/files/text_values.hpp"
#include "scenarios/settings.hpp"

namespace assay::runs {

namespace {

/// How much more often a fault strikes that is off, on, or frequent.
constexpr std::array<std::uint32_t, 3> factors{0, 1, 3};

sim::OptionSet feature_options() {
  return sim::OptionSet{{{"off", 2}, {"on", 1}, {"frequent", 1}}};
}

/// What is drawn, with the settings in the order of their schema.
scenarios::Swarm in_order(scenarios::Swarm swarm, harness::SettingsSchema schema) {
  std::ranges::stable_sort(swarm.service, {}, [&](const scenarios::DrawnSetting& drawn) {
    return std::ranges::find(schema, drawn.name, &harness::Setting::name) - schema.begin();
  });
  return swarm;
}

/// The item that the run draws, or `usual` where there is nothing to draw.
template <class Item, class Choices>
void take(sim::World& world, const Choices& choices, std::size_t& next,
          const std::vector<Item>& items, Item& into) {
  if (items.empty()) return;
  const auto& choice = choices[next++];
  into = items[world.workload(choice.site, choice.options)];
}

}  // namespace

template <class Item, class Text>
void SwarmDraw::prepare(std::vector<Choice>& into, const std::string& name,
                        const std::vector<Item>& items, Text text) {
  if (items.empty()) return;
  std::vector<sim::Option> options;
  for (const Item& item : items) options.push_back({std::string{text(item)}, 1});
  into.push_back({std::string{swarm_mark} + name, sim::OptionSet{std::move(options)}});
}

SwarmDraw::SwarmDraw(const scenarios::Scenario& scenario, harness::SettingsSchema schema)
    : swarm_{in_order(scenario.swarm, schema)} {
  const auto number = [](std::uint32_t count) { return std::to_string(count); };
  const auto set_to = [](const harness::SettingValue& value) { return scenarios::to_text(value); };
  if (swarm_.faults) {
    for (const std::string& fault : allowed_faults(scenario)) {
      faults_.push_back({std::string{swarm_mark} + "fault @ " + fault, feature_options()});
    }
  }
  prepare_times();
  prepare_profiles(scenario.topology.processors);
  prepare(topology_, "service_nodes @ shop", swarm_.service_nodes, number);
  for (const scenarios::DrawnSetting& drawn : swarm_.service) {
    prepare(service_, drawn.name + " @ shop", drawn.values, set_to);
  }
  for (std::size_t i = 0; i < scenario.workload.clients.size(); ++i) prepare_group(i);
}

void SwarmDraw::prepare_times() {
  if (swarm_.times.empty()) return;
  std::vector<sim::Option> options;
  for (const scenarios::Times& times : swarm_.times) options.push_back({times.name, times.weight});
  times_ = {std::string{swarm_mark} + "times @ world", sim::OptionSet{std::move(options)}};
}

void SwarmDraw::prepare_profiles(const std::vector<scenarios::Processor>& processors) {
  if (swarm_.profiles.empty()) return;
  std::vector<sim::Option> options;
  for (const auto& [profile, weight] : swarm_.profiles) options.push_back({profile, weight});
  for (const scenarios::Processor& processor : processors) {
    profiles_.push_back(
        {std::string{swarm_mark} + "profile @ " + processor.name, sim::OptionSet{options}});
  }
}

void SwarmDraw::draw_profiles(sim::World& world,
                              std::vector<scenarios::Processor>& processors) const {
  for (std::size_t i = 0; i < profiles_.size(); ++i) {
    const std::uint32_t answer = world.workload(profiles_[i].site, profiles_[i].options);
    processors[i].profile = swarm_.profiles[answer].profile;
  }
}

void SwarmDraw::draw_times(sim::World& world, scenarios::Scenario& playing) const {
  if (swarm_.times.empty()) return;
  scenarios::take_times(playing, swarm_.times[world.workload(times_.site, times_.options)]);
}

void SwarmDraw::prepare_group(std::size_t number) {
  const auto count = [](std::uint32_t value) { return std::to_string(value); };
  const std::string scope = " @ group-" + std::to_string(number + 1);
  std::vector<Choice>& group = groups_.emplace_back();
  prepare(group, "kind" + scope, swarm_.kinds,
          [](scenarios::ClientKind kind) { return scenarios::name_of(kind); });
  prepare(group, "flow" + scope, swarm_.flows,
          [](scenarios::Flow flow) { return scenarios::name_of(flow); });
  prepare(group, "count" + scope, swarm_.counts, count);
  prepare(group, "payments" + scope, swarm_.payments, count);
}

void SwarmDraw::draw(sim::World& world, sim::FaultModel& faults, scenarios::Scenario& playing) {
  if (!faults_.empty()) draw_faults(world, faults);
  draw_times(world, playing);
  draw_profiles(world, playing.topology.processors);
  std::size_t next = 0;
  take(world, topology_, next, swarm_.service_nodes, playing.topology.service_nodes);
  next = 0;
  for (const scenarios::DrawnSetting& drawn : swarm_.service) {
    if (drawn.values.empty()) continue;
    harness::SettingValue value;
    take(world, service_, next, drawn.values, value);
    playing.service.set(drawn.name, std::move(value));
  }
  for (std::size_t i = 0; i < groups_.size(); ++i) {
    draw_group(world, i, playing.workload.clients[i]);
  }
}

void SwarmDraw::draw_faults(sim::World& world, sim::FaultModel& faults) {
  factors_.clear();
  for (const Choice& feature : faults_) {
    factors_.push_back(factors[world.workload(feature.site, feature.options)]);
  }
  faults.scale(factors_);
}

void SwarmDraw::draw_group(sim::World& world, std::size_t number, scenarios::ClientGroup& group) {
  const std::vector<Choice>& choices = groups_[number];
  std::size_t next = 0;
  take(world, choices, next, swarm_.kinds, group.kind);
  take(world, choices, next, swarm_.flows, group.flow);
  take(world, choices, next, swarm_.counts, group.count);
  take(world, choices, next, swarm_.payments, group.payments);
}

}  // namespace assay::runs
