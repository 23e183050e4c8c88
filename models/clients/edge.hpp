// What goes between a client and the service under test, on both sides of the wire: requests with
// an idempotency key, and answers with a status word. Not the service's rules.
// Source: R1 (identity of a request), R2 and R12 (what an answer may say).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "history/observation.hpp"
#include "models/clients/terms.hpp"
#include "sim/time.hpp"

namespace assay::models {

/// "Do this operation", once, however often it is said with one key.
struct EdgeRequest {
  std::string tenant;       ///< of the service; it counts as part of all names below
  std::string scope;        ///< within which the key counts
  std::string key;
  std::string fingerprint;  ///< digest of what the client means; `fingerprint_of` makes it
  history::OperationKind kind{};
  std::string payable;
  std::uint32_t ordinal = 0;
  std::string customer;
  history::Amount amount;
  Terms terms;
  friend bool operator==(const EdgeRequest&, const EdgeRequest&) = default;
};

/// Status words, as HTTP has them. A client takes 200, 400, 402 and 422 as final.
namespace edge_status {
inline constexpr std::uint32_t succeeded = 200;
inline constexpr std::uint32_t accepted = 202;
inline constexpr std::uint32_t malformed = 400;
inline constexpr std::uint32_t declined = 402;
inline constexpr std::uint32_t in_progress = 409;
inline constexpr std::uint32_t unprocessable = 422;
inline constexpr std::uint32_t overloaded = 429;
inline constexpr std::uint32_t unavailable = 503;
}  // namespace edge_status

struct EdgeResponse {
  std::uint32_t status = edge_status::unavailable;
  history::Outcome outcome = history::Outcome::none;  ///< as told; none: nothing is said
  std::string operation;            ///< the service's reference, where there is one
  std::string reason;               ///< a stable word; empty on success
  history::Amount amount;           ///< as told; no currency: none is told
  sim::Duration retry_after;        ///< a hint; zero: none
  bool replayed = false;            ///< stored by an earlier request
  friend bool operator==(const EdgeResponse&, const EdgeResponse&) = default;
};

/// Asks what a customer was charged: captured less refunded.
struct BalanceQuestion {
  std::string tenant;
  std::string customer;
  std::string currency;
  friend bool operator==(const BalanceQuestion&, const BalanceQuestion&) = default;
};

/// The network's word for a question about a balance; the answer is an EdgeResponse with an amount.
inline constexpr std::string_view balance_operation = "balance";

/// Twelve hex digits over what the client means: everything in the request but scope and key.
[[nodiscard]] std::string fingerprint_of(const EdgeRequest& request);

[[nodiscard]] std::string encode(const EdgeRequest& request);
[[nodiscard]] std::string encode(const EdgeResponse& response);
[[nodiscard]] std::string encode(const BalanceQuestion& question);

[[nodiscard]] std::optional<EdgeRequest> decode_edge_request(std::string_view body);
[[nodiscard]] std::optional<EdgeResponse> decode_edge_response(std::string_view body);
[[nodiscard]] std::optional<BalanceQuestion> decode_balance_question(std::string_view body);

}  // namespace assay::models
