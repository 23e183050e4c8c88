// assay selfcheck, and the internal verbs by which it runs the program again.
#include "campaign/determinism/selfcheck.hpp"

#include <clocale>

#include <fmt/format.h>

#include "campaign/determinism/digests.hpp"
#include "campaign/jobs/replay.hpp"
#include "campaign/pool/fresh_process.hpp"
#include "campaign/results/results_json.hpp"
#include "campaign/results/save_results.hpp"
#include "cli/exit_codes.hpp"
#include "cli/interrupt.hpp"
#include "cli/outcome.hpp"
#include "cli/targets.hpp"
#include "cli/verbs.hpp"
#include "reports/screens/summary.hpp"
#include "scenarios/files/library.hpp"
#include "scenarios/files/recording.hpp"
#include "scenarios/named.hpp"

namespace assay::cli {

namespace {

constexpr std::uint64_t between = 50;  // runs of another scenario between two passes

/// By the names that other processes know them by, each with the system that runs.
std::vector<campaign::SelfcheckedScenario> scenarios_for(const Options& options) {
  std::vector<campaign::SelfcheckedScenario> all;
  for (const campaign::CampaignJob& job : jobs_for(options)) {
    const bool is_file = !job.scenario_path.empty();
    all.push_back({is_file ? job.scenario_path : job.sweep.scenario.name,
                   std::string{job.sweep.system.name}});
  }
  return all;
}

std::vector<std::string> names_of(const std::vector<campaign::SelfcheckedScenario>& scenarios) {
  std::vector<std::string> names;
  for (const campaign::SelfcheckedScenario& one : scenarios) names.push_back(one.name);
  return names;
}

/// Runs this scenario, then some other one, so that whatever a process keeps has been used.
void disturb(runs::World& world, const scenarios::Scenario& scenario, const harness::System& system,
             std::uint64_t count) {
  (void)campaign::digests_here(world, scenario, system, count);
  for (const std::string_view name : scenarios::library_names()) {
    if (name == scenario.name) continue;
    (void)campaign::digests_here(world, scenarios::library_scenario(name), system, between);
    return;
  }
}

std::string in_lines(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

/// What each process that is started must be told of the system.
std::vector<std::string> system_options(const Options& options) {
  if (options.system.empty()) return {};
  return {"--system", options.system};
}

int exit_code_of(const campaign::SelfcheckResult& check) {
  return gravest({check.mismatches.empty() ? exits::holds : exits::another_run,
                  interrupted() ? exits::interrupted : exits::holds,
                  check.runs == 0 ? exits::nothing_ran : exits::holds});
}

}  // namespace

int selfcheck(const Options& options, Terminal& terminal) {
  const auto started = campaign::Clock::now();
  const std::vector<campaign::SelfcheckedScenario> scenarios = scenarios_for(options);
  const std::vector<campaign::DeterminismVariant> variants =
      campaign::variants_of(campaign::own_program(), system_options(options));
  campaign::ResultsFolder folder{options.out};
  folder.clear();
  listen_for_interrupts();
  campaign::Results results{.version = version_number()};
  results.selfcheck =
      campaign::selfcheck(names_of(scenarios), options.seeds, variants, interrupted);
  results.selfcheck->scenarios = scenarios;
  const int code = exit_code_of(*results.selfcheck);
  results.complete = !interrupted();
  results.verdict = results.selfcheck->mismatches.empty() ? properties::Verdict::holds
                                                          : properties::Verdict::violated;
  results.wall_seconds = campaign::seconds(campaign::Clock::now() - started);
  terminal.print(options.json ? campaign::to_json_text(results)
                              : reports::selfcheck_summary(results, terminal.ink()));
  return gravest({code, write_files(folder, campaign::result_files(results, {}))});
}

int internal_digests(const Options& options, Terminal& terminal) {
  std::setlocale(LC_ALL, "");
  const scenarios::Scenario scenario = target_named(options.names.front(), options).scenario;
  const harness::System& system = system_for(scenario, options);
  if (options.jobs > 0) {
    const campaign::Settings settings = settings_for(options, terminal);
    terminal.print(
        in_lines(campaign::digests_by_workers(scenario, system, options.seeds, settings)));
    return 0;
  }
  const auto world = options.make_world(nullptr);
  if (options.again) disturb(*world, scenario, system, options.seeds);
  terminal.print(in_lines(campaign::digests_here(*world, scenario, system, options.seeds)));
  return 0;
}

/// The run of a failure's plan.
int trace_of_file(const Options& options, Terminal& terminal) {
  const scenarios::Recording recording =
      scenarios::load_recording(options.names.front(), recording_request(options));
  const auto world = options.make_world(nullptr);
  const auto replayed = campaign::replay(*world, recording);
  terminal.print(in_lines(campaign::trace_lines(replayed.trace, replayed.digest)));
  return 0;
}

int internal_trace(const Options& options, Terminal& terminal) {
  std::setlocale(LC_ALL, "");
  if (!options.seed) return trace_of_file(options, terminal);
  const scenarios::Scenario scenario = target_named(options.names.front(), options).scenario;
  const harness::System& system = system_for(scenario, options);
  const auto world = options.make_world(nullptr);
  if (options.again) disturb(*world, scenario, system, *options.seed + 1);
  const campaign::Replayed replayed =
      campaign::replay(*world, {.scenario = &scenario, .system = &system, .seed = options.seed});
  terminal.print(in_lines(campaign::trace_lines(replayed.trace, replayed.digest)));
  return 0;
}

}  // namespace assay::cli
