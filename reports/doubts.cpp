// In the order of the results.
#include "reports/doubts.hpp"

#include <fmt/format.h>

#include "reports/proof_words.hpp"
#include "reports/reach_words.hpp"
#include "reports/wording.hpp"

namespace assay::reports {

namespace {

using campaign::LostRun;
using campaign::ScenarioResult;

void doubt(const ScenarioResult& one, std::vector<std::string>& doubts) {
  for (const Shortfall& missing : shortfalls(one)) {
    doubts.push_back(fmt::format("{}: {}: {}", one.name, missing.what, missing.why));
  }
  if (one.unknown > 0) {
    doubts.push_back(
        fmt::format("{}: {} could not be decided", one.name, counted(one.unknown, "run")));
  }
  for (const auto* runs : {&one.lost, &one.broken}) {
    for (const LostRun& run : *runs) {
      doubts.push_back(fmt::format("{}: the run of seed {} {}", one.name, run.seed, run.how));
    }
  }
  if (!one.complete) doubts.push_back(one.name + ": not all runs were made");
}

}  // namespace

std::vector<std::string> doubts_of(const campaign::Results& results) {
  std::vector<std::string> doubts;
  for (const ScenarioResult& one : results.scenarios) doubt(one, doubts);
  if (results.gallery) {
    for (const campaign::GalleryEntry& entry : *results.gallery) {
      if (campaign::counts_as_proof(entry)) continue;
      doubts.push_back(fmt::format("{}: {}", entry.defect, why_not_caught(entry)));
    }
  }
  for (const campaign::Mismatch& one : results.mismatches) {
    doubts.push_back(fmt::format("{}: the run of seed {} went another way when it was made again",
                                 one.scenario, one.seed));
  }
  return doubts;
}

}  // namespace assay::reports
