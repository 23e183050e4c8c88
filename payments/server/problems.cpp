// The body is small, and has no member without a value.
#include "payments/server/problems.hpp"

#include <nlohmann/json.hpp>

namespace payments::server {

HttpAnswer problem(unsigned status, std::string_view word, std::string_view title,
                   std::string_view detail) {
  nlohmann::ordered_json body{{"type", "urn:assay-pay:problem:" + std::string(word)},
                              {"title", title},
                              {"status", status}};
  if (!detail.empty()) body["detail"] = detail;
  const auto lenient = nlohmann::ordered_json::error_handler_t::replace;
  return {status, body.dump(-1, ' ', false, lenient), "application/problem+json"};
}

void refuse_malformed(std::string_view detail, std::string_view pointer) {
  const std::string where = pointer.empty() ? "" : std::string(pointer) + ": ";
  throw Refusal{problem(400, "malformed", "The request is malformed. Nothing was done.",
                        where + std::string(detail))};
}

void refuse_unreadable() {
  throw Refusal{problem(503, "unavailable", "What is asked for cannot be read now.")};
}

}  // namespace payments::server
