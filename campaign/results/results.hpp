// What a campaign came to: plain values with names, all that reports see and all that results.json
// holds. Nothing of a live world; what is written can be read again and rendered again.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "campaign/jobs/falsified.hpp"
#include "campaign/jobs/seed_sweep.hpp"
#include "properties/property.hpp"
#include "runs/finding.hpp"
#include "runs/sufficiency.hpp"
#include "sim/search/strategy.hpp"

namespace assay::campaign {

inline constexpr std::string_view results_schema = "assay.results/1";

/// A thing by name and the runs in which it was seen.
struct Count {
  std::string name;
  std::uint64_t runs = 0;
  friend bool operator==(const Count&, const Count&) = default;
};

/// How far an exhaustive search went: plans = ran + pruned.
struct ExhaustiveResult {
  sim::Budget budget;  ///< what its plans may differ from the benign one by
  std::string covers;  ///< "every plan of at most 2 faults, with typical timing and order"
  std::uint64_t plans = 0;
  std::uint64_t ran = 0;
  std::uint64_t pruned = 0;
  std::uint64_t equal_states = 0;
  friend bool operator==(const ExhaustiveResult&, const ExhaustiveResult&) = default;
};

/// A place that the system marks in its own code, and how often it was come to.
struct MarkResult {
  std::string name;
  harness::MarkKind kind{};
  runs::MarkRuns seen;
  bool declared = false;  ///< by the system; else it is known because it was come to
  friend bool operator==(const MarkResult&, const MarkResult&) = default;
};

/// One fault in one phase, by the state of the operation: "acquirer.capture/reply: lose".
struct FaultByState {
  std::string fault;
  runs::StateRuns passed{};  ///< runs that passed there while it was in that state
  runs::StateRuns struck{};  ///< runs in which the fault struck there
  friend bool operator==(const FaultByState&, const FaultByState&) = default;
};

/// Fault x phase x state, over all runs.
struct StateCoverage {
  std::vector<FaultByState> faults;       ///< by name
  std::vector<std::string> never_passed;  ///< faults at places that the system has
  friend bool operator==(const StateCoverage&, const StateCoverage&) = default;
};

/// How many combinations were passed by some run, and in how many of them the fault struck.
struct Combinations {
  std::uint64_t passed = 0, struck = 0;
};
[[nodiscard]] Combinations combinations(const StateCoverage& coverage);

/// Those that were passed and in which the fault never struck: "acquirer.capture/reply: lose,
/// attempting".
[[nodiscard]] std::vector<std::string> never_struck(const StateCoverage& coverage);

/// One scenario, run with one system.
struct ScenarioResult {
  std::string name;
  std::string file;  ///< where the scenario came from; empty for the library
  std::string strategy = "random";
  std::string system;      ///< that ran, or that has the defect
  bool stands_in = false;  ///< whether the scenario names another
  std::string defect;      ///< empty for none
  std::uint64_t first_seed = 0;
  std::uint64_t runs = 0;
  std::uint64_t runs_per_second = 0;
  std::uint64_t events = 0;
  std::uint64_t violated = 0;
  std::uint64_t unknown = 0;
  std::uint64_t abandoned = 0;  ///< fibers that a crash left in raw Boost waits
  std::uint64_t probed = 0;     ///< runs that were probed when they had come to rest
  std::uint64_t repeated = 0;   ///< runs made again, after others, and held against themselves
  std::string digest;
  std::vector<Count> fired;                 ///< per allowed fault
  /// Under every fault alone: how often each kind of fault could have struck, over all runs.
  std::vector<Count> passed;
  std::vector<std::uint64_t> struck;  ///< and runs by faults that struck; the last: all beyond
  std::vector<Count> phases;                ///< per phase that a fault must reach
  std::vector<Count> sometimes;             ///< per fact that the scenario demands
  std::vector<Count> violations;            ///< per property that was violated
  std::vector<std::string> judged;          ///< the properties that every run was held against
  std::vector<Count> undecided;             ///< per property that some run could not decide
  std::vector<runs::Missing> missing;       ///< what had to come and never did
  std::vector<std::string> not_applicable;  ///< faults whose sites the system does not have
  bool part = false;          ///< a shard's runs: whether they met enough, the whole campaign tells
  std::vector<MarkResult> marks;  ///< by kind and name
  StateCoverage coverage;
  std::vector<LostRun> lost;  ///< runs that took their process along
  std::vector<LostRun> broken;  ///< runs in which the harness broke its own contract
  std::optional<ExhaustiveResult> exhaustive;
  bool complete = true;
  properties::Verdict verdict{};
};

/// Of how many seeded runs a pass can be said; 0 where it is none.
[[nodiscard]] std::uint64_t runs_that_held(const ScenarioResult& result);

/// How a finding stands against a file of accepted ones: accepted.hpp. Nobody asked: there is none.
enum class Standing : std::uint8_t { nobody_asked, fresh, accepted, expired };
/// "", "new", "accepted" or "expired".
[[nodiscard]] std::string_view to_text(Standing standing);

/// A finding, and where it can be seen again.
struct ReportedFinding {
  runs::Finding finding;
  std::string file;        ///< empty where no plan could be saved
  std::string replay;      ///< the command
  bool by_search = false;  ///< a plan that no seed led to
  Standing standing{};
  std::string accepted_for{};    ///< the reason; empty where it is new
  std::string accepted_until{};  ///< the last day; empty where there is none
};

/// An entry of a file of accepted findings that matches none of these results: fixed, or not met.
struct GoneFinding {
  std::string scenario, property, defect, id;
  friend bool operator==(const GoneFinding&, const GoneFinding&) = default;
};

/// That findings were held against such a file.
struct HeldAgainst {
  std::string day;  ///< "2026-12-01"
  std::vector<GoneFinding> gone;
};

/// One defect of the gallery, swept.
struct GalleryEntry {
  std::string defect;
  std::string summary;
  std::string source;
  std::string scenario;
  std::string expected;                ///< the property that must catch it
  std::string missing;                 ///< why nothing is expected to; empty where something is
  std::vector<std::string> caught_by;  ///< the properties that did, each on its own
  std::uint64_t runs = 0;              ///< seeds swept through
  std::uint64_t runs_to_find = 0;      ///< 0 where it escaped
  std::uint64_t compared = 0;          ///< runs that were held against the shipped code's
  std::uint64_t acted_in = 0;          ///< of those: anything was otherwise, so that it acted
  std::uint64_t acted_first = 0;       ///< the first of them, counted from 1; 0: it never acted
  std::uint64_t shrunk_faults = 0;
  std::uint64_t recorded_answers = 0;
  bool replayed = false;              ///< its saved file, in a fresh process
  bool clean_when_fixed = false;      ///< the shipped code holds on the same seeds
  bool clean_without_faults = false;  ///< the defect itself passes the fault-free scenario
  friend bool operator==(const GalleryEntry&, const GalleryEntry&) = default;
};

/// Whether a defect was caught as it should be, and as nothing but itself.
[[nodiscard]] bool caught(const GalleryEntry& entry);

/// Whether a defect is caught, or known not to be: the list of those may only shrink, and is shown.
[[nodiscard]] bool counts_as_proof(const GalleryEntry& entry);

/// Two runs of equal input that came to different digests.
struct Mismatch {
  std::string scenario;
  std::string variant;  ///< what was different: "another locale and time zone", "after other seeds"
  std::uint64_t seed = 0;
  std::uint64_t event = 0;  ///< the first that differs, from 1; 0 where the traces agree
  std::string expected;     ///< that event in the reference run
  std::string found;        ///< and in the other
  friend bool operator==(const Mismatch&, const Mismatch&) = default;
};

/// A scenario of the library that the system cannot be run in.
struct Unfit {
  std::string scenario;
  std::string why;
  friend bool operator==(const Unfit&, const Unfit&) = default;
};

/// A scenario whose determinism was checked, and the system that ran.
struct SelfcheckedScenario {
  std::string name;
  std::string system;
  friend bool operator==(const SelfcheckedScenario&, const SelfcheckedScenario&) = default;
};

struct SelfcheckResult {
  std::uint64_t runs = 0;         ///< seeds, over all scenarios
  std::uint64_t comparisons = 0;  ///< digests held against the reference
  std::vector<std::string> variants;
  std::vector<std::string> skipped;  ///< ways that this machine does not allow, and why
  std::vector<Mismatch> mismatches;
  std::vector<SelfcheckedScenario> scenarios;
  friend bool operator==(const SelfcheckResult&, const SelfcheckResult&) = default;
};

struct Results {
  std::string version;
  bool complete = true;
  double wall_seconds = 0;
  std::vector<ScenarioResult> scenarios;
  std::vector<ReportedFinding> findings;
  std::optional<std::vector<GalleryEntry>> gallery;
  std::vector<Falsified> falsified;  ///< of a whole gallery
  std::optional<SelfcheckResult> selfcheck;
  std::vector<Mismatch> mismatches;  ///< runs that, made again, went another way
  std::optional<HeldAgainst> held_against;  ///< where a file of accepted findings was given
  std::vector<Unfit> unfit;          ///< of a run of all of the library that fits: the rest
  Shard shard;                       ///< what of the campaign this is
  properties::Verdict verdict{};
};

/// What the parts come to: of the gallery where there is one, else of the scenarios. Unknown where
/// the campaign is incomplete and nothing was violated.
[[nodiscard]] properties::Verdict verdict_of(const Results& results);

inline constexpr double risk_confidence = 0.95;

/// The largest share of runs that may be bad, with 95 %, where none of so many was. Exact
/// (Clopper-Pearson), which for many runs is 3 / runs. Contract: runs > 0.
[[nodiscard]] double residual_risk(std::uint64_t runs);

/// Of how many seeded runs each of its scenarios can be called a pass; 0 where not all can.
[[nodiscard]] std::uint64_t runs_that_held(const Results& results);

/// A run of a scenario that went another way when it was made again.
[[nodiscard]] Mismatch mismatch(std::string variant, std::string scenario, std::uint64_t seed,
                                const runs::Parting& parting);

/// Adds a finding; one whose runs part is a mismatch, and no finding.
void add_finding(Results& results, ReportedFinding reported);

/// Verdicts of scenarios of which a run went another way: what was violated without a finding that
/// stands is unknown.
void doubt_mismatched(Results& results);

}  // namespace assay::campaign
