// A run as it can be kept and compared, by this program or by another build of it: what ran, what
// happened, what it came to. Values and words alone. Not a failure file: that has only the plan.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "campaign/jobs/replay.hpp"
#include "reports/comparison/balances.hpp"
#include "reports/screens/truth_and_belief.hpp"

namespace assay::reports {

/// What a run was a run of, and which program made it.
struct RunSubject {
  std::string title;
  std::string scenario;
  std::string scenario_digest;
  std::string system;
  std::string defect;  ///< empty for none
  std::uint32_t behaviour = 0;
  std::string version;
  friend bool operator==(const RunSubject&, const RunSubject&) = default;
};

/// An event of the trace, its kind as a word: another build may have kinds that this one has not.
struct RecordedEvent {
  std::uint32_t id = 0;
  std::int64_t at = 0;  ///< virtual nanoseconds
  std::string node;
  std::string kind;
  std::string what;
  std::uint32_t cause = 0;
  std::string digest;  ///< as it was here, 16 hex digits
  friend bool operator==(const RecordedEvent&, const RecordedEvent&) = default;
};

/// What became of a property.
struct RecordedJudgement {
  std::string property;
  std::string verdict;
  std::vector<std::string> explanations;
  std::string reason;
  friend bool operator==(const RecordedJudgement&, const RecordedJudgement&) = default;
};

struct RunRecord {
  RunSubject subject;
  std::string digest;
  std::string exit;
  std::string failure;  ///< why the code under test did not come through; empty where it did
  std::string verdict;
  std::int64_t ended = 0;  ///< virtual nanoseconds
  std::uint64_t events = 0;
  std::vector<RecordedJudgement> judgements;
  sim::Plan plan;
  std::vector<RecordedEvent> trace;
  std::vector<ThreeSides> operations;
  std::vector<Balance> balances;
  friend bool operator==(const RunRecord&, const RunRecord&) = default;
};

[[nodiscard]] RunRecord run_record(RunSubject subject, const campaign::Replayed& replayed);

}  // namespace assay::reports
