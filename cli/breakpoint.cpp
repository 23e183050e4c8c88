// What is shown goes out before anything else may happen.
#include "cli/breakpoint.hpp"

#include <array>
#include <charconv>
#include <csignal>
#include <cstdlib>
#include <cstring>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include "cli/exit_codes.hpp"
#include "reports/screens/replay_screen.hpp"
#include "reports/wording.hpp"
#include "scenarios/files/shell_words.hpp"

namespace assay::cli {

namespace {

/// What a process that is traced by something that lets SIGTRAP through goes on with.
void go_on(int /*signal*/) {}

/// The command that comes here again, under a debugger that starts at once.
std::string under_gdb(const Options& options) {
  return "gdb -ex run --args " + scenarios::own_command(options.words);
}

std::string where(const sim::TraceEvent& event) {
  return fmt::format("event {} at {}{}: {} {}", event.id, reports::moment(event.at.ns()),
                     event.node.empty() ? "" : " on " + event.node, sim::to_text(event.kind),
                     event.what);
}

void raise_trap() {
  struct sigaction quiet {};
  struct sigaction before {};
  quiet.sa_handler = go_on;
  ::sigaction(SIGTRAP, &quiet, &before);
  std::raise(SIGTRAP);
  ::sigaction(SIGTRAP, &before, nullptr);
}

[[noreturn]] void end_here(const Options& options) {
  complain("no debugger holds this process, and so it ends here; under gdb it stops here:\n  " +
           under_gdb(options));
  complain(fmt::format("exit {}: {}", exits::inconclusive, stopped_early));
  std::fflush(nullptr);
  std::_Exit(exits::inconclusive);  // a fiber of the run is under way, and cannot be left
}

}  // namespace

bool is_debugged() {
  std::array<char, 4096> text{};
  const int file = ::open("/proc/self/status", O_RDONLY | O_CLOEXEC);
  if (file < 0) return false;
  const ssize_t size = ::read(file, text.data(), text.size() - 1);
  ::close(file);
  if (size <= 0) return false;
  constexpr std::string_view label = "TracerPid:\t";
  const std::string_view status{text.data(), static_cast<std::size_t>(size)};
  const auto at = status.find(label);
  return at != std::string_view::npos && status.substr(at + label.size(), 1) != "0";
}

sim::TraceWatch breakpoint(const Options& options, Terminal& terminal) {
  return [&options, &terminal](const std::vector<sim::TraceEvent>& before,
                               const sim::TraceEvent& next) {
    if (next.id != options.stop_at) return;
    terminal.print(reports::timeline(before, terminal.ink()));
    complain("stopped before " + where(next));
    if (!is_debugged()) end_here(options);
    raise_trap();
  };
}

}  // namespace assay::cli
