// Who is looking, and what they get to see.
#include "cli/terminal.hpp"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <string>

#include <fmt/core.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "reports/screens/fit.hpp"
#include "reports/screens/table.hpp"
#include "reports/wording.hpp"
#include "scenarios/files/printable.hpp"

namespace assay::cli {

namespace {

constexpr std::chrono::milliseconds pause{100};

bool is_set(const char* name) {
  const char* const value = std::getenv(name);
  return value != nullptr && *value != '\0';
}

bool is_dumb() {
  const char* const value = std::getenv("TERM");
  return value == nullptr || std::string_view{value} == "dumb";
}

/// How wide whatever is behind a descriptor is: as COLUMNS says, else as the terminal does. 0 where
/// neither says anything.
std::size_t columns_of(int descriptor) {
  constexpr std::size_t least = 20;
  const char* const told = std::getenv("COLUMNS");
  std::size_t columns = 0;
  if (told != nullptr) {
    const std::string_view text{told};
    (void)std::from_chars(text.data(), text.data() + text.size(), columns);
  }
  winsize window{};
  if (columns == 0 && ::ioctl(descriptor, TIOCGWINSZ, &window) == 0) columns = window.ws_col;
  return columns == 0 ? 0 : std::max(columns, least);
}

std::string fitting(std::string_view text, std::size_t columns) {
  return columns == 0 ? std::string{text} : reports::fit(text, columns);
}

bool wants_colour(Colour colour) {
  if (colour != Colour::automatic) return colour == Colour::always;
  return ::isatty(STDOUT_FILENO) == 1 && !is_set("NO_COLOR") && !is_dumb();
}

/// "40 s", "3 min 20 s", "2 h 5 min": as much as anybody wants to know.
std::string rough_length(double seconds) {
  const auto whole = static_cast<std::uint64_t>(seconds + 0.5);
  if (whole < 60) return fmt::format("{} s", whole);
  if (whole < 3600) return fmt::format("{} min {} s", whole / 60, whole % 60);
  return fmt::format("{} h {} min", whole / 3600, whole / 60 % 60);
}

std::string time_left(const campaign::Progress& progress) {
  if (progress.total == 0 || progress.done == 0) return "";
  const double taken = campaign::seconds(progress.taken);
  const double whole =
      taken * static_cast<double>(progress.total) / static_cast<double>(progress.done);
  return " · " + rough_length(std::max(0.0, whole - taken)) + " left";
}

}  // namespace

Terminal::Terminal(const Options& options)
    : ink_{wants_colour(options.colour), options.json ? 0 : stdout_columns()},
      shows_progress_{::isatty(STDERR_FILENO) == 1 && !is_dumb()} {
  auto logger = spdlog::get("assay");
  if (!logger) logger = spdlog::stderr_logger_st("assay");
  logger->set_pattern("assay: %v");
  logger->set_level(options.verbose > 0 ? spdlog::level::info : spdlog::level::warn);
}

void Terminal::print(std::string_view text) {
  clear();
  const std::string shown = fitting(ink_.screen(text), ink_.columns());
  const bool written = std::fwrite(shown.data(), 1, shown.size(), stdout) == shown.size();
  if (std::fflush(stdout) != 0 || !written) failed_ = true;
}

void Terminal::log(std::string_view line) {
  clear();
  spdlog::get("assay")->info("{}", scenarios::printable(line));
}

void Terminal::show(const campaign::Progress& progress) {
  const auto now = campaign::Clock::now();
  if (!shows_progress_ || now - last_ < pause) return;
  last_ = now;
  shown_ = true;
  const double taken = campaign::seconds(progress.taken);
  const auto rate =
      static_cast<std::uint64_t>(taken > 0 ? static_cast<double>(progress.done) / taken : 0.0);
  std::string line = reports::grouped(progress.done);
  if (progress.total > 0) line += " of " + reports::grouped(progress.total);
  line += " runs";
  const std::size_t columns = columns_of(STDERR_FILENO);
  const std::string speed = fmt::format(" · {}/s", reports::grouped(rate));
  const std::string left = time_left(progress);
  std::string found;
  std::string rest;
  if (progress.found > 0) found = fmt::format(" · {} violated", reports::grouped(progress.found));
  for (const std::string& shorter : {speed + left + found, left + found, found}) {
    rest = shorter;
    if (columns == 0 || reports::width(line + rest) < columns) break;
  }  // a line that wraps could not be written over
  line += rest;
  fmt::print(stderr, "\r\x1b[K{}", line);
  std::fflush(stderr);
}

void Terminal::clear() {
  if (!shown_) return;
  fmt::print(stderr, "\r\x1b[K");
  std::fflush(stderr);
  shown_ = false;
}

std::size_t stdout_columns() { return columns_of(STDOUT_FILENO); }

void complain(std::string_view text) {
  const std::string line = "assay: " + scenarios::printable(text, scenarios::Breaks::kept);
  std::fputs((fitting(line, columns_of(STDERR_FILENO)) + "\n").c_str(), stderr);
}

}  // namespace assay::cli
