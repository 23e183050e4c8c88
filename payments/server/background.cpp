// A store that does not answer rings no bell, so no wait is long.
#include "payments/server/background.hpp"

#include <algorithm>
#include <chrono>

namespace payments::server {
namespace {

constexpr std::chrono::nanoseconds wait_max = std::chrono::seconds(5);
constexpr std::chrono::nanoseconds idle_max = std::chrono::hours(1);
constexpr std::chrono::nanoseconds files_pause = std::chrono::minutes(10);
constexpr std::chrono::nanoseconds pause_min = std::chrono::milliseconds(20);

}  // namespace

Background::Background(Service& service, Turns& turns, Clock& clock, Bell& bell,
                       std::function<void()> look_at_files)
    : service_(service), turns_(turns), clock_(clock), bell_(bell) {
  threads_.emplace_back([this] {
    {
      const Turn turn = turns_.take();
      (void)service_.recover();
    }
    repeat(&Service::resolve, true);
  });
  threads_.emplace_back([this] { repeat(&Service::apply_events, true); });
  threads_.emplace_back([this] { repeat(&Service::relay, true); });
  threads_.emplace_back([this] { repeat(&Service::reconcile, false); });
  threads_.emplace_back([this] { repeat(&Service::reap, false); });
  threads_.emplace_back([this, look = std::move(look_at_files)] { look_again(look); });
}

/// What waits for files becomes a break at its deadline, whoever asks.
void Background::look_again(const std::function<void()>& look_at_files) {
  while (bell_.wait(files_pause)) {
    const Turn turn = turns_.take();
    look_at_files();
  }
}

void Background::repeat(Step step, bool hears) {
  while (!bell_.ended()) {
    const std::uint64_t heard = bell_.rings();
    StepResult result;
    {
      const Turn turn = turns_.take();
      result = (service_.*step)();
    }
    std::chrono::nanoseconds wait = wait_max;
    if (result.next_due) {
      const Duration left = *result.next_due - clock_.now();
      wait = std::clamp(std::chrono::nanoseconds(left.count), std::chrono::nanoseconds(0),
                        hears ? wait_max : idle_max);
    }
    if (!bell_.wait(pause_min)) return;
    if (!bell_.wait(wait, hears ? &heard : nullptr)) return;
  }
}

}  // namespace payments::server
