// A part of a recording that is judged at once: the groups of facts in it, and which of them are
// whole. Gives histories: of all of it, and of single groups in other orders.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "outside/judge/clock_order.hpp"
#include "outside/judge/gathering.hpp"
#include "outside/judge/judge.hpp"
#include "outside/judge/recording.hpp"

namespace assay::outside {

inline constexpr std::uint32_t of_all = 0xFFFF'FFFF;

/// A history and, for each of its facts, where it came from.
struct PlacedHistory {
  history::History history{};
  std::vector<PlacedFact> facts{};  ///< in the history's order
};

/// What of the stream lies around a batch.
struct BatchTerms {
  history::Sources recorded = 0;
  std::set<std::string, std::less<>> shown{};
  std::optional<std::int64_t> starts{};  ///< payables that begin no later than this may be cut
  std::optional<std::int64_t> ends{};    ///< and those that go on at this
  std::vector<Gap> gaps{};
};

class Batch {
 public:
  Batch(const Mapping& mapping, std::vector<FactGroup> groups, const std::string& global_bytes,
        const BatchTerms& terms);

  [[nodiscard]] const PayableCount& count() const { return count_; }
  [[nodiscard]] const FactGroup& group(std::uint32_t number) const { return groups_[number]; }
  /// All whole groups and what belongs to all; of a partial world only what became of it.
  [[nodiscard]] PlacedHistory all(bool partial) const;
  /// These groups and what belongs to all.
  [[nodiscard]] PlacedHistory of(const std::set<std::uint32_t>& groups, Leaning leaning,
                                 std::uint64_t seed) const;

 private:
  [[nodiscard]] PlacedHistory placed(const std::vector<FactView>& facts, Leaning leaning,
                                     std::uint64_t seed) const;
  void sort_out(std::uint32_t number, const BatchTerms& terms);

  const Mapping& mapping_;
  history::Sources recorded_;
  std::vector<FactGroup> groups_;
  std::vector<FactView> whole_;
  std::vector<FactView> global_;
  PayableCount count_;
};

}  // namespace assay::outside
