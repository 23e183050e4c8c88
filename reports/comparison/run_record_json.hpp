// A run's record as a file: schema assay.replay/1, what `replay --json` prints and `diff` reads,
// of this build or of another one.
#pragma once

#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "reports/comparison/run_record.hpp"
#include "scenarios/files/document.hpp"

namespace assay::reports {

inline constexpr std::string_view replay_schema = "assay.replay/1";

/// How large such a file may be: every event of a run is in it.
inline constexpr scenarios::TextLimits replay_limits{
    .bytes = std::size_t{1} << 28, .events = 50'000'000, .text_length = std::size_t{1} << 20};

[[nodiscard]] nlohmann::ordered_json to_json(const RunRecord& record);

/// What `to_json` made, by this build or another one. Errors: BadInput.
[[nodiscard]] RunRecord load_run_record(const std::string& path);

// Parts that other forms share.
[[nodiscard]] nlohmann::ordered_json to_json(const ThreeSides& operation);
[[nodiscard]] nlohmann::ordered_json to_json(const RecordedEvent& event);

}  // namespace assay::reports
