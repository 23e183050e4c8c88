// A finding: a violation taken apart until it can be shown to somebody. The seed is found again,
// its plan recorded, replayed on the benign baseline, shrunk, and each remaining fault shown to be
// needed.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "properties/property.hpp"
#include "runs/parting.hpp"
#include "runs/world.hpp"
#include "scenarios/files/failure_file.hpp"

namespace assay::runs {

/// The run of a shrunk plan without one of its answers.
struct Omission {
  std::size_t answer = 0;         ///< which one was left out, its place in the plan
  properties::Verdict verdict{};  ///< of the property; `holds` shows that the answer is needed
  sim::Digest digest;             ///< of that run
  friend bool operator==(const Omission&, const Omission&) = default;
};

/// A property that is broken in the run of a finding's plan.
struct Broken {
  std::string property;
  properties::Severity severity{};  ///< as measured there
  std::string explanation;
  std::vector<std::string> about;  ///< operations and keys: "pay-1/capture-1", "key shop/k-1"
  friend bool operator==(const Broken&, const Broken&) = default;
};

struct Finding {
  std::string id;
  std::string scenario;
  std::string defect;  ///< empty for the shipped code
  std::string system;
  std::string property;
  std::string claim;
  properties::Severity severity{};  ///< as measured in the shrunk run
  properties::Severity worst{};     ///< what the broken property can lead to
  std::string explanation;  ///< what broke, in one sentence, in the shrunk run
  history::Amount at_risk;  ///< what moved wrongly in it; no currency where nothing did
  std::uint64_t seed = 0;
  std::uint64_t runs_to_find = 0;
  std::size_t recorded_answers = 0;  ///< answers of the seeded run before shrinking
  std::uint64_t shrink_runs = 0;
  sim::Plan plan;                   ///< shrunk
  sim::Digest digest;               ///< of the run of `plan` on the benign baseline
  std::vector<Omission> omissions;  ///< one per answer of `plan`: the proof that it is minimal
  std::vector<Broken> broken;  ///< in the run of `plan`, held against all properties
  std::vector<Broken> also;    ///< other findings with the same cause: runs/one_cause.hpp
  bool replays = false;  ///< whether the recorded plan violates again on the benign baseline
  /// Where its seed or plan, run again, went another way: then it proves nothing of the rules.
  std::optional<Parting> parts;
};

/// Which of two findings comes first: the one that did more harm in its run, by the order of harm;
/// then the one that moved more money, where both name one currency; then the one that needs fewer
/// faults; then the one that could lead to worse.
[[nodiscard]] bool graver(const Finding& left, const Finding& right);

/// Takes a violation of `property` apart, at a seed of a strategy that goes by them.
[[nodiscard]] Finding investigate(World& world, const scenarios::Scenario& scenario,
                                  const harness::System& system, const std::string& defect,
                                  const properties::Property& property, std::uint64_t seed,
                                  std::string_view strategy = "random");
/// The same for a plan, from a file or an exhaustive search.
[[nodiscard]] Finding investigate_plan(World& world, const scenarios::Scenario& scenario,
                                       const harness::System& system, const std::string& defect,
                                       const properties::Property& property, const sim::Plan& plan);

/// The file form of a finding, with the command that replays it from `path`.
[[nodiscard]] scenarios::FailureFile to_failure_file(const Finding& finding,
                                                     const scenarios::Scenario& scenario,
                                                     const std::string& path);

}  // namespace assay::runs
