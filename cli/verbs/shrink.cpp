// assay shrink: a smaller plan that violates the same property.
#include <fmt/format.h>

#include "campaign/jobs/replay.hpp"
#include "campaign/results/save_results.hpp"
#include "cli/exit_codes.hpp"
#include "cli/outcome.hpp"
#include "cli/verbs.hpp"
#include "runs/finding.hpp"
#include "scenarios/files/failure_file.hpp"
#include "scenarios/files/recording.hpp"
#include "scenarios/named.hpp"

namespace assay::cli {

namespace {

/// The property to hold on to: named by the file, by the options, or the first that is violated.
/// Returns: an empty name where nothing is violated.
std::string property_for(const scenarios::Recording& recording, const Options& options,
                         runs::World& world) {
  if (!options.property.empty()) return options.property;
  if (recording.failure) return recording.failure->property;
  const campaign::Replayed replayed = campaign::replay(
      world, {.scenario = &recording.scenario, .system = recording.system, .plan = recording.plan});
  for (const properties::Judgement& one : replayed.judgements) {
    if (one.verdict == properties::Verdict::violated) return std::string{one.property};
  }
  return {};
}

campaign::CampaignJob job_for(const scenarios::Recording& recording) {
  return {.sweep = {.scenario = recording.scenario,
                    .system = *recording.system,
                    .defect = harness::defect_of(*recording.system),
                    .jury = runs::Jury{recording.scenario, *recording.system}},
          .scenario_path = recording.scenario_path};
}

int nothing_to_shrink(const std::string& why, Terminal& terminal) {
  terminal.print("nothing to shrink: " + why + "\n");
  return 0;
}

}  // namespace

int shrink(const Options& options, Terminal& terminal) {
  if (options.names.size() != 1) throw Usage{"shrink takes one file"};
  const scenarios::Recording recording =
      scenarios::load_recording(options.names.front(), recording_request(options));
  const auto world = options.make_world(nullptr);
  const std::string property = property_for(recording, options, *world);
  if (property.empty()) return nothing_to_shrink("the plan violates nothing", terminal);
  runs::Finding finding = runs::investigate_plan(
      *world, recording.scenario, *recording.system, harness::defect_of(*recording.system),
      scenarios::property_named(property, recording.scenario, *recording.system), recording.plan);
  if (!finding.replays) return nothing_to_shrink("the plan does not violate " + property, terminal);
  const bool from_seed = recording.failure && recording.failure->seed;
  if (from_seed) finding.seed = *recording.failure->seed;
  campaign::Results results;
  results.findings.push_back({std::move(finding), "", "", !from_seed});
  const campaign::CampaignJob job = job_for(recording);
  campaign::ResultsFolder folder{options.out};
  campaign::name_files(results, {&job, 1}, folder.path());
  const campaign::ReportedFinding& shrunk = results.findings.front();
  const std::string text = to_json_text(*campaign::failure_file(shrunk, {&job, 1}));
  if (options.json) {
    terminal.print(text);
  } else {
    show_failure(shrunk, recording.scenario, options, terminal);
  }
  const campaign::NamedText file{fmt::format("failures/{}.json", shrunk.finding.id), text};
  return gravest({exits::violated, write_files(folder, {&file, 1})});
}

}  // namespace assay::cli
