// Seed sweeps: seeds of a scenario and a system, run by worker processes and counted. A run that
// takes its process along is a finding of its own, with its seed; all other runs are counted as if
// nothing had been. Serves the claim that results do not depend on the number of workers.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "campaign/jobs/seed_range.hpp"
#include "campaign/pool/pool.hpp"
#include "campaign/pool/settings.hpp"
#include "runs/verdict.hpp"

namespace assay::campaign {

/// What is to be run, and how it is judged.
struct SeedSweep {
  scenarios::Scenario scenario;
  harness::System system;
  std::string defect;  ///< empty for the shipped code
  runs::Jury jury;
  std::string strategy = "random";   ///< one that goes by seeds
  std::uint64_t first = 0;           ///< seed
  std::uint64_t count = 1;           ///< seeds
  std::optional<SeedRange> share{};  ///< what of them is run here, where that is not all
  bool must_meet_all = true;  ///< whether a pass that met too little is none
  /// What each run is held against, if anything: the same seed with this system. Where that comes
  /// to another digest, the difference between the two systems has acted. Costs a run for each run.
  std::optional<harness::System> beside{};

  [[nodiscard]] SeedRange due() const { return share.value_or(SeedRange{first, first + count}); }
};

/// A run that never came to an end of its own.
struct LostRun {
  std::uint64_t seed = 0;
  std::string how;  ///< "was killed by signal 11 (Segmentation fault)", "hung: no event in 10 s"
  /// Violated where the run did it; unknown where somebody else may have, or it was only slow.
  properties::Verdict verdict = properties::Verdict::violated;
  friend bool operator==(const LostRun&, const LostRun&) = default;
};

struct SweepResult {
  runs::Tally tally;
  std::vector<LostRun> lost;  ///< by seed
  SeedSet done{};             ///< the seeds that were run, or lost
  double seconds = 0;         ///< from the first chunk handed out to the last that came back
  bool complete = true;       ///< false where it was stopped, or given up after too many lost runs
};

/// A scenario is given up after this many lost runs.
inline constexpr std::size_t lost_runs_max = 10;

/// How many times the limit without an event a run of that scenario may take: the more payments it
/// makes, the more.
[[nodiscard]] double budget_of(const scenarios::Scenario& scenario);

/// What a death says of its run, once it is not doubtful or has come twice.
[[nodiscard]] LostRun lost_run(std::uint64_t seed, const Death& death);

class CheckpointKeeper;

/// Goes on with all sweeps from where the checkpoint stands, and notes in it what has been done.
/// With a deadline in the settings they take turns, and each runs a prefix of its seeds. The
/// checkpoint has one entry per sweep. Errors: WorkFailed.
void sweep(std::span<const SeedSweep> sweeps, const Settings& settings, CheckpointKeeper& keeper);

/// Runs all sweeps. With a deadline in the settings they take turns, and each runs a prefix of its
/// seeds. Returns: one entry per sweep. Errors: WorkFailed.
/// Determinism: but for `seconds`, and where all seeds are run, a pure function of `sweeps`.
[[nodiscard]] std::vector<SweepResult> sweep(std::span<const SeedSweep> sweeps,
                                             const Settings& settings);

}  // namespace assay::campaign
