// Findings as SARIF 2.1.0, which code hosts and editors show and follow over builds.
// Source: OASIS, Static Analysis Results Interchange Format 2.1.0.
#pragma once

#include <span>
#include <string>

#include "campaign/results/results.hpp"
#include "reports/shown_run.hpp"

namespace assay::reports {

/// One run: its rules are the broken properties, its results the distinct failures, each with a
/// fingerprint that is its id, so that a finding is followed while lines and seeds change. What
/// keeps a campaign from being a pass although nothing was violated is a notification. No time and
/// no host: two renderings are equal.
[[nodiscard]] std::string sarif_text(const campaign::Results& results,
                                     std::span<const FindingReport> failures);

}  // namespace assay::reports
