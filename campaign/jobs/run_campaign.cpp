// Hunt, investigate, name.
#include "campaign/jobs/run_campaign.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "campaign/jobs/investigation.hpp"
#include "campaign/jobs/subjects.hpp"
#include "runs/one_cause.hpp"
#include "runs/unfinished.hpp"
#include "scenarios/files/shell_words.hpp"
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
bool is_part(const Hunt& hunt) { return hunt.due().size() < hunt.count; }

/// What the hunt had to meet and did not; of a shard that is told by the whole campaign.
runs::Sufficiency met_by(const Hunt& hunt, const runs::Tally& tally) {
  if (!hunt.must_meet_all || is_part(hunt) || tally.runs == 0) return {};
  return runs::sufficiency_of(tally, hunt.scenario, hunt.system);
}

properties::Verdict verdict_of(const Hunted& hunted, const runs::Sufficiency& met) {
  using enum properties::Verdict;
  const auto is = [](properties::Verdict verdict) {
    return [verdict](const LostRun& run) { return run.verdict == verdict; };
  };
  if (std::ranges::any_of(hunted.lost, is(violated)) || hunted.tally.violated > 0) return violated;
  if (hunted.tally.runs == 0 || std::ranges::any_of(hunted.lost, is(unknown))) return unknown;
  return runs::verdict_of(hunted.tally, met);
}

/// Runs that took their process along, and runs that the code under test did not come through.
std::vector<LostRun> all_lost(const Hunted& hunted) {
  std::vector<LostRun> lost = hunted.lost;
  for (const auto& [seed, how] : hunted.tally.failed) lost.push_back({seed, how});
  std::ranges::sort(lost, {}, &LostRun::seed);
  return lost;
}

const Order& order_of(std::span<const Order> orders, const Hunt* hunt) {
  return *std::ranges::find(orders, hunt, [](const Order& order) { return &order.hunt; });
}

void add_findings(Results& results, std::span<const Order> orders, std::span<const Lead> leads,
                  const Settings& settings, Journal& journal) {
  auto findings = investigate(leads, settings, journal);
  for (std::size_t i = 0; i < leads.size(); ++i) {
    const Order& order = order_of(orders, leads[i].hunt);
    runs::Finding finding = findings[i] ? *findings[i] : bare_finding(leads[i]);
    add_finding(results, {std::move(finding), "", seed_command(order, leads[i].seed)});
  }
}

void add_parted(Results& results, const Order& order, const Hunted& hunted) {
  for (const auto& [seed, parting] : hunted.tally.parted) {
    results.mismatches.push_back(
        mismatch("after other seeds", order.hunt.scenario.name, seed, parting));
  }
}

}  // namespace

std::string seed_command(const Order& order, std::uint64_t seed) {
  const std::string& name =
      order.scenario_path.empty() ? order.hunt.scenario.name : order.scenario_path;
  std::vector<std::string> words{"replay", name, "--seed", std::to_string(seed)};
  for (std::string& word : scenarios::options_for(order.hunt.system, order.hunt.scenario)) {
    words.push_back(std::move(word));
  }
  return scenarios::own_command(std::move(words));
}

ReportedFinding lost_run_finding(const Order& order, const LostRun& lost) {
  const Hunt& hunt = order.hunt;
  runs::Finding finding =
      runs::unfinished_run(hunt.scenario, hunt.system, hunt.defect, lost.seed, lost.how);
  finding.runs_to_find = lost.seed - hunt.first + 1;
  return {std::move(finding), "", seed_command(order, lost.seed)};
}

ScenarioResult to_result(const Hunt& hunt, const Hunted& hunted) {
  const runs::Tally& tally = hunted.tally;
  ScenarioResult result;
  result.name = hunt.scenario.name;
  result.system = harness::base_of(hunt.system);
  result.stands_in = scenarios::stands_in(hunt.system, hunt.scenario);
  result.defect = hunt.defect;
  result.first_seed = hunt.due().first;
  result.runs = tally.runs;
  if (hunted.seconds > 0) {
    result.runs_per_second =
        static_cast<std::uint64_t>(static_cast<double>(tally.runs) / hunted.seconds);
  }
  result.events = tally.events;
  result.violated = tally.violated;
  result.unknown = tally.unknown;
  result.abandoned = tally.abandoned;
  result.repeated = tally.repeated;
  result.digest = tally.digest().hex();
  result.fired = named_counts(runs::allowed_faults(hunt.scenario), tally.faults.struck);
  result.phases = named_counts(runs::listed_phases(hunt.scenario), tally.phases.struck);
  result.sometimes = sometimes_counts(hunt.scenario, tally);
  for (const auto& [property, seen] : tally.violations) {
    result.violations.push_back({property, seen.runs});
  }
  for (const properties::Property& one : hunt.jury.properties()) {
    result.judged.emplace_back(one.name);
  }
  for (const auto& [property, runs] : tally.undecided) result.undecided.push_back({property, runs});
  runs::Sufficiency met = met_by(hunt, tally);
  result.verdict = verdict_of(hunted, met);
  result.missing = std::move(met.missing);
  result.not_applicable = std::move(met.not_applicable);
  result.part = is_part(hunt);
  result.lost = all_lost(hunted);
  for (const auto& [seed, claim] : tally.broken) result.broken.push_back({seed, claim});
  result.complete = hunted.complete;
  return result;
}

Undertaking undertaking_of(std::string verb, std::span<const Order> orders,
                           const std::string& version) {
  Undertaking undertaking{
      .verb = std::move(verb), .version = version, .behaviour = runs::behaviour_version};
  for (const Order& order : orders) {
    const Hunt& hunt = order.hunt;
    Asked asked{.scenario = hunt.scenario,
                .path = order.scenario_path,
                .system = std::string{harness::base_of(hunt.system)},
                .defect = hunt.defect,
                .first = hunt.first,
                .count = hunt.count};
    for (const auto& property : hunt.jury.properties())
      asked.properties.emplace_back(property.name);
    undertaking.hunts.push_back(std::move(asked));
    undertaking.smoke |= !hunt.must_meet_all;
  }
  return undertaking;
}

std::vector<Order> orders_of(const Undertaking& undertaking, const harness::Registry& registry) {
  std::vector<Order> orders;
  for (const Asked& asked : undertaking.hunts) {
    runs::Jury jury{asked.scenario};
    orders.push_back(
        {.hunt = {.scenario = asked.scenario,
                  .system = system_for(registry, asked.scenario, {asked.system, asked.defect}),
                  .defect = asked.defect,
                  .jury = std::move(jury),
                  .first = asked.first,
                  .count = asked.count,
                  .must_meet_all = !undertaking.smoke},
         .scenario_path = asked.path});
  }
  return orders;
}

Results run_campaign(std::span<const Order> orders, const std::string& version,
                     const Settings& settings, Journal& journal) {
  std::vector<Hunt> hunts;
  for (const Order& order : orders) hunts.push_back(order.hunt);
  hunt(hunts, settings, journal);
  const std::vector<Hunted>& hunted = journal.state().hunted;
  Results results{.version = version};
  std::vector<Lead> leads;
  for (std::size_t i = 0; i < orders.size(); ++i) {
    results.scenarios.push_back(to_result(orders[i].hunt, hunted[i]));
    results.scenarios.back().file = orders[i].scenario_path;
    results.complete &= hunted[i].complete;
    for (Lead& lead : leads_of(orders[i].hunt, hunted[i], i)) leads.push_back(std::move(lead));
    for (const LostRun& lost : all_lost(hunted[i])) {
      if (lost.verdict == properties::Verdict::unknown) continue;
      results.findings.push_back(lost_run_finding(orders[i], lost));
    }
  }
  add_findings(results, orders, leads, settings, journal);
  for (std::size_t i = 0; i < orders.size(); ++i) add_parted(results, orders[i], hunted[i]);
  doubt_mismatched(results);
  results.findings = runs::merged(std::move(results.findings), &ReportedFinding::finding);
  results.shard = journal.state().shard;
  results.verdict = verdict_of(results);
  journal.save();
  results.wall_seconds = journal.seconds();
  return results;
}

Results run_campaign(std::span<const Order> orders, const std::string& version,
                     const Settings& settings) {
  Journal journal{orders.size()};
  return run_campaign(orders, version, settings, journal);
}

}  // namespace assay::campaign
