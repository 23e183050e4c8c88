// An operator's action on its way to a node of the service, and how it came out, as message bodies.
// Not the action's meaning: that is harness/operators.hpp.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "harness/operators.hpp"

namespace assay::models {

/// The network's word for an action; the answer is an OperatorAnswer.
inline constexpr std::string_view operator_operation = "operate";

[[nodiscard]] std::string encode(const harness::OperatorCall& call);
[[nodiscard]] std::string encode(const harness::OperatorAnswer& answer);
[[nodiscard]] std::optional<harness::OperatorCall> decode_operator_call(std::string_view body);
[[nodiscard]] std::optional<harness::OperatorAnswer> decode_operator_answer(std::string_view body);

}  // namespace assay::models
