// JSON values as texts that are safe to store and to show: valid UTF-8 whatever went in, and every
// character that does not show itself as an escape of JSON, which reads back as what it was.
#pragma once

#include <string>

#include <nlohmann/json.hpp>

namespace assay::scenarios {

/// The text of a value, on one line, or indented. Bytes that are no UTF-8 become U+FFFD.
[[nodiscard]] std::string json_text(const nlohmann::json& value, int indent = -1);
[[nodiscard]] std::string json_text(const nlohmann::ordered_json& value, int indent = -1);

}  // namespace assay::scenarios
