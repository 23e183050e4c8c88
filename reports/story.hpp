// How a failure came about, told shortly: the faults that struck and what client, service and
// processor did and believed, in virtual time, up to the last piece of evidence or to the deadline
// that was missed. Not the full trace: `assay replay` shows that.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "history/history.hpp"
#include "reports/screens/table.hpp"
#include "reports/shown_run.hpp"

namespace assay::reports {

/// One line of a story.
struct StoryLine {
  std::int64_t at = 0;  ///< virtual nanoseconds
  std::string who;
  std::string what;
  bool is_fault = false;
  bool is_evidence = false;
  int weight = 0;            ///< what is left out first has the highest
  bool is_deadline = false;  ///< what should have come by then
  std::size_t times = 1;     ///< how often it came, or the cycle that it stands for
  std::int64_t until = 0;    ///< virtual nanoseconds: when the last of them did
};

/// What is told: the operations that the evidence is about, or all without evidence; what repeats
/// once, with how often; at most `lines_max` lines, evidence, deadline and faults before all else.
[[nodiscard]] std::vector<StoryLine> story(const ShownRun& run, std::size_t lines_max = 24);

/// A sign for what a line is: "↯" a fault, "▸" evidence, "✗" the deadline; else empty.
[[nodiscard]] std::string_view mark_of(const StoryLine& line);

/// What a line says, and how often: "raises an alarm: stuck  x 37, the last at 12.000 s".
[[nodiscard]] std::string words_of(const StoryLine& line);

/// The story as a table.
[[nodiscard]] std::string to_text(const std::vector<StoryLine>& lines, const Ink& ink);

/// "success (200)": what somebody was told.
[[nodiscard]] std::string outcome_text(history::Outcome outcome, std::uint32_t status);

/// An observation as a short clause, its observer being the subject: "is told success (200)".
[[nodiscard]] std::string clause(const history::Observation& seen);

}  // namespace assay::reports
