// The corpus first, then seeds.
#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <functional>

#include <fmt/format.h>

#include "campaign/jobs/checkpoint_keeper.hpp"
#include "campaign/jobs/investigation.hpp"
#include "runs/one_cause.hpp"
#include "runs/simulated/simulated_world.hpp"
#include "runs/unfinished.hpp"
#include "scenarios/check.hpp"
#include "scenarios/files/bad_input.hpp"
#include "scenarios/named.hpp"
#include "testing/apart.hpp"
#include "testing/check_property.hpp"
#include "testing/describe.hpp"
#include "testing/last_word.hpp"

namespace assay::testing {

namespace {

using harness::System;
using runs::Finding;
using scenarios::Scenario;

/// The first kept plan that violates again, taken apart anew.
bool play_kept(Explored& found, const TestPlace& place, const Corpus& corpus,
               const harness::System& system, const ExploreOptions& options) {
  TrialPlayer player{found.scenario, system, options.property, place};
  for (const Kept& kept : corpus.kept(found.scenario.name, system.name)) {
    const Trial trial{kept.workload.value_or(found.scenario.workload), kept.failure.plan};
    const TrialRun run = player.play(trial);
    if (run.violations.empty() && !run.unplaced.empty()) found.stale.push_back(kept.path);
    if (run.violations.empty()) continue;
    if (const auto parting = player.parting_of(trial, run)) {
      found.mismatches.push_back(campaign::mismatch("a kept plan, played again",
                                                    found.scenario.name,
                                                    kept.failure.seed.value_or(0), *parting));
      found.verdict = properties::Verdict::unknown;
      return true;
    }
    found.findings.push_back(player.take_apart(trial, run, defect_of(system)));
    found.files.push_back(kept.path);
    found.reproduce = corpus.replay_line(kept.path);
    found.verdict = properties::Verdict::violated;
    return true;
  }
  return false;
}

/// What the tally comes to. What had to come is asked of no smoke test.
void judge(Explored& found, const harness::System& system, const ExploreOptions& options) {
  const bool asked = !options.smoke && found.tally.runs > 0;
  if (asked) found.met = runs::sufficiency_of(found.tally, found.scenario, system);
  found.verdict = runs::verdict_of(found.tally, found.met);
}

/// Runs seeds by a worker. What it is lost with is a finding, too.
void explore_apart(Explored& found, const TestPlace& place, const harness::System& system,
                   const ExploreOptions& options) {
  const Notes notes{place};
  const campaign::Settings settings = notes.settings();
  const campaign::SeedSweep seeds{.scenario = found.scenario,
                                  .system = system,
                                  .defect = defect_of(system),
                                  .jury = runs::Jury{found.scenario, system, options.property},
                                  .first = options.first_seed,
                                  .count = options.runs};
  campaign::CheckpointKeeper keeper{1};
  campaign::sweep({&seeds, 1}, settings, keeper);
  notes.hand_over();
  const campaign::SweepResult& swept = keeper.state().swept.front();
  found.tally.add(swept.tally);
  found.lost = swept.lost;
  judge(found, system, options);
  if (!options.investigate) return;
  const std::vector<campaign::Suspect> suspects = campaign::suspects_of(seeds, swept, 0);
  const auto findings = campaign::investigate(suspects, settings, keeper);
  for (std::size_t i = 0; i < suspects.size(); ++i) {
    Finding finding = findings[i] ? *findings[i] : campaign::bare_finding(suspects[i]);
    if (finding.parts) {
      found.mismatches.push_back(campaign::mismatch("a finding, played again", finding.scenario,
                                                    finding.seed, *finding.parts));
    } else {
      found.findings.push_back(std::move(finding));
    }
  }
  for (const auto& [seed, parting] : found.tally.parted) {
    found.mismatches.push_back(
        campaign::mismatch("after other seeds", found.scenario.name, seed, parting));
  }
  // What does not run alike may violate anything: only a finding that stands is one.
  if (!found.mismatches.empty() && found.findings.empty()) {
    found.verdict = properties::Verdict::unknown;
  }
}

/// Runs seeds in this process, for debuggers.
void explore_here(Explored& found, const Corpus& corpus, const harness::System& system,
                  const ExploreOptions& options) {
  const runs::Jury jury{found.scenario, system, options.property};
  runs::SimulatedWorld world;
  std::optional<LastWord> guard;
  const auto before = [&](const sim::Proposal& next) {
    guard.reset();
    guard.emplace(fmt::format("assay: the process ends in seed {} of {}\nreproduce: {}\n",
                              next.seed, found.scenario.name, corpus.seed_line(next.seed)));
    return true;
  };
  found.tally =
      runs::tally(world, found.scenario, system, jury, options.first_seed, options.runs, before);
  guard.reset();
  judge(found, system, options);
  if (!options.investigate) return;
  for (const auto& [name, seen] : found.tally.violations) {
    const properties::Property property =
        scenarios::property_named(name, found.scenario, system);
    found.findings.push_back(runs::investigate(world, found.scenario, system, defect_of(system),
                                               property, seen.first_seed));
  }
}

/// Runs that did not come through are findings of their own: the first stands for all, as with
/// properties. Runs that were lost otherwise make the exploration unknown at least.
void add_unfinished(Explored& found, const harness::System& system) {
  std::vector<campaign::LostRun> all = found.lost;
  for (const auto& [seed, how] : found.tally.failed) all.push_back({seed, how});
  std::ranges::sort(all, {}, &campaign::LostRun::seed);
  const auto violated =
      std::ranges::find(all, properties::Verdict::violated, &campaign::LostRun::verdict);
  if (violated != all.end()) {
    found.verdict = properties::Verdict::violated;
    found.findings.push_back(runs::unfinished_run(found.scenario, system, defect_of(system),
                                                  violated->seed, violated->how));
  } else if (!all.empty() && found.verdict == properties::Verdict::holds) {
    found.verdict = properties::Verdict::unknown;
  }
}

/// What was asked for, or the one seed that the environment names.
ExploreOptions wished(ExploreOptions options) {
  const char* const seed = std::getenv("ASSAY_SEED");
  if (seed == nullptr) return options;
  const std::string_view text{seed};
  const auto read = std::from_chars(text.data(), text.data() + text.size(), options.first_seed);
  if (read.ec != std::errc{} || read.ptr != text.data() + text.size()) {
    scenarios::refuse_input("ASSAY_SEED", "a seed", scenarios::printable(text));
  }
  options.runs = 1;
  options.smoke = true;
  return options;
}

void keep_findings(Explored& found, const Corpus& corpus) {
  for (const Finding& finding : found.findings) {
    if (finding.digest == sim::Digest{}) {  // no plan is known
      if (found.reproduce.empty()) found.reproduce = corpus.seed_line(finding.seed);
      continue;
    }
    const Kept kept = corpus.keep(to_failure_file(finding, found.scenario, ""), nullptr);
    found.files.push_back(kept.path);
    if (found.reproduce.empty()) found.reproduce = corpus.replay_line(kept.path);
  }
}

}  // namespace

Explored explore_for(const TestPlace& place, const Scenario& scenario,
                     const ExploreOptions& options) {
  const harness::System& system = must_be_named(options.system);
  const Corpus corpus{place};
  const bool one_seed = std::getenv("ASSAY_SEED") != nullptr;
  Explored found;
  found.scenario = scenario;
  found.system = system.name;
  found.tally = runs::empty_tally(scenario);
  if (!one_seed && play_kept(found, place, corpus, system, options)) return found;
  scenarios::must_fit(scenario, system);
  if (in_process(place)) {
    explore_here(found, corpus, system, wished(options));
  } else {
    explore_apart(found, place, system, wished(options));
  }
  add_unfinished(found, system);
  found.findings = runs::merged(std::move(found.findings), std::identity{});
  keep_findings(found, corpus);
  return found;
}

}  // namespace assay::testing
