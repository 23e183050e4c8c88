// What reaches us at the edge, and what makes two requests the same. Not a wire format: the host
// turns HTTP or anything else into this.
// Serves: R1, R2 (a key stands for one payload), I04.
#pragma once

#include "payments/journal/payment.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace payments {

struct Request {
  Scope scope;         ///< whose client asks, and where: a key counts only within it
  IdempotencyKey key;  ///< chosen by the client, the same for every try
  Command command;
};

/// Ordinals from here on are our own, for operations that no client asked for.
inline constexpr std::uint32_t first_own_ordinal = 1'000'000;
/// The scope of our own requests, in each tenant; clients may not use it.
inline constexpr std::string_view own_scope = "payments.own";

/// The command as canonical text: equal exactly when nothing that matters differs. It serves as
/// the fingerprint itself, so that no two payloads can collide.
[[nodiscard]] std::string canonical(const Command& command);

/// What is wrong with a request, as a stable word; none if nothing is.
[[nodiscard]] std::optional<std::string_view> malformed(const Request& request);

/// What is let in at all. Part of the service that a host may replace: one that knows its merchants
/// may refuse more, such as amounts above a limit of its own. Keeps nothing, decides on the request
/// alone. Serves: nothing begins that could not be carried to its end.
class RequestCheck {
 public:
  virtual ~RequestCheck() = default;

  /// What is wrong with a request, as a stable word; none if it may come in.
  [[nodiscard]] virtual std::optional<std::string_view> fault_of(const Request& request) const = 0;
};

/// Lets in whatever is not malformed.
class FormCheck : public RequestCheck {
 public:
  [[nodiscard]] std::optional<std::string_view> fault_of(const Request& request) const override;
};

}  // namespace payments
