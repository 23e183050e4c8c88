// Form fields with brackets in their names as one JSON value, as Rack and qs have it:
// "a[b]=1&c[]=2&d[0][e]=3" is {"a": {"b": "1"}, "c": ["2"], "d": [{"e": "3"}]}. All values stay
// texts.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "outside/http/target.hpp"

namespace assay::outside {

/// Returns: nothing where a name is broken, names a value twice as two kinds of thing, or is nested
/// deeper than ten steps.
[[nodiscard]] std::optional<nlohmann::json> nested(const std::vector<http::Field>& fields);

}  // namespace assay::outside
