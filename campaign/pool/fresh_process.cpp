// fork, personality, exec.
#include "campaign/pool/fresh_process.hpp"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>

#include <fcntl.h>
#include <sys/personality.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "sim/digest.hpp"

namespace assay::campaign {

namespace {

constexpr int not_started = 127;

[[noreturn]] void become(const Launch& launch, int output) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  ::signal(SIGPIPE, SIG_DFL);
  ::signal(SIGXFSZ, SIG_DFL);
  ::dup2(output, STDOUT_FILENO);
  if (launch.quiet) ::dup2(::open("/dev/null", O_WRONLY | O_CLOEXEC), STDERR_FILENO);
  for (const auto& [name, value] : launch.environment) ::setenv(name.c_str(), value.c_str(), 1);
  if (launch.fixed_addresses) {
    const int now = ::personality(0xffffffff);
    if (now < 0 || ::personality(static_cast<unsigned>(now) | ADDR_NO_RANDOMIZE) < 0) {
      ::_exit(not_started);
    }
  }
  std::vector<char*> arguments;
  arguments.push_back(const_cast<char*>(launch.program.c_str()));
  for (const auto& argument : launch.arguments) {
    arguments.push_back(const_cast<char*>(argument.c_str()));
  }
  arguments.push_back(nullptr);
  ::execv(launch.program.c_str(), arguments.data());
  ::_exit(not_started);
}

std::string read_all(int descriptor) {
  std::string text;
  std::array<char, 65536> buffer;
  while (true) {
    const ssize_t got = ::read(descriptor, buffer.data(), buffer.size());
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return text;
    text.append(buffer.data(), static_cast<std::size_t>(got));
  }
}

int wait_for(pid_t process) {
  int status = 0;
  while (::waitpid(process, &status, 0) < 0 && errno == EINTR) {
  }
  return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

}  // namespace

std::optional<Finished> run_process(const Launch& launch) {
  std::array<int, 2> ends{};
  if (::pipe(ends.data()) != 0) throw std::system_error{errno, std::generic_category(), "pipe"};
  const pid_t process = ::fork();
  if (process < 0) throw std::system_error{errno, std::generic_category(), "fork"};
  if (process == 0) {
    ::close(ends[0]);
    become(launch, ends[1]);
  }
  ::close(ends[1]);
  Finished finished;
  finished.output = read_all(ends[0]);
  ::close(ends[0]);
  finished.code = wait_for(process);
  if (finished.code == not_started) return {};
  return finished;
}

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const auto end = text.find('\n');
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return lines;
}

std::string own_program() { return std::filesystem::read_symlink("/proc/self/exe").string(); }

std::string own_program_digest() {
  std::ifstream file{"/proc/self/exe", std::ios::binary};
  const std::string bytes{std::istreambuf_iterator<char>{file}, {}};
  sim::Digester digester;
  digester.fold(bytes);
  return digester.value().hex();
}

}  // namespace assay::campaign
