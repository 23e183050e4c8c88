// Asks an endpoint, one request or many at once, and waits for what comes back. On a loop of its
// caller's, so that a test's server may answer on the same.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <boost/asio/io_context.hpp>

#include "outside/http/message.hpp"

namespace assay::outside {

/// A request and what came of it; status 0 where nothing that can be read did.
struct Exchange {
  http::Request request;
  http::Reply reply{.status = 0};
};

/// Contract: the loop outlives it.
class Asker {
 public:
  Asker(boost::asio::io_context& loop, std::string base) : loop_{loop}, base_{std::move(base)} {}

  /// Sends all of them at once, each on a connection of its own. Returns: them, in order, when each
  /// is answered or 60 seconds are over.
  [[nodiscard]] std::vector<Exchange> ask(const std::vector<http::Request>& requests);
  /// The same of one, at another address where `url` has one.
  [[nodiscard]] Exchange ask(const http::Request& request, const std::string& url = "");
  /// Lets so much time pass, in nanoseconds.
  void wait(std::int64_t length);

 private:
  boost::asio::io_context& loop_;
  std::string base_;
};

}  // namespace assay::outside
