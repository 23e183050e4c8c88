// What two runs differ in, for programs: schema assay.diff/1, described in docs/cli.md. Not what
// people read: that is screens/difference_screen.hpp.
#pragma once

#include <nlohmann/json.hpp>

#include "reports/comparison/difference.hpp"

namespace assay::reports {

inline constexpr std::string_view diff_schema = "assay.diff/1";

[[nodiscard]] nlohmann::ordered_json to_json(const Difference& difference, const RunRecord& a,
                                             const RunRecord& b);

}  // namespace assay::reports
