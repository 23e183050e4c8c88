// Facts by what they belong to: those of one payable together, with whatever names its operations,
// keys and events. A group is remembered until it is judged, and then forgotten with its names.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <unordered_map>
#include <vector>

#include "outside/judge/fact_reader.hpp"

namespace assay::outside {

/// What belongs together.
struct FactGroup {
  std::string payable{};  ///< the first that was named; empty where none was
  std::string bytes{};    ///< packed facts
  std::uint64_t facts = 0;
  std::int64_t first_at = 0, last_at = 0;  ///< nanoseconds
  std::vector<std::uint64_t> links{};      ///< under which it is found
};

class Gathering {
 public:
  using Number = std::uint32_t;

  /// Puts a fact to its group. Returns: false where it names nothing that groups go by: it belongs
  /// to all.
  bool add(const ReadFact& fact);

  /// Takes out all groups of which nothing was heard since `before`, at most so many facts.
  [[nodiscard]] std::vector<FactGroup> quiet_since(std::int64_t before, std::uint64_t facts_max);
  /// Takes out all that are left.
  [[nodiscard]] std::vector<FactGroup> rest();

  [[nodiscard]] std::uint64_t facts() const { return facts_; }

 private:
  Number group_of(const ReadFact& fact);
  Number found(const ReadFact& fact) const;
  void join(Number into, Number from);
  void claim(Number group, std::uint64_t link);
  void enqueue(Number number);
  FactGroup take(Number group);

  struct Slot {
    FactGroup group{};
    bool there = false;
    bool queued = false;
  };
  struct Quiet {
    Number group;
    std::int64_t at;
  };

  std::unordered_map<std::uint64_t, Number> by_link_;
  std::vector<Slot> slots_;
  std::vector<Number> free_;
  std::deque<Quiet> queue_;  ///< by when something was heard of them, at the latest
  std::uint64_t facts_ = 0;
};

}  // namespace assay::outside
