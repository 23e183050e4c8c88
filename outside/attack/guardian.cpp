// The child never returns from its loop: it reads nine bytes at a time, then acts and ends.
#include "outside/attack/guardian.hpp"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <filesystem>
#include <set>
#include <system_error>

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace assay::outside::attack {
namespace {

struct Word {
  char sign = 0;
  pid_t group = 0;
};

[[noreturn]] void fail(const char* what) {
  throw std::system_error{errno, std::generic_category(), what};
}

bool read_word(int pipe, Word& word) {
  std::array<char, sizeof(Word)> bytes{};
  std::size_t have = 0;
  while (have < bytes.size()) {
    const ssize_t got = ::read(pipe, bytes.data() + have, bytes.size() - have);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return false;
    have += static_cast<std::size_t>(got);
  }
  std::memcpy(&word, bytes.data(), bytes.size());
  return true;
}

[[noreturn]] void watch(int pipe, const std::string& scratch) {
  ::setsid();
  ::prctl(PR_SET_NAME, "assay-guardian");
  for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGPIPE}) std::signal(signal, SIG_IGN);
  const int nowhere = ::open("/dev/null", O_RDWR);
  for (int descriptor = 0; descriptor < 3; ++descriptor) ::dup2(nowhere, descriptor);
  std::set<pid_t> groups;
  Word word;
  while (read_word(pipe, word)) {
    if (word.sign == '+')
      groups.insert(word.group);
    else
      groups.erase(word.group);
  }
  for (const pid_t group : groups) ::kill(-group, SIGKILL);
  std::error_code ignored;
  std::filesystem::remove_all(scratch, ignored);
  ::_exit(0);
}

std::string make_scratch() {
  std::string pattern = (std::filesystem::temp_directory_path() / "assay-attack-XXXXXX").string();
  if (::mkdtemp(pattern.data()) == nullptr) fail("no scratch folder can be made");
  return pattern;
}

}  // namespace

Guardian::Guardian() : scratch_{make_scratch()} {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) fail("no pipe can be made");
  process_ = ::fork();
  if (process_ < 0) fail("no process can be made");
  if (process_ == 0) {
    ::close(ends[1]);
    watch(ends[0], scratch_);
  }
  ::close(ends[0]);
  pipe_ = ends[1];
}

Guardian::~Guardian() {
  ::close(pipe_);
  while (::waitpid(process_, nullptr, 0) < 0 && errno == EINTR) {
  }
}

void Guardian::tell(char sign, pid_t group) {
  const Word word{sign, group};
  while (::write(pipe_, &word, sizeof word) < 0 && errno == EINTR) {
  }
}

void Guardian::started(pid_t group) { tell('+', group); }
void Guardian::ended(pid_t group) { tell('-', group); }

}  // namespace assay::outside::attack
