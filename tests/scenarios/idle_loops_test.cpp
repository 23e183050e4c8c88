// Background work with nothing to do is not called, and nothing that it does comes at another time
// for that: a host that knows when its store changes runs like one that looks at every period.
#include <catch2/catch.hpp>

#include <cstdint>
#include <memory>
#include <vector>

#include "payments/outbox/relay.hpp"
#include "runs/simulated/simulated_world.hpp"
#include "runs/world.hpp"
#include "scenarios/files/library.hpp"
#include "systems/payments/payments_system.hpp"

namespace {

using namespace assay;
using namespace assay::scenarios;
using namespace assay::runs;
using namespace assay::systems;
using namespace assay::sim::literals;

/// When the relay was called, and when it moved something forward.
struct Calls {
  std::vector<std::int64_t> all;
  std::vector<std::int64_t> useful;
};

class WatchedRelay final : public payments::Delivery {
 public:
  WatchedRelay(const payments::Ports& ports, const payments::Config& config, Calls& calls)
      : clock_{ports.clock}, relay_{ports, config}, calls_{calls} {}

  payments::StepResult step() override {
    const std::int64_t begin = clock_.now().count;
    calls_.all.push_back(begin);
    const payments::StepResult result = relay_.step();
    if (result.changed) calls_.useful.push_back(begin);
    return result;
  }

 private:
  payments::Clock& clock_;
  payments::Relay relay_;
  Calls& calls_;
};

/// The shipped code under the eyes of `calls`; with ports of somebody else's, its host cannot know
/// when the store changes.
harness::System watched(Calls& calls, bool ports_replaced) {
  AdaptPorts as_they_are;
  if (ports_replaced) {
    as_they_are = [](const payments::Ports& ports, harness::Environment&, std::shared_ptr<void>&) {
      return ports;
    };
  }
  return payments_with(
      "watched", "payments, with a relay that is counted",
      [&calls](payments::Parts& parts, const payments::Ports& ports,
               const payments::Config& config) {
        parts.delivery = std::make_unique<WatchedRelay>(ports, config, calls);
      },
      as_they_are);
}

Calls calls_in(const Scenario& scenario, const sim::Plan& plan, bool ports_replaced) {
  Calls calls;
  const harness::System system = watched(calls, ports_replaced);
  SimulatedWorld world;
  const Run run = world.run(
      {.scenario = &scenario, .system = &system, .baseline = sim::Baseline::benign, .plan = &plan});
  CHECK(run.exit == sim::Exit::at_rest);
  return calls;
}

void check_that_sleep_changes_nothing(const char* name, const sim::Plan& plan) {
  const Scenario scenario = library_scenario(name);
  const Calls sleeping = calls_in(scenario, plan, false);
  const Calls polling = calls_in(scenario, plan, true);
  INFO(name);
  CHECK_FALSE(polling.useful.empty());
  CHECK(sleeping.useful == polling.useful);
  CHECK(4 * sleeping.all.size() < polling.all.size());
}

}  // namespace

TEST_CASE("a relay is called while there is something to deliver, and delivers when it would") {
  for (const char* name : {"lost_response", "happy_path", "phantom_transition_agents"}) {
    check_that_sleep_changes_nothing(name, {});
  }
}

TEST_CASE("a relay that has slept looks again where a period of its own ends") {
  const sim::Plan plan{{"acquirer.capture/reply @ shop-1/pay-1/capture-1/attempt-1", 1, "lose",
                        sim::DecisionKind::fault}};
  check_that_sleep_changes_nothing("lost_response", plan);
  const Calls calls = calls_in(library_scenario("lost_response"), plan, false);
  const std::int64_t slept = calls.useful.back() - calls.useful.front();
  CHECK(slept > (2_s).ns());  // the plan's fault has struck: the capture was told of late
  CHECK(calls.all.size() < 10);
}
