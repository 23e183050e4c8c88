// From questions to states, and from runs to counts.
#include "runs/state_coverage.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <set>

#include <fmt/format.h>

#include "runs/reach.hpp"
#include "scenarios/every_fault.hpp"
#include "scenarios/vocabulary.hpp"

namespace assay::runs {

namespace {

constexpr std::size_t sites_ahead = 64;  // room is made for so many at once

/// The operation that a scope is about: "shop-1/north/pay-1/capture-2/attempt-1" is about the
/// second capture of north/pay-1.
std::optional<std::uint64_t> operation_of(std::string_view scope) {
  const auto node = scope.find('/');
  if (node == std::string_view::npos) return {};
  for (auto slash = scope.find('/', node + 1); slash != std::string_view::npos;
       slash = scope.find('/', slash + 1)) {
    std::string_view part = scope.substr(slash + 1);
    part = part.substr(0, part.find('/'));
    const auto dash = part.rfind('-');
    if (dash == std::string_view::npos) continue;
    const auto kind = history::from_text<history::OperationKind>(part.substr(0, dash));
    std::uint32_t ordinal = 0;
    const char* const end = part.data() + part.size();
    if (!kind || std::from_chars(part.data() + dash + 1, end, ordinal).ptr != end) continue;
    return models::Coverage::key_of(scope.substr(node + 1, slash - node - 1), *kind, ordinal);
  }
  return {};
}

std::string_view scope_of(std::string_view site) {
  const auto mark = site.find(sim::scope_mark);
  return mark == std::string_view::npos ? std::string_view{}
                                        : site.substr(mark + sim::scope_mark.size());
}

void add_runs(StateRuns& runs, const StateRuns& more) {
  for (StatePlace place = 0; place < state_places; ++place) runs[place] += more[place];
}

/// The actions that a pattern may stand for at this system, by what it declares.
std::vector<std::string> actions_of(const harness::System& system, const std::string& pattern) {
  const auto site = scenarios::parse_site(pattern);
  if (!site) return {};
  if (site->operation != "*") return {pattern};
  std::vector<std::string> actions;
  const auto add = [&](std::string_view operation) {
    actions.push_back(fmt::format("{}.{}/{}", site->service, operation, site->edge));
  };
  if (site->service == "store") {
    std::ranges::for_each(system.purposes, add);
  } else {
    for (const std::string_view operation : scenarios::operations_of(site->service)) {
      if (scenarios::has_edge(site->service, operation, site->edge)) add(operation);
    }
  }
  return actions;
}

}  // namespace

std::string_view state_word(StatePlace place) {
  if (place == 0) return "no operation";
  if (place == 1) return "not recorded";
  return history::to_text(static_cast<history::State>(place - 1));
}

void StateWatch::begin(const sim::Decisions& decisions, const sim::FaultModel& faults,
                       const models::Coverage& beliefs) {
  decisions_ = &decisions;
  faults_ = &faults;
  beliefs_ = &beliefs;
  sites_.clear();
  std::ranges::fill(passed_, 0U);
  strikes_.clear();
}

const StateWatch::Site& StateWatch::site_of(sim::SiteId id, const sim::OptionSet& options) {
  if (sites_.size() <= id) sites_.resize(id + sites_ahead);
  Site& site = sites_[id];
  if (site.known) return site;
  site.known = true;
  const auto& known = faults_->known();
  for (std::size_t tried = 0; tried < known.size() && !site.offers_fault; ++tried) {
    site.action = (likely_ + tried) % known.size();
    site.offers_fault = &known[site.action].options == &options;
  }
  if (!site.offers_fault) return site;
  likely_ = site.action;
  if (passed_.size() <= site.action) passed_.resize(known.size());
  const auto operation = operation_of(scope_of(decisions_->name(id)));
  site.has_operation = operation.has_value();
  site.operation = operation.value_or(0);
  return site;
}

void StateWatch::asked(sim::SiteId id, const sim::OptionSet& options, std::uint32_t answer) {
  const Site& site = site_of(id, options);
  if (!site.offers_fault) return;
  const StatePlace state =
      site.has_operation ? 1 + static_cast<StatePlace>(beliefs_->state_of(site.operation)) : 0;
  passed_[site.action] |= 1U << state;
  if (answer == 0) return;
  const auto* const action = &faults_->known()[site.action];
  strikes_.push_back({decisions_->latest_fault(), {action, options.option_of(answer), state}});
}

void StateWatch::count(StatesOfRun& into) const {
  into.passed.clear();
  into.struck.clear();
  for (std::size_t action = 0; action < passed_.size(); ++action) {
    if (passed_[action] != 0) into.passed.push_back({&faults_->known()[action], passed_[action]});
  }
  for (const Strike& strike : strikes_) {
    if (!decisions_->has_shown(strike.fault)) continue;
    if (std::ranges::find(into.struck, strike.what) == into.struck.end()) {
      into.struck.push_back(strike.what);
    }
  }
}

const ActionStates* StateCounts::find(std::string_view action) const {
  const auto found = std::ranges::find(actions_, action, &ActionStates::action);
  return found == actions_.end() ? nullptr : &*found;
}

ActionStates* StateCounts::at(std::string_view action, std::size_t likely) {
  if (likely < actions_.size() && actions_[likely].action == action) return &actions_[likely];
  const auto found = std::ranges::find(actions_, action, &ActionStates::action);
  if (found != actions_.end()) return &*found;
  if (actions_.size() >= actions_max) return nullptr;
  return &actions_.emplace_back(std::string{action});
}

void StateCounts::add(const StatesOfRun& run) {
  std::size_t likely = 0;
  for (const StatesOfRun::Passed& passed : run.passed) {
    ActionStates* const counted = at(passed.action->action, likely++);
    if (counted == nullptr) continue;
    for (StatePlace state = 0; state < state_places; ++state) {
      counted->passed[state] += passed.states >> state & 1U;
    }
    const sim::OptionSet& options = passed.action->options;
    if (counted->struck.size() + 1 >= options.options()) continue;
    for (std::uint32_t i = 1; i < options.options(); ++i) {
      counted->struck.emplace(options.option(i).id, StateRuns{});
    }
  }
  for (const StatesOfRun::Struck& struck : run.struck) {
    ActionStates* const counted = at(struck.action->action);
    if (counted == nullptr) continue;
    const auto fault = counted->struck.find(struck.action->options.option(struck.option).id);
    if (fault != counted->struck.end()) ++fault->second[struck.state];
  }
}

void StateCounts::add(const StateCounts& other) {
  std::size_t likely = 0;
  for (const ActionStates& action : other.actions_) {
    ActionStates* const counted = at(action.action, likely++);
    if (counted == nullptr) continue;
    add_runs(counted->passed, action.passed);
    for (const auto& [fault, runs] : action.struck) add_runs(counted->struck[fault], runs);
  }
}

std::vector<std::string> never_passed(const scenarios::Scenario& scenario,
                                      const harness::System& system, const StateCounts& counts) {
  std::set<std::string> names;
  for (const scenarios::AllowedFault& allowed : scenarios::allowed_faults_of(scenario)) {
    for (const std::string& action : actions_of(system, allowed.site)) {
      const bool passed = counts.find(action) != nullptr;
      if (passed || !reaches(system, scenario, action)) continue;
      for (const std::string& answer : allowed.answers) names.insert(action + ": " + answer);
    }
  }
  return {names.begin(), names.end()};
}

}  // namespace assay::runs
