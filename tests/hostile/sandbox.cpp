// fork, limits, wait.
#include "tests/hostile/sandbox.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cli/invoke.hpp"
#include "runs/simulated/simulated_world.hpp"
#include "scenarios/files/printable.hpp"
#include "tests/systems/shipped.hpp"

namespace hostile {

namespace {

namespace fs = std::filesystem;

constexpr unsigned alarm_seconds = 60;  // on the clock, for what waits without computing

std::string whole(int descriptor) {
  std::string text(static_cast<std::size_t>(::lseek(descriptor, 0, SEEK_END)), '\0');
  const ssize_t got = ::pread(descriptor, text.data(), text.size(), 0);
  REQUIRE(got == static_cast<ssize_t>(text.size()));
  return text;
}

double seconds_of(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

[[noreturn]] void serve(const fs::path& folder, int output, const std::function<int()>& work) {
  ::dup2(output, STDOUT_FILENO);
  ::dup2(output, STDERR_FILENO);
  if (::chdir(folder.c_str()) != 0) ::_exit(99);
  ::signal(SIGPIPE, SIG_IGN);
  ::alarm(alarm_seconds);
  const int code = work();
  std::fflush(nullptr);
  ::_exit(code);
}

}  // namespace

bool Ended::by_itself() const { return WIFEXITED(status); }

int Ended::code() const { return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status); }

Sandbox::Sandbox() {
  std::string name = (fs::temp_directory_path() / "assay-hostile-XXXXXX").string();
  REQUIRE(::mkdtemp(name.data()) != nullptr);
  path_ = name;
}

Sandbox::~Sandbox() { fs::remove_all(path_); }

std::string Sandbox::read(const std::string& name) const {
  std::ifstream file{path_ / name, std::ios::binary};
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

void Sandbox::write(const std::string& name, const std::string& text) const {
  fs::create_directories((path_ / name).parent_path());
  std::ofstream{path_ / name, std::ios::binary} << text;
}

std::vector<std::string> Sandbox::names() const {
  std::vector<std::string> all;
  for (const auto& entry : fs::directory_iterator{path_}) {
    all.push_back(entry.path().filename().string());
  }
  std::ranges::sort(all);
  return all;
}

Ended Sandbox::run(const std::function<int()>& work) const {
  const int output = ::memfd_create("said", 0);
  REQUIRE(output >= 0);
  std::fflush(nullptr);
  const pid_t process = ::fork();
  REQUIRE(process >= 0);
  if (process == 0) serve(path_, output, work);
  Ended ended;
  rusage used{};
  while (::wait4(process, &ended.status, 0, &used) < 0 && errno == EINTR) {
  }
  ended.said = whole(output);
  ::close(output);
  ended.seconds = seconds_of(used.ru_utime) + seconds_of(used.ru_stime);
  ended.peak_bytes = static_cast<std::uint64_t>(used.ru_maxrss) * 1024;
  return ended;
}

Ended Sandbox::assay(const std::vector<std::string>& arguments) const {
  return run([&] {
    std::vector<const char*> words{"assay"};
    for (const std::string& one : arguments) words.push_back(one.c_str());
    return assay::cli::invoke(static_cast<int>(words.size()), words.data(),
                              ::assay::tests::shipped(), ::assay::runs::simulated_world);
  });
}

bool is_printable(const std::string& text) {
  using namespace ::assay::scenarios;
  return printable(text, Breaks::kept) == text;
}

}  // namespace hostile
