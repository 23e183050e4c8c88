// One timer of Asio's for each thing to be done; it lives in its own handler.
#include "outside/http/asio_timers.hpp"

#include <chrono>
#include <memory>
#include <utility>

#include <boost/asio/steady_timer.hpp>

namespace assay::outside::http {

sim::TimePoint AsioTimers::now() const {
  const auto since = std::chrono::system_clock::now().time_since_epoch();
  return sim::TimePoint{std::chrono::duration_cast<std::chrono::nanoseconds>(since).count()};
}

void AsioTimers::at(sim::TimePoint when, std::function<void()> what) {
  const auto wait = std::chrono::nanoseconds{(when - now()).ns()};
  auto timer = std::make_shared<boost::asio::steady_timer>(loop_, wait);
  timer->async_wait([timer, what = std::move(what)](const boost::system::error_code& error) {
    if (!error) what();
  });
}

}  // namespace assay::outside::http
