// A run as a sequence diagram: who sent what to whom, what struck, what was believed, and where
// money moved, up to the last piece of evidence. Neither Mermaid nor SVG: those are drawn from it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "reports/shown_run.hpp"

namespace assay::reports {

enum class StepKind : std::uint8_t {
  call,    ///< a request or message that arrives
  reply,   ///< an answer that arrives
  lost,    ///< either, when it never arrives
  sign,    ///< something that the service could have noticed: a time-out, no answer
  belief,  ///< the service made a state durable
  money,   ///< the processor moved money, or undid it
  fault,   ///< the world misbehaved
  outage,  ///< a power cut or a pause; the return from it is a sign
  fact,    ///< any other piece of evidence
};

struct Step {
  std::int64_t at = 0;  ///< virtual nanoseconds
  StepKind kind{};
  std::string from;  ///< the lane; of a note, its only one
  std::string to;    ///< empty for a note
  std::string text;
  bool is_evidence = false;
  friend bool operator==(const Step&, const Step&) = default;
};

struct Sequence {
  std::vector<std::string> lanes;  ///< clients first, then in the order in which they came up
  std::vector<Step> steps;
  std::size_t left_out = 0;  ///< steps that there was no room for
};

/// At most `steps_max` steps; faults, outages, money and evidence are the last to be left out.
[[nodiscard]] Sequence sequence(const ShownRun& run, std::size_t steps_max = 40);

}  // namespace assay::reports
