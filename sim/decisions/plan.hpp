// A plan: the answers of a run that were not benign. Not a recording of everything: what a plan
// does not name is answered benignly. A failure is a plan; replay, shrinking and search all work on
// it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace assay::sim {

/// What could go one way or another at a decision point.
enum class DecisionKind : std::uint8_t {
  fault,     ///< lose this reply, fail this commit
  crash,     ///< power cut here
  schedule,  ///< which ready fiber goes first
  timing,    ///< how long this takes
  workload,  ///< what the client does
};

[[nodiscard]] const char* to_text(DecisionKind kind);

/// Whether an answer of that kind that is not benign counts as a fault: of a fault or a crash.
[[nodiscard]] constexpr bool is_fault(DecisionKind kind) {
  return kind == DecisionKind::fault || kind == DecisionKind::crash;
}
/// Whether it counts as a deviation: of a delay, a pause's length, an order.
[[nodiscard]] constexpr bool is_deviation(DecisionKind kind) {
  return kind == DecisionKind::schedule || kind == DecisionKind::timing;
}

/// One answer that was not benign: at the `n`-th visit (from 1) of the site of that name.
struct Answer {
  std::string site;
  std::uint32_t n = 1;
  std::string answer;
  DecisionKind kind = DecisionKind::fault;

  [[nodiscard]] bool is_fault() const { return sim::is_fault(kind); }
  friend bool operator==(const Answer&, const Answer&) = default;
};

/// Answers in the order in which the run asked for them.
using Plan = std::vector<Answer>;

[[nodiscard]] std::size_t fault_count(const Plan& plan);

}  // namespace assay::sim
