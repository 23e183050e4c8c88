// A small payment-shaped workload with everything in it: calls, messages, crash points, raw Boost
// waits, housekeeping. For tests of whole runs. Knows nothing of money; not a test.
#pragma once

#include <boost/fiber/operations.hpp>
#include <chrono>
#include <string>

#include "sim/kernel/sync.hpp"
#include "story.hpp"

namespace assay::sim::testing {

/// How large the workload is.
struct Shape {
  int shops = 2;
  int payments = 3;
  bool raw_sleeps = false;  ///< whether fibers also wait in Boost: a crash then abandons them
};

/// All fates in all directions, and power cuts.
inline std::vector<FaultRule> every_fault() {
  std::vector<FaultRule> rules{{"store.commit", "crash", {1, 20}}, {"disk.sync", "fail", {1, 20}}};
  for (const char* site : {"*/request", "*/reply", "*/message"}) {
    for (const char* fate : {"lose", "past_timeout", "duplicate", "reorder", "hold", "reset"}) {
      rules.push_back({site, fate, {1, 30}});
    }
  }
  return rules;
}

/// Pays in order, each payment in up to three attempts; what it has done survives in `done`.
inline void pay_all(World& world, Node& self, Node& bank, Node& inbox, const Shape& shape,
                    int& done) {
  while (done < shape.payments) {
    const std::string payment = "pay-" + std::to_string(done + 1);
    for (int attempt = 1; attempt <= 3; ++attempt) {
      world.crash_point(self, "store.commit", payment);
      const std::string scope = payment + "/attempt-" + std::to_string(attempt);
      const CallResult result = world.network().call(self, {bank, "pay", scope, payment, 2_s});
      if (result.status == CallStatus::answered) break;
      if (shape.raw_sleeps) boost::this_fiber::sleep_for(std::chrono::milliseconds{50});
      (void)world.fault_at("disk.sync", self.name(), disk_faults());
      world.kernel().wait(world.now() + 100_ms * attempt);
    }
    world.network().send(self, inbox, "note", "", payment);
    ++done;
    world.kernel().changed();
  }
}

inline void relay_for_ever(Node& self, World& world, Node& inbox) {
  while (self.wait_period(10_s)) world.network().send(self, inbox, "beat", "", "");
}

/// Sets the workload up. What a shop has done is kept outside of it, like a disk.
inline void busy_world(World& world, const Shape& shape) {
  Node& bank = server(world, "bank",
                      [](const Request& request) { return "paid " + std::string{request.body}; });
  Node& inbox = server(world, "inbox");
  for (int i = 1; i <= shape.shops; ++i) {
    Node& shop = world.add_node("shop-" + std::to_string(i), "shop");
    auto done = std::make_shared<int>(0);
    shop.install([&world, &bank, &inbox, shape, done](Node& self) {
      auto program = std::make_unique<Scripted>();
      program->on_start = [&world, &self, &bank, &inbox, shape, done] {
        self.spawn("relay", Role::daemon, [&] { relay_for_ever(self, world, inbox); });
        pay_all(world, self, bank, inbox, shape, *done);
      };
      return program;
    });
    shop.start();
  }
}

}  // namespace assay::sim::testing
