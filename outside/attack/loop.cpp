// A deadline is a timer that does nothing: it wakes the loop.
#include "outside/attack/loop.hpp"

#include <algorithm>
#include <chrono>
#include <csignal>
#include <utility>

namespace assay::outside::attack {
namespace {

constexpr sim::Duration heartbeat = 50_ms;

}  // namespace

Loop::Loop() : signals_{context_, SIGINT, SIGTERM, SIGHUP}, timers_{context_} {
  signals_.async_wait([this](const boost::system::error_code& error, int) {
    if (!error) interrupted_ = true;
  });
  next_beat_ = now() + heartbeat;
  beat();
}

void Loop::beat() {
  timers_.at(next_beat_, [this] {
    const sim::TimePoint woke = now();
    slip_ = std::max(slip_, woke - next_beat_);
    next_beat_ = woke + heartbeat;
    beat();
  });
}

bool Loop::await(const std::function<bool()>& done, sim::Duration at_most) {
  const sim::TimePoint until = now() + at_most;
  while (!done()) {
    if (interrupted_) throw Interrupted{};
    const sim::Duration left = until - now();
    if (left <= 0_ns) return false;
    context_.run_one_for(std::chrono::nanoseconds{left.ns()});
  }
  return true;
}

void Loop::pass(sim::Duration length) {
  await([] { return false; }, length);
}

sim::Duration Loop::take_slip() { return std::exchange(slip_, 0_ns); }

}  // namespace assay::outside::attack
