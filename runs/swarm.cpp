// Lists become decisions; an empty list asks nothing.
#include "runs/swarm.hpp"

#include <array>

#include "runs/finding.hpp"
#include "runs/run.hpp"
#include "scenarios/files/text_values.hpp"

namespace assay::runs {

namespace {

constexpr std::string_view mark = "swarm/";
/// How much more often a fault strikes that is off, on, or frequent.
constexpr std::array<std::uint32_t, 3> factors{0, 1, 3};

sim::OptionSet feature_options() {
  return sim::OptionSet{{{"off", 2}, {"on", 1}, {"frequent", 1}}};
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
  into.push_back({std::string{mark} + name, sim::OptionSet{std::move(options)}});
}

SwarmDraw::SwarmDraw(const scenarios::Scenario& scenario) : swarm_{scenario.swarm} {
  const auto number = [](std::uint32_t count) { return std::to_string(count); };
  const auto length = [](sim::Duration time) { return scenarios::to_text(time); };
  if (swarm_.faults) {
    for (const std::string& fault : allowed_faults(scenario)) {
      faults_.push_back({std::string{mark} + "fault @ " + fault, feature_options()});
    }
  }
  prepare(topology_, "service_nodes @ shop", swarm_.service_nodes, number);
  prepare(service_, "lease @ shop", swarm_.leases, length);
  prepare(service_, "rpc_timeout @ shop", swarm_.rpc_timeouts, length);
  prepare(service_, "key_retention @ shop", swarm_.key_retentions, length);
  for (std::size_t i = 0; i < scenario.workload.clients.size(); ++i) prepare_group(i);
}

void SwarmDraw::prepare_group(std::size_t number) {
  const auto count = [](std::uint32_t value) { return std::to_string(value); };
  const std::string scope = " @ group-" + std::to_string(number + 1);
  std::vector<Choice>& group = groups_.emplace_back();
  prepare(group, "kind" + scope, swarm_.kinds,
          [](scenarios::ClientKind kind) { return name_of(kind); });
  prepare(group, "flow" + scope, swarm_.flows, [](scenarios::Flow flow) { return name_of(flow); });
  prepare(group, "count" + scope, swarm_.counts, count);
  prepare(group, "payments" + scope, swarm_.payments, count);
}

void SwarmDraw::draw(sim::World& world, sim::FaultModel& faults, scenarios::Scenario& playing) {
  draw_faults(world, faults);
  std::size_t next = 0;
  take(world, topology_, next, swarm_.service_nodes, playing.topology.service_nodes);
  next = 0;
  take(world, service_, next, swarm_.leases, playing.service.lease);
  take(world, service_, next, swarm_.rpc_timeouts, playing.service.rpc_timeout);
  take(world, service_, next, swarm_.key_retentions, playing.service.key_retention);
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

bool is_drawn(const sim::Answer& answer) { return answer.site.starts_with(mark); }

}  // namespace assay::runs
