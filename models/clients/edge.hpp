// The wire between a client and the service under test: what harness/edge.hpp has, as message
// bodies, both ways.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "harness/edge.hpp"

namespace assay::models {

/// The network's word for a question about a balance; the answer is an EdgeResponse with an amount.
inline constexpr std::string_view balance_operation = "balance";

[[nodiscard]] std::string encode(const harness::EdgeRequest& request);
[[nodiscard]] std::string encode(const harness::EdgeResponse& response);
[[nodiscard]] std::string encode(const harness::BalanceQuestion& question);

[[nodiscard]] std::optional<harness::EdgeRequest> decode_edge_request(std::string_view body);
[[nodiscard]] std::optional<harness::EdgeResponse> decode_edge_response(std::string_view body);
[[nodiscard]] std::optional<harness::BalanceQuestion> decode_balance_question(
    std::string_view body);

}  // namespace assay::models
