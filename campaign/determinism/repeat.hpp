// The same input, run again: how a system under test is caught that is not deterministic. Tells
// where two runs part, and never why. Not the determinism check of assay itself: that is selfcheck.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "runs/finding.hpp"

namespace assay::campaign {

/// One seed in so many is run again, after others, and held against its first run.
inline constexpr std::uint64_t repeated_share = 64;

/// How many other seeds are run before a finding is played again.
inline constexpr std::uint64_t others_between = 5;

[[nodiscard]] constexpr bool is_repeated(std::uint64_t seed) { return seed % repeated_share == 0; }

/// Where two traces part, each as `trace_lines` tells it. Returns: nothing where they are alike.
[[nodiscard]] std::optional<runs::Parting> parting_between(const std::vector<std::string>& expected,
                                                           const std::vector<std::string>& found);

/// Runs a request again and again, `between` before each, until two of its runs differ. Returns:
/// where they part; an event 0 where all of a few were alike.
[[nodiscard]] runs::Parting parting_of(runs::World& world, const runs::RunRequest& request,
                                       const std::function<void()>& between);

}  // namespace assay::campaign
