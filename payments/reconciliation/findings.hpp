// What is found while lines are compared: a bucket for each line, and what stands between sources.
// Not a judgement of its own: comparison and batches say what is so, this keeps it in order.
#pragma once

#include "payments/reconciliation/groups.hpp"
#include "payments/reconciliation/matching.hpp"

#include <map>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace payments::reconciliation {

class Findings {
 public:
  explicit Findings(std::span<const Line> lines)
      : lines_(lines), made_{std::vector<Bucket>(lines.size(), Bucket::matched), {}} {}

  /// Puts lines where they belong, whatever was said of them before.
  void place(const Places& places, Bucket bucket) {
    for (const std::uint32_t at : places) made_.buckets[at] = bucket;
  }
  /// The same where that says more than what was said before.
  void raise(const Places& places, Bucket bucket) {
    for (const std::uint32_t at : places) {
      if (made_.buckets[at] < bucket) made_.buckets[at] = bucket;
    }
  }
  [[nodiscard]] Bucket bucket(std::uint32_t at) const { return made_.buckets[at]; }

  /// What a line whose own amount cannot be counted would have said, were the books right.
  void stand_in(std::uint32_t at, const Money& amount) { stand_ins_[at] = amount; }
  [[nodiscard]] std::optional<Money> counted(std::uint32_t at) const {
    const auto found = stand_ins_.find(at);
    return found != stand_ins_.end() ? std::optional(found->second) : lines_[at].amount;
  }

  /// From here on differences are about another group: those of one are told once.
  void begin_group() { group_begin_ = made_.differences.size(); }
  /// Adds a difference about `about`, which names and dates it, and `cited` beside.
  void add(Difference difference, const Places& about, const Places& cited);

  /// All of it, in the order of what the differences say.
  [[nodiscard]] Matching finish() &&;

 private:
  std::span<const Line> lines_;
  Matching made_;
  std::map<std::uint32_t, Money> stand_ins_;
  std::size_t group_begin_ = 0;
};

}  // namespace payments::reconciliation
