// What `judge` tells of a recording: the table of properties, each violation with its evidence by
// file and line, and the verdict; on a terminal and as JSON. Nothing is judged here.
#pragma once

#include <span>
#include <string>

#include <nlohmann/json.hpp>

#include "outside/judge/judge.hpp"
#include "reports/screens/ink.hpp"

namespace assay::cli {

/// The whole screen of one recording.
[[nodiscard]] std::string judged_screen(const outside::Judged& judged, const reports::Ink& ink);

/// "violated: 2 properties; 40 payables, 3 of them (7.5 %) unknown: cut off at the front".
[[nodiscard]] std::string verdict_sentence(const outside::Judged& judged);

/// Stable: the recording, the property and what its violation is about.
[[nodiscard]] std::string id_of(const outside::Judged& judged,
                                const outside::JudgedProperty& property);

/// All recordings, by schema `assay.judged/1`.
[[nodiscard]] nlohmann::ordered_json judged_json(std::span<const outside::Judged> all);

}  // namespace assay::cli
