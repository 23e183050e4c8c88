// The whim is a decision like any other.
#include "tests/campaign/moody_system.hpp"
#include "systems/payments/payments_system.hpp"

#include "runs/simulated/simulated_world.hpp"
#include "sim/world/world.hpp"
#include "tests/systems/inside.hpp"

namespace moods {

using namespace assay;

harness::System moody(std::function<void()> act) {
  static const sim::OptionSet whims{{{"go_on", 19}, {"act", 1}}};
  harness::System system = systems::payments_system();
  system.name = "moody";
  system.make = [act, make = system.make](harness::Environment& environment) {
    sim::Node& node = systems::testing::node_of(environment);
    const bool first_life = node.life() == 1;
    if (first_life && node.world().workload("test/whim @ test", whims) != 0) act();
    return make(environment);
  };
  return system;
}

std::set<std::uint64_t> bad_seeds(const scenarios::Scenario& scenario, std::uint64_t count) {
  bool acted = false;
  const harness::System system = moody([&] { acted = true; });
  runs::SimulatedWorld world;
  std::set<std::uint64_t> seeds;
  for (std::uint64_t seed = 0; seed < count; ++seed) {
    acted = false;
    (void)world.run({.scenario = &scenario, .system = &system, .seed = seed});
    if (acted) seeds.insert(seed);
  }
  return seeds;
}

}  // namespace moods
