// A run as a sequence diagram: who sent what to whom, what struck, what was believed, who held
// which key, and where money moved, up to the last piece of evidence or the deadline that was
// missed. Neither Mermaid nor SVG: those are drawn from it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "reports/shown_run.hpp"

namespace assay::reports {

enum class StepKind : std::uint8_t {
  call,       ///< a request or message that arrives
  reply,      ///< an answer that arrives
  lost,       ///< either, when it never arrives
  sign,       ///< something that the service could have noticed: a time-out, no answer
  belief,     ///< the service made a state durable
  money,      ///< the processor moved money, or undid it
  fault,      ///< the world misbehaved
  outage,     ///< a power cut or a pause; the return from it is a sign
  fact,       ///< any other piece of evidence; of a whole sequence, any other fact
  log,        ///< a line of the service's log; of a whole sequence only
  grant,      ///< somebody holds a key from here on; `to` is its lease
  grant_end,  ///< nobody does any more; on the lane of its lease
  deadline,   ///< what should have come by then; over all lanes
};

struct Step {
  std::int64_t at = 0;  ///< virtual nanoseconds
  StepKind kind{};
  std::string from;  ///< the lane; of a note, its only one
  std::string to;    ///< empty for a note
  std::string text;
  bool is_evidence = false;
  std::size_t cycle = 0;   ///< steps that repeat together share a number, from 1; 0: it does not
  std::size_t times = 1;   ///< how often its cycle came
  std::int64_t until = 0;  ///< virtual nanoseconds: when the last of them did
  friend bool operator==(const Step&, const Step&) = default;
};

struct Sequence {
  /// Clients first, then in the order in which they came up; leases last.
  std::vector<std::string> lanes;
  std::vector<Step> steps;
  std::size_t left_out = 0;  ///< steps that there was no room for
};

/// At most `steps_max` steps; what repeats counts once. Evidence and the deadline are never left
/// out; faults, outages and money are the last to be.
[[nodiscard]] Sequence sequence(const ShownRun& run, std::size_t steps_max = 40);

/// The same for a reader who can scroll: each repeat, every log line of the service, and all that
/// was seen of what is of concern.
[[nodiscard]] Sequence whole_sequence(const ShownRun& run, std::size_t steps_max);

}  // namespace assay::reports
