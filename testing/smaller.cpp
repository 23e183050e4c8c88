// Candidates in the order in which `sim::shrink` would try them, so that both come to like plans;
// then what only a trial can lose: a later visit, an odder answer, some of its workload.
#include "testing/smaller.hpp"

#include <algorithm>
#include <string>
#include <string_view>

#include "scenarios/every_fault.hpp"

namespace assay::testing {

namespace {

using scenarios::ClientGroup;
using scenarios::Flow;
using scenarios::Scenario;
using scenarios::Workload;
using sim::Answer;
using sim::DecisionKind;
using sim::Plan;

/// Adds the plan without what `dropped` says, unless that is the whole plan again.
void add_without(std::vector<Plan>& smaller, const Plan& plan, auto dropped) {
  Plan rest;
  std::ranges::copy_if(plan, std::back_inserter(rest),
                       [&](const Answer& answer) { return !dropped(answer); });
  if (rest.size() < plan.size()) smaller.push_back(std::move(rest));
}

void add_without_kinds(std::vector<Plan>& smaller, const Plan& plan) {
  add_without(smaller, plan, [](const Answer& answer) { return !answer.is_fault(); });
  for (const auto kind : {DecisionKind::schedule, DecisionKind::timing, DecisionKind::workload}) {
    add_without(smaller, plan, [&](const Answer& answer) { return answer.kind == kind; });
  }
}

/// Adds the plan without the answers of one sort within each piece of `width`, from the back.
void add_without_pieces(std::vector<Plan>& smaller, const Plan& plan, bool faults,
                        std::size_t width) {
  for (std::size_t end = plan.size(); end > 0; end = end > width ? end - width : 0) {
    const std::size_t begin = end > width ? end - width : 0;
    std::size_t place = 0;
    add_without(smaller, plan, [&](const Answer& answer) {
      const bool inside = place >= begin && place < end;
      ++place;
      return inside && answer.is_fault() == faults;
    });
  }
}

/// The words that the scenario allows where this one stands, in the scenario's order. They are
/// told apart by the answer alone: a site's pattern may be "*".
std::vector<std::string> words_for(const Answer& answer, const Scenario& scenario) {
  const std::string_view action = std::string_view{answer.site}.substr(0, answer.site.find(" @ "));
  for (const scenarios::AllowedFault& fault : scenarios::allowed_faults_of(scenario)) {
    const bool same_edge =
        fault.site.substr(fault.site.rfind('/') + 1) == action.substr(action.rfind('/') + 1);
    const bool same_service =
        fault.site.substr(0, fault.site.find('.')) == action.substr(0, action.find('.'));
    if (same_edge && same_service && std::ranges::count(fault.answers, answer.answer) > 0) {
      return fault.answers;
    }
  }
  return {};
}

/// How far an answer is from the simplest: the grain of a delay, or its place among the words.
std::size_t oddity(const Answer& answer, const Scenario& scenario) {
  if (answer.answer.find('~') != std::string::npos) return 1;
  const std::vector<std::string> words = words_for(answer, scenario);
  return static_cast<std::size_t>(std::ranges::find(words, answer.answer) - words.begin());
}

void add_simpler_answers(std::vector<Plan>& smaller, const Plan& plan, const Scenario& scenario) {
  for (std::size_t i = 0; i < plan.size(); ++i) {
    Plan simpler = plan;
    std::string& word = simpler[i].answer;
    if (const auto tilde = word.find('~'); tilde != std::string::npos) {
      word.resize(tilde);
      smaller.push_back(simpler);
      continue;
    }
    for (const std::string& allowed : words_for(plan[i], scenario)) {
      if (allowed == plan[i].answer) break;
      word = allowed;
      smaller.push_back(simpler);
    }
  }
}

bool answered(const Plan& plan, const std::string& site, std::uint32_t n) {
  return std::ranges::any_of(
      plan, [&](const Answer& answer) { return answer.site == site && answer.n == n; });
}

void add_earlier_visits(std::vector<Plan>& smaller, const Plan& plan) {
  for (std::size_t i = 0; i < plan.size(); ++i) {
    for (const std::uint32_t n : {1U, plan[i].n / 2, plan[i].n - 1}) {
      if (n == 0 || n >= plan[i].n || answered(plan, plan[i].site, n)) continue;
      smaller.push_back(plan);
      smaller.back()[i].n = n;
    }
  }
}

void add_smaller_counts(std::vector<Workload>& smaller, const Workload& workload, std::size_t i,
                        std::uint32_t ClientGroup::*count) {
  const std::uint32_t now = workload.clients[i].*count;
  for (const std::uint32_t fewer : {1U, now - 1}) {
    if (fewer == 0 || fewer >= now) continue;
    smaller.push_back(workload);
    smaller.back().clients[i].*count = fewer;
  }
}

void add_smaller_group(std::vector<Workload>& smaller, const Workload& workload, std::size_t i) {
  const ClientGroup& group = workload.clients[i];
  add_smaller_counts(smaller, workload, i, &ClientGroup::count);
  add_smaller_counts(smaller, workload, i, &ClientGroup::payments);
  for (std::uint8_t flow = 0; flow < static_cast<std::uint8_t>(group.flow); ++flow) {
    smaller.push_back(workload);
    smaller.back().clients[i].flow = Flow{flow};
  }
  if (group.amounts.size() > 1) {
    smaller.push_back(workload);
    smaller.back().clients[i].amounts.resize(1);
  }
}

}  // namespace

PlanSize size_of(const Plan& plan, const Scenario& scenario) {
  PlanSize size{.faults = sim::fault_count(plan)};
  size.others = plan.size() - size.faults;
  for (const Answer& answer : plan) {
    size.visits += answer.n;
    size.answers += oddity(answer, scenario);
  }
  return size;
}

std::vector<Plan> smaller_plans(const Plan& plan, const Scenario& scenario) {
  std::vector<Plan> smaller;
  add_without_kinds(smaller, plan);
  for (const bool faults : {true, false}) {
    for (std::size_t width = plan.size() / 2; width > 1; width /= 2) {
      add_without_pieces(smaller, plan, faults, width);
    }
    add_without_pieces(smaller, plan, faults, 1);
  }
  add_simpler_answers(smaller, plan, scenario);
  add_earlier_visits(smaller, plan);
  return smaller;
}

std::vector<Workload> smaller_workloads(const Workload& workload) {
  std::vector<Workload> smaller;
  for (std::size_t i = 0; workload.clients.size() > 1 && i < workload.clients.size(); ++i) {
    smaller.push_back(workload);
    smaller.back().clients.erase(smaller.back().clients.begin() + static_cast<std::ptrdiff_t>(i));
  }
  for (std::size_t i = 0; i < workload.clients.size(); ++i) add_smaller_group(smaller, workload, i);
  if (workload.balance_readers) {
    smaller.push_back(workload);
    smaller.back().balance_readers = false;
  }
  return smaller;
}

std::vector<Trial> smaller_trials(const Trial& trial, const Scenario& scenario) {
  std::vector<Trial> smaller;
  for (Plan& plan : smaller_plans(trial.plan, scenario)) {
    smaller.push_back({trial.workload, std::move(plan)});
  }
  for (Workload& workload : smaller_workloads(trial.workload)) {
    smaller.push_back({std::move(workload), trial.plan});
  }
  return smaller;
}

}  // namespace assay::testing
