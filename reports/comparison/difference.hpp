// Two runs held against each other: the first event at which they part, the answers that only one
// of them had, and what differs in money and in judgement. Which of them is right it does not say.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "reports/comparison/run_record.hpp"

namespace assay::reports {

/// What is equal in neither run, each as the run has it; nothing where it has none.
template <typename Value>
struct Pair {
  std::optional<Value> a;
  std::optional<Value> b;
  friend bool operator==(const Pair&, const Pair&) = default;
};

struct Difference {
  /// What was not the same to begin with, a sentence each: scenario, system, behaviour, version.
  std::vector<std::string> subjects;
  /// Where the traces part, by their words: how many events are the same before.
  std::optional<std::size_t> parting;
  /// Where they part by digest and not yet by words: in what no words show.
  std::optional<std::size_t> silent_parting;
  sim::Plan only_a;  ///< answers that B did not have, in the order of A
  sim::Plan only_b;
  std::vector<Pair<ThreeSides>> operations;
  std::vector<Pair<Balance>> balances;
  std::vector<Pair<RecordedJudgement>> judgements;  ///< of properties that were judged in both
  bool same_end = true;                             ///< exit, failure and digest

  /// Whether they are the same run, whoever made it.
  [[nodiscard]] bool none() const;
};

[[nodiscard]] Difference difference_of(const RunRecord& a, const RunRecord& b);

/// Whether a person would see the same in both.
[[nodiscard]] bool same_words(const RecordedEvent& a, const RecordedEvent& b);

}  // namespace assay::reports
