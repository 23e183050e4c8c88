// A request and an answer of HTTP as the edge sees them, whatever library reads and writes them.
// Not a wire format: no chunks, no connection.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace payments::server {

struct HttpRequest {
  std::string method;
  std::string target;
  std::multimap<std::string, std::string> headers = {};  ///< names in lower case
  std::string body = {};

  /// The only value of a header; empty where it is absent or came more than once.
  [[nodiscard]] std::string_view header(const std::string& name) const {
    const auto [first, last] = headers.equal_range(name);
    return first != last && std::next(first) == last ? std::string_view(first->second)
                                                     : std::string_view();
  }
};

struct HttpAnswer {
  unsigned status = 200;
  std::string body = {};
  std::string type = "application/json";
  std::vector<std::pair<std::string, std::string>> headers = {};
  std::string route = {};  ///< for metrics: what was asked for, without names of clients
};

}  // namespace payments::server
