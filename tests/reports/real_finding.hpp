// A failure found for real: a defect of the gallery, swept, shrunk and replayed, as a finding
// report that reports are made of. Not a fixture of invented facts: what reports say of it can be
// checked.
#pragma once

#include "reports/shown_run.hpp"

namespace real {

/// The payment code that takes a time-out for a failure, in lost_response: charged twice.
[[nodiscard]] const assay::reports::FindingReport& charged_twice();

/// Results that hold that finding.
[[nodiscard]] assay::campaign::Results results();

}  // namespace real
