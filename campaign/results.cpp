// Verdicts over results.
#include "campaign/results.hpp"

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
    const bool all = std::ranges::all_of(*results.gallery, caught) &&
                     std::ranges::all_of(results.falsified, &Falsified::refused);
    if (all) return Verdict::holds;
    return results.complete ? Verdict::violated : Verdict::unknown;
  }
  bool unknown = !results.complete;  // what was not run may violate anything
  for (const ScenarioResult& scenario : results.scenarios) {
    if (scenario.verdict == Verdict::violated) return Verdict::violated;
    unknown |= scenario.verdict == Verdict::unknown;
  }
  return unknown ? Verdict::unknown : Verdict::holds;
}

}  // namespace assay::campaign
