// What a checkpoint may say. It is written by the program alone, yet it may come from another
// machine, or from somebody who means harm: a right checksum proves nothing, so every number is
// held against its range, every name against what there is, and every id against the form that
// alone may become a path.
#pragma once

#include "harness/registry.hpp"
#include "scenarios/files/document.hpp"

namespace assay::campaign {

inline constexpr scenarios::TextLimits checkpoint_limits{.bytes = std::size_t{1} << 25,
                                                         .depth = 32,
                                                         .events = 1'000'000,
                                                         .key_length = 256,
                                                         .text_length = std::size_t{1} << 16,
                                                         .fractions = true};

/// Errors: BadInput with the place of the first thing that cannot be.
void check_checkpoint(const scenarios::Document& document, const harness::Registry& registry);

}  // namespace assay::campaign
