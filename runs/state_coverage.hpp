// Where operations stood when faults could strike, and when they did: fault x phase x state. A
// phase is an action, "acquirer.capture/reply"; the state is what the system believes of the
// operation that the action is about. Counts, and no judgement.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "harness/system.hpp"
#include "models/coverage.hpp"
#include "scenarios/scenario.hpp"
#include "sim/decisions/decisions.hpp"
#include "sim/decisions/fault_rules.hpp"

namespace assay::runs {

/// What stands in the place of a state: 0 where an action is about no single operation, then the
/// states of history::State in their order, from "not recorded yet" on.
using StatePlace = std::size_t;
inline constexpr StatePlace state_places = 2 + static_cast<StatePlace>(history::State::unlisted);

/// "no operation", "not recorded", "attempting": a constant, valid for ever.
[[nodiscard]] std::string_view state_word(StatePlace place);

/// What one run passed and what struck in it. The pointers are good until the next run.
struct StatesOfRun {
  using Action = const sim::FaultModel::Known*;
  /// One action, and a bit for each state in which it was passed.
  struct Passed {
    Action action = nullptr;
    std::uint32_t states = 0;
  };
  /// A fault whose consequence was seen, by its option at the action; each once.
  struct Struck {
    Action action = nullptr;
    std::uint32_t option = 0;
    StatePlace state = 0;
    friend bool operator==(const Struck&, const Struck&) = default;
  };
  std::vector<Passed> passed;
  std::vector<Struck> struck;
};

/// Looks on during a run.
class StateWatch final : public sim::Witness {
 public:
  /// Begins with a run. All three outlive it.
  void begin(const sim::Decisions& decisions, const sim::FaultModel& faults,
             const models::Coverage& beliefs);
  void asked(sim::SiteId site, const sim::OptionSet& options, std::uint32_t answer) override;
  /// What was seen since `begin`.
  void count(StatesOfRun& into) const;

 private:
  struct Site {
    bool known = false, offers_fault = false, has_operation = false;
    std::size_t action = 0;       // its place among the model's known
    std::uint64_t operation = 0;  // models::Coverage::key_of
  };
  struct Strike {
    sim::FaultMark fault = 0;
    StatesOfRun::Struck what;
  };

  const Site& site_of(sim::SiteId site, const sim::OptionSet& options);

  const sim::Decisions* decisions_ = nullptr;
  const sim::FaultModel* faults_ = nullptr;
  const models::Coverage* beliefs_ = nullptr;
  std::vector<Site> sites_;            // by id
  std::vector<std::uint32_t> passed_;  // states, by action
  std::vector<Strike> strikes_;
  std::size_t likely_ = 0;
};

/// Runs by the state in which something was seen.
using StateRuns = std::array<std::uint64_t, state_places>;

/// What many runs saw of one action.
struct ActionStates {
  std::string action;
  StateRuns passed{};
  std::map<std::string, StateRuns, std::less<>> struck;  ///< by fault, of all that are allowed
};

/// Over many runs, by action. Adds up in any order to the same sum.
class StateCounts {
 public:
  /// How many actions are counted; those of a system that has more are left out.
  static constexpr std::size_t actions_max = 2000;

  void add(const StatesOfRun& run);
  void add(const StateCounts& other);

  /// In the order in which they were first passed.
  [[nodiscard]] const std::vector<ActionStates>& actions() const { return actions_; }
  /// That action, or nullptr where no run passed it.
  [[nodiscard]] const ActionStates* find(std::string_view action) const;
  /// That action, from now on counted. nullptr where there are too many. `likely` is where it may
  /// stand: runs of one scenario pass actions in much the same order.
  ActionStates* at(std::string_view action, std::size_t likely = 0);

 private:
  std::vector<ActionStates> actions_;
};

/// The faults at places that the system has by its declaration and that no run passed:
/// "acquirer.void/reply: lose". By name, each once.
[[nodiscard]] std::vector<std::string> never_passed(const scenarios::Scenario& scenario,
                                                    const harness::System& system,
                                                    const StateCounts& counts);

}  // namespace assay::runs
