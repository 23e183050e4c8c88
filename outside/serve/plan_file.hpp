// Plans and rates for a served processor, read strictly: each word must be one of the fault
// catalogue, and stand at an edge that it strikes.
#pragma once

#include <string>
#include <vector>

#include "models/rules/profile.hpp"
#include "sim/decisions/fault_rules.hpp"
#include "sim/decisions/plan.hpp"

namespace assay::outside {

/// What the words of a plan are held against.
struct PlanTerms {
  std::string service = "processor";
  const models::Profile* profile = &models::card_profile();
};

/// Reads assay.plan/1, or {"answers": [...]} alone, with answers as a plan has them: site, n (1
/// where it is left out) and answer. `file` is the name that errors carry.
/// Errors: BadInput, with the nearest name.
[[nodiscard]] sim::Plan read_served_plan(const std::string& file, const std::string& text,
                                         const PlanTerms& terms);
/// {"schema": ..., "answers": [...]}.
[[nodiscard]] std::string plan_json(const sim::Plan& plan);

/// Reads "lose=0.01", "lose=1/100" or "processor.*/reply:lose=1/50". Errors: BadInput.
[[nodiscard]] sim::FaultRule read_rate(const std::string& text, const PlanTerms& terms);

}  // namespace assay::outside
