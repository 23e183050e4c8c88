// It tells on standard output where it listens; the pipe is read until then.
#include "tests/payments/server/spawned_pay.hpp"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <stdexcept>

namespace payments::testing {

SpawnedPay::SpawnedPay(const std::string& folder, const std::string& processor, std::uint16_t port,
                       const std::vector<std::string>& fields) {
  std::vector<std::string> words{ASSAY_PAY_PROGRAM, "--data", folder, "--processor", processor,
                                 "--port", std::to_string(port), "--log", "error"};
  for (const std::string& field : fields) words.insert(words.end(), {"--set", field});
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
  const int failed =
      posix_spawn(&pid_, ASSAY_PAY_PROGRAM, &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  close(ends[1]);
  if (failed == 0) read_until_listening(ends[0]);
  close(ends[0]);
  if (failed != 0) throw std::runtime_error("assay-pay does not start");
}

void SpawnedPay::read_until_listening(int from) {
  const std::string sign = "listening on http://127.0.0.1:";
  std::string said;
  for (char one = 0; read(from, &one, 1) == 1;) {
    said += one;
    const auto at = said.find(sign);
    if (one != '\n' || at == said.npos) continue;
    port_ = static_cast<std::uint16_t>(std::stoul(said.substr(at + sign.size())));
    const auto token = said.find(": token ");
    if (token != said.npos) token_ = said.substr(token + 8, said.find('\n', token) - token - 8);
    return;
  }
  (void)wait();
  throw std::runtime_error("assay-pay has ended: " + said);
}

int SpawnedPay::wait() {
  int status = 0;
  (void)waitpid(pid_, &status, 0);
  pid_ = 0;
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

void SpawnedPay::kill() {
  if (pid_ == 0) return;
  (void)::kill(pid_, SIGKILL);
  (void)wait();
}

int SpawnedPay::terminate() {
  (void)::kill(pid_, SIGTERM);
  return wait();
}

}  // namespace payments::testing
