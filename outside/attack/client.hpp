// One request over HTTP to this machine, with a patience of its own and an end that says what the
// caller knows: answered, timed out, broken, or refused before anything was sent.
#pragma once

#include <functional>
#include <memory>
#include <optional>

#include <boost/asio/io_context.hpp>

#include "outside/http/message.hpp"
#include "sim/time.hpp"

namespace assay::outside::attack {

/// How a request ends for who sent it.
struct Called {
  enum class End : std::uint8_t { answered, timed_out, broken, refused };
  End end = End::broken;
  http::Reply reply{};  ///< where it was answered
};

/// A request on its way.
class Calling {
 public:
  virtual ~Calling() = default;
  /// Breaks the connection (reset), whatever comes of the request; nothing more is told.
  virtual void give_up() = 0;
};

struct CallSpec {
  unsigned short port = 0;
  http::Request request;
  sim::Duration patience;
  /// Called once all has been sent; none: nobody wants to know.
  std::function<void()> sent{};
};

/// Sends it to 127.0.0.1. `told` is called once, never from within this call.
std::shared_ptr<Calling> call(boost::asio::io_context& loop, CallSpec spec,
                              std::function<void(Called)> told);

}  // namespace assay::outside::attack
