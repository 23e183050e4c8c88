// The service's background work, each kind in a thread of its own: called again when it is due, and
// resolver and relay also once somebody has committed.
#pragma once

#include "payments/ports/clock.hpp"
#include "payments/server/bell.hpp"
#include "payments/server/turns.hpp"
#include "payments/service.hpp"

#include <functional>
#include <thread>
#include <vector>

namespace payments::server {

class Background {
 public:
  /// Starts with `recover`. All of it outlives this. `look_at_files` is called with the turn taken.
  Background(Service& service, Turns& turns, Clock& clock, Bell& bell,
             std::function<void()> look_at_files);
  Background(const Background&) = delete;
  Background& operator=(const Background&) = delete;
  /// Waits for the steps that are under way; the bell must have been told to end.
  ~Background() = default;

 private:
  using Step = StepResult (Service::*)();

  void repeat(Step step, bool hears);
  void look_again(const std::function<void()>& look_at_files);

  Service& service_;
  Turns& turns_;
  Clock& clock_;
  Bell& bell_;
  std::vector<std::jthread> threads_;
};

}  // namespace payments::server
