// Exceptions stay with the fiber that threw or caught them, whatever it waits in meanwhile. Boost
// before 1.88 mixes them up; the scheduler keeps them apart. Source: docs/decisions/0002-kernel.md.
#include <catch2/catch.hpp>

#include <sys/wait.h>
#include <unistd.h>

#include <boost/fiber/operations.hpp>
#include <chrono>
#include <exception>

#include "sim/kernel/scheduler.hpp"
#include "story.hpp"

namespace assay::sim::testing {
namespace {

constexpr int fibers = 12;
constexpr int rounds = 20;  // 240 rethrows in all

struct Wrong {
  int rethrows = 0;
  int counts = 0;
  int seen = 0;
};

struct Thrown {
  int fiber;
  int round;
};

using Switch = std::function<void(World&, int)>;

/// Catches, lets others run, and rethrows; lets others run while it unwinds.
void rethrow(World& world, const Switch& let_others_run, int fiber, int round, Wrong& wrong) {
  struct SwitchesWhileUnwinding {
    World& world;
    const Switch& let_others_run;
    int fiber;
    Wrong& wrong;
    ~SwitchesWhileUnwinding() {
      let_others_run(world, fiber);
      if (std::uncaught_exceptions() != 1) ++wrong.counts;
    }
  };
  try {
    try {
      const SwitchesWhileUnwinding switches{world, let_others_run, fiber, wrong};
      throw Thrown{fiber, round};
    } catch (const Thrown&) {
      let_others_run(world, fiber);
      if (std::uncaught_exceptions() != 0) ++wrong.counts;
      throw;
    }
  } catch (const Thrown& thrown) {
    ++wrong.seen;
    if (thrown.fiber != fiber || thrown.round != round) ++wrong.rethrows;
  }
}

Wrong rethrow_everywhere(const Switch& let_others_run) {
  Wrong wrong;
  (void)run([&](World& world) {
    for (int fiber = 0; fiber < fibers; ++fiber) {
      world.kernel().spawn(nullptr, "rethrower", Role::operation, [&, fiber] {
        for (int i = 0; i < rounds; ++i) rethrow(world, let_others_run, fiber, i, wrong);
      });
    }
  });
  return wrong;
}

const std::vector<std::pair<const char*, Switch>>& switches() {
  static const std::vector<std::pair<const char*, Switch>> all{
      {"yield", [](World&, int) { boost::this_fiber::yield(); }},
      {"sleep",
       [](World&, int fiber) {
         boost::this_fiber::sleep_for(std::chrono::microseconds{1 + fiber * 7 % 5});
       }},
      {"kernel wait",
       [](World& world, int fiber) {
         world.kernel().wait(world.now() + Duration{1 + fiber * 7 % 5});
       }},
      {"both",
       [](World& world, int fiber) {
         boost::this_fiber::yield();
         world.kernel().wait(world.now() + Duration{1 + fiber * 7 % 5});
       }},
  };
  return all;
}

TEST_CASE("each of 240 rethrows after a switch is of the fiber's own exception") {
  for (const auto& [name, let_others_run] : switches()) {
    INFO(name);
    const Wrong wrong = rethrow_everywhere(let_others_run);
    CHECK(wrong.seen == fibers * rounds);
    CHECK(wrong.rethrows == 0);
    CHECK(wrong.counts == 0);
  }
}

/// Runs the experiment with Boost's own behaviour, in a process of its own: it corrupts what it
/// likes.
bool goes_wrong_without_the_hook(const Switch& let_others_run) {
  const pid_t child = fork();
  if (child == 0) {
    Scheduler::of_this_thread().swap_exceptions(false);
    const Wrong wrong = rethrow_everywhere(let_others_run);
    _exit(wrong.rethrows > 0 && wrong.counts > 0 ? 42 : 0);
  }
  int status = 0;
  waitpid(child, &status, 0);
  return !WIFEXITED(status) || WEXITSTATUS(status) != 0;
}

TEST_CASE("without swapped exception state rethrows and counts go wrong") {
  for (const auto& [name, let_others_run] : switches()) {
    INFO(name);
    CHECK(goes_wrong_without_the_hook(let_others_run));
  }
}

TEST_CASE("a fiber that ends within a world leaves no exception behind for main") {
  (void)rethrow_everywhere(switches().back().second);
  CHECK(std::uncaught_exceptions() == 0);
  CHECK(std::current_exception() == nullptr);
}

TEST_CASE("a world run while main handles an exception leaves it to main") {
  std::string caught;
  try {
    try {
      throw std::runtime_error{"main's own"};
    } catch (...) {
      (void)rethrow_everywhere(switches().front().second);
      throw;
    }
  } catch (const std::runtime_error& error) {
    caught = error.what();
  }
  CHECK(caught == "main's own");
}

}  // namespace
}  // namespace assay::sim::testing
