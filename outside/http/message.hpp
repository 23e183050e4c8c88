// A request and a reply of HTTP/1.1 as values: what a dialect reads and writes, whether it came
// over a socket or stands in a test. Not a parser (text.hpp) and not a connection (listener.hpp).
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace assay::outside::http {

struct Header {
  std::string name, value;
  friend bool operator==(const Header&, const Header&) = default;
};

/// The value of the first header of that name, whatever its case; empty where there is none. Valid
/// as long as the headers are.
[[nodiscard]] std::string_view find(const std::vector<Header>& headers, std::string_view name);

struct Request {
  std::string method;
  std::string target;  ///< path and query as they were sent
  std::vector<Header> headers{};
  std::string body{};

  [[nodiscard]] std::string_view header(std::string_view name) const { return find(headers, name); }
};

struct Reply {
  unsigned status = 200;
  std::vector<Header> headers{};
  std::string body{};

  [[nodiscard]] std::string_view header(std::string_view name) const { return find(headers, name); }
  friend bool operator==(const Reply&, const Reply&) = default;
};

/// A reply with a body of JSON.
[[nodiscard]] Reply json_reply(unsigned status, std::string body);
/// An error after RFC 9457: `problem` is its short name, `detail` a sentence for people.
[[nodiscard]] Reply problem_reply(unsigned status, std::string_view problem,
                                  std::string_view detail);

}  // namespace assay::outside::http
