// Forking, serving tasks, and learning how a process goes on and how it ended.
#include "campaign/pool/worker.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <exception>
#include <fstream>
#include <system_error>

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "sim/check.hpp"
#include "sim/kernel/fiber_pool.hpp"
#include "sim/kernel/scheduler.hpp"
#include "sim/kernel/stack_pool.hpp"

namespace assay::campaign {

namespace {

constexpr char done_mark = '+';
constexpr char failed_mark = '!';
constexpr int high_descriptor = 200;  // out of the way of code that counts its own from 3
constexpr std::chrono::milliseconds ending_most{1000};

std::string answer_to(const Work& work, const std::string& task, ProgressSlot& slot) {
  try {
    return done_mark + work(task, slot);
  } catch (const sim::BrokenHarness& broken) {
    return failed_mark + broken.claim;
  } catch (const std::exception& error) {
    return failed_mark + std::string{error.what()};
  }
}

/// A group of its own, which no signal to the parent's reaches and which can be ended as a whole.
/// The parent alone decides about interruptions, and a worker does not outlive it.
void live_apart(pid_t parent) {
  ::setpgid(0, 0);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) ::signal(signal, SIG_IGN);
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::getppid() != parent) ::_exit(0);
}

/// What code under test reads is nothing, and what it prints must not mix with results.
void turn_away_from_results() {
  const int nothing = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
  if (nothing >= 0) ::dup2(nothing, STDIN_FILENO);
  ::dup2(STDERR_FILENO, STDOUT_FILENO);
}

/// The descriptor under a high number, where the limits allow one.
int moved_away(int descriptor) {
  const int moved = ::fcntl(descriptor, F_DUPFD_CLOEXEC, high_descriptor);
  if (moved < 0) return descriptor;
  ::close(descriptor);
  return moved;
}

/// Ends the process where somebody calls `exit` on one of its fibers, before the library that
/// switches them is taken apart: that would go on with another fiber, and `exit` would not end.
struct ExitGuard {
  ProgressSlot* slot = nullptr;
  ~ExitGuard() {
    if (slot == nullptr) return;
    slot->exiting.store(true);
    ::_exit(0);
  }
};

void guard_exits(ProgressSlot& slot) {
  // Made before the guard, they go after it: the stack that calls `exit` is one of theirs.
  (void)sim::Scheduler::of_this_thread();
  (void)sim::StackPool::of_this_thread();
  (void)sim::FiberPool::of_this_thread();
  thread_local ExitGuard guard;
  guard.slot = &slot;
}

/// Serves until the parent closes its end.
[[noreturn]] void serve(int socket, const Work& work, ProgressSlot& slot) {
  guard_exits(slot);
  while (const auto task = receive_message(socket)) {
    if (send_message(socket, answer_to(work, *task, slot))) continue;
    slot.cut_off.store(true);
    break;
  }
  ::_exit(0);
}

/// Signals that a process does not get from its own mistakes, but from people and machines.
bool is_sent(int signal) {
  constexpr std::array sent{SIGKILL, SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGXCPU};
  return std::ranges::find(sent, signal) != sent.end();
}

Ending ending(int status) {
  if (!WIFSIGNALED(status)) {
    return {fmt::format("exited with code {}", WEXITSTATUS(status)), false};
  }
  const int number = WTERMSIG(status);
  return {fmt::format("was killed by signal {} ({})", number, ::strsignal(number)),
          is_sent(number)};
}

[[noreturn]] void cannot(const char* what) {
  throw std::system_error{errno, std::generic_category(), what};
}

ProcessState state_of(pid_t process) {
  std::ifstream file{fmt::format("/proc/{}/stat", process)};
  std::string text;
  std::getline(file, text);
  const auto name_end = text.rfind(')');
  const char letter = name_end + 2 < text.size() ? text[name_end + 2] : 'R';
  if (letter == 'T' || letter == 't') return ProcessState::stopped;
  return letter == 'S' || letter == 'D' ? ProcessState::sleeps : ProcessState::runs;
}

std::chrono::nanoseconds processor_time_of(pid_t process) {
  clockid_t clock{};
  timespec time{};
  if (::clock_getcpuclockid(process, &clock) != 0) return {};
  if (::clock_gettime(clock, &time) != 0) return {};
  return std::chrono::seconds{time.tv_sec} + std::chrono::nanoseconds{time.tv_nsec};
}

/// A parent that lets its children be forgotten would never learn how they ended.
void ask_for_endings() {
  struct sigaction now {};
  if (::sigaction(SIGCHLD, nullptr, &now) == 0 && now.sa_handler == SIG_IGN) {
    ::signal(SIGCHLD, SIG_DFL);
  }
}

}  // namespace

Worker::Worker(const Work& work, SharedProgress& board, std::uint32_t number,
               std::span<const int> others) {
  std::array<int, 2> ends{};
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) cannot("socketpair");
  ask_for_endings();
  std::fflush(nullptr);  // what is not written yet would be written twice
  const pid_t parent = ::getpid();
  pid_ = ::fork();
  if (pid_ < 0) {
    ::close(ends[0]);
    ::close(ends[1]);
    cannot("fork");
  }
  if (pid_ == 0) {
    live_apart(parent);
    ::close(ends[0]);
    for (const int other : others) ::close(other);
    turn_away_from_results();
    serve(moved_away(ends[1]), work, board.slot(number));
  }
  ::setpgid(pid_, pid_);  // here too: whoever comes first
  ::close(ends[1]);
  socket_ = ends[0];
}

Worker::~Worker() {
  if (socket_ >= 0) ::close(socket_);
  if (pid_ < 0) return;
  kill();
  (void)bury();
}

bool Worker::give(const std::string& task) { return offer_message(socket_, task); }

std::optional<Reply> Worker::take() {
  auto text = inbox_.next();
  if (!text || text->empty()) return {};
  return Reply{text->substr(1), text->front() == failed_mark};
}

Sight Worker::look(const ProgressSlot& slot) const {
  return {.begun = slot.begun.load(),
          .events = slot.pulse.events.load(),
          .virtual_ns = slot.pulse.now.load(),
          .inside = slot.pulse.inside.load(),
          .cpu = processor_time_of(pid_),
          .state = state_of(pid_)};
}

bool Worker::has_ended() const {
  siginfo_t ended{};
  constexpr int just_look = WEXITED | WNOWAIT | WNOHANG;
  return ::waitid(P_PID, static_cast<id_t>(pid_), &ended, just_look) != 0 || ended.si_pid != 0;
}

void Worker::kill() { ::kill(pid_, SIGKILL); }

void Worker::end_group() const { ::kill(-pid_, SIGKILL); }

std::optional<Ending> Worker::bury() {
  const auto give_up = std::chrono::steady_clock::now() + ending_most;
  bool made_to = false;
  while (!has_ended()) {
    if (!made_to && std::chrono::steady_clock::now() > give_up) {
      made_to = true;
      kill();
    }
    ::poll(nullptr, 0, 1);
  }
  end_group();  // before its number is free again
  int status = 0;
  while (::waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
  }
  pid_ = -1;
  if (made_to) return {};
  return ending(status);
}

}  // namespace assay::campaign
