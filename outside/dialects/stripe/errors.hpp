// Errors as Stripe's API tells them: {"error": {type, code, message, param, ...}}.
// Source: docs.stripe.com/api/errors; R3 for those about idempotency keys.
#pragma once

#include <string>
#include <string_view>

#include "outside/dialects/stripe/objects.hpp"
#include "outside/http/message.hpp"

namespace assay::outside::stripe {

struct Error {
  unsigned status = 400;
  std::string type = "invalid_request_error";
  std::string code{};
  std::string message{};
  std::string param{};
  std::string decline_code{};
  std::string charge{};
  Json payment_intent{};  ///< null: none
};

[[nodiscard]] http::Reply reply_of(const Error& error);

[[nodiscard]] Error missing(std::string_view param);
[[nodiscard]] Error unknown_param(std::string_view param);
[[nodiscard]] Error invalid(std::string_view param, std::string_view message);
[[nodiscard]] Error no_such(std::string_view what, std::string_view id);
[[nodiscard]] Error unexpected_state(const Json& intent, std::string_view verb);
[[nodiscard]] Error key_in_use(std::string_view key);
[[nodiscard]] Error key_reused(std::string_view key);
[[nodiscard]] Error api_error();

}  // namespace assay::outside::stripe
