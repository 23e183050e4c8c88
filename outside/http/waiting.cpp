// The timer may outlive the wait as a handler that is still queued: what it sets is shared.
#include "outside/http/waiting.hpp"

#include <memory>

#include <boost/asio/steady_timer.hpp>

namespace assay::outside::http {

bool wait_until(boost::asio::io_context& loop, std::chrono::nanoseconds patience,
                const std::function<bool()>& is_so) {
  const auto is_over = std::make_shared<bool>(false);
  boost::asio::steady_timer timer{loop, patience};
  timer.async_wait([is_over](const boost::system::error_code&) { *is_over = true; });
  while (!is_so() && !*is_over) {
    if (loop.stopped()) loop.restart();
    loop.run_one();
  }
  return is_so();
}

}  // namespace assay::outside::http
