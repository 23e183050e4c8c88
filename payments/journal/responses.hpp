// What a client is told: derived from the committed belief alone, never from a hope. An unknown
// outcome reads "pending". Serves: told truth (I30), policy 4.1 of the payment rules.
#pragma once

#include "payments/journal/journal.hpp"
#include "payments/types/outcome.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace payments {

/// Status words, as HTTP has them.
namespace status {
inline constexpr std::uint32_t succeeded = 200;
inline constexpr std::uint32_t accepted = 202;       ///< no result yet: ask again with the same key
inline constexpr std::uint32_t malformed = 400;      ///< nothing was done
inline constexpr std::uint32_t declined = 402;       ///< final
inline constexpr std::uint32_t in_progress = 409;    ///< not now: retry the identical request
inline constexpr std::uint32_t unprocessable = 422;  ///< key reused, or refused for this payment
inline constexpr std::uint32_t overloaded = 429;     ///< nothing was done: retry later
inline constexpr std::uint32_t unavailable = 503;    ///< no result: retry with the same key
}  // namespace status

/// An answer to one request.
struct Response {
  std::uint32_t code = status::unavailable;
  std::optional<Outcome> told;  ///< none: nothing is said about the operation
  OperationId operation;        ///< none: no operation began
  std::string reason;           ///< a stable word, empty on success
  std::optional<Duration> retry_after;
  bool replayed = false;    ///< it was stored by an earlier request
  bool superseded = false;  ///< another answer was final before, and turned out untrue

  friend bool operator==(const Response&, const Response&) = default;
};

/// What may be said about an operation that is believed to be so.
[[nodiscard]] Response response_for(const OperationView& view, Duration retry_hint);

/// What is said of an operation that was told to have come to nothing, and took effect after all:
/// success, or that it was given back where nobody had a use for it any more. Source: R17, I03.
[[nodiscard]] Response superseding(const OperationView& view, bool given_back);

/// An answer that says nothing about any operation.
[[nodiscard]] Response no_result(std::uint32_t code, std::string reason,
                                 std::optional<Duration> retry_after = std::nullopt);

}  // namespace payments
