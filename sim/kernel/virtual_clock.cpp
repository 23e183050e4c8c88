// Virtual steady_clock: inside a world, code that asks Boost.Fiber (or the standard library) for
// the steady time gets the kernel's. The dynamic linker binds libboost_fiber to this definition
// too. Outside of a world the clock is real, so that test runners, loggers and benchmarks keep
// theirs. Source: docs/decisions/0002-kernel.md; checked through Boost at the start of every
// program.
#include <time.h>

#include <chrono>

#include "sim/kernel/kernel.hpp"

namespace std::chrono {
inline namespace _V2 {

steady_clock::time_point steady_clock::now() noexcept {
  if (const assay::sim::Kernel* const kernel = assay::sim::kernel_of_this_thread()) {
    return time_point{duration{kernel->now().ns()}};
  }
  timespec real{};
  clock_gettime(CLOCK_MONOTONIC, &real);
  return time_point{duration{real.tv_sec * 1'000'000'000LL + real.tv_nsec}};
}

}  // namespace _V2
}  // namespace std::chrono
