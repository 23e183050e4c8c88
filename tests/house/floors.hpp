// Floors of the house: a room stands one floor above the highest of those that it includes from.
// Rooms that include each other in a circle share a floor.
#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "tests/house/source_file.hpp"

namespace house {

/// Who includes whom, by the names of rooms. Every room has an entry; none points at itself.
using Arrows = std::map<std::string, std::set<std::string>>;

/// The room that a path lies in; empty where it lies in none that counts.
using RoomOf = std::function<std::string(const std::string& path)>;

/// The arrows between the rooms of `files`, from their `#include` lines.
[[nodiscard]] Arrows arrows_between(const std::vector<SourceFile>& files, const RoomOf& room_of);

/// The same, in however many steps: whom each room reaches.
[[nodiscard]] Arrows reachable(Arrows arrows);

/// The floor of each room, counted from 1.
[[nodiscard]] std::map<std::string, int> floors_of(const Arrows& arrows);

/// The number of floors; none of no rooms.
[[nodiscard]] int highest(const std::map<std::string, int>& floors);

/// A header and its source, which are one: the path without its ending.
[[nodiscard]] std::string unit_of(const std::string& path);

/// Rooms as `payments/README.md` has them: a folder of payments/ is one, and so is each part of its
/// face, header and source together.
[[nodiscard]] std::string room_of_payments(const std::string& path);

/// A unit of payments/.
[[nodiscard]] std::string unit_of_payments(const std::string& path);

/// A layer of the product: a folder at the root, but for tests, benchmarks and examples.
[[nodiscard]] std::string product_layer_of(const std::string& path);

}  // namespace house
