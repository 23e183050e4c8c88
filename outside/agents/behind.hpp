// What stands behind an agent's tool: outside/serve's service in this process, which keeps the
// truth, and stubs for the calls beside those for money. Faults are aimed at the operation that
// moves money and not at a count of calls, since tokens and balances are asked for first.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <boost/asio/io_context.hpp>

#include "outside/agents/subject.hpp"
#include "outside/dialects/dialect.hpp"
#include "outside/http/asio_timers.hpp"
#include "outside/http/listener.hpp"
#include "outside/serve/service.hpp"

namespace assay::outside::agents {

/// What goes wrong at the call for money.
enum class Strike : std::uint8_t {
  nothing,
  first_reply,  ///< the connection breaks after the effect, once
  every_reply,  ///< so it does each time
  refused,      ///< the processor answers 500, and has done nothing, each time
  hang,         ///< nothing is answered after the effect, and whoever asked is told of
};

/// Contract: loop and subject outlive it.
class Behind {
 public:
  /// Errors: BadInput, about dialect or profile; http::CannotListen.
  Behind(boost::asio::io_context& loop, const AgentSubject& subject);

  [[nodiscard]] unsigned short port() const { return listener_->port(); }
  /// From now on that goes wrong.
  void strike(Strike how);
  /// Replies to calls for money since `strike`, the lost ones too.
  [[nodiscard]] std::uint64_t replies() const { return replies_; }
  /// Asks the processor itself, and waits for its answer. Contract: nothing strikes.
  http::Reply ask(const http::Request& request);
  /// Effects of the kind on what has that name, that nobody undid.
  [[nodiscard]] std::int64_t effects(const std::string& reference) const;
  /// Takes what was asked and answered since the last call, a line each.
  [[nodiscard]] std::vector<std::string> take_said() { return std::exchange(said_, {}); }

 private:
  [[nodiscard]] const Stub* stub_for(const http::Request& request) const;
  void take(const http::Request& request, const http::Respond& respond);
  bool passes(const Site& site);

  boost::asio::io_context& loop_;
  const AgentSubject& subject_;
  http::AsioTimers timers_;
  std::unique_ptr<Dialect> dialect_;
  std::unique_ptr<Service> service_;
  std::unique_ptr<http::Listener> listener_;
  Strike strike_ = Strike::nothing;
  std::uint64_t replies_ = 0;
  std::vector<std::string> said_;
};

}  // namespace assay::outside::agents
