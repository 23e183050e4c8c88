// The screen of two runs held against each other: where they part, with what came before and what
// followed in each; then the answers, the money and the judgements that are not the same.
#pragma once

#include <string>

#include "reports/comparison/difference.hpp"
#include "reports/screens/ink.hpp"

namespace assay::reports {

[[nodiscard]] std::string difference_screen(const Difference& difference, const RunRecord& a,
                                            const RunRecord& b, const Ink& ink);

}  // namespace assay::reports
