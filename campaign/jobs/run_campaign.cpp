// Sweep the seeds, take the suspects apart, name what is found.
#include "campaign/jobs/run_campaign.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "campaign/jobs/investigation.hpp"
#include "runs/one_cause.hpp"
#include "runs/unfinished.hpp"
#include "scenarios/files/shell_words.hpp"
#include "scenarios/named.hpp"
#include "scenarios/system_choice.hpp"

namespace assay::campaign {

namespace {

std::vector<Count> named_counts(const std::vector<std::string>& names,
                                const std::vector<std::uint64_t>& runs) {
  std::vector<Count> counts;
  for (std::size_t i = 0; i < names.size(); ++i) {
    counts.push_back({names[i], i < runs.size() ? runs[i] : 0});
  }
  return counts;
}

std::vector<Count> sometimes_counts(const scenarios::Scenario& scenario, const runs::Tally& tally) {
  std::vector<Count> counts;
  for (const history::CoverageMark fact : scenario.sometimes) {
    counts.push_back({std::string{name_of(fact)}, tally.sometimes[static_cast<std::size_t>(fact)]});
  }
  return counts;
}

/// Whether these are a shard's runs. What must come may have come in the others.
bool is_part(const SeedSweep& sweep) { return sweep.due().size() < sweep.count; }

/// What the sweep had to meet and did not; of a shard that is told by the whole campaign.
runs::Sufficiency met_by(const SeedSweep& sweep, const runs::Tally& tally) {
  if (!sweep.must_meet_all || is_part(sweep) || tally.runs == 0) return {};
  return runs::sufficiency_of(tally, sweep.scenario, sweep.system);
}

properties::Verdict verdict_of(const SweepResult& swept, const runs::Sufficiency& met) {
  using enum properties::Verdict;
  const auto is = [](properties::Verdict verdict) {
    return [verdict](const LostRun& run) { return run.verdict == verdict; };
  };
  if (std::ranges::any_of(swept.lost, is(violated)) || swept.tally.violated > 0) return violated;
  if (swept.tally.runs == 0 || std::ranges::any_of(swept.lost, is(unknown))) return unknown;
  return runs::verdict_of(swept.tally, met);
}

/// Runs that took their process along, and runs that the code under test did not come through.
std::vector<LostRun> all_lost(const SweepResult& swept) {
  std::vector<LostRun> lost = swept.lost;
  for (const auto& [seed, how] : swept.tally.failed) lost.push_back({seed, how});
  std::ranges::sort(lost, {}, &LostRun::seed);
  return lost;
}

const CampaignJob& job_of(std::span<const CampaignJob> jobs, const SeedSweep* sweep) {
  return *std::ranges::find(jobs, sweep, [](const CampaignJob& job) { return &job.sweep; });
}

void add_findings(Results& results, std::span<const CampaignJob> jobs,
                  std::span<const Suspect> suspects, const Settings& settings,
                  CheckpointKeeper& keeper) {
  auto findings = investigate(suspects, settings, keeper);
  for (std::size_t i = 0; i < suspects.size(); ++i) {
    const CampaignJob& job = job_of(jobs, suspects[i].sweep);
    runs::Finding finding = findings[i] ? *findings[i] : bare_finding(suspects[i]);
    add_finding(results, {std::move(finding), "", seed_command(job, suspects[i].seed)});
  }
}

std::vector<MarkResult> marks_of(const harness::System& system, const runs::MarkTally& tally) {
  runs::MarkTally all = tally;
  std::vector<MarkResult> marks;
  for (const harness::Mark& mark : system.marks) all[{mark.kind, std::string{mark.name}}];
  for (const auto& [mark, seen] : all) {
    const bool declared = std::ranges::any_of(system.marks, [&](const harness::Mark& one) {
      return one.kind == mark.first && one.name == mark.second;
    });
    marks.push_back({mark.second, mark.first, seen, declared});
  }
  return marks;
}

StateCoverage coverage_of(const SeedSweep& sweep, const runs::StateCounts& counts) {
  StateCoverage coverage;
  for (const runs::ActionStates& action : counts.actions()) {
    for (const auto& [fault, struck] : action.struck) {
      coverage.faults.push_back({action.action + ": " + fault, action.passed, struck});
    }
  }
  std::ranges::sort(coverage.faults, {}, &FaultByState::fault);
  coverage.never_passed = runs::never_passed(sweep.scenario, sweep.system, counts);
  return coverage;
}

/// Where a campaign was large enough for what must come sometimes.
bool asks_for_marks(const CampaignJob& job, const SweepResult& swept) {
  const SeedSweep& sweep = job.sweep;
  return sweep.must_meet_all && !is_part(sweep) &&
         swept.tally.runs >= sweep.scenario.limits.sometimes_after;
}

bool same_system(const SeedSweep& one, const SeedSweep& other) {
  return one.system.name == other.system.name && one.defect == other.defect;
}

/// A mark is met where some run of its system came to it, whatever the scenario.
void add_missing_marks(Results& results, std::span<const CampaignJob> jobs,
                       std::span<const SweepResult> swept) {
  for (std::size_t i = 0; i < jobs.size(); ++i) {
    if (!asks_for_marks(jobs[i], swept[i])) continue;
    runs::MarkTally all;
    std::uint64_t runs = 0;
    for (std::size_t other = 0; other < jobs.size(); ++other) {
      if (!same_system(jobs[i].sweep, jobs[other].sweep)) continue;
      runs::add(all, swept[other].tally.marks);
      runs += swept[other].tally.runs;
    }
    ScenarioResult& result = results.scenarios[i];
    for (auto& one : runs::marks_missing(jobs[i].sweep.system, all, runs)) {
      result.missing.push_back(std::move(one));
      if (result.verdict == properties::Verdict::holds) {
        result.verdict = properties::Verdict::unknown;
      }
    }
  }
}

void add_parted(Results& results, const CampaignJob& job, const SweepResult& swept) {
  for (const auto& [seed, parting] : swept.tally.parted) {
    results.mismatches.push_back(
        mismatch("after other seeds", job.sweep.scenario.name, seed, parting));
  }
}

}  // namespace

std::string seed_command(const CampaignJob& job, std::uint64_t seed) {
  const std::string& name = job.scenario_path.empty() ? job.sweep.scenario.name : job.scenario_path;
  std::vector<std::string> words{"replay", name, "--seed", std::to_string(seed)};
  for (std::string& word : scenarios::options_for(job.sweep.system, job.sweep.scenario)) {
    words.push_back(std::move(word));
  }
  return scenarios::own_command(std::move(words));
}

ReportedFinding lost_run_finding(const CampaignJob& job, const LostRun& lost) {
  const SeedSweep& sweep = job.sweep;
  runs::Finding finding =
      runs::unfinished_run(sweep.scenario, sweep.system, sweep.defect, lost.seed, lost.how);
  finding.runs_to_find = lost.seed - sweep.first + 1;
  return {std::move(finding), "", seed_command(job, lost.seed)};
}

ScenarioResult to_result(const SeedSweep& sweep, const SweepResult& swept) {
  const runs::Tally& tally = swept.tally;
  ScenarioResult result;
  result.name = sweep.scenario.name;
  result.system = harness::base_of(sweep.system);
  result.strategy = sweep.strategy;
  result.stands_in = scenarios::stands_in(sweep.system, sweep.scenario);
  result.defect = sweep.defect;
  result.first_seed = sweep.due().first;
  result.runs = tally.runs;
  if (swept.seconds > 0) {
    result.runs_per_second =
        static_cast<std::uint64_t>(static_cast<double>(tally.runs) / swept.seconds);
  }
  result.events = tally.events;
  result.violated = tally.violated;
  result.unknown = tally.unknown;
  result.abandoned = tally.abandoned;
  result.probed = tally.probed;
  result.repeated = tally.repeated;
  result.digest = tally.digest().hex();
  result.fired = named_counts(runs::allowed_faults(sweep.scenario), tally.faults.applied);
  if (sweep.scenario.every_fault) {
    result.passed = named_counts(runs::allowed_faults(sweep.scenario), tally.faults.visits);
    result.struck.assign(tally.struck.begin(), tally.struck.end());
  }
  result.phases = named_counts(runs::listed_phases(sweep.scenario), tally.phases.applied);
  result.sometimes = sometimes_counts(sweep.scenario, tally);
  for (const auto& [property, seen] : tally.violations) {
    result.violations.push_back({property, seen.runs});
  }
  result.marks = marks_of(sweep.system, tally.marks);
  result.coverage = coverage_of(sweep, tally.states);
  for (const properties::Property& one : sweep.jury.properties()) {
    result.judged.emplace_back(one.name);
  }
  for (const auto& [property, runs] : tally.undecided) result.undecided.push_back({property, runs});
  runs::Sufficiency met = met_by(sweep, tally);
  result.verdict = verdict_of(swept, met);
  result.missing = std::move(met.missing);
  result.not_applicable = std::move(met.not_applicable);
  result.part = is_part(sweep);
  result.lost = all_lost(swept);
  for (const auto& [seed, claim] : tally.broken) result.broken.push_back({seed, claim});
  result.complete = swept.complete;
  return result;
}

CampaignSpec spec_of(std::string verb, std::span<const CampaignJob> jobs,
                     const std::string& version) {
  CampaignSpec spec{
      .verb = std::move(verb), .version = version, .behaviour = runs::behaviour_version};
  for (const CampaignJob& job : jobs) {
    const SeedSweep& sweep = job.sweep;
    SweepSpec asked{.scenario = sweep.scenario,
                    .path = job.scenario_path,
                    .system = std::string{harness::base_of(sweep.system)},
                    .defect = sweep.defect,
                    .first = sweep.first,
                    .count = sweep.count};
    for (const auto& property : sweep.jury.properties())
      asked.properties.emplace_back(property.name);
    spec.sweeps.push_back(std::move(asked));
    spec.smoke |= !sweep.must_meet_all;
    spec.strategy = sweep.strategy;
  }
  return spec;
}

std::vector<CampaignJob> jobs_of(const CampaignSpec& spec, const harness::Registry& registry) {
  std::vector<CampaignJob> jobs;
  for (const SweepSpec& asked : spec.sweeps) {
    const harness::System& system =
        scenarios::system_for(registry, asked.scenario, {asked.system, asked.defect});
    runs::Jury jury{asked.scenario, system};
    jobs.push_back(
        {.sweep = {.scenario = asked.scenario,
                   .system = system,
                   .defect = asked.defect,
                   .jury = std::move(jury),
                   .strategy = spec.strategy,
                   .first = asked.first,
                   .count = asked.count,
                   .must_meet_all = !spec.smoke},
         .scenario_path = asked.path});
  }
  return jobs;
}

Results run_campaign(std::span<const CampaignJob> jobs, const std::string& version,
                     const Settings& settings, CheckpointKeeper& keeper) {
  std::vector<SeedSweep> sweeps;
  for (const CampaignJob& job : jobs) sweeps.push_back(job.sweep);
  sweep(sweeps, settings, keeper);
  const std::vector<SweepResult>& swept = keeper.state().swept;
  Results results{.version = version};
  std::vector<Suspect> suspects;
  for (std::size_t i = 0; i < jobs.size(); ++i) {
    results.scenarios.push_back(to_result(jobs[i].sweep, swept[i]));
    results.scenarios.back().file = jobs[i].scenario_path;
    results.complete &= swept[i].complete;
    for (Suspect& suspect : suspects_of(jobs[i].sweep, swept[i], i))
      suspects.push_back(std::move(suspect));
    for (const LostRun& lost : all_lost(swept[i])) {
      if (lost.verdict == properties::Verdict::unknown) continue;
      results.findings.push_back(lost_run_finding(jobs[i], lost));
    }
  }
  add_missing_marks(results, jobs, swept);
  add_findings(results, jobs, suspects, settings, keeper);
  for (std::size_t i = 0; i < jobs.size(); ++i) add_parted(results, jobs[i], swept[i]);
  doubt_mismatched(results);
  results.findings = runs::merged(std::move(results.findings), &ReportedFinding::finding);
  results.shard = keeper.state().shard;
  results.verdict = verdict_of(results);
  keeper.save();
  results.wall_seconds = keeper.seconds();
  return results;
}

Results run_campaign(std::span<const CampaignJob> jobs, const std::string& version,
                     const Settings& settings) {
  CheckpointKeeper keeper{jobs.size()};
  return run_campaign(jobs, version, settings, keeper);
}

}  // namespace assay::campaign
