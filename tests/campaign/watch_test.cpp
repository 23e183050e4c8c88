// What is taken for hung and for slow, and what proves nothing.
#include "campaign/pool/watch.hpp"

#include <catch2/catch.hpp>

using namespace assay::campaign;
using namespace std::chrono_literals;

namespace {

constexpr auto limit = 10s;
constexpr auto budget = 30s;
constexpr auto step = 100ms;

/// A run that is looked at ten times a second, until something is wrong or a minute is over.
struct Seen {
  Trouble trouble = Trouble::none;
  std::chrono::nanoseconds after{};
};

template <typename Change>
Seen watched(Change change, std::chrono::nanoseconds passed = step) {
  Sight now{.begun = 1, .events = 5, .virtual_ns = 7, .inside = true};
  Watch watch{limit, budget, now};
  for (auto time = 0ns; time < 60s; time += step) {
    change(now);
    if (const Trouble trouble = watch.look(now, passed); trouble != Trouble::none) {
      return {trouble, time};
    }
  }
  return {};
}

void works(Sight& now) { now.cpu += step; }

}  // namespace

TEST_CASE("a run that computes without an event is stuck after its limit") {
  const Seen seen = watched(works);
  CHECK(seen.trouble == Trouble::stuck);
  CHECK(seen.after >= limit);
  CHECK(seen.after < limit + 1s);
}

TEST_CASE("a run that sleeps without an event is stuck after its limit") {
  CHECK(watched([](Sight& now) { now.state = ProcessState::sleeps; }).trouble == Trouble::stuck);
}

TEST_CASE("a run whose events go on is slow, and only when its budget is spent") {
  const Seen seen = watched([](Sight& now) {
    works(now);
    ++now.events;
    now.virtual_ns += 1000;
  });
  CHECK(seen.trouble == Trouble::slow);
  CHECK(seen.after >= budget);
}

TEST_CASE("a run that is being judged is slow at most, since no event is due") {
  CHECK(watched([](Sight& now) {
          works(now);
          now.inside = false;
        }).trouble == Trouble::slow);
}

TEST_CASE("runs that come to an end use up no budget together") {
  CHECK(watched([](Sight& now) {
          works(now);
          ++now.begun;
        }).trouble == Trouble::none);
}

TEST_CASE("a worker that gets no processor time proves nothing") {
  CHECK(watched([](Sight&) {}).trouble == Trouble::none);
}

TEST_CASE("time in which the watcher itself did not run proves nothing") {
  CHECK(watched([](Sight& now) { now.state = ProcessState::sleeps; }, 0ns).trouble ==
        Trouble::none);
}

TEST_CASE("a worker that is kept from running is stopped, not stuck") {
  CHECK(watched([](Sight& now) { now.state = ProcessState::stopped; }).trouble ==
        Trouble::stopped);
}

TEST_CASE("a worker that was stopped for less than the limit and goes on is left alone") {
  int looks = 0;
  CHECK(watched([&](Sight& now) {
          now.state = ++looks % 60 == 0 ? ProcessState::runs : ProcessState::stopped;
          if (now.state == ProcessState::runs) ++now.begun;
        }).trouble == Trouble::none);
}
