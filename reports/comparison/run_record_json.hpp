// A run's record as a file: schema assay.replay/1, what `replay --json` prints and `diff` reads,
// of this build or of another one.
#pragma once

#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "reports/comparison/run_record.hpp"
#include "scenarios/files/file_kind.hpp"

namespace assay::reports {

[[nodiscard]] nlohmann::ordered_json to_json(const RunRecord& record);

/// What `to_json` made, by this build or another one. Errors: BadInput.
[[nodiscard]] RunRecord load_run_record(const std::string& path);

// Parts that other forms share.
[[nodiscard]] nlohmann::ordered_json to_json(const ThreeSides& operation);
[[nodiscard]] nlohmann::ordered_json to_json(const RecordedEvent& event);

}  // namespace assay::reports
