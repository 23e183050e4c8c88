// One cause, one finding. Several properties often break for one reason: a charge that was made
// twice is also an answer that changed and a book that is wrong. Each finding's shrunk plan is
// played against all properties; two findings are one where the faults of one are contained in the
// other's and both properties break in the run of the smaller plan, on one operation or key.
#pragma once

#include <algorithm>
#include <functional>
#include <span>
#include <utility>
#include <vector>

#include "runs/finding.hpp"

namespace assay::runs {

/// Every property that a run breaks, ours and those of the user's own, and on which operations and
/// keys.
[[nodiscard]] std::vector<Broken> broken_in(const Run& run,
                                            std::span<const properties::Property> own);

/// Whether two findings have one cause. Those of different scenarios, systems or defects never do.
[[nodiscard]] bool one_cause(const Finding& left, const Finding& right);

/// Puts `items` in the order of `graver` and those with one cause together: the first stands for
/// all, and names the others in `also`. `finding_in` gives an item's finding.
template <class Item, class Projection>
[[nodiscard]] std::vector<Item> merged(std::vector<Item> items, Projection finding_in) {
  std::ranges::stable_sort(items, graver, finding_in);
  std::vector<std::vector<Item>> groups;
  for (Item& item : items) {
    const Finding& found = std::invoke(finding_in, item);
    const auto group = std::ranges::find_if(groups, [&](const std::vector<Item>& members) {
      return std::ranges::any_of(members, [&](const Item& member) {
        return one_cause(std::invoke(finding_in, member), found);
      });
    });
    if (group == groups.end()) {
      groups.emplace_back().push_back(std::move(item));
    } else {
      group->push_back(std::move(item));
    }
  }
  std::vector<Item> kept;
  for (std::vector<Item>& members : groups) {
    kept.push_back(std::move(members.front()));
    Finding& first = std::invoke(finding_in, kept.back());
    for (std::size_t i = 1; i < members.size(); ++i) {
      const Finding& other = std::invoke(finding_in, members[i]);
      first.also.push_back({other.property, other.severity, other.explanation, {}});
    }
  }
  return kept;
}

}  // namespace assay::runs
