// The seeded draw: how an answer follows from a run's seed, a site's name and a count, and from
// nothing else. Weights are the options' own. Serves law 1.
#pragma once

#include <cstdint>

#include "sim/decisions/decisions.hpp"

namespace assay::sim {

inline constexpr std::uint64_t golden = 0x9e3779b97f4a7c15ULL;

/// Seeds are neighbours, 0, 1, 2, ...: mixed, their draws have nothing in common.
[[nodiscard]] constexpr std::uint64_t mixed_seed(std::uint64_t seed) { return mix(seed + golden); }

/// What a site draws with: by its name's hash and never by its number, which tells when it was
/// first met, so that it draws the same whatever else happens in the run. The two questions of a
/// site draw apart. Contract: `seed` is mixed.
[[nodiscard]] constexpr std::uint64_t draw_key(std::uint64_t seed, std::uint64_t name_hash,
                                               Aspect aspect) {
  return mix(seed ^ (aspect == Aspect::fate ? name_hash : mix(name_hash + golden)));
}

/// The n-th answer of that key, each with its weight, without bias.
[[nodiscard]] std::uint32_t draw(std::uint64_t key, std::uint32_t n, const OptionSet& options);

}  // namespace assay::sim
