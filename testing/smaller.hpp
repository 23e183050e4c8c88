// What a trial can shrink to in one step. Pure: nothing is run here; RapidCheck runs the candidates
// and goes on from the first that fails. Every step is smaller by a measure that cannot fall for
// ever, so that shrinking ends.
#pragma once

#include <compare>
#include <cstddef>
#include <vector>

#include "testing/trial.hpp"

namespace assay::testing {

/// How large a plan is, worst first: faults, other answers, visits waited for, and how far its
/// answers are from the simplest that their sites allow.
struct PlanSize {
  std::size_t faults = 0;
  std::size_t others = 0;
  std::size_t visits = 0;
  std::size_t answers = 0;
  friend auto operator<=>(const PlanSize&, const PlanSize&) = default;
};

/// How large that plan is in that scenario.
[[nodiscard]] PlanSize size_of(const sim::Plan& plan, const scenarios::Scenario& scenario);

/// Smaller plans, boldest first: without timing, schedule and workload answers, without pieces of
/// it, without one answer, with simpler answers, with earlier visits.
[[nodiscard]] std::vector<sim::Plan> smaller_plans(const sim::Plan& plan,
                                                   const scenarios::Scenario& scenario);

/// Smaller workloads: fewer groups, clients, payments and amounts, shorter flows.
[[nodiscard]] std::vector<scenarios::Workload> smaller_workloads(
    const scenarios::Workload& workload);

/// The trial with a smaller plan, then with a smaller workload.
[[nodiscard]] std::vector<Trial> smaller_trials(const Trial& trial,
                                                const scenarios::Scenario& scenario);

}  // namespace assay::testing
