// Floors from arrows: as high as the longest way down.
#include "tests/house/floors.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace house {

namespace {

/// Gives `room` and all that it stands on their floors.
int floor_of(const std::string& room, const Arrows& reach, std::map<std::string, int>& floors) {
  if (const auto known = floors.find(room); known != floors.end()) return known->second;
  int below = 0;
  for (const std::string& other : reach.at(room)) {
    if (reach.at(other).contains(room)) continue;  // a circle: the same floor
    below = std::max(below, floor_of(other, reach, floors));
  }
  return floors[room] = below + 1;
}

}  // namespace

Arrows arrows_between(const std::vector<SourceFile>& files, const RoomOf& room_of) {
  Arrows arrows;
  for (const SourceFile& file : files) {
    if (const std::string from = room_of(file.path); !from.empty()) arrows[from];
  }
  for (const SourceFile& file : files) {
    const std::string from = room_of(file.path);
    for (const Include& include : includes_of(file)) {
      const std::string to = include.quoted ? room_of(include.path) : "";
      if (!from.empty() && to != from && arrows.contains(to)) arrows[from].insert(to);
    }
  }
  return arrows;
}

Arrows reachable(Arrows arrows) {
  for (const auto& [middle, unused] : Arrows{arrows}) {
    for (auto& [from, to] : arrows) {
      if (!to.contains(middle)) continue;
      const std::set<std::string> further = arrows[middle];
      to.insert(further.begin(), further.end());
    }
  }
  return arrows;
}

std::map<std::string, int> floors_of(const Arrows& arrows) {
  const Arrows reach = reachable(arrows);
  std::map<std::string, int> floors;
  for (const auto& [room, unused] : reach) floor_of(room, reach, floors);
  return floors;
}

int highest(const std::map<std::string, int>& floors) {
  int top = 0;
  for (const auto& [room, floor] : floors) top = std::max(top, floor);
  return top;
}

std::string unit_of(const std::string& path) { return path.substr(0, path.rfind('.')); }

/// The process around the payment code, which stands on top of all of it.
bool is_around_payments(const std::string& path) {
  return path.starts_with("payments/adapters/") || path.starts_with("payments/server/");
}

std::string room_of_payments(const std::string& path) {
  if (layer_of(path) != "payments" || is_around_payments(path)) return {};
  const auto folder_end = path.find('/', sizeof "payments/" - 1);
  return folder_end == std::string::npos ? unit_of(path) : path.substr(0, folder_end);
}

std::string unit_of_payments(const std::string& path) {
  return layer_of(path) == "payments" && !is_around_payments(path) ? unit_of(path) : "";
}

std::string product_layer_of(const std::string& path) {
  constexpr std::array<std::string_view, 3> others{"tests", "bench", "examples"};
  const std::string layer = layer_of(path);
  return std::ranges::find(others, layer) == others.end() ? layer : "";
}

}  // namespace house
