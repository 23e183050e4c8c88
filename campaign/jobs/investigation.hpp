// Takes violations apart in worker processes: shrinking runs the code under test many times, and
// any of those runs may take its process along.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "campaign/jobs/seed_sweep.hpp"
#include "runs/finding.hpp"

namespace assay::campaign {

/// Shrinking tells of no single run; it may take as long as this many.
inline constexpr double patience = 30;

/// A violation to look into: the first seed of a sweep at which a property was violated.
struct Suspect {
  std::string key;  ///< under which its finding is kept in the checkpoint
  const SeedSweep* sweep = nullptr;
  properties::Property property;
  std::uint64_t seed = 0;
};

/// Every property that a sweep saw violated, with its first seed. `number` is the sweep's in its
/// campaign.
[[nodiscard]] std::vector<Suspect> suspects_of(const SeedSweep& sweep, const SweepResult& swept,
                                               std::size_t number);

/// A violation that could not be taken apart still is one, with its seed.
[[nodiscard]] runs::Finding bare_finding(const Suspect& suspect);

/// Returns: per suspect its finding; nothing where it could not be taken apart, or the campaign was
/// stopped first. `runs_to_find` counts from the sweep's first seed. What the checkpoint holds
/// already is not looked into again. Errors: WorkFailed.
[[nodiscard]] std::vector<std::optional<runs::Finding>> investigate(
    std::span<const Suspect> suspects, const Settings& settings, CheckpointKeeper& keeper);

}  // namespace assay::campaign
