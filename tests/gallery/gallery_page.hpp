// docs/gallery.md tells of every defect what the code says of it and what a sweep finds. Not a
// test.
#pragma once

#include <algorithm>
#include <fstream>
#include <sstream>
#include <string>

#include "systems/payments/defect.hpp"
#include "tests/runs/explore.hpp"

namespace assay::tests {

using systems::Defect;

inline std::string page() {
  std::ostringstream text;
  text << std::ifstream{ASSAY_SOURCE_DIR "/docs/gallery.md"}.rdbuf();
  return std::move(text).str();
}

/// The clock of a node jumps, or is off from the beginning.
inline bool is_clock(const sim::Answer& answer) {
  return answer.answer.starts_with("clock_") || answer.site.starts_with("node/skew");
}

/// Something comes sooner or later than usual, or before what was there first.
inline bool is_order(const sim::Answer& answer) {
  const bool when =
      answer.kind == sim::DecisionKind::timing || answer.kind == sim::DecisionKind::schedule;
  return when && !is_clock(answer);
}

/// What the shrunk plan of the first seed that found a defect is made of.
struct Needs {
  std::size_t faults = 0;
  bool order = false;
  bool clock = false;
};

inline Needs needs_of(const sim::Plan& plan) {
  return {.faults = sim::fault_count(plan),
          .order = std::ranges::any_of(plan, is_order),
          .clock = std::ranges::any_of(plan, is_clock)};
}

/// "2 faults, a clock's", "1 fault and order"; "load" where the scenario's own load is enough.
inline std::string in_words(const Needs& needs) {
  std::string words;
  if (needs.faults > 0) words = std::to_string(needs.faults) + " fault";
  if (needs.faults > 1) words += "s";
  if (needs.clock) words += words.empty() ? "clock" : ", a clock's";
  if (needs.order) words += words.empty() ? "order" : " and order";
  return words.empty() ? "load" : words;
}

inline std::string row_of(const Defect& defect, const Needs& needs) {
  std::ostringstream row;
  row << "| `" << defect.name << "` | " << defect.summary << " | " << defect.source << " | `"
      << defect.property << "` | `" << defect.scenario << "` | " << in_words(needs) << " | "
      << defect.lesson << " |";
  return std::move(row).str();
}

/// The row of a defect that nothing catches.
inline std::string row_of(const Defect& defect) {
  std::ostringstream row;
  row << "| `" << defect.name << "` | " << defect.summary << " | " << defect.missing << " |";
  return std::move(row).str();
}

}  // namespace assay::tests
