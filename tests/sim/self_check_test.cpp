// The program's own proof that its platform carries the kernel, and that the proof can be repeated.
#include <catch2/catch.hpp>

#include <chrono>

#include "sim/check.hpp"
#include "sim/kernel/scheduler.hpp"
#include "sim/world/world.hpp"

namespace assay::sim {

TEST_CASE("this program's platform carries the kernel") {
  for (int i = 0; i < 3; ++i) CHECK_NOTHROW(check_platform());
}

TEST_CASE("without swapped exception state the platform check says so") {
  Scheduler::of_this_thread().swap_exceptions(false);
  std::string claim;
  try {
    check_platform();
  } catch (const BrokenHarness& broken) {
    claim = broken.claim;
  }
  Scheduler::of_this_thread().swap_exceptions(true);
  CHECK(claim.find("exception") != std::string::npos);
}

TEST_CASE("a world is refused while another lives on its thread, and welcome after it") {
  FaultModel no_faults;
  World first;
  first.begin({}, no_faults);
  World second;
  std::string claim;
  try {
    second.begin({}, no_faults);
  } catch (const BrokenHarness& broken) {
    claim = broken.claim;
  }
  CHECK(claim.find("no other lives on its thread") != std::string::npos);
  CHECK(first.run() == Exit::at_rest);
  first.end();
  second.begin({}, no_faults);
  CHECK(second.run() == Exit::at_rest);
  second.end();
}

TEST_CASE("the platform check takes hours of virtual time and less than a second of real time") {
  const auto before = std::chrono::steady_clock::now();
  check_platform();
  CHECK(std::chrono::steady_clock::now() - before < std::chrono::seconds{1});
}

}  // namespace assay::sim
