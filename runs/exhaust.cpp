// Runs, judges, and remembers the smallest plan for each property.
#include "runs/exhaust.hpp"

#include <algorithm>

#include "runs/branches.hpp"
#include "runs/unfinished.hpp"
#include "runs/verdict.hpp"
#include "sim/check.hpp"

namespace assay::runs {

namespace {

/// Plays the plans of one search.
class SearchPlayer {
 public:
  SearchPlayer(World& world, const SearchSpec& spec)
      : world_{world}, spec_{spec}, jury_{*spec.scenario} {}

  std::vector<sim::BranchPoint> revisit(const sim::Plan& plan) {
    (void)run(plan);
    return branches_after(world_, plan.size());
  }

  std::vector<sim::BranchPoint> visit(const sim::Plan& plan, SearchState& state) {
    judge(run(plan), plan, state);
    return branches_after(world_, plan.size());
  }

 private:
  const Run& run(const sim::Plan& plan) {
    const Run& run = world_.run({.scenario = spec_.scenario,
                                 .system = spec_.system,
                                 .baseline = sim::Baseline::benign,
                                 .plan = &plan,
                                 .keep = sim::KeepDecisions::all});
    SIM_CHECK(run.exit != sim::Exit::broken_harness, run.broken_claim.c_str());
    return run;
  }

  void judge(const Run& run, const sim::Plan& plan, SearchState& state) const {
    if (!run.failure.empty()) {
      ++state.violated;
      return note(state, std::string{run_comes_back}, plan);
    }
    bool violated = false;
    bool unknown = false;
    for (const properties::Judgement& judgement : jury_.judge(run)) {
      unknown |= judgement.verdict == properties::Verdict::unknown;
      if (judgement.verdict != properties::Verdict::violated) continue;
      violated = true;
      note(state, std::string{judgement.property}, plan);
    }
    if (violated) ++state.violated;
    if (!violated && unknown) ++state.unknown;
  }

  static void note(SearchState& state, const std::string& property, const sim::Plan& plan) {
    const auto [known, added] = state.first.try_emplace(property, plan);
    if (!added && plan.size() < known->second.size()) known->second = plan;
  }

  World& world_;
  const SearchSpec& spec_;
  Jury jury_;
};

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
  SearchPlayer player{world, spec};
  const sim::Branches visit = [&](const sim::Plan& plan) { return player.visit(plan, state); };
  const sim::Branches revisit = [&](const sim::Plan& plan) { return player.revisit(plan); };
  if (sim::exhaust(state.frontier, spec.faults, spec.pruning, visit, revisit, stop)) return;
  state = {};
  (void)sim::exhaust(state.frontier, spec.faults, spec.pruning, visit, revisit, stop);
}

std::vector<Finding> findings_of(const SearchState& state, World& world, const SearchSpec& spec,
                                 const std::function<void()>& before_each) {
  std::vector<Finding> findings;
  const std::vector<properties::Property> all = properties::all_properties();
  for (const auto& [name, plan] : state.first) {
    before_each();
    const auto property = std::ranges::find(all, name, &properties::Property::name);
    findings.push_back(property == all.end() ? unfinished_plan(spec, world, plan)
                                             : investigate_plan(world, *spec.scenario, *spec.system,
                                                                spec.defect, *property, plan));
  }
  return findings;
}

ExhaustedScenario exhaust(World& world, const scenarios::Scenario& scenario,
                          const harness::System& system, const std::string& defect,
                          std::uint32_t faults, const std::function<bool()>& stop,
                          sim::Pruning pruning) {
  const SearchSpec spec{&scenario, &system, defect, faults, pruning};
  SearchState state;
  search_on(state, world, spec, stop);
  return {state.frontier.so_far, state.violated, state.unknown,
          findings_of(state, world, spec, [] {})};
}

}  // namespace assay::runs
