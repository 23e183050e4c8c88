// Handlers of signals and of exits. They call only what a handler may call.
#include "testing/last_word.hpp"

#include <cstdlib>

#include <unistd.h>

#include "sim/kernel/scheduler.hpp"

namespace assay::testing {

namespace {

/// Signals by which code ends its own process, and by which somebody ends it who waits in vain.
constexpr std::array endings{SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGINT, SIGTERM};

std::array<char, 1024> last_word{};
std::size_t last_length = 0;
volatile std::sig_atomic_t guarded = 0;

void say_last_word() {
  if (guarded == 0) return;
  guarded = 0;
  (void)!::write(STDERR_FILENO, last_word.data(), last_length);
}

void on_ending(int signal) {
  say_last_word();
  ::signal(signal, SIG_DFL);
  ::raise(signal);
}

void on_exit() {
  if (guarded == 0) return;
  say_last_word();
  ::_exit(1);
}

/// `exit` takes apart what belongs to the thread before it calls anybody, and so the library that
/// switches fibers: on a fiber it would not come any further.
struct ThreadEnd {
  ~ThreadEnd() { on_exit(); }
};

void listen_for_exits() {
  (void)sim::Scheduler::of_this_thread();  // made before, it goes after
  thread_local const ThreadEnd end;
  (void)&end;
  static const bool registered = std::at_quick_exit(on_exit) == 0;
  (void)registered;
}

}  // namespace

LastWord::LastWord(const std::string& word) : before_{} {
  listen_for_exits();
  last_length = word.copy(last_word.data(), last_word.size());
  guarded = 1;
  struct sigaction action {};
  action.sa_handler = on_ending;
  action.sa_flags = SA_ONSTACK;
  for (std::size_t i = 0; i < endings.size(); ++i) {
    ::sigaction(endings[i], &action, &before_[i]);
  }
}

LastWord::~LastWord() {
  guarded = 0;
  for (std::size_t i = 0; i < endings.size(); ++i) {
    ::sigaction(endings[i], &before_[i], nullptr);
  }
}

}  // namespace assay::testing
