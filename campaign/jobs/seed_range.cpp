// Sets as sorted lists.
#include "campaign/jobs/seed_range.hpp"

#include <algorithm>

namespace assay::campaign {

SeedSet with(SeedSet set, SeedRange more) {
  return more.size() == 0 ? set : united(std::move(set), {more});
}

SeedSet united(SeedSet set, const SeedSet& more) {
  set.insert(set.end(), more.begin(), more.end());
  std::ranges::sort(set, {}, &SeedRange::first);
  SeedSet joined;
  for (const SeedRange& range : set) {
    if (!joined.empty() && range.first <= joined.back().end) {
      joined.back().end = std::max(joined.back().end, range.end);
    } else {
      joined.push_back(range);
    }
  }
  return joined;
}

SeedSet without(SeedRange range, const SeedSet& set) {
  SeedSet left;
  std::uint64_t next = range.first;
  for (const SeedRange& taken : set) {
    if (taken.end <= next || taken.first >= range.end) continue;
    if (taken.first > next) left.push_back({next, taken.first});
    next = taken.end;
  }
  if (next < range.end) left.push_back({next, range.end});
  return left;
}

std::uint64_t seeds_in(const SeedSet& set) {
  std::uint64_t count = 0;
  for (const SeedRange& range : set) count += range.size();
  return count;
}

SeedRange part_of(SeedRange whole, Shard shard) {
  const std::uint64_t each = whole.size() / shard.of;
  const std::uint64_t more = whole.size() % shard.of;  // so many shards take one more
  const std::uint64_t before = shard.number - 1;
  const std::uint64_t first = whole.first + before * each + std::min(before, more);
  return {first, first + each + (before < more ? 1 : 0)};
}

}  // namespace assay::campaign
