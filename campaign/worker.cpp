// Forking, serving tasks, and learning how a process ended.
#include "campaign/worker.hpp"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <exception>
#include <system_error>

#include <fmt/format.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "campaign/channel.hpp"
#include "sim/check.hpp"

namespace assay::campaign {

namespace {

constexpr char done_mark = '+';
constexpr char failed_mark = '!';

std::string answer_to(const Work& work, const std::string& task, SeedSlot& slot) {
  try {
    return done_mark + work(task, slot);
  } catch (const sim::BrokenHarness& broken) {
    return failed_mark + broken.claim;
  } catch (const std::exception& error) {
    return failed_mark + std::string{error.what()};
  }
}

/// Serves until the parent closes its end. The parent alone decides about interruptions, and a
/// worker does not outlive it; what code under test prints must not mix with results.
[[noreturn]] void serve(int socket, const Work& work, SeedSlot& slot) {
  ::signal(SIGINT, SIG_IGN);
  ::signal(SIGTERM, SIG_DFL);
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  ::dup2(STDERR_FILENO, STDOUT_FILENO);
  while (const auto task = receive_message(socket)) {
    if (!send_message(socket, answer_to(work, *task, slot))) break;
  }
  ::_exit(0);
}

std::string ending(int status) {
  if (WIFSIGNALED(status)) {
    const int number = WTERMSIG(status);
    return fmt::format("was killed by signal {} ({})", number, ::strsignal(number));
  }
  return fmt::format("exited with code {}", WEXITSTATUS(status));
}

[[noreturn]] void cannot(const char* what) {
  throw std::system_error{errno, std::generic_category(), what};
}

}  // namespace

Worker::Worker(const Work& work, SeedBoard& board, std::uint32_t number) {
  std::array<int, 2> ends{};
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) cannot("socketpair");
  board.slot(number).seed.store(SeedBoard::none);
  pid_ = ::fork();
  if (pid_ < 0) cannot("fork");
  if (pid_ == 0) {
    ::close(ends[0]);
    serve(ends[1], work, board.slot(number));
  }
  ::close(ends[1]);
  socket_ = ends[0];
}

Worker::~Worker() {
  if (socket_ >= 0) ::close(socket_);
  if (pid_ < 0) return;
  ::kill(pid_, SIGKILL);
  (void)bury();
}

bool Worker::give(const std::string& task) { return send_message(socket_, task); }

std::optional<Answer> Worker::take() {
  auto text = receive_message(socket_);
  if (!text || text->empty()) return {};
  return Answer{text->substr(1), text->front() == failed_mark};
}

void Worker::kill() { ::kill(pid_, SIGKILL); }

std::string Worker::bury() {
  int status = 0;
  while (::waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
  }
  pid_ = -1;
  return ending(status);
}

}  // namespace assay::campaign
