// replay --as-scenario: a scenario file that shows a recorded failure and little else, to be kept
// beside one's own, changed, and run.
#pragma once

#include <string>

#include "cli/options.hpp"
#include "scenarios/files/recording.hpp"

namespace assay::cli {

/// Takes out of the failure's scenario what it does not need, and writes what is left to
/// `options.as_scenario`. Returns: what was written and how to run it, for people.
/// Errors: Usage where the file is a plan, which names no property, where its plan violates nothing
/// here, or where a scenario cannot have the name of the file; scenarios::CannotWrite.
[[nodiscard]] std::string write_as_scenario(const scenarios::Recording& recording,
                                            const Options& options);

}  // namespace assay::cli
