// How a failure came about, told shortly: the faults that struck and what client, service and
// processor did and believed, in virtual time, up to the last piece of evidence. Not the full
// trace: `assay replay` shows that.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "history/history.hpp"
#include "reports/screens/table.hpp"
#include "sim/world/trace.hpp"

namespace assay::reports {

/// One line of a story.
struct StoryLine {
  std::int64_t at = 0;  ///< virtual nanoseconds
  std::string who;
  std::string what;
  bool is_fault = false;
  bool is_evidence = false;
  int weight = 0;  ///< what is left out first has the highest
};

/// What is told: the operations that the evidence is about, or all without evidence; at most
/// `lines_max` lines, faults and evidence before all else.
[[nodiscard]] std::vector<StoryLine> story(const std::vector<sim::TraceEvent>& trace,
                                           const history::History& history,
                                           const std::vector<std::uint64_t>& evidence,
                                           std::size_t lines_max = 24);

/// The story as a table.
[[nodiscard]] std::string to_text(const std::vector<StoryLine>& lines, const Ink& ink);

/// "success (200)": what somebody was told.
[[nodiscard]] std::string outcome_text(history::Outcome outcome, std::uint32_t status);

/// An observation as a short clause, its observer being the subject: "is told success (200)".
[[nodiscard]] std::string clause(const history::Observation& seen);

}  // namespace assay::reports
