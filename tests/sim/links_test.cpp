// Links that are cut or slow for a while: whom they stop, for how long, and that healing restores
// them. Serves the fault model of network.hpp.
#include <catch2/catch.hpp>

#include "story.hpp"

namespace assay::sim::testing {
namespace {

/// What became of ten calls, one every two seconds.
struct Calls {
  std::vector<CallStatus> results;
  std::vector<Duration> took;
  int handled = 0;
  Outcome outcome;
  [[nodiscard]] std::ptrdiff_t failed() const {
    return std::ranges::count(results, CallStatus::timed_out);
  }
};

Calls ten_calls(const std::string& direction, const std::string& answer,
                const RunLimits& limits = {}) {
  Calls calls;
  const std::string site = "bank.pay/" + direction;
  FaultModel faults{{{site, answer, {1, 2}}}};
  const Plan plan{{site + " @ shop-1/1", 1, answer, DecisionKind::fault}};
  RunInput input;
  input.plan = &plan;
  input.limits = limits;
  calls.outcome = run(input, faults, [&](World& world) {
    Node& bank = server(world, "bank", [&](const Request&) {
      ++calls.handled;
      return std::string{"paid"};
    });
    node_that(world, "shop-1", [&](Node& self) {
      for (int i = 1; i <= 10; ++i) {
        const TimePoint began = world.now();
        calls.results.push_back(
            world.network().call(self, {bank, "pay", std::to_string(i), "", 2_s}).status);
        calls.took.push_back(world.now() - began);
        (void)world.kernel().wait(began + 2_s);
      }
    });
  });
  return calls;
}

TEST_CASE("a partition stops all that comes after it, both ways, until it is over") {
  const Calls calls = ten_calls("request", "partition");
  CHECK(calls.outcome.unplaced.empty());
  CHECK(calls.failed() == 3);  // six seconds
  CHECK(calls.handled == 7);
  CHECK(calls.results.back() == CallStatus::answered);
  CHECK(calls.outcome.exit == Exit::at_rest);
}

TEST_CASE("a partition of one way stops that way only: what is asked is done, and not answered") {
  const Calls calls = ten_calls("reply", "partition_one_way");
  CHECK(calls.failed() == 3);
  CHECK(calls.handled == 10);
}

TEST_CASE("a black hole swallows requests, or answers everybody's with silence") {
  CHECK(ten_calls("request", "black_hole").handled == 7);
  CHECK(ten_calls("reply", "black_hole").handled == 10);
  CHECK(ten_calls("reply", "black_hole").failed() == 3);
}

TEST_CASE("a black hole stops callers that it did not strike") {
  FaultModel faults{{{"bank.pay/request", "black_hole", {1, 2}}}};
  const Plan plan{{"bank.pay/request @ shop-1/1", 1, "black_hole", DecisionKind::fault}};
  RunInput input;
  input.plan = &plan;
  CallStatus other = CallStatus::answered;
  run(input, faults, [&](World& world) {
    Node& bank = server(world, "bank");
    node_that(world, "shop-1", [&](Node& self) {
      (void)world.network().call(self, {bank, "pay", "1", "", 1_s});
    });
    node_that(world, "shop-2", [&](Node& self) {
      (void)world.kernel().wait(world.now() + 100_ms);
      other = world.network().call(self, {bank, "pay", "2", "", 1_s}).status;
    });
  });
  CHECK(other == CallStatus::timed_out);
}

TEST_CASE("a slow link delays each message for a while, and loses none") {
  const Calls calls = ten_calls("request", "slow_link");
  CHECK(calls.failed() == 0);
  CHECK(calls.handled == 10);
  CHECK(calls.took.front() == 1480_ms);  // two slow hops
  CHECK(calls.took.back() == 10_ms);
}

TEST_CASE("healing restores a link") {
  const Calls calls = ten_calls("request", "partition", {.faults_until = 1_s});
  CHECK(calls.failed() == 1);
  CHECK(calls.handled == 9);
}

}  // namespace
}  // namespace assay::sim::testing
