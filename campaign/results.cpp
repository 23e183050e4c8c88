// Verdicts over results.
#include "campaign/results.hpp"

#include <algorithm>

namespace assay::campaign {

using properties::Verdict;

bool caught(const GalleryEntry& entry) {
  const bool by_expected = std::ranges::find(entry.caught_by, entry.expected) !=
                           entry.caught_by.end();
  return by_expected && entry.runs_to_find > 0 && entry.replayed && entry.clean_when_fixed &&
         entry.clean_without_faults;
}

Verdict verdict_of(const Results& results) {
  if (results.gallery) {
    return std::ranges::all_of(*results.gallery, caught) ? Verdict::holds : Verdict::violated;
  }
  bool unknown = !results.complete;  // what was not run may violate anything
  for (const ScenarioResult& scenario : results.scenarios) {
    if (scenario.verdict == Verdict::violated) return Verdict::violated;
    unknown |= scenario.verdict == Verdict::unknown;
  }
  return unknown ? Verdict::unknown : Verdict::holds;
}

}  // namespace assay::campaign
