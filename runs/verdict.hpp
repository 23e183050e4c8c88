// Judging runs and counting over many of them. A tally is what a campaign keeps: it adds up in any
// order to the same sum, so that workers and shards change nothing.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "properties/property.hpp"
#include "runs/parting.hpp"
#include "runs/play.hpp"
#include "runs/world.hpp"

namespace assay::runs {

/// The properties that a scenario must hold, or the one that a caller asked for.
class Jury {
 public:
  /// Those of ours that `must_hold` names, and all that the scenario states itself.
  /// Errors: BadInput where a name in `must_hold` is no property.
  explicit Jury(const scenarios::Scenario& scenario);
  /// And all that the system brings; or `only` alone, where it is named. Errors: the same;
  /// UnknownName where `only` is none.
  Jury(const scenarios::Scenario& scenario, const harness::System& system,
       std::string_view only = {});
  /// Only this property: how a defect is caught with all others off.
  explicit Jury(properties::Property only) : properties_{only} {}

  /// The same but for those that judge what a probe was told: a probe asks again by itself.
  [[nodiscard]] Jury without_probe() const;

  [[nodiscard]] std::vector<properties::Judgement> judge(const Run& run) const;
  [[nodiscard]] const std::vector<properties::Property>& properties() const { return properties_; }

 private:
  std::vector<properties::Property> properties_;
};

/// The first seed at which a property was violated, and how often it was.
struct ViolatingSeeds {
  std::uint64_t first_seed = 0;
  std::uint64_t runs = 0;
};

/// Over all runs: how often each allowed fault, or each phase, could have been chosen, and the runs
/// in which it was, and in which it struck.
struct ChanceCounts {
  std::vector<std::uint64_t> visits;
  std::vector<std::uint64_t> chosen;
  std::vector<std::uint64_t> applied;

  explicit ChanceCounts(std::size_t size = 0) : visits(size), chosen(size), applied(size) {}
  void add(const Chances& run);
  void add(const ChanceCounts& other);
};

/// Over all runs: how often a marked place of the system's own code was come to.
struct MarkRuns {
  std::uint64_t times = 0;      ///< it was come to
  std::uint64_t held = 0;       ///< and its condition held
  std::uint64_t runs = 0;       ///< in which it was come to
  std::uint64_t runs_held = 0;  ///< in which its condition held at least once
  friend bool operator==(const MarkRuns&, const MarkRuns&) = default;
};

/// Marks by kind and name: a name may be claimed in two ways.
using MarkTally = std::map<std::pair<harness::MarkKind, std::string>, MarkRuns>;

void add(MarkTally& marks, const MarkTally& more);

/// Runs of a system with a defect, held against runs of the same seeds without it.
struct ActedRuns {
  std::uint64_t compared = 0;
  std::uint64_t acted = 0;       ///< in which anything was otherwise: the defect did something
  std::uint64_t first_seed = 0;  ///< of those; of no meaning where there are none
  void add(const ActedRuns& other);
  friend bool operator==(const ActedRuns&, const ActedRuns&) = default;
};

/// Counts over runs of one scenario and system, each bound to its seed.
struct Tally {
  std::uint64_t runs = 0;
  std::uint64_t events = 0;
  std::uint64_t violated = 0;  ///< runs in which some property was violated
  std::uint64_t unknown = 0;   ///< runs with an unknown verdict and none violated
  std::uint64_t digest_high = 0;
  std::uint64_t digest_low = 0;
  ChanceCounts faults;         ///< by allowed fault
  ChanceCounts phases;         ///< by listed phase
  /// Runs by how many faults struck; the last stands for all beyond.
  std::array<std::uint64_t, 33> struck{};
  std::array<std::uint64_t, history::coverage_mark_count> sometimes{};
  std::array<std::uint64_t, sim::exit_count> exits{};  ///< runs by sim::Exit
  std::uint64_t abandoned = 0;
  std::map<std::string, ViolatingSeeds> violations;        ///< by property
  std::map<std::string, std::uint64_t> undecided;          ///< runs by property
  std::uint64_t probed = 0;    ///< runs that were probed
  std::uint64_t probe_digest = 0;  ///< of what their probes saw, added up
  std::map<std::uint64_t, std::string> broken;             ///< by seed: why the harness broke
  std::map<std::uint64_t, std::string> failed;  ///< by seed: why the code did not come through
  std::uint64_t repeated = 0;  ///< runs that were made again, after others
  /// By seed: what its run, made again, did otherwise.
  std::map<std::uint64_t, Parting> parted;
  MarkTally marks;
  StateCounts states;
  ActedRuns acted;  ///< of a sweep that is held against another system

  void add(const Tally& other);
  [[nodiscard]] sim::Digest digest() const { return {digest_high, digest_low}; }
};

/// The tally of no runs.
[[nodiscard]] Tally empty_tally(const scenarios::Scenario& scenario);

/// Judges the run of a seed and counts it in. Contract: all of a tally are runs of one scenario.
/// Returns: whether something went wrong in it.
bool count(Tally& tally, const Jury& jury, const Run& run, std::uint64_t seed);

/// Runs seeds [first, first + count) and judges each. `before` is asked as by `play`.
[[nodiscard]] Tally tally(World& world, const scenarios::Scenario& scenario,
                          const harness::System& system, const Jury& jury, std::uint64_t first,
                          std::uint64_t count, const Before& before = {});

/// What the runs come to: violated, else unknown where a run was, else holds. Whether they met
/// enough to tell is another question: sufficiency.hpp.
[[nodiscard]] properties::Verdict verdict_of(const Tally& tally);

}  // namespace assay::runs
