// Each reduction is a smaller scenario, and the plan under the names that things have in it. What
// still shows the violation is kept, and all are tried again, until none helps.
#include "runs/smallest_scenario.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "runs/verdict.hpp"
#include "scenarios/check.hpp"
#include "scenarios/files/bad_input.hpp"
#include "scenarios/settings.hpp"
#include "sim/search/shrink.hpp"

namespace assay::runs {

namespace {

using scenarios::ClientGroup;
using scenarios::Scenario;

/// Takes something out. Returns: false where there is nothing to take out.
using Reduction = std::function<bool(Scenario&)>;

/// A client, or a payment of it, whatever number it goes by: its group, and its places in that.
using Place = std::array<std::size_t, 3>;

/// What a scenario numbers from 1 on: clients over all groups, payables in each tenant.
struct Numbers {
  std::map<Place, std::uint32_t> clients, payables;
};

/// `groups` says which group of the whole scenario each one is.
Numbers numbers_of(const Scenario& scenario, const std::vector<std::size_t>& groups) {
  Numbers numbers;
  std::map<std::string, std::uint32_t> payables;
  std::uint32_t client = 0;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    const ClientGroup& group = scenario.workload.clients[i];
    for (std::size_t one = 0; one < group.count; ++one) {
      numbers.clients[{groups[i], one, 0}] = ++client;
      for (std::size_t payment = 0; payment < group.payments; ++payment) {
        numbers.payables[{groups[i], one, payment}] = ++payables[group.tenant];
      }
    }
  }
  return numbers;
}

/// Old number to new, of what is in both.
std::map<std::uint32_t, std::uint32_t> renumbering(const std::map<Place, std::uint32_t>& before,
                                                   const std::map<Place, std::uint32_t>& after) {
  std::map<std::uint32_t, std::uint32_t> numbers;
  for (const auto& [place, number] : before) {
    const auto kept = after.find(place);
    if (kept != after.end()) numbers.emplace(number, kept->second);
  }
  return numbers;
}

/// A site with the number behind each `word` as `numbers` has it.
std::string renumbered(const std::string& site, std::string_view word,
                       const std::map<std::uint32_t, std::uint32_t>& numbers) {
  std::string text;
  std::size_t at = 0;
  for (;;) {
    const std::size_t found = site.find(word, at);
    if (found == std::string::npos) return text + site.substr(at);
    const std::size_t digits = found + word.size();
    const std::size_t end = std::min(site.find_first_not_of("0123456789", digits), site.size());
    const std::string number = site.substr(digits, end - digits);
    const auto other = number.empty() || number.size() > 9
                           ? numbers.end()
                           : numbers.find(static_cast<std::uint32_t>(std::stoul(number)));
    text += site.substr(at, digits - at);
    text += other == numbers.end() ? number : std::to_string(other->second);
    at = end;
  }
}

std::vector<std::size_t> first_numbers(std::size_t count) {
  std::vector<std::size_t> numbers(count);
  for (std::size_t i = 0; i < count; ++i) numbers[i] = i;
  return numbers;
}

/// The plan under the names of a scenario that has lost something. `lost` is the group that it has
/// lost whole, or one past the last.
sim::Plan renamed(const sim::Plan& plan, const Scenario& before, const Scenario& after,
                  std::size_t lost) {
  const std::vector<std::size_t> all = first_numbers(before.workload.clients.size());
  std::vector<std::size_t> left = all;
  std::erase(left, lost);
  const Numbers old_numbers = numbers_of(before, all);
  const Numbers new_numbers = numbers_of(after, left);
  const auto clients = renumbering(old_numbers.clients, new_numbers.clients);
  const auto payables = renumbering(old_numbers.payables, new_numbers.payables);
  sim::Plan under = plan;
  for (sim::Answer& answer : under) {
    for (const std::string_view word : {"client-", "reader-"}) {
      answer.site = renumbered(answer.site, word, clients);
    }
    answer.site = renumbered(answer.site, "pay-", payables);
  }
  return under;
}

/// To one, and where that is too little, one less.
void add_fewer(std::vector<Reduction>& all, const std::function<std::uint32_t&(Scenario&)>& field) {
  all.push_back([field](Scenario& less) { return std::exchange(field(less), 1U) > 1; });
  all.push_back([field](Scenario& less) { return field(less) > 2 && --field(less) > 0; });
}

void add_of_group(std::vector<Reduction>& all, std::size_t group) {
  const auto of = [group](Scenario& less) -> ClientGroup& { return less.workload.clients[group]; };
  add_fewer(all, [of](Scenario& less) -> std::uint32_t& { return of(less).count; });
  add_fewer(all, [of](Scenario& less) -> std::uint32_t& { return of(less).payments; });
  add_fewer(all, [of](Scenario& less) -> std::uint32_t& { return of(less).copies; });
  all.push_back([of](Scenario& less) { return !std::exchange(of(less).tenant, "").empty(); });
  all.push_back([of](Scenario& less) {
    const bool several = of(less).amounts.size() > 1;
    if (several) of(less).amounts.resize(1);
    return several;
  });
  all.push_back([of](Scenario& less) {
    return std::exchange(of(less).retry, scenarios::RetryPolicy{}) != scenarios::RetryPolicy{};
  });
}

/// Everything set as usual, but for one setting fewer.
bool leave_unset(harness::Settings& settings, std::size_t which) {
  harness::Settings others;
  for (std::size_t i = 0; i < settings.entries().size(); ++i) {
    const harness::Settings::Entry& entry = settings.entries()[i];
    if (i != which) others.set(entry.name, entry.value);
  }
  settings = std::move(others);
  return true;
}

/// What is drawn for each group: the same for all of them, and drawn no more.
template <class Value>
void add_for_groups(std::vector<Reduction>& all, std::vector<Value> scenarios::Swarm::*drawn,
                    Value ClientGroup::*field, const std::vector<Value>& values) {
  for (const Value& value : values) {
    all.push_back([=](Scenario& less) {
      for (ClientGroup& group : less.workload.clients) group.*field = value;
      (less.swarm.*drawn).clear();
      return true;
    });
  }
}

/// One set of times, or one profile, that a run may draw is what the scenario has.
void add_of_draws(std::vector<Reduction>& all, const scenarios::Swarm& swarm) {
  for (const scenarios::DrawnProfile& drawn : swarm.profiles) {
    all.push_back([drawn](Scenario& less) {
      for (auto& processor : less.topology.processors) processor.profile = drawn.profile;
      return !std::exchange(less.swarm.profiles, {}).empty();
    });
  }
  for (const scenarios::Times& times : swarm.times) {
    all.push_back([times](Scenario& less) {
      scenarios::take_times(less, times);
      return !std::exchange(less.swarm.times, {}).empty();
    });
  }
}

/// What a swarm draws is left as the scenario has it, or set to one of the values.
void add_of_swarm(std::vector<Reduction>& all, const scenarios::Swarm& swarm) {
  using scenarios::Swarm;
  all.push_back([](Scenario& less) { return std::exchange(less.swarm, Swarm{}) != Swarm{}; });
  all.push_back([](Scenario& less) { return std::exchange(less.swarm.faults, false); });
  add_of_draws(all, swarm);
  for (const std::uint32_t nodes : swarm.service_nodes) {
    all.push_back([nodes](Scenario& less) {
      less.topology.service_nodes = nodes;
      less.swarm.service_nodes.clear();
      return true;
    });
  }
  for (const scenarios::DrawnSetting& drawn : swarm.service) {
    for (const harness::SettingValue& value : drawn.values) {
      all.push_back([drawn, value](Scenario& less) {
        less.service.set(drawn.name, value);
        return std::erase(less.swarm.service, drawn) > 0;
      });
    }
  }
  add_for_groups(all, &Swarm::kinds, &ClientGroup::kind, swarm.kinds);
  add_for_groups(all, &Swarm::flows, &ClientGroup::flow, swarm.flows);
  add_for_groups(all, &Swarm::counts, &ClientGroup::count, swarm.counts);
  add_for_groups(all, &Swarm::payments, &ClientGroup::payments, swarm.payments);
}

/// All that could go, but for whole groups of clients.
std::vector<Reduction> reductions(const Scenario& scenario) {
  std::vector<Reduction> all;
  for (std::size_t i = 0; i < scenario.workload.clients.size(); ++i) add_of_group(all, i);
  all.push_back([](Scenario& less) { return std::exchange(less.workload.balance_readers, false); });
  add_fewer(all, [](Scenario& less) -> std::uint32_t& { return less.topology.service_nodes; });
  add_of_swarm(all, scenario.swarm);
  all.push_back([](Scenario& less) { return !std::exchange(less.versions, {}).empty(); });
  for (std::size_t i = 0; i < scenario.service.entries().size(); ++i) {
    all.push_back([i](Scenario& less) { return leave_unset(less.service, i); });
  }
  return all;
}

class Reducer {
 public:
  Reducer(const Testbed& testbed, const properties::Property& property, const sim::Plan& plan)
      : testbed_{testbed}, jury_{property}, least_{testbed.scenario, plan, 0} {}

  std::optional<SmallestScenario> reduce() {
    if (!keep(least_.scenario, least_.scenario.workload.clients.size())) return {};
    while (any_group_goes() || any_goes()) {
    }
    shrink_plan();
    keep_faults_of_plan();
    return std::move(least_);
  }

 private:
  [[nodiscard]] bool spent() const { return least_.runs >= smallest_scenario_runs; }

  bool is_violated(const Run& run) const {
    return run.exit != sim::Exit::broken_harness && run.failure.empty() &&
           jury_.judge(run).front().verdict == properties::Verdict::violated;
  }

  /// Whether a scenario could be a file of its own.
  bool is_sound(const Scenario& scenario) const {
    try {
      scenarios::must_fit(scenario, testbed_.system);
    } catch (const scenarios::BadInput&) {
      return false;
    }
    return true;
  }

  /// Keeps a smaller scenario if the plan still shows the violation in it.
  bool keep(Scenario less, std::size_t lost_group) {
    if (spent() || !is_sound(less)) return false;
    sim::Plan plan = renamed(least_.plan, least_.scenario, less, lost_group);
    ++least_.runs;
    const Run& run = testbed_.world.run({.scenario = &less,
                                         .system = &testbed_.system,
                                         .baseline = sim::Baseline::benign,
                                         .plan = &plan});
    if (!is_violated(run)) return false;
    least_.scenario = std::move(less);
    least_.plan = std::move(plan);
    return true;
  }

  bool any_group_goes() {
    const std::size_t groups = least_.scenario.workload.clients.size();
    for (std::size_t i = groups; groups > 1 && i-- > 0;) {
      Scenario less = least_.scenario;
      less.workload.clients.erase(less.workload.clients.begin() + static_cast<std::ptrdiff_t>(i));
      if (keep(std::move(less), i)) return true;
    }
    return false;
  }

  /// One pass over all that could go from here.
  bool any_goes() {
    const std::size_t no_group = least_.scenario.workload.clients.size();
    bool any = false;
    for (const Reduction& reduction : reductions(least_.scenario)) {
      Scenario less = least_.scenario;
      any |= reduction(less) && less != least_.scenario && keep(std::move(less), no_group);
    }
    return any;
  }

  void shrink_plan() {
    sim::Shrinking shrinking{least_.plan};
    play(shrinking, {testbed_.world, least_.scenario, testbed_.system},
         [this](const Run& run, const sim::Proposal&) { return is_violated(run); });
    least_.runs += shrinking.shrunk().tries;
    if (shrinking.shrunk().reproduced) least_.plan = shrinking.shrunk().plan;
  }

  /// Of what the scenario allows to go wrong, what the plan has; nothing else is demanded of it.
  void keep_faults_of_plan() {
    Scenario& scenario = least_.scenario;
    for (scenarios::AllowedFault& fault : scenario.faults) {
      std::erase_if(fault.answers, [&](const std::string& answer) {
        return std::ranges::none_of(least_.plan, [&](const sim::Answer& one) {
          return one.answer == answer &&
                 sim::matches(fault.site, one.site.substr(0, one.site.find(" @ ")));
        });
      });
      fault.phases.clear();
      fault.rate = {1, 2};
    }
    std::erase_if(scenario.faults, [](const auto& fault) { return fault.answers.empty(); });
    scenario.sometimes.clear();
    scenario.must_hold = {std::string{jury_.properties().front().name}};
  }

  const Testbed& testbed_;
  Jury jury_;
  SmallestScenario least_;
};

}  // namespace

std::optional<SmallestScenario> smallest_scenario(const Testbed& testbed,
                                                  const properties::Property& property,
                                                  const sim::Plan& plan) {
  return Reducer{testbed, property, plan}.reduce();
}

}  // namespace assay::runs
