// A month's harm and its cost, for people and as assay.risk/1. Both say what the figures rest on:
// the strikes that were counted, by fault. Serves the claim that no rate and no price is made up.
#pragma once

#include <span>
#include <string>

#include "campaign/risk/estimate.hpp"
#include "reports/screens/ink.hpp"

namespace assay::reports {

inline constexpr std::string_view risk_schema = "assay.risk/1";

[[nodiscard]] std::string risk_screen(const campaign::Estimate& estimate,
                                      std::span<const campaign::Strikes> strikes, const Ink& ink);

[[nodiscard]] std::string risk_json(const campaign::Estimate& estimate,
                                    std::span<const campaign::Strikes> strikes);

}  // namespace assay::reports
