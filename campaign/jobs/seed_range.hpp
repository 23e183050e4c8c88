// Seeds in a row, sets of them, and which of them a shard takes. What has been run is kept as such
// a set, so that a campaign can go on where it was left, and shards can be put together.
#pragma once

#include <cstdint>
#include <vector>

namespace assay::campaign {

/// Seeds [first, end).
struct SeedRange {
  std::uint64_t first = 0;
  std::uint64_t end = 0;

  [[nodiscard]] std::uint64_t size() const { return end - first; }
  friend bool operator==(const SeedRange&, const SeedRange&) = default;
};

/// Ranges in order, none of which touch.
using SeedSet = std::vector<SeedRange>;

/// The set with these seeds as well. Returns: an equal set for an empty range.
[[nodiscard]] SeedSet with(SeedSet set, SeedRange more);

/// The seeds of both.
[[nodiscard]] SeedSet united(SeedSet set, const SeedSet& more);

/// The seeds of a range that are not in the set.
[[nodiscard]] SeedSet without(SeedRange range, const SeedSet& set);

[[nodiscard]] std::uint64_t seeds_in(const SeedSet& set);

/// One of several processes that share a campaign, by number from 1.
struct Shard {
  std::uint32_t number = 1;
  std::uint32_t of = 1;

  [[nodiscard]] bool is_all() const { return of == 1; }
  /// Whether it takes the thing with that index, where things cannot be divided.
  [[nodiscard]] bool takes(std::size_t index) const { return index % of == number - 1; }
  friend bool operator==(const Shard&, const Shard&) = default;
};

/// What a shard takes of some seeds: the parts differ by one seed at most and leave none out.
[[nodiscard]] SeedRange part_of(SeedRange whole, Shard shard);

}  // namespace assay::campaign
