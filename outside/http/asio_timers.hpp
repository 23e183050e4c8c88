// The wall clock, and timers of an event loop, behind the interface that a served processor knows.
// The one place of outside/ that reads a clock.
#pragma once

#include <boost/asio/io_context.hpp>

#include "outside/serve/timers.hpp"

namespace assay::outside::http {

/// Contract: the loop outlives it.
class AsioTimers final : public Timers {
 public:
  explicit AsioTimers(boost::asio::io_context& loop) : loop_{loop} {}

  [[nodiscard]] sim::TimePoint now() const override;
  void at(sim::TimePoint when, std::function<void()> what) override;

 private:
  boost::asio::io_context& loop_;
};

}  // namespace assay::outside::http
