// When the faults of a run under every fault strike. For each action that the run passes, at the
// store for each kind of operation that it is about, and each fault that may strike there, the run
// draws once whether it does, and at which visits of the action; so a fault that can strike rarely
// is met as often as one that can strike everywhere, and how many strike a run hardly depends on
// how long it is. A fault that fits few of the profiles that a run may draw strikes as much more
// often where it fits. Some runs are of few kinds of fault, and of these often:
// scenarios::fault_focus. In some, trouble follows trouble, so that recovery meets faults too: a
// payable that has met one meets others, of whatever kind: scenarios::fault_follow. All other
// questions are answered as in any seeded run. Serves law 1: a draw is a function of the seed and
// of names.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "models/rules/profile.hpp"
#include "scenarios/scenario.hpp"
#include "sim/decisions/decisions.hpp"

namespace assay::runs {

class FaultTriggers final : public sim::Respondent {
 public:
  virtual ~FaultTriggers() = default;

  /// Starts the run of a seed.
  void begin(std::uint64_t seed);

  /// What the run plays, as soon as that is drawn; what may not strike there does not. It must
  /// outlive the run. Without it everything may.
  void play(const scenarios::Scenario& playing) { playing_ = &playing; }

  std::uint32_t answer(const sim::Question& question) override;

 private:
  /// What is known of an action, and what the current run has drawn for it.
  struct Action {
    std::vector<std::uint64_t> names;     // hashes of its draws, by option
    std::vector<std::uint64_t> words;     // hashes of its faults, by option
    std::vector<std::uint32_t> rarities;  // by option: it fits one drawn profile in so many
    std::vector<std::uint32_t> triggers;  // by option: its place among fault_triggers()
    std::uint64_t run = 0;                // that drew them
    std::uint32_t visits = 0;             // in that run
  };

  Action& action_of(const sim::Question& question);
  void draw_triggers(Action& action, const sim::Question& question);
  [[nodiscard]] std::uint32_t rarity_of(std::string_view site, std::string_view word) const;
  [[nodiscard]] bool may_strike(std::string_view site, std::string_view word) const;
  const sim::OptionSet& trigger_options(std::uint32_t factor);
  std::uint32_t strike(const Action& action, const sim::Question& question);
  std::uint32_t follow(const sim::Question& question);
  const sim::OptionSet& any_of(const sim::OptionSet& options);

  std::uint64_t seed_ = 0;
  const scenarios::Scenario* playing_ = nullptr;
  bool focused_ = false;  // the run is of few kinds of fault
  bool follows_ = false;  // trouble follows trouble in it
  std::uint32_t followed_ = 0;
  std::vector<std::string> struck_;  // the payables that have met a fault, where trouble follows
  std::uint64_t runs_ = 0;
  std::map<std::string, Action, std::less<>> actions_;
  std::string name_;  // of an action, kept for its memory
  std::map<std::uint32_t, sim::OptionSet> trigger_options_;  // by how much more often they strike
  std::map<std::uint32_t, sim::OptionSet> any_options_;      // by how many there are
};

}  // namespace assay::runs
