// An HTTP/1.1 server on a loopback address, on one thread: connections, keep-alive, and what
// becomes of each answer, which may come at any time, never, or as a broken connection. It knows
// nothing of payments.
#pragma once

#include <cstddef>
#include <memory>
#include <stdexcept>
#include <string>

#include <boost/asio/io_context.hpp>

#include "outside/http/exchange.hpp"

namespace assay::outside::http {

/// It cannot listen there.
class CannotListen : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Contract: the loop outlives it.
class Listener {
 public:
  /// Takes in what comes to 127.0.0.1; port 0 lets the system choose. Errors: CannotListen.
  Listener(boost::asio::io_context& loop, unsigned short port, Handler handler);
  ~Listener();
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;

  [[nodiscard]] unsigned short port() const;
  /// Requests that are not answered, and whose connections are still open.
  [[nodiscard]] std::size_t unanswered() const;
  /// Takes nothing in any more, and closes all connections.
  void close();

 private:
  class Connections;
  std::shared_ptr<Connections> connections_;
};

}  // namespace assay::outside::http
