// A promise that the payment code breaks to itself ends the node it ran on and nothing else: it is
// a finding of the run, with its seed and its plan, and the next run is like any other.
#include <catch2/catch.hpp>

#include <memory>

#include "payments/types/ensure.hpp"
#include "runs/simulated/simulated_world.hpp"
#include "scenarios/files/library.hpp"
#include "systems/payments/payments_host.hpp"
#include "systems/payments/payments_system.hpp"
#include "tests/runs/explore.hpp"

namespace {

using namespace assay;
using namespace assay::scenarios;
using namespace assay::runs;
using namespace assay::tests;
using namespace assay::systems;
using properties::Verdict;

/// Claims that no operation is ever tried twice, which does not last.
class ProudKeys final : public payments::StableProcessorKeys {
 public:
  [[nodiscard]] payments::ProcessorKey key_for(const payments::Facts& facts, std::uint32_t attempt,
                                               std::uint32_t generation) const override {
    payments::ensure(attempt == 1, "every first try succeeds");
    return StableProcessorKeys::key_for(facts, attempt, generation);
  }
};

harness::System proud() {
  return payments_with("proud", "payments, with a promise that it cannot keep",
                       [](payments::Parts& parts, const payments::Ports&, const payments::Config&) {
                         parts.keys = std::make_unique<ProudKeys>();
                       });
}

}  // namespace

TEST_CASE("a broken contract of the payment code is a finding of the run, in this process") {
  const harness::System system = proud();
  const Exploration found = explore(library_scenario("lost_response"),
                                    {.runs = 200, .system = &system, .property = "promises_kept"});
  REQUIRE(found.verdict == Verdict::violated);
  REQUIRE(found.findings.size() == 1);
  CHECK_THAT(found.findings.front().explanation, Catch::Contains("every first try succeeds"));
  CHECK(sim::fault_count(found.findings.front().plan) == 1);
  CHECK(found.findings.front().replays);
  CHECK(found.tally.broken.empty());
}

TEST_CASE("a broken contract leaves nothing behind: other seeds run as if it had not been") {
  const Scenario scenario = library_scenario("lost_response");
  const harness::System system = proud();
  const auto digest_after = [&](std::uint64_t runs_before) {
    SimulatedWorld world;
    for (std::uint64_t seed = 0; seed < runs_before; ++seed) {
      (void)world.run({.scenario = &scenario, .system = &system, .seed = seed});
    }
    return world.run({.scenario = &scenario, .system = &systems::payments_system(), .seed = 7})
        .behaviour;
  };
  CHECK(digest_after(0) == digest_after(50));
}
