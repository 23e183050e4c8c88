// A system under test that, on some seeds, does something that no run should do: it ends its
// process, or never comes back. Which seeds is decided by the world, so that a test can know them
// beforehand.
#pragma once

#include <functional>
#include <set>

#include "runs/run.hpp"

namespace moods {

/// The shipped code, which calls `act` before it starts, on about one seed in twenty.
[[nodiscard]] assay::harness::System moody(std::function<void()> act);

/// The seeds below `count` on which `act` would be called.
[[nodiscard]] std::set<std::uint64_t> bad_seeds(const assay::scenarios::Scenario& scenario,
                                                std::uint64_t count);

}  // namespace moods
