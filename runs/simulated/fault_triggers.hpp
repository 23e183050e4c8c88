// When the faults of a run under every fault strike. For each action that the run passes and each
// fault that may strike there, the run draws once whether it does, and at which visits of the
// action; so a fault that can strike rarely is met as often as one that can strike everywhere, and
// how many strike a run hardly depends on how long it is. All other questions are answered as in
// any seeded run. Serves law 1: a draw is a function of the seed and of names.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "sim/decisions/decisions.hpp"

namespace assay::runs {

class FaultTriggers final : public sim::Respondent {
 public:
  virtual ~FaultTriggers() = default;

  /// Starts the run of a seed.
  void begin(std::uint64_t seed);

  std::uint32_t answer(const sim::Question& question) override;

 private:
  /// What is known of an action, and what the current run has drawn for it.
  struct Action {
    std::vector<std::uint64_t> names;     // hashes of its draws, by option
    std::vector<std::uint32_t> triggers;  // by option: its place among fault_triggers()
    std::uint64_t run = 0;                // that drew them
    std::uint32_t visits = 0;             // in that run
  };

  Action& action_of(const sim::Question& question);
  void draw_triggers(Action& action) const;

  std::uint64_t seed_ = 0;
  std::uint64_t runs_ = 0;
  std::map<std::string, Action, std::less<>> actions_;
};

}  // namespace assay::runs
