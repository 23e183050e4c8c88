// What the files of an endpoint, of an agent's tool and of a handler of webhooks say in one way:
// how long something may take, and which cases are not asked. What each of them says alone is read
// where it belongs.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "scenarios/files/document.hpp"

namespace assay::outside {

/// A duration such as "2s", in nanoseconds; `otherwise` where it is not said.
[[nodiscard]] std::int64_t length_of(const nlohmann::ordered_json& parent, const char* name,
                                     std::int64_t otherwise);

/// The cases that the file leaves out. Errors: BadInput for one that is none of `optional`;
/// `expected` says what those are, "a check other than the first".
[[nodiscard]] std::vector<std::string> left_out(const scenarios::Document& document,
                                                const nlohmann::ordered_json& value,
                                                std::span<const std::string_view> optional,
                                                std::string_view expected);

}  // namespace assay::outside
