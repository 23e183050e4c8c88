// How runs end: each exit by its name, rest only after a full quiet period, healing once and in
// order.
#include <catch2/catch.hpp>

#include <boost/fiber/all.hpp>
#include <stdexcept>

#include "sim/check.hpp"
#include "sim/kernel/sync.hpp"
#include "story.hpp"

namespace assay::sim::testing {
namespace {

RunInput limited(const RunLimits& limits) {
  RunInput input;
  input.limits = limits;
  return input;
}

TEST_CASE("a world whose operations have ended is at rest") {
  const Outcome outcome = run([](World& world) {
    node_that(world, "shop-1", [&](Node&) { world.kernel().wait(TimePoint{} + 3_s); });
  });
  CHECK(outcome.exit == Exit::at_rest);
  CHECK(outcome.ended == TimePoint{} + 3_s);
}

TEST_CASE("a world at rest goes on where it stood, for as long as it is given") {
  FaultModel none;
  World world;
  world.begin(limited({.time_max = 10_s}), none);
  node_that(world, "shop-1", [&](Node&) { world.kernel().wait(TimePoint{} + 3_s); });
  REQUIRE(world.run() == Exit::at_rest);

  world.kernel().go_on(20_s, 1000);
  node_that(world, "late", [&](Node&) { world.kernel().wait(world.now() + 19_s); });
  CHECK(world.run() == Exit::at_rest);
  CHECK(world.now() == TimePoint{} + 22_s);

  world.kernel().go_on(20_s, 1000);
  node_that(world, "later", [&](Node&) { world.kernel().wait(world.now() + 21_s); });
  CHECK(world.run() == Exit::time_limit);
  world.end();
}

TEST_CASE("a world can be brought to rest while something is still to come") {
  FaultModel none;
  World world;
  world.begin({}, none);
  node_that(world, "shop-1", [&](Node&) { world.kernel().wait(TimePoint{} + 3_s); });
  node_that(world, "shop-2", [&](Node&) {
    world.kernel().wait(TimePoint{} + 1_s);
    world.kernel().rest_here();
  });
  CHECK(world.run() == Exit::at_rest);
  CHECK(world.now() == TimePoint{} + 1_s);
  world.end();
}

TEST_CASE("a waiter that nobody wakes ends as a deadlock, in the kernel and in Boost alike") {
  CHECK(run([](World& world) {
          node_that(world, "shop-1", [&](Node&) { world.kernel().wait(); });
        }).exit == Exit::deadlock);
  CHECK(run([](World& world) {
          node_that(world, "shop-1", [](Node&) {
            static auto& never = *new boost::fibers::promise<int>;
            static auto future = never.get_future();
            future.wait();
          });
        }).exit == Exit::deadlock);
}

TEST_CASE("a daemon that waits does not keep the world from resting") {
  const Outcome outcome = run([](World& world) {
    node_that(world, "shop-1", [&world](Node& self) {
      self.spawn("server", Role::daemon, [&world] { world.kernel().wait(); });
    });
  });
  CHECK(outcome.exit == Exit::at_rest);
}

TEST_CASE("a run that goes on past its time ends by the time limit, before that time") {
  FaultModel none;
  const auto for_ever = [](World& world) {
    node_that(world, "shop-1", [&](Node&) {
      for (;;) world.kernel().wait(world.now() + 7_s);
    });
  };
  const Outcome outcome = run(limited({.time_max = 60_s, .faults_until = 10_s}), none, for_ever);
  CHECK(outcome.exit == Exit::time_limit);
  CHECK(outcome.ended == TimePoint{} + 56_s);
}

TEST_CASE("a run that uses up its events ends by the event limit") {
  FaultModel none;
  const Outcome outcome = run(limited({.events_max = 1000}), none, [](World& world) {
    node_that(world, "shop-1", [&](Node&) {
      for (;;) world.kernel().wait(world.now() + 1_ns);
    });
  });
  CHECK(outcome.exit == Exit::event_limit);
  CHECK(outcome.events == 1000);
}

TEST_CASE("fibers that wake one another while time stands still are a livelock") {
  FaultModel none;
  const std::vector<std::function<void(World&)>> livelocks{
      [](World& world) {
        node_that(world, "poller", [&](Node&) {
          for (;;) world.kernel().wait(world.now());
        });
      },
      [](World& world) {
        node_that(world, "yielder", [](Node&) {
          for (;;) boost::this_fiber::yield();
        });
      },
      [](World& world) {
        for (int i = 0; i < 2; ++i) {
          world.kernel().spawn(nullptr, "polite", Role::operation, [&world] {
            for (;;) world.kernel().wait(world.now());
          });
        }
      },
  };
  for (const auto& livelock : livelocks) {
    CHECK(run(limited({.events_max = 1000}), none, livelock).exit == Exit::livelock);
  }
}

void again(void* world, std::uint64_t) {
  Kernel& kernel = static_cast<World*>(world)->kernel();
  kernel.at(kernel.now(), Keeps::busy, &again, world, 0);
}

TEST_CASE("callbacks that call themselves while time stands still are a livelock") {
  FaultModel none;
  const Outcome outcome =
      run(limited({.events_max = 1000}), none, [](World& world) { again(&world, 0); });
  CHECK(outcome.exit == Exit::livelock);
  CHECK(outcome.events == 500);
}

TEST_CASE("an exception that leaves a fiber or a delivery breaks the harness with its words") {
  const auto fiber = run([](World& world) {
    node_that(world, "shop-1", [](Node&) { throw std::runtime_error{"index out of range"}; });
  });
  CHECK(fiber.exit == Exit::broken_harness);
  CHECK(fiber.broken_claim.find("index out of range") != std::string::npos);

  const auto delivery = run([](World& world) {
    at(world, 1_s, [] { throw std::runtime_error{"bad delivery"}; });
    node_that(world, "shop-1", [&](Node&) { world.kernel().wait(TimePoint{} + 2_s); });
  });
  CHECK(delivery.exit == Exit::broken_harness);
  CHECK(delivery.broken_claim.find("bad delivery") != std::string::npos);
}

TEST_CASE("an exception that leaves the code under test is that code's failure") {
  const auto outcome = run([](World& world) {
    node_that(world, "shop-1", [](Node&) { throw std::runtime_error{"index out of range"}; });
    world.nodes().front()->under_test = true;
  });
  CHECK(outcome.exit == Exit::program_failed);
  CHECK(outcome.broken_claim.empty());
}

TEST_CASE("a crowd at one moment is no livelock where time goes on after it") {
  FaultModel none;
  const Outcome outcome = run(limited({.events_max = 1000}), none, [](World& world) {
    node_that(world, "crowd", [&](Node&) {
      for (int second = 0; second < 2; ++second) {
        for (int i = 0; i < 400; ++i) at(world, world.now() - TimePoint{} + 1_s, [] {});
        world.kernel().wait(world.now() + 2_s);
      }
    });
  });
  CHECK(outcome.exit == Exit::at_rest);
}

TEST_CASE("a broken claim in a delivery is not seen by the fiber that happened to wait") {
  bool swallowed = false;
  const auto outcome = run([&](World& world) {
    at(world, 1_s, [] { SIM_CHECK(false, "the planted claim"); });
    node_that(world, "shop-1", [&](Node&) {
      try {
        world.kernel().wait(TimePoint{} + 2_s);
      } catch (const NodeDied&) {
        throw;
      } catch (...) {
        swallowed = true;
      }
    });
  });
  CHECK(outcome.exit == Exit::broken_harness);
  CHECK(outcome.broken_claim.find("the planted claim") != std::string::npos);
  CHECK_FALSE(swallowed);
}

/// A world with one housekeeping loop of ten seconds, in which something changes at these times.
Outcome run_with_changes(const std::vector<Duration>& changes) {
  return run([&](World& world) {
    node_that(world, "shop-1", [](Node& self) {
      self.spawn("relay", Role::daemon, [&self] {
        while (self.wait_period(10_s)) {
        }
      });
    });
    for (const Duration change : changes) {
      world.kernel().at(
          TimePoint{} + change, Keeps::housekeeping,
          [](void* kernel, std::uint64_t) { static_cast<Kernel*>(kernel)->changed(); },
          &world.kernel(), 0);
    }
  });
}

TEST_CASE("rest comes only a full housekeeping period after the last change and the healing") {
  CHECK(run_with_changes({}).ended == TimePoint{} + 20_s);  // quiet for 10 s, heals, quiet for 10 s
  CHECK(run_with_changes({5_s}).ended == TimePoint{} + 30_s);
  CHECK(run_with_changes({15_s}).ended == TimePoint{} + 30_s);
  CHECK(run_with_changes({5_s, 14_s, 23_s}).exit == Exit::at_rest);
}

TEST_CASE("a housekeeping tick alone does not hold up rest, an operation's timer does") {
  const Outcome outcome = run([](World& world) {
    node_that(world, "shop-1", [&world](Node& self) {
      self.spawn("relay", Role::daemon, [&self] {
        while (self.wait_period(1_s)) {
        }
      });
      world.kernel().wait(TimePoint{} + 50_s);
    });
  });
  CHECK(outcome.exit == Exit::at_rest);
  CHECK(outcome.ended >= TimePoint{} + 50_s);
  CHECK(outcome.ended <= TimePoint{} + 53_s);
}

struct Healings {
  std::vector<TimePoint> times;
  World* world = nullptr;
};

std::vector<TimePoint> healings_of(const RunLimits& limits, Duration work) {
  Healings healings;
  FaultModel none;
  (void)run(limited(limits), none, [&](World& world) {
    healings.world = &world;
    world.kernel().on_heal(
        [](void* object, std::uint64_t) {
          auto* const mine = static_cast<Healings*>(object);
          mine->times.push_back(mine->world->now());
        },
        &healings);
    node_that(world, "shop-1", [&world, work](Node&) {
      while (world.now() < TimePoint{} + work) world.kernel().wait(world.now() + 700_ms);
    });
  });
  return healings.times;
}

TEST_CASE("the world heals exactly once: when nothing is left to do, or when faults must stop") {
  CHECK(healings_of({}, 7_s) == std::vector<TimePoint>{TimePoint{} + 7_s});
  CHECK(healings_of({.faults_until = 10_s}, 21_s) == std::vector<TimePoint>{TimePoint{} + 10_s});
  CHECK(healings_of({.time_max = 5_s}, 21_s).empty());
}

TEST_CASE("all limits of a run count from the time of day at which it begins") {
  FaultModel none;
  TimePoint begun;
  const Outcome outcome =
      run(limited({.time_max = 20_s, .faults_until = 5_s}), none, [&](World& world) {
        world.kernel().begin_at(TimePoint{} + 100_s);
        begun = world.now();
        node_that(world, "shop-1", [&world](Node&) {
          while (true) world.kernel().wait(world.now() + 3_s);
        });
      });
  CHECK(begun == TimePoint{} + 100_s);
  CHECK(outcome.exit == Exit::time_limit);
  CHECK(outcome.ended > TimePoint{} + 115_s);
  CHECK(outcome.ended <= TimePoint{} + 120_s);
}

TEST_CASE("no fault is asked about once the world has healed") {
  FaultModel faults{{{"disk.sync", "fail", {1, 1}}}};
  std::vector<std::string> answers;
  RunInput input = seeded(1);
  input.limits.faults_until = 10_s;
  (void)run(input, faults, [&](World& world) {
    node_that(world, "shop-1", [&](Node&) {
      for (int i = 0; i < 4; ++i) {
        const auto* const fault = world.fault_at("disk.sync", "shop-1", disk_faults());
        answers.emplace_back(fault == nullptr ? "" : fault->about.word);
        world.kernel().wait(world.now() + 4_s);
      }
    });
  });
  CHECK(answers == std::vector<std::string>{"fail", "fail", "fail", ""});
}

TEST_CASE("healing resumes paused nodes") {
  TimePoint resumed;
  RunInput input;
  input.limits.faults_until = 10_s;
  FaultModel none;
  const Outcome outcome = run(input, none, [&](World& world) {
    Node& node = node_that(world, "shop-1", [&](Node&) {
      world.kernel().wait(TimePoint{} + 2_s);
      resumed = world.now();
    });
    node_that(world, "other", [&](Node&) { world.kernel().wait(TimePoint{} + 30_s); });
    at(world, 1_s, [&node] { node.pause(); });
  });
  CHECK(resumed == TimePoint{} + 10_s);
  CHECK(outcome.exit == Exit::at_rest);
}

TEST_CASE("a cancelled callback is not made, and a made one cannot be cancelled any more") {
  int calls = 0;
  const auto count = [](void* object, std::uint64_t) { ++*static_cast<int*>(object); };
  const Outcome outcome = run([&](World& world) {
    Kernel& kernel = world.kernel();
    const auto first = kernel.at(TimePoint{} + 1_s, Keeps::busy, count, &calls, 0);
    const auto second = kernel.at(TimePoint{} + 2_s, Keeps::busy, count, &calls, 0);
    kernel.cancel(second);
    kernel.cancel(second);
    at(world, 3_s, [&kernel, &calls, first, count] {
      kernel.at(TimePoint{} + 4_s, Keeps::busy, count, &calls, 0);  // may use the slot again
      kernel.cancel(first);
    });
  });
  CHECK(calls == 2);
  CHECK(outcome.exit == Exit::at_rest);
}

}  // namespace
}  // namespace assay::sim::testing
