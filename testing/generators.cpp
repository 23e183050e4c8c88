// Draws by RapidCheck, shrinks of our own.
#include "testing/generators.hpp"

#include <algorithm>
#include <ostream>

#include "testing/describe.hpp"
#include "testing/smaller.hpp"

namespace assay::testing {

namespace {

using scenarios::ClientGroup;
using scenarios::Workload;

constexpr std::size_t groups_max = 2;
constexpr std::uint32_t clients_max = 2;
constexpr std::uint32_t payments_max = 3;
constexpr std::size_t faults_max = 3;
constexpr std::uint64_t seeds_drawn = std::uint64_t{1} << 32;

/// One of the groups of `like`, asked for something else.
ClientGroup drawn_group(const Workload& like) {
  ClientGroup group = *rc::gen::elementOf(like.clients);
  group.count = *rc::gen::inRange(std::uint32_t{1}, clients_max + 1);
  group.payments = *rc::gen::inRange(std::uint32_t{1}, payments_max + 1);
  const auto flows = static_cast<int>(scenarios::Flow::generated);  // the last, and no fixed one
  group.flow = static_cast<scenarios::Flow>(*rc::gen::inRange(0, flows));
  return group;
}

Workload drawn_workload(const Workload& like) {
  Workload workload = like;
  workload.clients.clear();
  const std::size_t groups = *rc::gen::inRange(std::size_t{1}, groups_max + 1);
  for (std::size_t i = 0; i < groups; ++i) workload.clients.push_back(drawn_group(like));
  return workload;
}

bool same_visit(const sim::Answer& left, const sim::Answer& right) {
  return left.site == right.site && left.n == right.n;
}

/// Up to three of the faults in reach, one per visit of a site, in the order in which they come.
sim::Plan drawn_faults(const sim::Plan& in_reach) {
  sim::Plan plan;
  const std::size_t wanted = *rc::gen::inRange(std::size_t{0}, faults_max + 1);
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < wanted && !in_reach.empty(); ++i) {
    places.push_back(*rc::gen::inRange(std::size_t{0}, in_reach.size()));
  }
  std::ranges::sort(places);
  for (const std::size_t place : places) {
    const sim::Answer& answer = in_reach[place];
    if (plan.empty() || !same_visit(plan.back(), answer)) plan.push_back(answer);
  }
  return plan;
}

sim::Plan drawn_plan(TrialPlayer& player, const Workload& workload) {
  if (*rc::gen::arbitrary<bool>()) return drawn_faults(player.faults_in_reach(workload));
  return player.plan_of_seed(workload, *rc::gen::inRange(std::uint64_t{0}, seeds_drawn));
}

/// `gen` without its shrinks, shrinking by `smaller` alone.
template <class Value, class Smaller>
rc::Gen<Value> shrinking(rc::Gen<Value> gen, Smaller smaller) {
  return rc::gen::shrink(rc::gen::noShrink(std::move(gen)), [smaller](const Value& value) {
    return rc::seq::fromContainer(smaller(value));
  });
}

}  // namespace

rc::Gen<Workload> workloads(const Workload& like) {
  return shrinking(rc::gen::exec([like] { return drawn_workload(like); }), smaller_workloads);
}

rc::Gen<sim::Plan> plans(std::shared_ptr<TrialPlayer> player, const Workload& workload) {
  return shrinking(
      rc::gen::exec([=] { return drawn_plan(*player, workload); }),
      [player](const sim::Plan& plan) { return smaller_plans(plan, player->scenario()); });
}

rc::Gen<Trial> trials(std::shared_ptr<TrialPlayer> player) {
  const auto draw = [player] {
    Workload workload = drawn_workload(player->scenario().workload);
    sim::Plan plan = drawn_plan(*player, workload);
    return Trial{std::move(workload), std::move(plan)};
  };
  return shrinking(rc::gen::exec(draw), [player](const Trial& trial) {
    return smaller_trials(trial, player->scenario());
  });
}

void showValue(const Trial& trial, std::ostream& out) {
  out << describe(trial.workload) << "\n" << describe(trial.plan);
}

}  // namespace assay::testing
