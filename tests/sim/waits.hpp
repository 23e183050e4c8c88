// Every kind of wait a fiber can be in, each satisfied at five seconds by somebody else: the rows
// of the crash contract's table. Not a test.
#pragma once

#include <boost/fiber/buffered_channel.hpp>
#include <boost/fiber/condition_variable.hpp>
#include <boost/fiber/future.hpp>
#include <boost/fiber/mutex.hpp>
#include <boost/fiber/operations.hpp>
#include <chrono>
#include <functional>
#include <mutex>
#include <string>
#include <vector>

#include "sim/kernel/sync.hpp"
#include "story.hpp"

namespace assay::sim::testing {

/// Boost's own primitives. Never destroyed: abandoned fibers may wait in them for ever.
struct Raw {
  boost::fibers::mutex mutex;
  boost::fibers::mutex own;
  boost::fibers::condition_variable condition;
  boost::fibers::buffered_channel<int> channel{2};
  boost::fibers::promise<int> promise;
  boost::fibers::future<int> future = promise.get_future();
};

inline Raw& new_raw() {
  static auto& kept = *new std::vector<Raw*>;
  kept.push_back(new Raw);
  return *kept.back();
}

/// What the fibers of one story share: things to wait for, and who lets go of them at five seconds.
struct Stage {
  explicit Stage(World& made_in) : world{made_in}, kernel{made_in.kernel()} {}

  World& world;
  Kernel& kernel;
  Mutex mutex{kernel};
  Mutex own{kernel};
  ConditionVariable condition{kernel};
  WaitList idle{kernel};
  Channel<int> channel{kernel};
  Future<int> future{kernel};
  Raw& raw = new_raw();
  Node* slow = nullptr;

  static constexpr Duration release_after = 5_s;

  void hold_and_release() {
    const std::unique_lock lock{mutex};
    const std::unique_lock raw_lock{raw.mutex};
    kernel.wait(TimePoint{} + release_after);
    condition.notify_all();
    idle.wake_all();
    raw.condition.notify_all();
    channel.push(1);
    (void)raw.channel.try_push(1);
    future.set(1);
    raw.promise.set_value(1);
  }

  void set_up() {
    node_that(world, "holder", [this](Node&) { hold_and_release(); });
    slow = &world.add_node("slow", "slow");
    slow->install([this](Node&) {
      auto program = std::make_unique<Scripted>();
      program->on_request = [this](const Request&) {
        kernel.wait(TimePoint{} + release_after);
        return std::string{"late"};
      };
      return program;
    });
    slow->start();
  }
};

/// One kind of wait.
struct Wait {
  const char* name;
  std::function<void(Stage&, Node&)> wait;
  bool throws = true;  ///< whether a power cut ends it by an exception; loops are told false
};

/// The waits of the kernel's own: a power cut ends them.
inline std::vector<Wait> own_waits() {
  return {
      {"kernel wait", [](Stage& s, Node&) { s.kernel.wait(TimePoint{} + 5_s); }},
      {"sleep_until", [](Stage&, Node& node) { (void)node.sleep_until(TimePoint{} + 5_s); }},
      {"tick", [](Stage&, Node& node) { (void)node.wait_period(5_s); }, false},
      {"wait for change", [](Stage& s, Node&) { (void)s.idle.wait_for_change(); }, false},
      {"call",
       [](Stage& s, Node& node) {
         (void)s.world.network().call(node, {*s.slow, "ask", "once", "body", 30_s});
       }},
      {"mutex", [](Stage& s, Node&) { const std::unique_lock lock{s.mutex}; }},
      {"condition variable",
       [](Stage& s, Node&) {
         std::unique_lock lock{s.own};
         s.condition.wait(lock);
       }},
      {"channel", [](Stage& s, Node&) { (void)s.channel.pop(); }},
      {"future", [](Stage& s, Node&) { (void)s.future.get(); }},
  };
}

/// Boost.Fiber's own waits: a power cut abandons their fibers.
inline std::vector<Wait> raw_waits() {
  return {
      {"sleep_for", [](Stage&, Node&) { boost::this_fiber::sleep_for(std::chrono::seconds{5}); }},
      {"boost mutex", [](Stage& s, Node&) { const std::unique_lock lock{s.raw.mutex}; }},
      {"boost condition variable",
       [](Stage& s, Node&) {
         std::unique_lock lock{s.raw.own};
         s.raw.condition.wait(lock);
       }},
      {"boost condition variable, timed",
       [](Stage& s, Node&) {
         std::unique_lock lock{s.raw.own};
         s.raw.condition.wait_for(lock, std::chrono::seconds{5});
       }},
      {"boost channel",
       [](Stage& s, Node&) {
         int value = 0;
         (void)s.raw.channel.pop(value);
       }},
      {"boost future", [](Stage& s, Node&) { s.raw.future.wait(); }},
  };
}

}  // namespace assay::sim::testing
