// How long things take, in three buckets and finer steps. Not which bucket it is: that is a
// decision of each run.
#pragma once

#include <array>

#include "sim/decisions/option_set.hpp"
#include "sim/time.hpp"

namespace assay::sim {

/// The buckets that every delay is drawn from: typical, early, late, with grains.
[[nodiscard]] const OptionSet& delay_options();

/// By bucket: the shortest that something takes, and what each grain adds.
struct Delays {
  std::array<Duration, 3> shortest;
  std::array<Duration, 3> step;

  [[nodiscard]] Duration of(const OptionSet& options, std::uint32_t answer) const {
    const std::uint32_t bucket = options.option_of(answer);
    return shortest[bucket] + step[bucket] * options.grain_of(answer);
  }
};

inline constexpr Delays message_delays{{5_ms, 1_ms, 40_ms}, {150_us, 50_us, 2_ms}};
inline constexpr Delays outage_delays{{6_s, 500_ms, 20_s}, {50_ms, 20_ms, 200_ms}};
inline constexpr Delays pause_delays{{1_s, 50_ms, 3_s}, {25_ms, 10_ms, 25_ms}};
inline constexpr Delays restart_delays{{2_s, 100_ms, 15_s}, {50_ms, 5_ms, 200_ms}};

}  // namespace assay::sim
