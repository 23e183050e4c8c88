// A client of the service: one request on a connection of its own, and all of the answer.
// Not a test.
#pragma once

#include <cstdint>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

namespace payments::testing {

struct Told {
  unsigned status = 0;
  std::map<std::string, std::string> headers;  ///< names in lower case
  std::string text;

  [[nodiscard]] nlohmann::json body() const { return nlohmann::json::parse(text); }
  [[nodiscard]] std::string header(const std::string& name) const {
    const auto found = headers.find(name);
    return found == headers.end() ? "" : found->second;
  }
  /// The last word of a problem's type.
  [[nodiscard]] std::string problem() const {
    const auto type = body().value("type", "");
    return type.substr(type.rfind(':') + 1);
  }
};

/// Asks; none where no whole answer came.
[[nodiscard]] std::optional<Told> ask(std::uint16_t port, const std::string& method,
                                      const std::string& target,
                                      const std::map<std::string, std::string>& headers = {},
                                      const std::string& body = {});

}  // namespace payments::testing
