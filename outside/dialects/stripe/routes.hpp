// The routes of the Stripe dialect, and a request taken apart: which method of the API it calls, on
// which object, with which parameters, under which key. Nothing is decided here.
#pragma once

#include <expected>
#include <string>
#include <string_view>

#include "outside/dialects/stripe/errors.hpp"
#include "outside/http/message.hpp"

namespace assay::outside::stripe {

/// One call of the API.
/// A truth in a form: Python's SDK writes it as Python does.
[[nodiscard]] inline bool is_true(std::string_view text) {
  return text == "true" || text == "True";
}
[[nodiscard]] inline bool is_false(std::string_view text) {
  return text == "false" || text == "False";
}

struct Asked {
  std::string what;  ///< "payment_intents.create"
  std::string kind;  ///< "payment_intents"
  std::string verb;  ///< "create"
  std::string id;    ///< of the object in the path; empty where there is none
  std::string url;   ///< "/v1/payment_intents"
  Json params = Json::object();
  std::string key{};
  std::string version{};  ///< of the API, as the request names it
  bool reads = false;  ///< it is a GET

  /// A parameter as text; empty where it is not there.
  [[nodiscard]] std::string text(const char* name) const;
  [[nodiscard]] bool flag(const char* name) const { return is_true(text(name)); }
};

/// Errors: the reply to a request that is none of the API's, or has no test key.
[[nodiscard]] std::expected<Asked, http::Reply> read_call(const http::Request& request);

}  // namespace assay::outside::stripe
