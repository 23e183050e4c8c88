// The kernel's own mutex, condition variable, channel and future: order, deadlines, and wake-ups
// that meet a deadline or a death at the same instant.
#include <catch2/catch.hpp>

#include <mutex>
#include <vector>

#include "sim/kernel/sync.hpp"
#include "story.hpp"

namespace assay::sim::testing {
namespace {

using Body = std::function<void()>;

/// Runs these fibers, started in this order.
Outcome run_fibers(World& world, const std::vector<Body>& bodies) {
  FaultModel none;
  return run(world, RunInput{}, none, [&](World&) {
    for (const Body& body : bodies) world.kernel().spawn(nullptr, "fiber", Role::operation, body);
  });
}

TEST_CASE("a mutex is held by one fiber at a time and handed on in the order of waiting") {
  World world;
  Mutex mutex{world.kernel()};
  std::vector<int> order;
  int inside = 0;
  const auto body = [&](int name) {
    return [&, name] {
      const std::unique_lock lock{mutex};
      ++inside;
      order.push_back(inside == 1 ? name : -1);
      world.kernel().wait(world.now() + 1_s);
      --inside;
    };
  };
  CHECK(run_fibers(world, {body(1), body(2), body(3)}).exit == Exit::at_rest);
  CHECK(order == std::vector<int>{1, 2, 3});
  CHECK(mutex.try_lock());
}

TEST_CASE("only the fiber that holds a mutex can unlock it") {
  World world;
  Mutex mutex{world.kernel()};
  bool stolen = true;
  (void)run_fibers(world, {[&] {
                             const std::unique_lock lock{mutex};
                             world.kernel().wait(TimePoint{} + 2_s);
                           },
                           [&] {
                             world.kernel().wait(TimePoint{} + 1_s);
                             mutex.unlock();
                             stolen = mutex.try_lock();
                           }});
  CHECK_FALSE(stolen);
}

TEST_CASE("a channel gives each value to one fiber, in order") {
  World world;
  Channel<int> channel{world.kernel()};
  std::vector<int> taken;
  const Body consumer = [&] {
    for (int i = 0; i < 3; ++i) taken.push_back(channel.pop().value_or(-1));
  };
  const Body producer = [&] {
    for (int i = 1; i <= 6; ++i) {
      channel.push(i);
      world.kernel().wait(world.now() + 1_ms);
    }
  };
  CHECK(run_fibers(world, {consumer, consumer, producer}).exit == Exit::at_rest);
  CHECK(taken == std::vector<int>{1, 2, 3, 4, 5, 6});
}

TEST_CASE("a push at the instant of one waiter's deadline is not lost to the other waiter") {
  World world;
  Channel<int> channel{world.kernel()};
  std::optional<int> impatient = 0;
  std::optional<int> patient;
  const Body pushes = [&] {
    world.kernel().wait(TimePoint{} + 1_s);  // its timer fires first, then the impatient one's
    channel.push(7);
  };
  const Outcome outcome =
      run_fibers(world, {pushes, [&] { impatient = channel.pop(TimePoint{} + 1_s); },
                         [&] { patient = channel.pop(); }});
  CHECK(outcome.exit == Exit::at_rest);
  CHECK_FALSE(impatient.has_value());
  CHECK(patient == 7);
}

TEST_CASE("a notification at the instant of one waiter's deadline wakes the other waiter") {
  World world;
  Mutex mutex{world.kernel()};
  ConditionVariable condition{world.kernel()};
  std::vector<Woken> woken;
  const auto waits_until = [&](TimePoint deadline) {
    return [&, deadline] {
      std::unique_lock lock{mutex};
      woken.push_back(condition.wait_until(lock, deadline));
    };
  };
  const Body notifies = [&] {
    world.kernel().wait(TimePoint{} + 1_s);
    condition.notify_one();
  };
  const Outcome outcome = run_fibers(
      world, {notifies, waits_until(TimePoint{} + 1_s), waits_until(TimePoint::never())});
  CHECK(outcome.exit == Exit::at_rest);
  CHECK(woken.size() == 2);
}

TEST_CASE("a condition with a predicate waits until it holds or the deadline passes") {
  World world;
  Mutex mutex{world.kernel()};
  ConditionVariable condition{world.kernel()};
  int value = 0;
  bool came = false;
  bool never_came = true;
  const Body waits = [&] {
    std::unique_lock lock{mutex};
    came = condition.wait_until(lock, TimePoint{} + 60_s, [&] { return value == 2; });
    never_came = condition.wait_until(lock, TimePoint{} + 60_s, [&] { return value == 9; });
  };
  const Body sets = [&] {
    for (int i = 1; i <= 3; ++i) {
      world.kernel().wait(world.now() + 1_s);
      const std::unique_lock lock{mutex};
      if (value < 2) ++value;
      condition.notify_all();
    }
  };
  const Outcome outcome = run_fibers(world, {waits, sets});
  CHECK(came);
  CHECK_FALSE(never_came);
  CHECK(outcome.ended == TimePoint{} + 60_s);
}

TEST_CASE("a future wakes all that wait, answers at once afterwards, and keeps to deadlines") {
  World world;
  Future<int> future{world.kernel()};
  std::vector<int> values;
  const Body gets = [&] {
    const int* const value = future.get();
    values.push_back(value != nullptr ? *value : -1);
  };
  const Body gives_up = [&] {
    values.push_back(future.get(TimePoint{} + 1_s) == nullptr ? 0 : -1);
  };
  const Body sets = [&] {
    world.kernel().wait(TimePoint{} + 2_s);
    future.set(42);
    gets();
  };
  CHECK(run_fibers(world, {gets, gets, gives_up, sets}).exit == Exit::at_rest);
  CHECK(values == std::vector<int>{0, 42, 42, 42});
}

TEST_CASE("what a fiber's body holds goes before its fiber does, and may wait as it goes") {
  struct WaitsAtTheEnd {
    World& world;
    TimePoint& done;
    ~WaitsAtTheEnd() {
      world.kernel().wait(world.now() + 3_s);
      done = world.now();
    }
  };
  World world;
  TimePoint done;
  auto held = std::make_shared<WaitsAtTheEnd>(world, done);
  std::vector<Body> bodies{[held] {}};
  held.reset();
  FaultModel none;
  const Outcome outcome = run(world, RunInput{}, none, [&](World&) {
    world.kernel().spawn(nullptr, "fiber", Role::operation, std::move(bodies.front()));
    bodies.clear();
  });
  CHECK(outcome.exit == Exit::at_rest);
  CHECK(done == TimePoint{} + 3_s);
}

TEST_CASE("a sleep until a time that has passed is refused to a dead node like any other wait") {
  int rounds = 0;
  const Outcome outcome = run([&](World& world) {
    Node& node = node_that(world, "stubborn", [&](Node& self) {
      try {
        world.kernel().wait(TimePoint{} + 2_s);
      } catch (...) {
      }
      for (; rounds < 1'000'000; ++rounds) (void)self.sleep_until(TimePoint{});
    });
    at(world, 1_s, [&node] { node.crash(); });
  });
  CHECK(rounds == 0);
  CHECK(outcome.exit == Exit::at_rest);
}

/// The state that a search sees at the second question, after this answer to the first.
std::uint64_t state_after(const std::string& answer) {
  FaultModel faults{{{"disk.sync", "fail", {1, 2}}, {"disk.sync", "lie", {1, 2}}}};
  Plan plan;
  if (!answer.empty()) plan.push_back({"disk.sync @ shop-1", 1, answer, DecisionKind::fault});
  RunInput input = playing(plan);
  input.keep = KeepDecisions::all;
  World world;
  (void)run(world, input, faults, [&](World&) {
    node_that(world, "shop-1", [&](Node&) {
      for (int i = 0; i < 2; ++i) (void)world.fault_at("disk.sync", "shop-1", disk_faults());
    });
  });
  return world.decisions().asked().back().state;
}

TEST_CASE(
    "different answers to a local fault lead to different states, equal ones to equal states") {
  CHECK(state_after("") != state_after("fail"));
  CHECK(state_after("lie") != state_after("fail"));
  CHECK(state_after("fail") == state_after("fail"));
}

}  // namespace
}  // namespace assay::sim::testing
