// The option sets of workload decisions. They live as long as the program, since decisions are
// named after their run has ended.
#pragma once

#include <cstddef>

#include "sim/decisions/option_set.hpp"

namespace assay::models {

/// How many things a workload decision can choose among; what is beyond is never chosen.
inline constexpr std::size_t choices_max = 16;

/// One of `count` things, the first being the usual one. Contract: count > 0.
[[nodiscard]] const sim::OptionSet& choice_of(std::size_t count);

/// Whether somebody goes on at once or pauses; the grain says for how much of the longest pause.
[[nodiscard]] const sim::OptionSet& pause_options();

}  // namespace assay::models
