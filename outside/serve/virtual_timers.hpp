// A clock that jumps from one thing to be done to the next: a served processor on virtual time, for
// tests and comparisons with the simulated world.
#pragma once

#include <map>
#include <utility>

#include "outside/serve/timers.hpp"

namespace assay::outside {

class VirtualTimers final : public Timers {
 public:
  [[nodiscard]] sim::TimePoint now() const override { return now_; }
  void at(sim::TimePoint when, std::function<void()> what) override {
    due_.emplace(when < now_ ? now_ : when, std::move(what));  // a multimap keeps equals in order
  }

  /// Does the next thing that is due by then. Returns: whether there was one.
  bool step(sim::TimePoint until) {
    if (due_.empty() || due_.begin()->first > until) return false;
    auto next = due_.extract(due_.begin());
    now_ = next.key();
    next.mapped()();
    return true;
  }
  /// Lets time pass until then, and does what is due.
  void run_until(sim::TimePoint until) {
    while (step(until)) {
    }
    if (now_ < until) now_ = until;
  }

 private:
  sim::TimePoint now_;
  std::multimap<sim::TimePoint, std::function<void()>> due_;
};

}  // namespace assay::outside
