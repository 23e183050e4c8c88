// The fewest faults: shrinking only ever drops answers, so it may end with three faults, none of
// which can go, where one or two others would do. This tries every single fault of the undisturbed
// run, then pairs, those of the failing run first. Knows nothing of payments.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "sim/search/strategy.hpp"

namespace assay::sim {

/// Looks for a plan of one fault, then of two, that fails, and ends with the first: with one fault
/// where any does.
class FewestFaults final : public Strategy {
 public:
  /// `recorded` is the failing run: its faults are tried first. Answers of `shrunk` that are no
  /// faults are part of every plan tried. It takes at most `tries_max` runs.
  FewestFaults(const Plan& recorded, const Plan& shrunk, std::uint64_t tries_max);

  [[nodiscard]] std::optional<Proposal> begin() override;
  void learn(const Outcome& outcome) override;
  /// As its run recorded it; nothing where none was found within the tries.
  [[nodiscard]] const std::optional<Plan>& plan() const { return plan_; }
  [[nodiscard]] std::uint64_t tries() const { return tries_; }

 private:
  [[nodiscard]] bool was_seen(const Answer& answer) const;
  void add_singles(const Plan& possible);
  void add_pairs();

  const Plan recorded_;
  Plan base_;
  const std::uint64_t tries_max_;
  std::uint64_t tries_ = 0;
  std::vector<Plan> due_{{}};  // sets of faults: none, then each alone, then pairs
  std::vector<Plan> behind_;   // of each single fault, what might have struck after it
  bool paired_ = false;
  std::optional<Plan> plan_;
};

}  // namespace assay::sim
