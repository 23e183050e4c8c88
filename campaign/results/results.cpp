// Verdicts over results.
#include "campaign/results/results.hpp"

#include <algorithm>
#include <cmath>

namespace assay::campaign {

using properties::Verdict;

bool caught(const GalleryEntry& entry) {
  const bool by_expected = std::ranges::find(entry.caught_by, entry.expected) !=
                           entry.caught_by.end();
  return by_expected && entry.runs_to_find > 0 && entry.replayed && entry.clean_when_fixed &&
         entry.clean_without_faults;
}

bool counts_as_proof(const GalleryEntry& entry) {
  return caught(entry) || (!entry.missing.empty() && entry.clean_without_faults);
}

Combinations combinations(const StateCoverage& coverage) {
  Combinations all;
  for (const FaultByState& one : coverage.faults) {
    for (runs::StatePlace state = 0; state < runs::state_places; ++state) {
      if (one.passed[state] > 0) ++all.passed;
      if (one.struck[state] > 0) ++all.struck;
    }
  }
  return all;
}

std::vector<std::string> never_struck(const StateCoverage& coverage) {
  std::vector<std::string> names;
  for (const FaultByState& one : coverage.faults) {
    for (runs::StatePlace state = 0; state < runs::state_places; ++state) {
      if (one.passed[state] == 0 || one.struck[state] > 0) continue;
      names.push_back(one.fault + ", " + std::string{runs::state_word(state)});
    }
  }
  return names;
}

double residual_risk(std::uint64_t runs) {
  return -std::expm1(std::log(1 - risk_confidence) / static_cast<double>(runs));
}

std::uint64_t runs_that_held(const ScenarioResult& result) {
  const bool held = result.verdict == Verdict::holds && !result.exhaustive;
  return held ? result.runs : 0;
}

std::uint64_t runs_that_held(const Results& results) {
  if (results.verdict != Verdict::holds || results.gallery || results.scenarios.empty()) return 0;
  std::uint64_t least = runs_that_held(results.scenarios.front());
  for (const ScenarioResult& one : results.scenarios) least = std::min(least, runs_that_held(one));
  return least;
}

Verdict verdict_of(const Results& results) {
  if (results.gallery) {
    const bool all = std::ranges::all_of(*results.gallery, counts_as_proof) &&
                     std::ranges::all_of(results.falsified, &Falsified::refused);
    if (all) return Verdict::holds;
    return results.complete ? Verdict::violated : Verdict::unknown;
  }
  // What was not run may violate anything, and so may what does not run alike.
  bool unknown = !results.complete || !results.mismatches.empty();
  for (const ScenarioResult& scenario : results.scenarios) {
    if (scenario.verdict == Verdict::violated) return Verdict::violated;
    unknown |= scenario.verdict == Verdict::unknown;
  }
  return unknown ? Verdict::unknown : Verdict::holds;
}

Mismatch mismatch(std::string variant, std::string scenario, std::uint64_t seed,
                  const runs::Parting& parting) {
  return {std::move(scenario), std::move(variant), seed,
          parting.event,       parting.expected,   parting.found};
}

void add_finding(Results& results, ReportedFinding reported) {
  const runs::Finding& finding = reported.finding;
  if (!finding.parts) return results.findings.push_back(std::move(reported));
  results.mismatches.push_back(
      mismatch("a finding, played again", finding.scenario, finding.seed, *finding.parts));
}

void doubt_mismatched(Results& results) {
  for (ScenarioResult& result : results.scenarios) {
    const auto is_of = [&](const ReportedFinding& one) {
      return one.finding.scenario == result.name && one.finding.defect == result.defect;
    };
    if (std::ranges::find(results.mismatches, result.name, &Mismatch::scenario) ==
        results.mismatches.end()) {
      continue;
    }
    if (!std::ranges::any_of(results.findings, is_of)) result.verdict = Verdict::unknown;
  }
}

}  // namespace assay::campaign
