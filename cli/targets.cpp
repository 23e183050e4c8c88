// Looking up what is to be run.
#include "cli/targets.hpp"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "campaign/results/accepted.hpp"
#include "cli/exit_codes.hpp"
#include "cli/interrupt.hpp"
#include "scenarios/check.hpp"
#include "scenarios/files/library.hpp"
#include "scenarios/files/scenario_file.hpp"
#include "scenarios/named.hpp"

namespace assay::cli {

namespace {

constexpr std::uint64_t endless = 1'000'000'000'000;

campaign::CampaignJob job_for(const std::string& name, const Options& options) {
  Target target = target_named(name, options);
  const harness::System& system = system_for(target.scenario, options);
  runs::Jury jury{target.scenario, system};
  campaign::SeedSweep sweep{.scenario = std::move(target.scenario),
                            .system = system,
                            .defect = options.defect,
                            .jury = std::move(jury),
                            .strategy = options.strategy,
                            .first = options.seed.value_or(options.first),
                            .count = options.seeds,
                            .must_meet_all = !options.smoke && !options.seed};
  if (options.seed) sweep.count = 1;
  if (options.nanoseconds) sweep.count = endless;
  sweep.share = campaign::part_of(sweep.due(), options.shard);
  return {.sweep = std::move(sweep), .scenario_path = std::move(target.path)};
}

/// The first thing that is in the way, and how many there are.
std::string why_unfit(const scenarios::BadInputFacts& facts) {
  const std::uint64_t more = facts.others.size() + facts.more;
  return fmt::format("at {}: expected {}, found {}{}", facts.pointer, facts.expected, facts.found,
                     more == 0 ? "" : fmt::format(", and {} more", more));
}

/// Those of the library that the system can be run in. Errors: BadInput of the first where it can
/// be run in none.
std::vector<campaign::CampaignJob> library_jobs(const Options& options) {
  std::vector<campaign::CampaignJob> jobs;
  std::optional<scenarios::BadInput> first;
  for (const std::string_view name : scenarios::library_names()) {
    try {
      jobs.push_back(job_for(std::string{name}, options));
    } catch (const scenarios::BadInput& error) {
      if (!first) first = error;
    }
  }
  if (jobs.empty() && first) throw *first;
  return jobs;
}

}  // namespace

bool is_file(const std::string& name) { return name.ends_with(".json") || name.contains('/'); }

scenarios::Scenario scenario_in(const std::string& path, const Options& options) {
  const bool named = options.system.empty();
  return scenarios::load_scenario(path, named ? options.registry.systems() : harness::Systems{});
}

Target target_named(const std::string& name, const Options& options) {
  if (is_file(name)) return {scenario_in(name, options), name};
  const std::string full = scenarios::full_name("scenario", name, scenarios::library_names());
  return {scenarios::library_scenario(full), {}};
}

scenarios::RecordingRequest recording_request(const Options& options) {
  return {options.registry,
          {options.system, options.defect},
          options.scenario,
          runs::behaviour_version};
}

const harness::System& system_for(const scenarios::Scenario& scenario, const Options& options) {
  return scenarios::system_for(options.registry, scenario, {options.system, options.defect});
}

std::vector<campaign::CampaignJob> jobs_for(const Options& options) {
  std::vector<campaign::CampaignJob> jobs;
  for (const std::string& name : options.names) jobs.push_back(job_for(name, options));
  return jobs.empty() ? library_jobs(options) : jobs;
}

std::vector<campaign::Unfit> unfit_scenarios(std::span<const campaign::CampaignJob> jobs) {
  std::vector<campaign::Unfit> unfit;
  if (jobs.empty()) return unfit;
  for (const std::string_view name : scenarios::library_names()) {
    if (std::ranges::any_of(jobs, [&](const campaign::CampaignJob& job) {
          return job.scenario_path.empty() && job.sweep.scenario.name == name;
        })) {
      continue;
    }
    try {
      scenarios::must_fit_in_place(scenarios::library_scenario(name), jobs.front().sweep.system);
      return {};  // it could have been run, and was not asked for
    } catch (const scenarios::BadInput& error) {
      unfit.push_back({std::string{name}, why_unfit(error.facts())});
    }
  }
  return unfit;
}

campaign::Settings settings_for(const Options& options, Terminal& terminal) {
  campaign::Settings settings{options.make_world};
  settings.workers = options.jobs;
  settings.hang_after = std::chrono::milliseconds{options.hang_after_ms};
  if (options.nanoseconds) {
    settings.deadline = campaign::Clock::now() + std::chrono::nanoseconds{*options.nanoseconds};
  }
  settings.stop = interrupted;
  settings.progress = [&terminal](const campaign::Progress& progress) { terminal.show(progress); };
  settings.log = [&terminal](std::string_view line) { terminal.log(line); };
  return settings;
}

int exit_code(const campaign::Results& results) {
  using enum properties::Verdict;
  const properties::Verdict verdict = campaign::verdict_beyond_accepted(results);
  std::uint64_t runs = 0;
  bool broken = false;
  for (const campaign::ScenarioResult& result : results.scenarios) {
    broken |= !result.broken.empty();
    runs += result.runs + result.lost.size();
  }
  return gravest({verdict == violated && runs > 0 ? exits::violated : exits::holds,
                  results.mismatches.empty() ? exits::holds : exits::another_run,
                  broken ? exits::bug : exits::holds,
                  interrupted() ? exits::interrupted : exits::holds,
                  runs == 0 ? exits::nothing_ran : exits::holds,
                  verdict == unknown ? exits::inconclusive : exits::holds});
}

}  // namespace assay::cli
