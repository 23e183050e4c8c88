// Why a campaign in which nothing was violated is no pass, a sentence each: for code hosts and the
// pages of builds.
#pragma once

#include <string>
#include <vector>

#include "campaign/results/results.hpp"

namespace assay::reports {

/// What was never met, what could not be decided, runs that did not come back, defects that were
/// not caught, runs that went another way when they were made again. Empty where none is in doubt.
[[nodiscard]] std::vector<std::string> doubts_of(const campaign::Results& results);

}  // namespace assay::reports
