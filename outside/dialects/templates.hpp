// Templates of JSON: a text that is "${name}" and nothing else becomes the value of that name, of
// whatever type; within a longer text it becomes the value's text. A member whose value has no name
// that is known, or is an empty text, is left out.
#pragma once

#include <map>
#include <string>

#include <nlohmann/json.hpp>

namespace assay::outside {

[[nodiscard]] nlohmann::ordered_json filled(
    const nlohmann::ordered_json& pattern,
    const std::map<std::string, nlohmann::ordered_json, std::less<>>& values);

}  // namespace assay::outside
