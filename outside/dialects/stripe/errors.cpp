// The words that clients look at are type, code and status; messages are near those of the API.
#include "outside/dialects/stripe/errors.hpp"

#include <fmt/format.h>

#include "scenarios/files/json_text.hpp"

namespace assay::outside::stripe {

http::Reply reply_of(const Error& error) {
  Json told = Json::object();
  if (!error.charge.empty()) told["charge"] = error.charge;
  if (!error.code.empty()) told["code"] = error.code;
  if (!error.decline_code.empty()) told["decline_code"] = error.decline_code;
  told["message"] = error.message;
  if (!error.param.empty()) told["param"] = error.param;
  if (!error.payment_intent.is_null()) told["payment_intent"] = error.payment_intent;
  told["type"] = error.type;
  return http::json_reply(error.status, scenarios::json_text(Json{{"error", told}}, 2) + "\n");
}

Error missing(std::string_view param) {
  return {.code = "parameter_missing",
          .message = fmt::format("Missing required param: {}.", param),
          .param = std::string{param}};
}

Error unknown_param(std::string_view param) {
  return {.code = "parameter_unknown",
          .message = fmt::format("Received unknown parameter: {}", param),
          .param = std::string{param}};
}

Error invalid(std::string_view param, std::string_view message) {
  return {.code = "parameter_invalid_" + std::string{param == "amount" ? "integer" : "string"},
          .message = std::string{message},
          .param = std::string{param}};
}

Error no_such(std::string_view what, std::string_view id) {
  return {.status = 404,
          .code = "resource_missing",
          .message = fmt::format("No such {}: '{}'", what, id),
          .param = what == "payment_intent" ? "intent" : "id"};
}

Error unexpected_state(const Json& intent, std::string_view verb) {
  return {.code = "payment_intent_unexpected_state",
          .message = fmt::format("This PaymentIntent could not be {} because it has a status "
                                 "of {}.",
                                 verb, intent.at("status").get<std::string>()),
          .payment_intent = intent};
}

Error key_in_use(std::string_view key) {
  return {.status = 409,
          .code = "idempotency_key_in_use",
          .message = fmt::format("There is currently another in-progress request using this "
                                 "Idempotent Key: {}. Please try again later.",
                                 key)};
}

Error key_reused(std::string_view key) {
  return {.type = "idempotency_error",
          .message = fmt::format("Keys for idempotent requests can only be used with the same "
                                 "parameters they were first used with. Try using a key other "
                                 "than '{}' if you meant to execute a different request.",
                                 key)};
}

Error api_error() {
  return {.status = 500,
          .type = "api_error",
          .message = "Sorry! There was an error while talking to one of our backends."};
}

}  // namespace assay::outside::stripe
