// replay --stop-at from outside: without a debugger, under one of a few lines, and under gdb where
// that is installed.
#include <catch2/catch.hpp>

#include <array>
#include <csignal>
#include <cstdlib>

#include <fcntl.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/cli/program.hpp"

namespace {

using program::Folder;

constexpr auto stopping = "replay lost_response --seed 3 --stop-at 11";

/// What came of a process that a debugger held.
struct Debugged {
  std::string until_trap;  ///< what was on its stdout when it stopped
  std::string afterwards;
  bool trapped = false;
  int code = -1;
  bool refused = false;  ///< this machine allows no tracing
};

std::string read_all(int pipe) {
  std::string text;
  std::array<char, 4096> some{};
  for (ssize_t size = 1; size > 0;) {
    size = ::read(pipe, some.data(), some.size());
    if (size > 0) text.append(some.data(), static_cast<std::size_t>(size));
  }
  return text;
}

[[noreturn]] void be_debugged(int output) {
  ::dup2(output, STDOUT_FILENO);
  ::dup2(::open("/dev/null", O_WRONLY), STDERR_FILENO);
  ::setenv("ASAN_OPTIONS", "detect_leaks=0", 1);  // which no traced process can do
  if (::ptrace(PTRACE_TRACEME, 0, nullptr, nullptr) != 0) ::_exit(99);
  ::execl(ASSAY_PROGRAM, ASSAY_PROGRAM, "replay", "lost_response", "--seed", "3", "--stop-at", "11",
          "--color", "never", nullptr);
  ::_exit(98);
}

/// Goes on with the child until it stops or ends, `signal` delivered. Returns: how.
int go_on(pid_t child, int signal) {
  int status = 0;
  ::ptrace(PTRACE_CONT, child, nullptr, signal);
  ::waitpid(child, &status, 0);
  return status;
}

/// Runs the program as a debugger does: it stops at the exec, and then at the trap. The pipe is
/// read then, without waiting, and again at the end. `delivered`: the signal that is let through.
Debugged debug(int delivered) {
  std::array<int, 2> ends{};
  REQUIRE(::pipe2(ends.data(), O_NONBLOCK) == 0);
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) be_debugged(ends[1]);
  ::close(ends[1]);
  Debugged debugged;
  int status = 0;
  ::waitpid(child, &status, 0);
  if (WIFSTOPPED(status)) {
    status = go_on(child, 0);
    debugged.trapped = WIFSTOPPED(status) && WSTOPSIG(status) == SIGTRAP;
    debugged.until_trap = read_all(ends[0]);
    if (WIFSTOPPED(status)) status = go_on(child, delivered);
  } else {
    debugged.refused = true;
  }
  if (WIFEXITED(status)) debugged.code = WEXITSTATUS(status);
  if (WIFSTOPPED(status)) ::kill(child, SIGKILL);
  debugged.afterwards = read_all(ends[0]);
  ::close(ends[0]);
  return debugged;
}

}  // namespace

TEST_CASE("stop-at: without a debugger the process says where it ends, and how to go on: exit 2") {
  const Folder folder;
  const auto said = folder.assay(stopping);
  INFO(said.out << said.err);
  CHECK(said.code == 2);
  CHECK_THAT(said.out, Catch::Contains("   10  ") && !Catch::Contains("   11  ") &&
                           !Catch::Contains("Judgement"));
  CHECK_THAT(said.err, Catch::Contains("stopped before event 11 at 0.") &&
                           Catch::Contains("on shop-1") && Catch::Contains("no debugger") &&
                           Catch::Contains("gdb -ex run --args") && Catch::Contains(stopping) &&
                           Catch::Contains("the run was stopped"));
}

TEST_CASE("stop-at: under a debugger it traps before the event, then plays on to the verdict") {
  for (const int delivered : {0, SIGTRAP}) {
    const Debugged debugged = debug(delivered);
    if (debugged.refused) {
      WARN("this machine allows no tracing of processes: nothing was tried");
      return;
    }
    CHECK(debugged.trapped);
    CHECK_THAT(debugged.until_trap, Catch::Contains("   10  ") && !Catch::Contains("   11  "));
    CHECK(debugged.code == 0);
    CHECK_THAT(debugged.afterwards, Catch::Contains("   11  ") && Catch::Contains("Judgement"));
  }
}

TEST_CASE("stop-at: gdb stops in the code under test") {
  const Folder folder;
  if (folder.shell("command -v gdb").code != 0) {
    WARN("gdb is not installed: nothing was tried with it");
    return;
  }
  const std::string gdb = "ASAN_OPTIONS=detect_leaks=0 gdb -batch -nx -ex run -ex bt -ex continue";
  const auto said = folder.shell(gdb + " --args \"$ASSAY\" " + stopping);
  INFO(said.out << said.err);
  CHECK_THAT(said.out, Catch::Contains("SIGTRAP") && Catch::Contains("payments::Service::handle") &&
                           Catch::Contains("Judgement") && Catch::Contains("exited normally"));
}

TEST_CASE("stop-at: an event that never comes is said, and changes nothing else") {
  const Folder folder;
  const auto said = folder.assay("replay lost_response --seed 3 --stop-at 100000");
  CHECK(said.code == 0);
  CHECK(said.out == folder.assay("replay lost_response --seed 3").out);
  CHECK_THAT(said.err, Catch::Contains("--stop-at 100000 was not reached: the run has"));
  CHECK(folder.assay("replay lost_response --seed 3 --stop-at 0").code == 64);
  CHECK(folder.assay("replay lost_response --seed 3 --stop-at 3 --json").code == 64);
}
