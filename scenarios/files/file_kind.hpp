// What kind of file one of ours is, by its "schema": a scenario, a plan, a failure, or a run that
// was kept. Reads nothing else of it: the rest is for the reader of that kind.
#pragma once

#include <string>
#include <string_view>

#include "scenarios/files/document.hpp"

namespace assay::scenarios {

inline constexpr std::string_view replay_schema = "assay.replay/1";
/// How large such a file may be: every event of a run is in it.
inline constexpr TextLimits replay_limits{
    .bytes = std::size_t{1} << 28, .events = 50'000'000, .text_length = std::size_t{1} << 20};

/// A scenario, a plan, a failure, or a run that was kept.
enum class FileKind { scenario, plan, failure, replay };

/// Errors: BadInput where it is none of ours.
[[nodiscard]] FileKind kind_of_file(const std::string& path);

}  // namespace assay::scenarios
