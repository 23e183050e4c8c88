// The whim is a decision like any other.
#include "tests/campaign/moody_system.hpp"
#include "systems/payments/payments_system.hpp"

#include "sim/world/world.hpp"

namespace moods {

using namespace assay;

scenarios::SystemUnderTest moody(std::function<void()> act) {
  static const sim::OptionSet whims{{{"go_on", 19}, {"act", 1}}};
  scenarios::SystemUnderTest system = systems::payments_system();
  system.name = "moody";
  system.make = [act, make = system.make](const scenarios::Surroundings& around) {
    const bool first_life = around.node.life() == 1;
    if (first_life && around.node.world().workload("test/whim @ test", whims) != 0) act();
    return make(around);
  };
  return system;
}

std::set<std::uint64_t> bad_seeds(const scenarios::Scenario& scenario, std::uint64_t count) {
  bool acted = false;
  const scenarios::SystemUnderTest system = moody([&] { acted = true; });
  runs::Simulator simulator;
  std::set<std::uint64_t> seeds;
  for (std::uint64_t seed = 0; seed < count; ++seed) {
    acted = false;
    (void)simulator.run({.scenario = &scenario, .system = &system, .seed = seed});
    if (acted) seeds.insert(seed);
  }
  return seeds;
}

}  // namespace moods
