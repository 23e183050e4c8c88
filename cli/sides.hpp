// The two runs that `diff` holds against each other, each read from what was kept of it or played
// now.
#pragma once

#include <utility>

#include "cli/options.hpp"
#include "reports/comparison/run_record.hpp"

namespace assay::cli {

/// A and B, as the command line says: one name stands for both; of each option, one value for both
/// or one for each. Where there is one name, a system or defect that is said once is B's alone.
/// Errors: Usage, UnknownName, BadInput; sim::BrokenHarness.
[[nodiscard]] std::pair<reports::RunRecord, reports::RunRecord> two_runs(const Options& options);

}  // namespace assay::cli
