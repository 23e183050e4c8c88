// The event queue against the standard library's, and the types of time.
#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include <queue>
#include <set>

#include "sim/kernel/event_queue.hpp"
#include "sim/time.hpp"

namespace assay::sim {
namespace {

template <class A, class B>
concept Adds = requires(A a, B b) { a + b; };
template <class A, class B>
concept Compares = requires(A a, B b) { a < b; };

static_assert(Adds<TimePoint, Duration>);
static_assert(Adds<Duration, Duration>);
static_assert(!Adds<TimePoint, TimePoint>, "a point plus a point means nothing");
static_assert(!Adds<Duration, TimePoint>);
static_assert(!Adds<Duration, int> && !Adds<TimePoint, int>, "units are never guessed");
static_assert(!Compares<TimePoint, Duration>);
static_assert(!std::is_convertible_v<std::int64_t, Duration>);
static_assert(!std::is_convertible_v<Duration, TimePoint>);
static_assert(1_h == 60_min && 1_min == 60_s && 1_s == 1000_ms && 1_ms == 1000_us);
static_assert((TimePoint{} + 3_s) - (TimePoint{} + 1_s) == 2_s);
static_assert(2_s * 3 / 2 == 3_s);

TEST_CASE("a key gives back the time, sequence and slot that were packed into it") {
  rc::check([](std::uint32_t sequence, std::uint32_t slot) {
    const auto time = TimePoint{*rc::gen::inRange<std::int64_t>(0, TimePoint::never().ns())};
    const EventKey key = event_key(time, sequence, slot);
    RC_ASSERT(event_time(key) == time);
    RC_ASSERT(event_sequence(key) == sequence);
    RC_ASSERT(event_slot(key) == slot);
  });
}

TEST_CASE("keys are ordered by time, then by sequence") {
  const TimePoint early{1};
  const TimePoint late{2};
  CHECK(event_key(early, 9, 9) < event_key(late, 1, 1));
  CHECK(event_key(early, 1, 9) < event_key(early, 2, 1));
  CHECK(event_key(late, 0xffff'ffff, 0) < event_key(TimePoint::never(), 0, 0));
}

/// Pushes and pops as told by `steps`; times repeat, so that sequences decide.
void compare_with_standard(const std::vector<std::uint8_t>& steps) {
  EventQueue queue;
  std::priority_queue<EventKey, std::vector<EventKey>, std::greater<>> reference;
  std::uint32_t sequence = 0;
  for (const std::uint8_t step : steps) {
    if (step % 3 == 0 && !reference.empty()) {
      RC_ASSERT((queue.top() == reference.top()));
      RC_ASSERT((queue.pop() == reference.top()));
      reference.pop();
    } else {
      const EventKey key = event_key(TimePoint{step % 16}, ++sequence, step);
      queue.push(key);
      reference.push(key);
    }
    RC_ASSERT(queue.size() == reference.size());
  }
  for (; !reference.empty(); reference.pop()) RC_ASSERT((queue.pop() == reference.top()));
  RC_ASSERT(queue.empty());
}

TEST_CASE("the queue gives keys back like std::priority_queue, whatever is pushed and popped") {
  rc::check([] {
    const auto size = *rc::gen::inRange<std::size_t>(0, 2000);
    compare_with_standard(*rc::gen::container<std::vector<std::uint8_t>>(
        size, rc::gen::arbitrary<std::uint8_t>()));
  });
}

TEST_CASE("every size of queue, grown and emptied and filled again, sorts") {
  EventQueue queue;
  for (std::uint32_t size = 0; size < 300; ++size) {
    std::multiset<EventKey> reference;
    for (std::uint32_t i = 0; i < size; ++i) {
      const EventKey key = event_key(TimePoint{(i * 7919) % 31}, i, size - i);
      queue.push(key);
      reference.insert(key);
    }
    for (const EventKey key : reference) CHECK((queue.pop() == key));
    CHECK(queue.empty());
  }
}

TEST_CASE("a cleared queue holds nothing of before") {
  EventQueue queue;
  for (std::uint32_t i = 0; i < 200; ++i) queue.push(event_key(TimePoint{i}, i, i));
  queue.clear();
  CHECK(queue.empty());
  for (std::uint32_t i = 200; i-- > 0;) queue.push(event_key(TimePoint{1000 + i}, i, i));
  for (std::uint32_t i = 0; i < 200; ++i) CHECK(event_slot(queue.pop()) == i);
}

TEST_CASE("the largest key of all is a key like any other") {
  EventQueue queue;
  const EventKey largest = event_key(TimePoint::never(), 0xffff'ffff, 0xffff'ffff);
  queue.push(largest);
  queue.push(event_key(TimePoint{1}, 1, 1));
  CHECK(event_slot(queue.pop()) == 1);
  CHECK((queue.pop() == largest));
}

}  // namespace
}  // namespace assay::sim
