// The one event loop of an attack, and waiting on it: whoever plays a plan says what they wait for
// and how long at most, and sockets, timers and processes do their work meanwhile. Nothing sleeps.
// Only the one who plays waits; what the loop calls never does. It also watches itself: where its
// own heartbeat slips, a verdict about time means nothing.
#pragma once

#include <functional>
#include <stdexcept>

#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>

#include "outside/http/asio_timers.hpp"

namespace assay::outside::attack {

using namespace sim::literals;

/// A signal asked the attack to end.
class Interrupted : public std::runtime_error {
 public:
  Interrupted() : std::runtime_error{"interrupted"} {}
};

/// Threads: one.
class Loop {
 public:
  Loop();
  Loop(const Loop&) = delete;
  Loop& operator=(const Loop&) = delete;

  [[nodiscard]] boost::asio::io_context& context() { return context_; }
  [[nodiscard]] http::AsioTimers& timers() { return timers_; }
  [[nodiscard]] sim::TimePoint now() const { return timers_.now(); }

  /// Lets the loop work until `done` says so, at most so long. Returns: what `done` said last.
  /// Errors: Interrupted.
  bool await(const std::function<bool()>& done, sim::Duration at_most);
  /// Lets it work for so long. Errors: Interrupted.
  void pass(sim::Duration length);

  /// The longest slip of the heartbeat since this was last asked.
  sim::Duration take_slip();

 private:
  void beat();

  boost::asio::io_context context_{1};
  boost::asio::signal_set signals_;
  http::AsioTimers timers_;
  bool interrupted_ = false;
  sim::TimePoint next_beat_{};
  sim::Duration slip_{};
};

}  // namespace assay::outside::attack
