// Puts the figures into words.
#include "tests/house/figures.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "tests/house/sizes.hpp"

namespace house {

namespace {

using Floors = std::map<std::string, int>;

/// From the top down, the rooms of a floor in one line.
std::string floor_lines(const Floors& floors) {
  std::string text;
  for (int floor = highest(floors); floor > 0; --floor) {
    text += fmt::format("  floor {:2} ", floor);
    for (const auto& [room, of_room] : floors) {
      if (of_room == floor) text += " " + room;
    }
    text += "\n";
  }
  return text;
}

std::string stop_lines(const std::vector<Stop>& stops) {
  std::string text;
  for (const Stop& stop : stops) {
    const std::string place = fmt::format("{}: {}", stop.path, stop.function);
    const std::string caller = stop.caller.empty() ? "begins" : "called in " + stop.caller;
    text += fmt::format("  floor {} {} {:<62} {}\n", stop.floor, stop.climbs ? "UP" : "  ", place,
                        caller);
  }
  return text;
}

std::string walk_lines(const Program& program, const std::string& title, const Name& start,
                       const Name& closed) {
  const auto stops = program.walk(start, closed);
  return fmt::format("{}: {} climbs back up, {} stops\n", title, climbs_in(stops), stops.size()) +
         stop_lines(stops);
}

std::string size_lines(const Sizes& sizes) {
  const auto line = [](const char* what, const Length& length) {
    return fmt::format("  {:<17} {:4} lines  {}\n", what, length.lines, length.what);
  };
  return fmt::format("sizes: {} lines without comments and blank ones, {} files, {} functions\n",
                     sizes.code_lines, sizes.files, sizes.functions) +
         line("median file", sizes.median_file) + line("largest file", sizes.largest_file) +
         line("median function", sizes.median_function) +
         line("longest function", sizes.longest_function);
}

}  // namespace

std::string figures(const std::vector<SourceFile>& files) {
  const Floors layers = floors_of(arrows_between(files, product_layer_of));
  const Floors rooms = floors_of(arrows_between(files, room_of_payments));
  const Floors parts = floors_of(arrows_between(files, unit_of_payments));
  const Program program{files};
  return fmt::format("layers: {} floors\n", highest(layers)) + floor_lines(layers) +
         fmt::format("payments: {} floors, counted by rooms ({}, counted by files)\n",
                     highest(rooms), highest(parts)) +
         floor_lines(rooms) + walk_lines(program, "replay", replay_verb, one_run) +
         walk_lines(program, "one run", one_run, {}) + size_lines(sizes_of(files));
}

}  // namespace house
