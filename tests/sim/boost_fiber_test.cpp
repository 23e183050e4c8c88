// Code written with Boost.Fiber's own primitives runs on virtual time unchanged, in an order that
// is a rule and not an accident. Claim: "unmodified" (law 1).
#include <catch2/catch.hpp>

#include <boost/fiber/all.hpp>
#include <chrono>
#include <mutex>

#include "sim/check.hpp"
#include "story.hpp"

namespace assay::sim::testing {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

/// Runs `body` in one fiber of one node.
Outcome run_in_node(const std::function<void(World&)>& body) {
  return run(
      [&](World& world) { node_that(world, "shop-1", [&world, &body](Node&) { body(world); }); });
}

TEST_CASE("sleeps of Boost's take virtual time and no real time") {
  TimePoint woken;
  const auto real = Clock::now();
  const Outcome outcome = run_in_node([&](World& world) {
    for (int i = 0; i < 1000; ++i) boost::this_fiber::sleep_for(1s);
    woken = world.now();
  });
  CHECK(woken == TimePoint{} + 1000_s);
  CHECK(outcome.exit == Exit::at_rest);
  CHECK(Clock::now() - real < 1s);
}

TEST_CASE("the steady clock inside a world is the kernel's, and real again outside") {
  const auto before = Clock::now();
  Clock::time_point inside;
  (void)run_in_node([&](World& world) {
    world.kernel().wait(TimePoint{} + 7_s);
    inside = Clock::now();
  });
  CHECK(inside.time_since_epoch() == 7s);
  CHECK(Clock::now() >= before);
}

TEST_CASE("a Boost mutex, condition variable and yield work between fibers of a world") {
  boost::fibers::mutex mutex;
  boost::fibers::condition_variable condition;
  std::vector<int> order;
  const Outcome outcome = run_in_node([&](World&) {
    boost::fibers::fiber consumer{[&] {
      std::unique_lock lock{mutex};
      condition.wait(lock, [&] { return !order.empty(); });
      order.push_back(2);
    }};
    boost::fibers::fiber producer{[&] {
      boost::this_fiber::yield();
      const std::unique_lock lock{mutex};
      order.push_back(1);
      condition.notify_one();
    }};
    consumer.join();
    producer.join();
    order.push_back(3);
  });
  CHECK(order == std::vector<int>{1, 2, 3});
  CHECK(outcome.exit == Exit::at_rest);
  CHECK(outcome.abandoned == 0);
}

TEST_CASE("a timed wait of Boost's ends by its timeout at the right virtual time") {
  std::vector<TimePoint> ended;
  bool notified = true;
  (void)run_in_node([&](World& world) {
    boost::fibers::mutex mutex;
    boost::fibers::condition_variable condition;
    std::unique_lock lock{mutex};
    notified = condition.wait_for(lock, 29min) == boost::fibers::cv_status::no_timeout;
    ended.push_back(world.now());
    boost::fibers::promise<void> never;
    (void)never.get_future().wait_for(30s);
    ended.push_back(world.now());
  });
  CHECK_FALSE(notified);
  CHECK(ended == std::vector<TimePoint>{TimePoint{} + 29_min, TimePoint{} + 29_min + 30_s});
}

TEST_CASE("Boost channels, futures and async carry values between fibers of a world") {
  int sum = 0;
  const Outcome outcome = run_in_node([&](World&) {
    boost::fibers::buffered_channel<int> channel{2};
    auto last = boost::fibers::async([&] {
      for (int i = 1; i <= 10; ++i) {
        boost::this_fiber::sleep_for(1ms);
        channel.push(i);
      }
      channel.close();
      return 100;
    });
    for (const int value : channel) sum += value;
    sum += last.get();
  });
  CHECK(sum == 155);
  CHECK(outcome.exit == Exit::at_rest);
}

TEST_CASE("an exception crosses a Boost future like a value") {
  std::string caught;
  (void)run_in_node([&](World&) {
    auto failing = boost::fibers::async([]() -> int {
      boost::this_fiber::sleep_for(1ms);
      throw std::runtime_error{"declined"};
    });
    try {
      (void)failing.get();
    } catch (const std::runtime_error& error) {
      caught = error.what();
    }
  });
  CHECK(caught == "declined");
}

std::vector<int> order_of_equal_sleepers(const std::vector<int>& started, bool in_two_steps) {
  std::vector<int> order;
  (void)run([&](World& world) {
    for (const int name : started) {
      world.kernel().spawn(nullptr, "sleeper", Role::operation, [&order, name, in_two_steps] {
        if (in_two_steps) boost::this_fiber::sleep_for(std::chrono::milliseconds{10 - name});
        boost::this_fiber::sleep_until(Clock::time_point{1s});
        order.push_back(name);
      });
    }
  });
  return order;
}

TEST_CASE("Boost sleepers that wake at the same instant go by the order of their making") {
  CHECK(order_of_equal_sleepers({1, 2, 3, 4, 5}, false) == std::vector<int>{1, 2, 3, 4, 5});
  // They fall asleep in the opposite order: Boost's own queue would wake them that way.
  CHECK(order_of_equal_sleepers({1, 2, 3, 4, 5}, true) == std::vector<int>{1, 2, 3, 4, 5});
  CHECK(order_of_equal_sleepers({5, 3, 1}, true) == std::vector<int>{5, 3, 1});
}

TEST_CASE("all that wakes at one instant is ready before the next fiber is picked") {
  std::vector<std::size_t> choices;
  FaultModel none;
  World world;
  RunInput input;
  input.keep = KeepDecisions::all;
  (void)run(world, input, none, [&](World&) {
    world.kernel().spawn(nullptr, "boost", Role::operation,
                         [] { boost::this_fiber::sleep_until(Clock::time_point{1s}); });
    world.kernel().spawn(nullptr, "kernel", Role::operation,
                         [&] { world.kernel().wait(TimePoint{} + 1_s); });
    at(world, 1_s, [] {});
  });
  const auto& asked = world.decisions().asked();
  const auto schedules = std::ranges::count_if(
      asked, [](const AskedDecision& a) { return a.kind == DecisionKind::schedule; });
  CHECK(schedules == 2);  // once at the start, once at one second
}

TEST_CASE("launch::dispatch inside a world is reported as a broken harness") {
  bool went_on = false;
  const Outcome outcome = run_in_node([&](World& world) {
    boost::fibers::fiber launched{boost::fibers::launch::dispatch,
                                  [&] { boost::this_fiber::sleep_for(1s); }};
    launched.join();
    world.kernel().wait(TimePoint{} + 1_s);
    went_on = true;
  });
  CHECK(outcome.exit == Exit::broken_harness);
  CHECK(outcome.broken_claim.find("launch::dispatch") != std::string::npos);
  CHECK_FALSE(went_on);
  CHECK(run([](World&) {}).exit == Exit::at_rest);
}

TEST_CASE("fibers outside of a world sleep in real time") {
  const auto before = Clock::now();
  boost::fibers::fiber sleeper{[] { boost::this_fiber::sleep_for(20ms); }};
  sleeper.join();
  const auto slept = Clock::now() - before;
  CHECK(slept >= 20ms);
  CHECK(slept < 2s);
}

}  // namespace
}  // namespace assay::sim::testing
