// A scenario with all of its faults but one taken out, run until that one has struck often enough.
#include "campaign/risk/strikes.hpp"

#include <algorithm>

#include "runs/play.hpp"
#include "sim/check.hpp"

namespace assay::campaign {

namespace {

using properties::Severity;
using properties::Verdict;

/// Which harm a measured severity is; none for noise.
std::optional<Harmed> harm_of(Severity severity) {
  switch (severity) {
    case Severity::double_charge: return Harmed::duplicates;
    case Severity::money_lost: return Harmed::lost_payments;
    case Severity::stuck: return Harmed::stuck_payments;
    case Severity::wrong_belief: return Harmed::unreconciled_items;
    case Severity::noise: break;
  }
  return {};
}

bool is_undecided(const properties::Judgement& one) {
  return one.verdict == Verdict::unknown && one.decided;
}

void count_run(Strikes& into, const runs::Jury& jury, const runs::Run& run) {
  SIM_CHECK(run.exit != sim::Exit::broken_harness, "a run that is counted has a whole harness");
  ++into.runs;
  if (!run.failure.empty()) {
    ++into.undecided;
    return;
  }
  const auto judged = jury.judge(run);
  const auto harmed = harm_in(judged);
  for (std::size_t i = 0; i < harm_kinds; ++i) into.harmed[i] += harmed[i] ? 1U : 0U;
  const bool any = std::ranges::find(harmed, true) != harmed.end();
  if (!any && std::ranges::any_of(judged, is_undecided)) ++into.undecided;
}

Strikes count_fault(runs::World& world, const scenarios::Scenario& alone,
                    const harness::System& system, std::uint64_t wanted,
                    std::uint64_t seeds_limit) {
  Strikes strikes{.scenario = alone.name, .fault = runs::allowed_faults(alone).front()};
  const runs::Jury jury{alone, system};
  const auto random = sim::strategy_named("random").make({.first = 0, .count = seeds_limit});
  const auto judge = [&](const runs::Run& run, const sim::Proposal&) {
    if (run.faults.struck == 1) count_run(strikes, jury, run);
    return false;
  };
  runs::play(*random, {world, alone, system}, judge,
             [&](const sim::Proposal&) { return strikes.runs < wanted; });
  return strikes;
}

}  // namespace

std::array<bool, harm_kinds> harm_in(std::span<const properties::Judgement> judged) {
  std::array<bool, harm_kinds> harmed{};
  for (const properties::Judgement& one : judged) {
    if (one.verdict != Verdict::violated) continue;
    if (const auto harm = harm_of(one.harm.severity))
      harmed[static_cast<std::size_t>(*harm)] = true;
  }
  return harmed;
}

std::vector<Strikes> count_strikes(runs::World& world, const scenarios::Scenario& scenario,
                                   const harness::System& system, std::uint64_t wanted,
                                   std::uint64_t seeds_limit) {
  SIM_CHECK(!scenario.every_fault, "its faults are listed");
  std::vector<Strikes> all;
  for (const scenarios::AllowedFault& fault : scenario.faults) {
    for (const std::string& answer : fault.answers) {
      scenarios::Scenario alone = scenario;
      alone.faults = {{.site = fault.site, .answers = {answer}, .rate = fault.rate, .phases = {}}};
      all.push_back(count_fault(world, alone, system, wanted, seeds_limit));
    }
  }
  return all;
}

}  // namespace assay::campaign
