// Edit distance with swaps of neighbours, row by row.
#include "scenarios/files/nearest_name.hpp"

#include <algorithm>
#include <cstddef>
#include <vector>

namespace assay::scenarios {

namespace {

constexpr std::size_t longest_name = 64;

/// How far a slip of the finger may lead from a name of that length.
std::size_t tolerated(std::size_t length) { return std::max<std::size_t>(1, length / 3); }

}  // namespace

std::size_t edit_distance(std::string_view left, std::string_view right) {
  std::vector<std::size_t> before(right.size() + 1);
  std::vector<std::size_t> last(right.size() + 1);
  std::vector<std::size_t> row(right.size() + 1);
  for (std::size_t j = 0; j <= right.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= left.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= right.size(); ++j) {
      const std::size_t replaced = last[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
      row[j] = std::min({replaced, last[j] + 1, row[j - 1] + 1});
      if (i < 2 || j < 2) continue;
      const bool swapped = left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1];
      if (swapped) row[j] = std::min(row[j], before[j - 2] + 1);
    }
    before.swap(last);
    last.swap(row);
  }
  return last[right.size()];
}

std::string nearest_name(std::string_view given, std::span<const std::string_view> valid) {
  if (given.empty() || given.size() > longest_name) return {};
  std::string_view best;
  std::size_t best_distance = tolerated(given.size()) + 1;
  for (const std::string_view name : valid) {
    const std::size_t distance = edit_distance(given, name);
    if (distance >= best_distance) continue;
    best = name;
    best_distance = distance;
  }
  return std::string{best};
}

}  // namespace assay::scenarios
