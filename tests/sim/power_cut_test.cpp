// Power cuts beyond single waits: refusing to end, restarting, dead letters, crash points, effects
// while unwinding. Serves law 4.
#include <catch2/catch.hpp>

#include "sim/check.hpp"
#include "story.hpp"
#include "waits.hpp"

namespace assay::sim::testing {
namespace {

FaultModel crashes_at(const std::string& site) { return FaultModel{{{site, "crash", {1, 2}}}}; }

Plan crash_once(const std::string& site, std::uint32_t n = 1) {
  return {{site, n, "crash", DecisionKind::crash}};
}

TEST_CASE("a fiber that swallows the power cut in a loop is reported and not waited for") {
  const Outcome outcome = run([](World& world) {
    Node& node = node_that(world, "stubborn", [&world](Node&) {
      for (;;) {
        try {
          world.kernel().wait(world.now() + 1_s);
        } catch (...) {
        }
      }
    });
    at(world, 10_s, [&node] { node.crash(); });
  });
  CHECK(outcome.exit == Exit::at_rest);
  CHECK(outcome.refused_to_end == 1);
  CHECK(outcome.abandoned == 1);
}

TEST_CASE("a loop that ignores what its tick answers is reported and not waited for") {
  const Outcome outcome = run([](World& world) {
    Node& node = node_that(world, "deaf", [](Node& self) {
      for (;;) (void)self.wait_period(1_s);
    });
    at(world, 10_s, [&node] { node.crash(); });
  });
  CHECK(outcome.exit == Exit::at_rest);
  CHECK(outcome.refused_to_end == 1);
}

TEST_CASE("a fiber that refuses to end at the world's end is reported as well") {
  const Outcome outcome = run([](World& world) {
    node_that(world, "stubborn", [&world](Node& self) {
      self.spawn("loop", Role::daemon, [&world] {
        for (;;) {
          try {
            world.kernel().wait();
          } catch (...) {
          }
        }
      });
    });
  });
  CHECK(outcome.exit == Exit::at_rest);
  CHECK(outcome.refused_to_end == 1);
}

TEST_CASE("a destructor that polls a dead port for ever is reported and not waited for") {
  struct Polls {
    Kernel& kernel;
    ~Polls() {
      while (kernel.wait(kernel.now() + 1_s) == Woken::by_the_end) {
      }
    }
  };
  const Outcome outcome = run([](World& world) {
    Node& node = node_that(world, "poller", [&world](Node&) {
      const Polls polls{world.kernel()};
      world.kernel().wait(TimePoint{} + 100_s);
    });
    at(world, 10_s, [&node] { node.crash(); });
  });
  CHECK(outcome.exit == Exit::at_rest);
  CHECK(outcome.refused_to_end == 1);
}

TEST_CASE("a node restarted from its factory starts anew") {
  int made = 0;
  std::vector<int> memories;
  const Outcome outcome = run([&](World& world) {
    Node& node = world.add_node("shop-1", "shop");
    node.install([&](Node& self) {
      ++made;
      auto program = std::make_unique<Scripted>();
      program->on_start = [&memories, &self, memory = std::make_shared<int>(0)] {
        while (self.wait_period(1_s)) memories.push_back(++*memory);
      };
      return program;
    });
    node.start();
    at(world, 2500_ms, [&node] { node.crash(); });
    at(world, 3500_ms, [&node] { node.start(); });
    at(world, 5800_ms, [&node] { node.crash(); });
  });
  CHECK(made == 2);
  CHECK(memories == std::vector<int>{1, 2, 1, 2});
  CHECK(outcome.exit == Exit::at_rest);
}

TEST_CASE("starting a node that is up is a broken harness") {
  const Outcome outcome = run([](World& world) {
    Node& node = node_that(world, "shop-1", [](Node&) {});
    at(world, 1_s, [&node] { node.start(); });
  });
  CHECK(outcome.exit == Exit::broken_harness);
  CHECK(outcome.broken_claim.find("down") != std::string::npos);
}

TEST_CASE("a message that arrives while its receiver is down vanishes, also for the next life") {
  std::vector<std::string> received;
  (void)run([&](World& world) {
    Node& receiver = world.add_node("inbox-1", "inbox");
    receiver.install([&](Node&) {
      auto program = std::make_unique<Scripted>();
      program->on_message = [&](const Request& message) { received.emplace_back(message.body); };
      return program;
    });
    receiver.start();
    Node& sender = node_that(world, "sender", [](Node&) {});
    const auto send = [&](const char* body) {
      world.network().send(sender, receiver, "post", "", body);
    };
    at(world, 1_s, [=] { send("before"); });
    at(world, 2_s, [=, &receiver] {
      receiver.crash();
      send("while down");
    });
    at(world, 3_s, [=, &receiver] {
      receiver.start();
      send("after");
    });
  });
  CHECK(received == std::vector<std::string>{"before", "after"});
}

TEST_CASE("a power cut inside the current fiber's own port call lets nothing after it happen") {
  int before = 0;
  int after = 0;
  FaultModel faults = crashes_at("store.commit");
  const Plan plan = crash_once("store.commit @ shop-1/pay-1");
  const Outcome outcome = run(playing(plan), faults, [&](World& world) {
    node_that(world, "shop-1", [&](Node& self) {
      ++before;
      world.crash_point(self, "store.commit", "pay-1");
      ++after;
    });
  });
  CHECK(before == 2);  // the second life repeats it
  CHECK(after == 1);
  CHECK(outcome.exit == Exit::at_rest);
  CHECK(outcome.unplaced.empty());
  CHECK(outcome.ended >= TimePoint{} + 2_s);
}

TEST_CASE("a power cut at a crash point within delivery answers nothing") {
  int effects = 0;
  CallResult result;
  FaultModel faults = crashes_at("store.commit");
  const Plan plan = crash_once("store.commit @ bank/pay-1");
  const Outcome outcome = run(playing(plan), faults, [&](World& world) {
    Node& bank = server(world, "bank", [&world, &effects](const Request& request) {
      world.crash_point(*world.nodes().front(), "store.commit", request.scope);
      ++effects;
      return std::string{"done"};
    });
    node_that(world, "shop-1", [&](Node& self) {
      result = world.network().call(self, {bank, "pay", "pay-1", "", 1_s});
    });
  });
  CHECK(effects == 0);
  CHECK(result.status == CallStatus::timed_out);
  CHECK(outcome.broken_claim.empty());
}

struct SendsWhileUnwinding {
  World& world;
  Node& self;
  Node& peer;
  std::vector<CallStatus>& statuses;
  ~SendsWhileUnwinding() {
    world.network().send(self, peer, "late", "", "from the grave");
    statuses.push_back(world.network().call(self, {peer, "late", "", "", 1_s}).status);
    world.crash_point(self, "store.commit", "late");
  }
};

TEST_CASE("ports have no effect while a dead node unwinds") {
  std::vector<CallStatus> statuses;
  std::uint64_t messages = 0;
  const Outcome outcome = run([&](World& world) {
    Node& peer = server(world, "peer");
    Node& node = node_that(world, "shop-1", [&](Node& self) {
      const SendsWhileUnwinding sends{world, self, peer, statuses};
      world.kernel().wait(TimePoint{} + 100_s);
    });
    at(world, 1_s, [&node] { node.crash(); });
    at(world, 2_s, [&] { messages = world.network().messages(); });
  });
  CHECK(statuses == std::vector<CallStatus>{CallStatus::cut});
  CHECK(messages == 0);
  CHECK(outcome.exit == Exit::at_rest);
}

TEST_CASE("ports have no effect while the world ends") {
  std::vector<CallStatus> statuses;
  World world;
  FaultModel none;
  (void)run(world, RunInput{}, none, [&](World&) {
    Node& peer = server(world, "peer");
    node_that(world, "shop-1", [&](Node& self) {
      const SendsWhileUnwinding sends{world, self, peer, statuses};
      world.kernel().wait();
    });
  });
  CHECK(statuses == std::vector<CallStatus>{CallStatus::cut});
  CHECK(world.network().messages() == 0);
}

TEST_CASE("a fiber that a dying fiber makes never runs") {
  bool ran = false;
  struct Spawns {
    Node& node;
    bool& ran;
    ~Spawns() {
      node.spawn("afterlife", Role::operation, [&ran = ran] { ran = true; });
      boost::fibers::fiber{[&ran = ran] { ran = true; }}.detach();
    }
  };
  const Outcome outcome = run([&](World& world) {
    Node& node = node_that(world, "shop-1", [&](Node& self) {
      const Spawns spawns{self, ran};
      world.kernel().wait(TimePoint{} + 100_s);
    });
    at(world, 1_s, [&node] { node.crash(); });
  });
  CHECK_FALSE(ran);
  CHECK(outcome.exit == Exit::at_rest);
}

TEST_CASE("a fiber made with Boost itself ends with its node, though it waits in the kernel") {
  bool went_on = false;
  const Outcome outcome = run([&](World& world) {
    Node& node = node_that(world, "shop-1", [&](Node&) {
      boost::fibers::fiber{[&] {
        world.kernel().wait(TimePoint{} + 5_s);
        went_on = true;
      }}.detach();
    });
    at(world, 1_s, [&node] { node.crash(); });
  });
  CHECK_FALSE(went_on);
  CHECK(outcome.abandoned == 1);
  CHECK(outcome.exit == Exit::at_rest);
}

TEST_CASE("a fiber made with Boost itself that has not started when its node dies never runs") {
  bool ran = false;
  const Outcome outcome = run([&](World& world) {
    node_that(world, "shop-1", [&](Node& self) {
      boost::fibers::fiber{[&] { ran = true; }}.detach();
      self.crash();
      world.kernel().wait();
    });
  });
  CHECK_FALSE(ran);
  CHECK(outcome.abandoned == 1);
}

TEST_CASE("a node that goes down while it handles a delivery answers nothing") {
  CallResult result;
  (void)run([&](World& world) {
    Node& bank = server(world, "bank", [&world](const Request&) {
      world.nodes().front()->crash();
      return std::string{"from the grave"};
    });
    node_that(world, "shop-1", [&](Node& self) {
      result = world.network().call(self, {bank, "pay", "pay-1", "", 1_s});
    });
  });
  CHECK(result.status == CallStatus::timed_out);
  CHECK(result.body.empty());
}

TEST_CASE("a world that an exception cuts short leaves the thread as it was") {
  FaultModel none;
  const auto cut_short = [&] {
    World world;
    world.begin(RunInput{}, none);
    node_that(world, "shop-1", [&](Node&) { world.kernel().wait(); });
    throw std::runtime_error{"the test gave up"};
  };
  CHECK_THROWS(cut_short());
  CHECK(kernel_of_this_thread() == nullptr);
  CHECK(run([](World&) {}).exit == Exit::at_rest);
}

TEST_CASE("deliveries to a paused node wait until it resumes") {
  std::vector<TimePoint> handled;
  CallResult result;
  (void)run([&](World& world) {
    Node& bank = server(world, "bank", [&](const Request&) {
      handled.push_back(world.now());
      return std::string{"done"};
    });
    node_that(world, "shop-1", [&](Node& self) {
      result = world.network().call(self, {bank, "pay", "pay-1", "", 30_s});
    });
    at(world, 1_ms, [&bank] { bank.pause(); });
    at(world, 20_s, [&bank] { bank.resume(); });
  });
  CHECK(handled == std::vector<TimePoint>{TimePoint{} + 20_s});
  CHECK(result.body == "done");
  CHECK(result.status == CallStatus::answered);
}

}  // namespace
}  // namespace assay::sim::testing
