// Failures found for real: defects of the gallery, swept, shrunk and replayed, as finding reports
// that reports are made of. Not fixtures of invented facts: what reports say of them can be
// checked.
#pragma once

#include <string>

#include "reports/shown_run.hpp"

namespace real {

/// The first failure of that property that a defect shows in a scenario. Errors:
/// std::runtime_error where it shows none any more.
[[nodiscard]] assay::reports::FindingReport found(const std::string& defect,
                                                  const std::string& scenario,
                                                  const std::string& property);

/// The payment code that takes a time-out for a failure, in lost_response: charged twice.
[[nodiscard]] const assay::reports::FindingReport& charged_twice();

/// The payment code that stops asking a silent processor, in long_outage: parked beyond a deadline.
[[nodiscard]] const assay::reports::FindingReport& never_asked();

/// Results that hold the first of these.
[[nodiscard]] assay::campaign::Results results();

}  // namespace real
