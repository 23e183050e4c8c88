// Calls one server over HTTP/1.1, on connections that are used again. Not a retrying client: one
// call is one request, sent at most once, and whoever calls learns how far it came.
#pragma once

#include <chrono>
#include <cstdint>
#include <expected>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace payments::http {

/// Where a server is.
struct Address {
  std::string host;
  std::string port;
};

/// Reads "http://host:port"; without a port: 80. None: it is no such thing. TLS is not spoken.
[[nodiscard]] std::optional<Address> address_of(std::string_view url);

struct Call {
  std::string method;
  std::string target;
  std::vector<std::pair<std::string, std::string>> headers = {};
  std::string body = {};  ///< JSON
};

struct Answer {
  unsigned status = 0;
  std::string content_type;
  std::string body;
};

/// Why there is no answer, and how far the request came.
enum class CallFailure : std::uint8_t {
  unsent,     ///< no byte of it has left us
  timed_out,  ///< some of it may have arrived, and no whole answer came in time
  broken,     ///< the same, and the connection is lost or what came is no HTTP
};

/// Threads: any, at the same time; each call has a connection to itself.
class Client {
 public:
  explicit Client(Address server);
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;
  ~Client();

  /// Sends one request and waits for its answer, `patience` in all. A server's name that is no
  /// address is looked up first, and that is not timed. Errors: CallFailure.
  std::expected<Answer, CallFailure> call(const Call& call, std::chrono::nanoseconds patience);

 private:
  struct Connection;

  [[nodiscard]] std::unique_ptr<Connection> idle_one();
  void keep(std::unique_ptr<Connection> connection);

  Address server_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<Connection>> idle_;
};

}  // namespace payments::http
