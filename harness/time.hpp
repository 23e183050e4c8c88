// Time as both sides of the boundary say it: whole nanoseconds, points and lengths apart. Not a
// clock: that is clock.hpp.
#pragma once

#include "sim/time.hpp"

namespace assay::harness {

using sim::Duration;
using sim::TimePoint;

/// `2_s`, `500_ms`, `24_h`.
namespace literals = sim::literals;

}  // namespace assay::harness
