// One draw per action and fault, at the action's first visit in the run.
#include "runs/simulated/fault_triggers.hpp"

#include "scenarios/every_fault.hpp"
#include "sim/decisions/draw.hpp"

namespace assay::runs {

namespace {

const sim::OptionSet& trigger_options() {
  static const sim::OptionSet options = [] {
    std::vector<sim::Option> all;
    for (const scenarios::FaultTrigger& trigger : scenarios::fault_triggers()) {
      all.push_back({std::string{trigger.word}, trigger.weight});
    }
    return sim::OptionSet{std::move(all)};
  }();
  return options;
}

bool strikes(std::uint32_t place, std::uint32_t visit) {
  const scenarios::FaultTrigger& trigger = scenarios::fault_triggers()[place];
  return trigger.first != 0 && visit >= trigger.first && visit < trigger.first + trigger.strikes;
}

}  // namespace

void FaultTriggers::begin(std::uint64_t seed) {
  seed_ = sim::mixed_seed(seed);
  ++runs_;
}

std::uint32_t FaultTriggers::answer(const sim::Question& question) {
  const bool drawn_before = sim::is_fault(question.kind) && question.aspect == sim::Aspect::fate;
  if (!drawn_before) {
    const std::uint64_t key = sim::draw_key(seed_, sim::hash_text(question.site), question.aspect);
    return sim::draw(key, question.n, question.options);
  }
  Action& action = action_of(question);
  ++action.visits;
  for (std::uint32_t option = 1; option < question.options.options(); ++option) {
    if (strikes(action.triggers[option], action.visits)) return option;
  }
  return 0;
}

FaultTriggers::Action& FaultTriggers::action_of(const sim::Question& question) {
  const std::string_view name = question.site.substr(0, question.site.find(sim::scope_mark));
  auto found = actions_.find(name);
  if (found == actions_.end()) found = actions_.emplace(name, Action{}).first;
  Action& action = found->second;
  if (action.names.size() != question.options.options()) {  // new, or of another scenario
    action = {};
    for (std::uint32_t option = 0; option < question.options.options(); ++option) {
      const std::string draw = "everything/" + std::string{name} + ": ";
      action.names.push_back(sim::hash_text(draw + question.options.option(option).id));
    }
  }
  if (action.run != runs_) draw_triggers(action);
  return action;
}

void FaultTriggers::draw_triggers(Action& action) const {
  action.run = runs_;
  action.visits = 0;
  action.triggers.assign(action.names.size(), 0);
  for (std::size_t option = 1; option < action.names.size(); ++option) {
    const std::uint64_t key = sim::draw_key(seed_, action.names[option], sim::Aspect::fate);
    action.triggers[option] = sim::draw(key, 1, trigger_options());
  }
}

}  // namespace assay::runs
