// One draw per action and fault, at the action's first visit in the run.
#include "runs/simulated/fault_triggers.hpp"

#include <algorithm>

#include "scenarios/every_fault.hpp"
#include "scenarios/vocabulary.hpp"
#include "sim/decisions/draw.hpp"

namespace assay::runs {

namespace {

using scenarios::fault_focus;
using scenarios::fault_follow;

/// With that much less of what does not strike.
sim::OptionSet options_for(std::uint32_t factor) {
  std::vector<sim::Option> all;
  for (const scenarios::FaultTrigger& trigger : scenarios::fault_triggers()) {
    const bool off = trigger.first == 0;
    const std::uint32_t weight = off ? std::max(trigger.weight / factor, 1U) : trigger.weight;
    all.push_back({std::string{trigger.word}, weight});
  }
  return sim::OptionSet{std::move(all)};
}

sim::OptionSet one_in(std::uint32_t many) {
  return sim::OptionSet{{{"others", many - 1}, {"this", 1}}};
}

/// Whether the run of a seed draws what one in so many has.
bool is_drawn(const sim::OptionSet& one_in_many, std::uint64_t seed, std::uint64_t name) {
  return sim::draw(sim::draw_key(seed, name, sim::Aspect::fate), 1, one_in_many) != 0;
}

const sim::OptionSet& run_options() {
  static const sim::OptionSet options = one_in(fault_focus.runs);
  return options;
}

const sim::OptionSet& word_options() {
  static const sim::OptionSet options = one_in(fault_focus.words);
  return options;
}

const sim::OptionSet& following_run_options() {
  static const sim::OptionSet options = one_in(fault_follow.runs);
  return options;
}

const sim::OptionSet& follow_options() {
  static const sim::OptionSet options = one_in(fault_follow.visits);
  return options;
}

/// The payable that a site is about, as its scope has it: "shop-1/north/pay-2/capture-1/attempt-1"
/// is about "north/pay-2". Empty where it is about none.
std::string_view payable_of(std::string_view site) {
  const std::size_t mark = site.find(sim::scope_mark);
  if (mark == std::string_view::npos) return {};
  std::string_view scope = site.substr(mark + sim::scope_mark.size());
  scope.remove_prefix(std::min(scope.find('/'), scope.size() - 1) + 1);  // the node
  const auto without_last = [](std::string_view path) {
    const std::size_t last = path.rfind('/');
    return last == std::string_view::npos ? std::string_view{} : path.substr(0, last);
  };
  const std::string_view last = scope.substr(scope.rfind('/') + 1);
  if (last.starts_with("try-") || last.starts_with("attempt-")) scope = without_last(scope);
  return without_last(scope);
}

/// The processor that the site is of, or nullptr.
const scenarios::Processor* processor_at(const scenarios::Scenario& playing,
                                         std::string_view site) {
  const std::string_view service = site.substr(0, site.find('.'));
  for (const scenarios::Processor& processor : playing.topology.processors) {
    if (processor.name == service) return &processor;
  }
  return nullptr;
}

/// What triggers are drawn for: the action, and at the store the kind of operation too that the
/// transaction is about, as elsewhere the action names it.
std::string_view subject_kind(std::string_view site) {
  if (!site.starts_with("store.")) return {};
  const std::string_view last = site.substr(site.rfind('/') + 1);
  const std::string_view word = last.substr(0, last.find('-'));
  const auto kinds = scenarios::operations_of("client");
  return std::ranges::find(kinds, word) == kinds.end() ? std::string_view{} : word;
}

bool strikes(std::uint32_t place, std::uint32_t visit) {
  const scenarios::FaultTrigger& trigger = scenarios::fault_triggers()[place];
  return trigger.first != 0 && visit >= trigger.first && visit < trigger.first + trigger.strikes;
}

}  // namespace

void FaultTriggers::begin(std::uint64_t seed) {
  seed_ = sim::mixed_seed(seed);
  ++runs_;
  playing_ = nullptr;
  focused_ = is_drawn(run_options(), seed_, sim::hash_text("everything/focus"));
  follows_ = is_drawn(following_run_options(), seed_, sim::hash_text("everything/follow"));
  followed_ = 0;
  struck_.clear();
}

std::uint32_t FaultTriggers::answer(const sim::Question& question) {
  const bool drawn_before = sim::is_fault(question.kind) && question.aspect == sim::Aspect::fate;
  if (!drawn_before) {
    const std::uint64_t key = sim::draw_key(seed_, sim::hash_text(question.site), question.aspect);
    return sim::draw(key, question.n, question.options);
  }
  Action& action = action_of(question);
  ++action.visits;
  const std::uint32_t answer = strike(action, question);
  if (answer == 0) return follow(question);
  const std::string_view payable = payable_of(question.site);
  if (follows_ && !payable.empty()) struck_.emplace_back(payable);
  return answer;
}

std::uint32_t FaultTriggers::strike(const Action& action, const sim::Question& question) {
  for (std::uint32_t option = 1; option < question.options.options(); ++option) {
    if (strikes(action.triggers[option], action.visits)) return option;
  }
  return 0;
}

/// What follows a fault at the same payable: now and then another one, of any kind.
std::uint32_t FaultTriggers::follow(const sim::Question& question) {
  if (followed_ == fault_follow.strikes || struck_.empty()) return 0;
  const std::string_view payable = payable_of(question.site);
  if (std::ranges::find(struck_, payable) == struck_.end()) return 0;
  const std::uint64_t name = sim::hash_text("everything/follow: " + std::string{question.site});
  const std::uint64_t key = sim::draw_key(seed_, name, sim::Aspect::fate);
  if (sim::draw(key, 2 * question.n, follow_options()) == 0) return 0;
  const std::uint32_t which = sim::draw(key, 2 * question.n + 1, any_of(question.options));
  const std::uint32_t option = which + 1;
  if (!may_strike(question.site, question.options.option(option).id)) return 0;
  ++followed_;
  return option;
}

/// One fault of all that there are, each as often.
const sim::OptionSet& FaultTriggers::any_of(const sim::OptionSet& options) {
  const std::uint32_t faults = options.options() - 1;
  const auto known = any_options_.find(faults);
  if (known != any_options_.end()) return known->second;
  std::vector<sim::Option> all;
  for (std::uint32_t i = 0; i < faults; ++i) all.push_back({std::to_string(i), 1});
  return any_options_.emplace(faults, sim::OptionSet{std::move(all)}).first->second;
}

FaultTriggers::Action& FaultTriggers::action_of(const sim::Question& question) {
  name_ = question.site.substr(0, question.site.find(sim::scope_mark));
  const std::string_view kind = subject_kind(question.site);
  if (!kind.empty()) name_.append(" of ").append(kind);
  const std::string& name = name_;
  auto found = actions_.find(name);
  if (found == actions_.end()) found = actions_.emplace(name, Action{}).first;
  Action& action = found->second;
  if (action.names.size() != question.options.options()) {  // new, or of another scenario
    action = {};
    for (std::uint32_t option = 0; option < question.options.options(); ++option) {
      const std::string draw = "everything/" + name + ": ";
      const std::string& word = question.options.option(option).id;
      action.names.push_back(sim::hash_text(draw + word));
      action.words.push_back(sim::hash_text("everything/focus: " + word));
      action.rarities.push_back(option == 0 ? 1 : rarity_of(question.site, word));
    }
  }
  if (action.run != runs_) draw_triggers(action, question);
  return action;
}

const sim::OptionSet& FaultTriggers::trigger_options(std::uint32_t factor) {
  const auto known = trigger_options_.find(factor);
  if (known != trigger_options_.end()) return known->second;
  return trigger_options_.emplace(factor, options_for(factor)).first->second;
}

void FaultTriggers::draw_triggers(Action& action, const sim::Question& question) {
  action.run = runs_;
  action.visits = 0;
  action.triggers.assign(action.names.size(), 0);
  const auto options = static_cast<std::uint32_t>(action.names.size());
  for (std::uint32_t option = 1; option < options; ++option) {
    if (focused_ && !is_drawn(word_options(), seed_, action.words[option])) continue;
    const std::uint64_t key = sim::draw_key(seed_, action.names[option], sim::Aspect::fate);
    const std::uint32_t factor = action.rarities[option] * (focused_ ? fault_focus.factor : 1);
    const std::uint32_t trigger = sim::draw(key, 1, trigger_options(factor));
    const bool strikes =
        trigger != 0 && may_strike(question.site, question.options.option(option).id);
    action.triggers[option] = strikes ? trigger : 0;
  }
}

/// Where nothing is drawn it fits the one profile that there is.
std::uint32_t FaultTriggers::rarity_of(std::string_view site, std::string_view word) const {
  const sim::FaultAbout* const fault = scenarios::fault_named(word);
  if (playing_ == nullptr || fault == nullptr || processor_at(*playing_, site) == nullptr) return 1;
  std::uint32_t all = 0, fitting = 0;
  for (const scenarios::DrawnProfile& drawn : playing_->swarm.profiles) {
    const models::Profile* const profile = models::find_profile(drawn.profile);
    all += drawn.weight;
    if (scenarios::may_strike(*playing_, *fault, profile)) fitting += drawn.weight;
  }
  return fitting == 0 ? 1 : all / fitting;
}

bool FaultTriggers::may_strike(std::string_view site, std::string_view word) const {
  const sim::FaultAbout* const fault = scenarios::fault_named(word);
  if (playing_ == nullptr || fault == nullptr) return true;
  const scenarios::Processor* const processor = processor_at(*playing_, site);
  const models::Profile* const profile =
      processor == nullptr ? nullptr : models::find_profile(processor->profile);
  return scenarios::may_strike(*playing_, *fault, profile);
}

}  // namespace assay::runs
