// A trial: a workload and what goes wrong in it, which is all that differs between two tries of one
// property. Not a run: it is played on the benign baseline, so that no seed is needed to see it
// again and what is taken out of its plan stays out.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "runs/finding.hpp"
#include "runs/verdict.hpp"
#include "testing/apart.hpp"

namespace assay::testing {

/// What is asked of the system, and what goes wrong meanwhile.
struct Trial {
  scenarios::Workload workload;
  sim::Plan plan;
  friend bool operator==(const Trial&, const Trial&) = default;
};

/// What a trial showed.
struct TrialRun {
  std::vector<properties::Judgement> violations;  ///< the gravest first
  sim::Digest digest;
  sim::Plan recorded;
  sim::Plan unplaced;  ///< answers that found no place in the run

  /// The violation of that property, or nullptr. Valid as long as `violations` is not changed.
  [[nodiscard]] const properties::Judgement* violation_of(std::string_view property) const;
};

/// Plays trials of one scenario and system, each in a process of its own. A trial that does not
/// come back violates `run_comes_back`. Errors: BrokenHarness where a run broke the harness;
/// WorkFailed; std::runtime_error where a trial was lost and may be none the worse for it.
class TrialPlayer {
 public:
  /// `property` alone is judged, where it is named; else what the scenario says must hold.
  /// `system` and `place` must outlive the player. Errors: UnknownName for a name that is no
  /// property, BadInput for one in the scenario.
  TrialPlayer(scenarios::Scenario scenario, const harness::System& system,
              std::string_view property, const TestPlace& place);

  /// The scenario as it was given. Lives as long as the player.
  [[nodiscard]] const scenarios::Scenario& scenario() const { return scenario_; }
  /// The system that is played: the one that was given, which lives as long as its owner says.
  [[nodiscard]] const harness::System& system() const { return system_; }
  /// Whether a trial can violate that property: it is judged, or it is `run_comes_back`.
  [[nodiscard]] bool judges(std::string_view property) const;

  /// The scenario with the trial's workload.
  [[nodiscard]] scenarios::Scenario scenario_of(const scenarios::Workload& workload) const;
  /// Plays it once. Errors: those of the class.
  TrialRun play(const Trial& trial);
  /// What goes wrong with that workload under a seed, as a plan.
  sim::Plan plan_of_seed(const scenarios::Workload& workload, std::uint64_t seed);
  /// The faults that a run without any could have met: each answer at each visit of each site.
  sim::Plan faults_in_reach(const scenarios::Workload& workload);
  /// Where a trial that gave `run` parts from it when it is played again, by itself and after other
  /// runs. Returns: nothing where it is the same run each time. What took its process along is not
  /// asked: it tells of no digest.
  [[nodiscard]] std::optional<runs::Parting> parting_of(const Trial& trial, const TrialRun& run);
  /// The violation of a trial that failed, as a finding, shrunk where that can be done.
  [[nodiscard]] runs::Finding take_apart(const Trial& trial, const TrialRun& run,
                                         const std::string& defect);

 private:
  using Work = std::function<std::string(runs::World&)>;

  Apart apart(const scenarios::Scenario& scenario, double patience, const Work& work);
  std::string play_here(runs::World& world, const scenarios::Scenario& scenario,
                        const sim::Plan& plan) const;
  [[nodiscard]] TrialRun run_from(const std::string& text) const;
  sim::Plan plan_apart(const scenarios::Scenario& scenario, const Work& work);

  scenarios::Scenario scenario_;
  const harness::System& system_;
  runs::Jury jury_;
  const TestPlace& place_;
};

}  // namespace assay::testing
