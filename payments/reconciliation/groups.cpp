// Names are sorted once and looked up in halves; what they join is kept in a forest whose trees end
// up flat. 100,000 lines take a few tenths of a second (bench/reconciliation_bench.cpp).
#include "payments/reconciliation/groups.hpp"

#include <algorithm>
#include <numeric>
#include <string_view>
#include <tuple>
#include <utility>

namespace payments::reconciliation {
namespace {

class Forest {
 public:
  explicit Forest(std::size_t size) : parents_(size) {
    std::iota(parents_.begin(), parents_.end(), std::uint32_t{0});
  }

  std::uint32_t root(std::uint32_t at) {
    while (parents_[at] != at) {
      parents_[at] = parents_[parents_[at]];
      at = parents_[at];
    }
    return at;
  }

  void join(std::uint32_t a, std::uint32_t b) {
    a = root(a);
    b = root(b);
    if (a < b) std::swap(a, b);
    parents_[a] = b;
  }

 private:
  std::vector<std::uint32_t> parents_;
};

/// Which line carries which name, by name.
using Names = std::vector<std::pair<std::string_view, std::uint32_t>>;

/// `items` are places; a name leads to where its item stands among them.
Names names_of(std::span<const Line> lines, const Places& items, const Places& which) {
  Names names;
  names.reserve(which.size());
  for (const std::uint32_t item : which) {
    for (const std::string& name : lines[items[item]].references) {
      if (!name.empty()) names.emplace_back(name, item);
    }
  }
  std::ranges::sort(names);
  return names;
}

void join_equal_names(const Names& names, Forest& forest) {
  for (std::size_t i = 1; i < names.size(); ++i) {
    if (names[i].first == names[i - 1].first) forest.join(names[i].second, names[i - 1].second);
  }
}

/// Joins a line to every anchor that it names. False: it names none.
bool join_to_anchors(const Line& line, std::uint32_t item, const Names& names, Forest& forest) {
  bool known = false;
  for (const std::string& name : line.references) {
    const auto found =
        std::ranges::lower_bound(names, std::string_view(name), {}, &Names::value_type::first);
    if (found == names.end() || found->first != name) continue;
    forest.join(item, found->second);
    known = true;
  }
  return known;
}

}  // namespace

bool stands_before(const Line& one, const Line& other) {
  const auto facts = [](const Line& line) {
    const Money amount = line.amount.value_or(Money{}), fee = line.fee.value_or(Money{});
    return std::tuple(line.source, std::string_view(line.id), line.kind, amount.currency,
                      amount.minor, fee.minor, line.day, std::string_view(line.place));
  };
  const auto first = facts(one), second = facts(other);
  return first != second ? first < second : one.references < other.references;
}

std::vector<Group> groups_of(std::span<const Line> lines, const Places& anchors,
                             const Places& others) {
  Places items = anchors;
  items.insert(items.end(), others.begin(), others.end());
  Places first_items(anchors.size());
  std::iota(first_items.begin(), first_items.end(), std::uint32_t{0});
  Forest forest(items.size());
  const Names names = names_of(lines, items, first_items);
  join_equal_names(names, forest);
  Places strangers;
  for (auto item = static_cast<std::uint32_t>(anchors.size()); item < items.size(); ++item) {
    if (!join_to_anchors(lines[items[item]], item, names, forest)) strangers.push_back(item);
  }
  join_equal_names(names_of(lines, items, strangers), forest);

  std::vector<std::pair<std::uint32_t, std::uint32_t>> members;  // tree, item
  members.reserve(items.size());
  for (std::uint32_t item = 0; item < items.size(); ++item) {
    members.emplace_back(forest.root(item), item);
  }
  std::ranges::sort(members, [&](const auto& a, const auto& b) {
    if (a.first != b.first) return a.first < b.first;
    return stands_before(lines[items[a.second]], lines[items[b.second]]);
  });
  std::vector<Group> groups;
  for (std::size_t i = 0; i < members.size(); ++i) {
    if (i == 0 || members[i].first != members[i - 1].first) groups.emplace_back();
    const bool anchored = members[i].second < anchors.size();
    Places& side = anchored ? groups.back().anchors : groups.back().others;
    side.push_back(items[members[i].second]);
  }
  std::ranges::sort(groups, [&](const Group& a, const Group& b) {
    const auto first = [](const Group& group) {
      return group.anchors.empty() ? group.others.front() : group.anchors.front();
    };
    return stands_before(lines[first(a)], lines[first(b)]);
  });
  return groups;
}

}  // namespace payments::reconciliation
