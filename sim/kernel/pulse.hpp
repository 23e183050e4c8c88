// How far a run is, for whoever watches from outside: another process that shares this memory. The
// kernel writes, nobody in a run reads. Serves the difference between a slow run and a hung one.
#pragma once

#include <atomic>
#include <cstdint>

namespace assay::sim {

struct Pulse {
  std::atomic<std::uint64_t> events{0};  ///< fired in the run so far
  std::atomic<std::int64_t> now{0};      ///< virtual time of the run, in nanoseconds
  std::atomic<bool> inside{false};       ///< a world is set up, runs or ends
};

}  // namespace assay::sim
