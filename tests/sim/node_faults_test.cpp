// What faults do to a node before or after an effect, beyond a power cut: pauses, clocks that jump,
// another version. Serves the fault model of world.hpp.
#include <catch2/catch.hpp>

#include "story.hpp"

namespace assay::sim::testing {
namespace {

/// A node that passes one point and notes when it goes on, and what its clock says.
struct Life {
  std::vector<TimePoint> went_on;
  std::vector<TimePoint> local;
  std::vector<std::uint32_t> versions;
  std::vector<TimePoint> ticks;
  Outcome outcome;
};

constexpr Duration passes = 10_ms;  // when it passes the point

Life life_with(const std::string& answer, const RunLimits& limits = {}) {
  Life life;
  FaultModel faults{{{"store.claim/after", answer, {1, 2}}}};
  const Plan plan{{"store.claim/after @ shop-1/pay-1", 1, answer, DecisionKind::crash}};
  RunInput input;
  input.plan = &plan;
  input.limits = limits;
  input.node_faults = {10_s, 3_s};
  life.outcome = run(input, faults, [&](World& world) {
    node_that(world, "shop-1", [&](Node& self) {
      life.versions.push_back(self.version());
      self.spawn("other", Role::operation, [&] {
        (void)world.kernel().wait(world.now() + 100_ms);
        life.ticks.push_back(world.now());
      });
      (void)world.kernel().wait(TimePoint{} + passes);
      world.crash_point(self, "store.claim/after", "pay-1");
      life.went_on.push_back(world.now());
      life.local.push_back(self.local_now());
    });
  });
  return life;
}

TEST_CASE("a paused node does nothing at all and then goes on where it was") {
  const Life life = life_with("pause");
  REQUIRE(life.went_on.size() == 1);
  CHECK(life.went_on.front() == TimePoint{} + passes + 1_s);
  CHECK(life.ticks.front() == TimePoint{} + passes + 1_s);  // its timer fired while it was paused
  CHECK(life.versions == std::vector<std::uint32_t>{0});
  CHECK(life.outcome.exit == Exit::at_rest);
  CHECK(life.outcome.unplaced.empty());
}

TEST_CASE("a pause past the lease outlasts the lease and any skew") {
  CHECK(life_with("pause_past_lease").went_on.front() == TimePoint{} + passes + 23_s);
}

TEST_CASE("healing wakes a paused node, and the end of its pause does no harm") {
  const Life life = life_with("pause_past_lease", {.faults_until = 5_s});
  CHECK(life.went_on == std::vector{TimePoint{} + 5_s});
  CHECK(life.outcome.exit == Exit::at_rest);
}

TEST_CASE("a clock jumps to the end of what skew is promised, and time goes on") {
  CHECK(life_with("clock_ahead").local.front() == TimePoint{} + passes + 3_s);
  CHECK(life_with("clock_behind").local.front() == TimePoint{} + passes - 3_s);
  CHECK(life_with("clock_behind").went_on.front() == TimePoint{} + passes);
}

TEST_CASE("a deploy ends the node's life and starts the next version in its place") {
  const Life life = life_with("deploy");
  CHECK(life.versions == std::vector<std::uint32_t>{0, 1});
  CHECK(life.went_on.size() == 1);  // in the second life
}

TEST_CASE("what cannot befall a node is a broken harness") {
  CHECK(life_with("earthquake").outcome.exit == Exit::broken_harness);
}

}  // namespace
}  // namespace assay::sim::testing
