// Runs, judges, and remembers the smallest plan for each property.
#include "runs/exhaust.hpp"

#include <algorithm>

#include "runs/play.hpp"
#include "runs/unfinished.hpp"
#include "runs/verdict.hpp"
#include "scenarios/known_properties.hpp"
#include "sim/check.hpp"

namespace assay::runs {

namespace {

void note(SearchState& state, std::string_view property, const sim::Plan& plan) {
  const auto [known, added] = state.first.try_emplace(std::string{property}, plan);
  if (!added && plan.size() < known->second.size()) known->second = plan;
}

/// Counts a run in. Returns: whether something went wrong in it. Errors: BrokenHarness.
bool count(SearchState& state, const Jury& jury, const Run& run, const sim::Plan& plan) {
  SIM_CHECK(run.exit != sim::Exit::broken_harness, run.broken_claim.c_str());
  bool violated = !run.failure.empty();
  bool unknown = false;
  if (violated) {
    note(state, run_comes_back, plan);
  } else {
    for (const properties::Judgement& judgement : jury.judge(run)) {
      unknown |= judgement.verdict == properties::Verdict::unknown;
      if (judgement.verdict != properties::Verdict::violated) continue;
      violated = true;
      note(state, judgement.property, plan);
    }
  }
  if (violated) ++state.violated;
  if (!violated && unknown) ++state.unknown;
  return violated;
}

/// The plan in whose run the code under test did not come through, as a finding.
Finding unfinished_plan(const SearchSpec& spec, World& world, const sim::Plan& plan) {
  const Run& run = world.run({.scenario = spec.scenario,
                              .system = spec.system,
                              .baseline = sim::Baseline::benign,
                              .plan = &plan});
  Finding finding = unfinished_run(*spec.scenario, *spec.system, spec.defect, 0, run.failure);
  finding.id = spec.scenario->name + "-" + finding.property;
  finding.explanation = "A run of " + spec.scenario->name + " " + run.failure + ".";
  finding.plan = plan;
  finding.digest = run.behaviour;
  return finding;
}

}  // namespace

void search_on(SearchState& state, World& world, const SearchSpec& spec,
               const std::function<bool()>& stop) {
  const Jury jury{*spec.scenario, *spec.system};
  const auto strategy =
      spec.strategy.make({.budget = spec.budget, .frontier = &state.frontier, .share = spec.share});
  const auto judge = [&](const Run& run, const sim::Proposal& next) {
    if (state.frontier.so_far.ran == 0) state = {.frontier = state.frontier};  // it began anew
    return count(state, jury, run, next.plan);
  };
  const auto before = [&](const sim::Proposal& next) {
    const bool first = state.frontier.so_far.ran == 0;
    return first || next.again || !stop || !stop();
  };
  play(*strategy, {world, *spec.scenario, *spec.system}, judge, before);
}

void add(SearchState& sum, const SearchState& more) {
  sim::Exhausted& search = sum.frontier.so_far;
  const sim::Exhausted& one = more.frontier.so_far;
  search.budget = one.budget;
  search.plans += one.plans;
  search.ran += one.ran;
  search.pruned += one.pruned;
  search.equal_states += one.equal_states;
  search.complete &= one.complete;
  sum.violated += more.violated;
  sum.unknown += more.unknown;
  for (const auto& [property, plan] : more.first) note(sum, property, plan);
}

std::vector<Finding> findings_of(const SearchState& state, World& world, const SearchSpec& spec,
                                 const std::function<void()>& before_each) {
  std::vector<Finding> findings;
  const std::vector<properties::Property> all =
      scenarios::known_properties(*spec.scenario, *spec.system);
  for (const auto& [name, plan] : state.first) {
    before_each();
    const auto property = std::ranges::find(all, name, &properties::Property::name);
    findings.push_back(property == all.end() ? unfinished_plan(spec, world, plan)
                                             : investigate_plan(world, *spec.scenario, *spec.system,
                                                                spec.defect, *property, plan));
  }
  return findings;
}

}  // namespace assay::runs
