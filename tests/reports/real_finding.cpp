// Found once per test program.
#include "tests/reports/real_finding.hpp"

#include <stdexcept>

#include "campaign/jobs/replay.hpp"
#include "runs/finding.hpp"
#include "runs/simulated/simulated_world.hpp"
#include "scenarios/files/library.hpp"
#include "scenarios/named.hpp"
#include "tests/systems/shipped.hpp"

namespace real {

using namespace assay;

reports::FindingReport found(const std::string& defect, const std::string& scenario_name,
                             const std::string& property_name) {
  const scenarios::Scenario scenario = scenarios::library_scenario(scenario_name);
  const harness::System& system = tests::system_with(defect);
  const properties::Property property = scenarios::property_named(property_name);
  runs::SimulatedWorld world;
  const runs::Jury jury{property};
  std::uint64_t seed = 0;
  while (runs::tally(world, scenario, system, jury, seed, 1).violated == 0) {
    if (++seed == 1000) throw std::runtime_error{"the defect does not show any more"};
  }
  runs::Finding finding = runs::investigate(world, scenario, system, defect, property, seed);
  campaign::Replayed replayed = campaign::replay(
      world, {.scenario = &scenario, .system = &system, .plan = finding.plan, .jury = jury});
  const properties::Violation& first = replayed.judgements.front().violations.front();
  reports::ShownRun run{replayed.trace, replayed.history, first.evidence, first.missed};
  return {{finding, "out/failures/x.json", "assay replay out/failures/x.json"},
          scenario,
          std::move(run)};
}

const reports::FindingReport& charged_twice() {
  static const reports::FindingReport finding_report =
      found("timeout_taken_for_failure", "lost_response", "no_false_failure");
  return finding_report;
}

const reports::FindingReport& never_asked() {
  static const reports::FindingReport finding_report =
      found("silence_ends_questions", "long_outage", "progress");
  return finding_report;
}

campaign::Results results() {
  campaign::Results results{.version = "0.1.0"};
  campaign::ScenarioResult one;
  one.name = "lost_response";
  one.defect = "timeout_taken_for_failure";
  one.runs = 100;
  one.violated = 32;
  one.digest = std::string(32, 'a');
  one.judged = {"at_most_one_effect", "told_truth"};
  one.violations = {{"at_most_one_effect", 32}};
  one.fired = {{"acquirer.authorise/reply: lose", 19}};
  one.verdict = properties::Verdict::violated;
  results.scenarios = {one};
  results.findings = {charged_twice().reported};
  results.verdict = properties::Verdict::violated;
  return results;
}

}  // namespace real
