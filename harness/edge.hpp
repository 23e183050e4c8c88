// What goes between a client and the service under test: requests with an idempotency key, and
// answers with a status word. Not the service's rules, and not a wire.
// Source: R1 (identity of a request), R2 and R12 (what an answer may say).
#pragma once

#include <cstdint>
#include <string>

#include "harness/terms.hpp"
#include "harness/time.hpp"
#include "history/amount.hpp"
#include "history/words.hpp"

namespace assay::harness {

/// "Do this operation", once, however often it is said with one key.
struct EdgeRequest {
  std::string tenant;  ///< of the service; it counts as part of all names below
  std::string scope;   ///< within which the key counts
  std::string key;
  std::string fingerprint;  ///< digest of what the client means
  history::OperationKind kind{};
  std::string payable;
  std::uint32_t ordinal = 0;  ///< which operation of its kind on this payable, from 1
  std::string customer;
  history::Amount amount;
  Terms terms;
  /// The authorisation that it is meant for, by the service's reference; empty: the service finds
  /// it.
  std::string parent{};
  friend bool operator==(const EdgeRequest&, const EdgeRequest&) = default;
};

/// Twelve hex digits over what the client means: everything in the request but tenant, scope and
/// key.
[[nodiscard]] std::string fingerprint_of(const EdgeRequest& request);

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

/// What the service answers to one request.
struct EdgeResponse {
  std::uint32_t status = edge_status::unavailable;
  history::Outcome outcome = history::Outcome::none;  ///< as reported; none: nothing is said
  std::string operation;   ///< the service's reference, where there is one
  std::string reason;      ///< a stable word; empty on success
  history::Amount amount;  ///< as reported; no currency: none is
  Duration retry_after;    ///< a hint; zero: none
  bool replayed = false;   ///< stored by an earlier request
  friend bool operator==(const EdgeResponse&, const EdgeResponse&) = default;
};

/// Asks what a customer was charged: captured less refunded.
struct BalanceQuestion {
  std::string tenant;
  std::string customer;
  history::Currency currency;
  friend bool operator==(const BalanceQuestion&, const BalanceQuestion&) = default;
};

}  // namespace assay::harness
