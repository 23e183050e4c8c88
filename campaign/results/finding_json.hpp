// Findings as JSON: what workers send to their parent, and the part of results.json that other
// programs read. Not a failure file: that is the one thing that replays.
#pragma once

#include <nlohmann/json.hpp>

#include "runs/finding.hpp"

namespace assay::campaign {

/// The keys that docs/cli.md promises first, then the rest.
[[nodiscard]] nlohmann::ordered_json to_json(const runs::Finding& finding);

/// What `to_json` made. Errors: nlohmann::json::exception where it is something else.
[[nodiscard]] runs::Finding finding_from(const nlohmann::json& value);

/// A plan as a list of answers; the kind is told where it is not `fault`.
[[nodiscard]] nlohmann::ordered_json plan_to_json(const sim::Plan& plan);
[[nodiscard]] sim::Plan plan_from(const nlohmann::json& value);

/// A digest from its 32 hex digits.
[[nodiscard]] sim::Digest digest_from(const std::string& hex);

[[nodiscard]] nlohmann::ordered_json parting_to_json(const std::optional<runs::Parting>& parting);
[[nodiscard]] std::optional<runs::Parting> parting_from(const nlohmann::json& value);

/// The verdict of that name. Errors: BrokenHarness where there is none.
[[nodiscard]] properties::Verdict verdict_from(const std::string& name);
[[nodiscard]] properties::Severity severity_from(const std::string& name);

}  // namespace assay::campaign
