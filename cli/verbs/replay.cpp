// assay replay: one run again, from a file or from a scenario and a seed.
#include "campaign/jobs/replay.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "campaign/jobs/named.hpp"
#include "campaign/results/finding_json.hpp"
#include "cli/exit_codes.hpp"
#include "cli/recording.hpp"
#include "cli/targets.hpp"
#include "cli/verbs.hpp"
#include "reports/screens/replay_screen.hpp"
#include "runs/unfinished.hpp"
#include "scenarios/files/json_text.hpp"
#include "scenarios/files/printable.hpp"
#include "sim/check.hpp"

namespace assay::cli {

namespace {

using campaign::Replayed;
using nlohmann::ordered_json;

/// What there is to tell of a replay besides the run itself.
struct ReplaySummary {
  std::string title;
  std::string system;                   ///< that ran
  std::vector<std::string> objections;  ///< why this is not the run that was recorded
  int code = 0;
};

ordered_json trace_to_json(const std::vector<sim::TraceEvent>& trace) {
  ordered_json events = ordered_json::array();
  for (const sim::TraceEvent& event : trace) {
    events.push_back({{"id", event.id},
                      {"at_ns", event.at.ns()},
                      {"node", event.node},
                      {"kind", sim::to_text(event.kind)},
                      {"what", event.what},
                      {"cause", event.cause}});
  }
  return events;
}

ordered_json judgements_to_json(const Replayed& replayed) {
  ordered_json list = ordered_json::array();
  for (const properties::Judgement& one : replayed.judgements) {
    ordered_json explanations = ordered_json::array();
    for (const auto& finding : one.violations) explanations.push_back(finding.explanation);
    list.push_back({{"property", one.property},
                    {"verdict", properties::to_text(one.verdict)},
                    {"explanations", explanations},
                    {"reason", one.reason}});
  }
  return list;
}

std::string json_text(const ReplaySummary& story, const Replayed& replayed) {
  const ordered_json value = {{"schema", "assay.replay/1"},
                              {"title", story.title},
                              {"system", story.system},
                              {"digest", replayed.digest.hex()},
                              {"exit", sim::to_text(replayed.exit)},
                              {"verdict", properties::to_text(campaign::verdict_of(replayed))},
                              {"objections", story.objections},
                              {"judgements", judgements_to_json(replayed)},
                              {"plan", campaign::plan_to_json(replayed.recorded)},
                              {"trace", trace_to_json(replayed.trace)}};
  return scenarios::json_text(value, 2) + "\n";
}

int code_of(properties::Verdict verdict) {
  if (verdict == properties::Verdict::violated) return exits::violated;
  return verdict == properties::Verdict::unknown ? exits::inconclusive : exits::holds;
}

int tell(const ReplaySummary& story, const Replayed& replayed, const Options& options,
         Terminal& terminal) {
  if (replayed.exit == sim::Exit::broken_harness) throw sim::BrokenHarness{replayed.broken_claim};
  const std::string title = story.title + " · " + story.system;
  terminal.print(options.json ? json_text(story, replayed)
                              : reports::replay_screen(title, replayed, terminal.ink()));
  if (!replayed.failure.empty()) complain("the run " + scenarios::printable(replayed.failure));
  for (const std::string& objection : story.objections) complain(objection);
  return story.code;
}

int replay_seed(const Options& options, Terminal& terminal) {
  const Target target = target_named(options.names.front(), options);
  const harness::System& system = system_for(target.scenario, options);
  const std::string of_defect = options.defect.empty() ? "" : " with defect " + options.defect;
  ReplaySummary story{
      .title = fmt::format("{}, seed {}{}", target.scenario.name, *options.seed, of_defect),
      .system = std::string{harness::base_of(system)},
      .objections = {}};
  const auto world = options.make_world(nullptr);
  const Replayed replayed = campaign::replay(
      *world, {.scenario = &target.scenario, .system = &system, .seed = options.seed},
      runs::Jury{target.scenario});
  story.code = code_of(campaign::verdict_of(replayed));
  return tell(story, replayed, options, terminal);
}

/// Whether it is the run that was recorded, and whether it violates as recorded.
ReplaySummary compare(const Recording& recording, const Replayed& replayed) {
  ReplaySummary story{.title = recording.scenario.name,
                      .system = std::string{harness::base_of(*recording.system)},
                      .objections = differences(recording)};
  for (const sim::Answer& answer : replayed.unplaced) {
    story.objections.push_back(
        fmt::format("the plan's answer \"{}\" at {} found no place", answer.answer, answer.site));
  }
  story.code = code_of(campaign::verdict_of(replayed));
  if (recording.failure) {
    const scenarios::FailureFile& failure = *recording.failure;
    story.title = fmt::format("{}: {} in {}", failure.id, failure.property, failure.scenario);
    const auto* const judgement = campaign::judgement_of(replayed, failure.property);
    if (judgement != nullptr) story.code = code_of(judgement->verdict);
    if (failure.digest != replayed.digest.hex()) {
      story.objections.push_back(fmt::format("the digest differs: recorded {}, now {}",
                                             failure.digest, replayed.digest.hex()));
    }
  }
  if (!story.objections.empty()) story.code = exits::another_run;
  return story;
}

/// The scenario's properties, and the recorded one among them.
runs::Jury jury_for(const Recording& recording) {
  const bool is_judged = recording.failure && recording.failure->property != runs::run_comes_back;
  if (!is_judged) return runs::Jury{recording.scenario};
  scenarios::Scenario wider = recording.scenario;
  const std::string& property = recording.failure->property;
  const bool all = wider.must_hold == std::vector<std::string>{"all"};
  if (!all && std::ranges::find(wider.must_hold, property) == wider.must_hold.end()) {
    wider.must_hold.push_back(property);
  }
  return runs::Jury{wider};
}

int replay_file(const Options& options, Terminal& terminal) {
  const Recording recording = load_recording(options.names.front(), options);
  const Replayed replayed = play(recording, jury_for(recording), *options.make_world(nullptr));
  return tell(compare(recording, replayed), replayed, options, terminal);
}

}  // namespace

int replay(const Options& options, Terminal& terminal) {
  if (options.names.size() != 1) throw Usage{"replay takes one file, or one scenario and --seed S"};
  if (options.seed) return replay_seed(options, terminal);
  if (!is_file(options.names.front())) {
    (void)target_named(options.names.front(), options);
    throw Usage{"which run of " + options.names.front() + "? Add --seed S"};
  }
  return replay_file(options, terminal);
}

}  // namespace assay::cli
