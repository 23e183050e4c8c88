// A sentence and a stable id.
#include "runs/unfinished.hpp"

#include <fmt/format.h>

namespace assay::runs {

Finding unfinished_run(const scenarios::Scenario& scenario, const harness::System& system,
                       const std::string& defect, std::uint64_t seed, const std::string& how) {
  Finding finding;
  finding.id = fmt::format("{}-{}-seed-{}", scenario.name, run_comes_back, seed);
  finding.scenario = scenario.name;
  finding.defect = defect;
  finding.system = system.name;
  finding.property = run_comes_back;
  finding.claim = "A run comes to an end, and does not take its process along.";
  finding.severity = finding.worst = properties::Severity::stuck;
  finding.explanation = fmt::format("Seed {} of {} {}.", seed, scenario.name, how);
  finding.seed = seed;
  return finding;
}

}  // namespace assay::runs
