// A trial in words: what was asked of the system, and what goes wrong. Not a report: those are
// made of whole runs.
#pragma once

#include <string>
#include <string_view>

#include "testing/trial.hpp"

namespace assay::testing {

/// "1 person x 1 payment, authorise_and_capture", groups joined by "; ".
[[nodiscard]] std::string describe(const scenarios::Workload& workload);

/// Each answer on a line of its own, indented; or a sentence that nothing goes wrong.
[[nodiscard]] std::string describe(const sim::Plan& plan);

/// That a run, made again, was another, and where the two part: lines of their own, indented.
[[nodiscard]] std::string describe(std::string_view which, const runs::Parting& parting);

}  // namespace assay::testing
