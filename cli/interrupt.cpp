// A flag and the handler that raises it.
#include "cli/interrupt.hpp"

#include <array>
#include <csignal>
#include <ctime>

namespace assay::cli {

namespace {

constexpr std::array asks_to_end{SIGINT, SIGTERM, SIGHUP};
// `timeout` and service managers send one signal twice: to the process, then to its group.
constexpr long same_request_ms = 1000;

volatile std::sig_atomic_t raised = 0;
volatile long long raised_at_ms = 0;

long long now_ms() {
  timespec now{};
  ::clock_gettime(CLOCK_MONOTONIC, &now);
  return static_cast<long long>(now.tv_sec) * 1000 + now.tv_nsec / 1'000'000;
}

/// Calls only what a handler may call.
void on_signal(int signal) {
  const long long now = now_ms();
  if (raised == 0) {
    raised_at_ms = now;
    raised = 1;
  } else if (now - raised_at_ms > same_request_ms) {
    ::signal(signal, SIG_DFL);
    ::raise(signal);
  }
}

}  // namespace

void listen_for_interrupts() {
  for (const int signal : asks_to_end) {
    struct sigaction action {};
    ::sigaction(signal, nullptr, &action);
    // As `nohup` wants it. A shell ignores SIGINT for what it starts in the background, which says
    // nothing of somebody's wish.
    if (signal == SIGHUP && action.sa_handler == SIG_IGN) continue;
    action = {};
    action.sa_handler = on_signal;
    ::sigaction(signal, &action, nullptr);
  }
}

bool interrupted() { return raised != 0; }

}  // namespace assay::cli
