// assay replay: one run again, from a file or from a scenario and a seed.
#include <optional>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "cli/as_scenario.hpp"
#include "cli/breakpoint.hpp"
#include "cli/exit_codes.hpp"
#include "cli/played_run.hpp"
#include "cli/verbs.hpp"
#include "reports/comparison/run_record_json.hpp"
#include "reports/screens/replay_screen.hpp"
#include "reports/wording.hpp"
#include "scenarios/files/json_text.hpp"
#include "scenarios/files/printable.hpp"

namespace assay::cli {

namespace {

std::string json_text(const PlayedRun& played) {
  auto value = to_json(reports::run_record(played.subject, played.replayed));
  value["objections"] = played.replayed.objections;
  return scenarios::json_text(value, 2) + "\n";
}

void tell(const PlayedRun& played, const Options& options, Terminal& terminal) {
  const campaign::Replayed& replayed = played.replayed;
  const std::string title = played.subject.title + " · " + played.subject.system;
  terminal.print(options.json ? json_text(played)
                              : reports::replay_screen(title, replayed, terminal.ink()));
  if (!replayed.failure.empty()) complain("the run " + scenarios::printable(replayed.failure));
  for (const std::string& objection : replayed.objections) complain(objection);
  if (options.stop_at > replayed.trace.size()) {
    complain(fmt::format("--stop-at {} was not reached: the run has {}", options.stop_at,
                         reports::counted(replayed.trace.size(), "event")));
  }
}

/// Who stops the run on its way; nobody where that is not asked for.
std::optional<sim::TraceWatch> watch_for(const Options& options, Terminal& terminal) {
  if (options.stop_at == 0) return {};
  return breakpoint(options, terminal);
}

int replay_seed(const Options& options, Terminal& terminal) {
  const auto watch = watch_for(options, terminal);
  const PlayedRun played =
      play_seed(target_named(options.names.front(), options), options, watch ? &*watch : nullptr);
  tell(played, options, terminal);
  return exit_of(campaign::verdict_of(played.replayed));
}

int replay_file(const Options& options, Terminal& terminal) {
  const auto watch = watch_for(options, terminal);
  const scenarios::Recording recording =
      scenarios::load_recording(options.names.front(), recording_request(options));
  const PlayedRun played = play_plan(recording, options, watch ? &*watch : nullptr);
  tell(played, options, terminal);
  if (!played.replayed.objections.empty()) return exits::another_run;
  const auto* const recorded =
      recording.failure ? campaign::judgement_of(played.replayed, recording.failure->property)
                        : nullptr;
  return exit_of(recorded == nullptr ? campaign::verdict_of(played.replayed) : recorded->verdict);
}

/// Nothing is shown then: the scenario is what was asked for.
int replay_as_scenario(const Options& options, Terminal& terminal) {
  if (options.seed || !is_file(options.names.front())) {
    throw Usage{"--as-scenario needs a failure file"};
  }
  const scenarios::Recording recording =
      scenarios::load_recording(options.names.front(), recording_request(options));
  terminal.print(write_as_scenario(recording, options));
  return exits::holds;
}

}  // namespace

int replay(const Options& options, Terminal& terminal) {
  if (options.names.size() != 1) throw Usage{"replay takes one file, or one scenario and --seed S"};
  if (options.stop_at > 0 && options.json) {
    throw Usage{"--stop-at shows a timeline, and --json nothing but JSON"};
  }
  if (!options.as_scenario.empty()) return replay_as_scenario(options, terminal);
  if (options.seed) return replay_seed(options, terminal);
  if (!is_file(options.names.front())) {
    (void)target_named(options.names.front(), options);
    throw Usage{"which run of " + options.names.front() + "? Add --seed S"};
  }
  if (const auto code = replay_attack(options.names.front(), options, terminal)) return *code;
  return replay_file(options, terminal);
}

}  // namespace assay::cli
