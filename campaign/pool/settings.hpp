// How a campaign is worked off: how many worker processes, how long a single run may take, whom to
// tell. Nothing here changes what a run does or what results come to, only how soon they come.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "runs/world.hpp"

namespace assay::campaign {

/// The wall clock. Outside of a world it is real; results never depend on it.
using Clock = std::chrono::steady_clock;

/// How far a campaign has come.
struct Progress {
  std::uint64_t done = 0;
  std::uint64_t total = 0;  ///< 0 where it is not known beforehand
  std::uint64_t found = 0;  ///< runs that violated something, and runs that were lost
  Clock::duration taken{};
};

struct Settings {
  explicit Settings(runs::MakeWorld worlds) : make_world{worlds} {}

  runs::MakeWorld make_world;  ///< what runs are played in
  std::uint32_t workers = 1;   ///< worker processes
  /// A run without an event for so long hangs, and its whole budget is made of it.
  std::chrono::milliseconds hang_after{10'000};
  std::optional<Clock::time_point> deadline;   ///< no new work is begun after it
  std::function<bool()> stop = [] { return false; };  ///< ends the campaign early, incomplete
  std::function<void()> in_worker = [] {};            ///< what each worker does first
  std::function<void(const Progress&)> progress = [](const Progress&) {};
  std::function<void(std::string_view)> log = [](std::string_view) {};
};

/// Seconds between two points of the wall clock.
[[nodiscard]] inline double seconds(Clock::duration length) {
  return std::chrono::duration<double>(length).count();
}

}  // namespace assay::campaign
