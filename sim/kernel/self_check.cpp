// Proves in the program as built that the kernel stands on what it assumes: Boost.Fiber waits on
// virtual time, the clock outside of a world is real, exceptions stay with their fiber. Not a test
// of the kernel. Serves law 5: a build in which any of this is silently absent refuses to run.
#include <boost/fiber/condition_variable.hpp>
#include <boost/fiber/mutex.hpp>
#include <boost/fiber/operations.hpp>
#include <boost/version.hpp>
#include <time.h>

#include <chrono>
#include <exception>
#include <mutex>
#include <stdexcept>

#include "sim/check.hpp"
#include "sim/world/world.hpp"

// What the kernel knows of these two was measured with these versions.
static_assert(BOOST_VERSION >= 108100, "the kernel needs Boost 1.81 or later");
#ifndef __GLIBCXX__
#error "the kernel replaces libstdc++'s steady_clock::now(): it needs libstdc++"
#endif
static_assert(_GLIBCXX_RELEASE >= 12, "the kernel needs libstdc++ 12 or later");

namespace assay::sim {

namespace {

using Clock = std::chrono::steady_clock;

/// What fibers found out, told after the run: nothing may be thrown from within a fiber.
struct Findings {
  Duration slept;
  Duration waited;
  bool timed_out = false;
  int right_rethrows = 0;
  int right_counts = 0;
};

Duration since_start() { return Duration{Clock::now().time_since_epoch().count()}; }

void sleep_for(Duration length, Findings& findings) {
  boost::this_fiber::sleep_for(std::chrono::nanoseconds{length.ns()});
  findings.slept = since_start();
}

void wait_two_hours(Findings& findings) {
  boost::fibers::mutex mutex;
  boost::fibers::condition_variable never_notified;
  std::unique_lock lock{mutex};
  const auto status = never_notified.wait_for(lock, std::chrono::hours{2});
  findings.timed_out = status == boost::fibers::cv_status::timeout;
  findings.waited = since_start();
}

/// Lets other fibers run while an exception is in flight.
struct SleepsWhileUnwinding {
  Findings& findings;
  std::chrono::milliseconds length;
  ~SleepsWhileUnwinding() {
    boost::this_fiber::sleep_for(length);
    if (std::uncaught_exceptions() == 1) ++findings.right_counts;
  }
};

/// Lets other fibers run while an exception is caught, then rethrows it: it must still be its own.
void rethrow_after_a_switch(Findings& findings, int mine) {
  const std::chrono::milliseconds length{mine + 1};  // the first to catch is the first to rethrow
  try {
    try {
      const SleepsWhileUnwinding sleeps{findings, length};
      throw mine;
    } catch (int) {
      boost::this_fiber::sleep_for(length);
      throw;
    }
  } catch (int caught) {
    if (caught == mine) ++findings.right_rethrows;
  }
}

constexpr int rethrowers = 8;

/// Runs a world of the fibers that `spawn` makes in its kernel.
template <class Spawn>
Exit run_world(Spawn spawn) {
  FaultModel no_faults;
  World world;
  RunInput input;
  input.limits.time_max = 3_h;
  world.begin(input, no_faults);
  spawn(world.kernel());
  const Exit exit = world.run();
  world.end();
  return exit;
}

/// A short sleep first: without virtual time the long ones would take their hours.
void probe_sleep(Kernel& kernel, Findings& findings) {
  kernel.spawn(nullptr, "sleeper", Role::operation, [&] { sleep_for(1_ms, findings); });
}

void probe_everything(Kernel& kernel, Findings& findings) {
  kernel.spawn(nullptr, "sleeper", Role::operation, [&] { sleep_for(1_h, findings); });
  kernel.spawn(nullptr, "waiter", Role::operation, [&] { wait_two_hours(findings); });
  for (int i = 0; i < rethrowers; ++i) {
    kernel.spawn(nullptr, "rethrower", Role::operation,
                 [&findings, i] { rethrow_after_a_switch(findings, i); });
  }
}

/// Whether the steady clock agrees with the operating system's, to the second.
bool clock_is_real() {
  timespec before{};
  timespec after{};
  clock_gettime(CLOCK_MONOTONIC, &before);
  const auto now = std::chrono::floor<std::chrono::seconds>(Clock::now().time_since_epoch());
  clock_gettime(CLOCK_MONOTONIC, &after);
  return before.tv_sec <= now.count() && now.count() <= after.tv_sec;
}

}  // namespace

void check_platform() {
  SIM_CHECK(clock_is_real(), "outside of a world the steady clock is real");
  Findings findings;
  (void)run_world([&](Kernel& kernel) { probe_sleep(kernel, findings); });
  SIM_CHECK(findings.slept == 1_ms, "virtual time reaches Boost.Fiber in this program");
  const Exit exit = run_world([&](Kernel& kernel) { probe_everything(kernel, findings); });
  SIM_CHECK(findings.slept == 1_h, "Boost's sleep_for ends at its virtual time");
  SIM_CHECK(findings.timed_out, "Boost's timed wait ends by its timeout");
  SIM_CHECK(findings.waited == 2_h, "Boost's timed wait ends at its virtual time");
  SIM_CHECK(exit == Exit::at_rest, "a world whose fibers have ended is at rest");
  SIM_CHECK(findings.right_counts == rethrowers, "a fiber counts its own exceptions only");
  SIM_CHECK(findings.right_rethrows == rethrowers, "a fiber rethrows its own exception");
  SIM_CHECK(clock_is_real(), "the steady clock is real again after a world");
}

}  // namespace assay::sim
