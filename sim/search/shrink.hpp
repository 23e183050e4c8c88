// Shrinking: a smaller plan for which the same thing still goes wrong. Knows nothing of payments:
// it takes a plan and learns of each smaller one whether that still fails. The result is 1-minimal
// in its faults: without any one of them nothing fails.
#pragma once

#include <cstdint>
#include <optional>

#include "sim/search/strategy.hpp"

namespace assay::sim {

/// What shrinking came to.
struct Shrunk {
  Plan plan;
  std::uint64_t tries = 0;  ///< runs it took
  bool reproduced = true;   ///< whether the plan that was given failed at all
};

/// Drops schedule, timing and workload answers wholesale where that still fails, and one by one
/// where not; then drops faults one by one until none can go.
class Shrinking final : public Strategy {
 public:
  explicit Shrinking(const Plan& plan) : shrunk_{.plan = plan} {}

  [[nodiscard]] std::optional<Proposal> begin() override;
  void learn(const Outcome& outcome) override;
  [[nodiscard]] const Shrunk& shrunk() const { return shrunk_; }

 private:
  [[nodiscard]] bool next_piece();
  [[nodiscard]] bool next_pass();
  void start_sort(bool faults);
  void start_pass(std::size_t width);

  Shrunk shrunk_;
  Plan candidate_;
  std::size_t step_ = 0;    // what is dropped wholesale, at first
  bool faults_ = true;      // pieces of faults are dropped, or of what is none
  std::size_t width_ = 0;   // of the pieces
  std::size_t end_ = 0;     // of the piece to come: they go from the back
  bool any_went_ = false;   // in this pass
  std::size_t before_ = 0;  // the plan's size when pieces of both sorts were begun with
};

}  // namespace assay::sim
