// Holds a recording from anywhere against the properties that it can support. What it cannot decide
// is unknown, with a reason, and never violated: what a source does not show, what the clocks leave
// open, payables that were cut off or sampled.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "outside/judge/mapping.hpp"
#include "properties/property.hpp"

namespace assay::outside {

struct JudgeSettings {
  std::int64_t horizon = 0;  ///< nanoseconds; 0: nothing is forgotten
  /// Called now and then with the facts that were read; may be empty.
  std::function<void(std::uint64_t facts)> progress{};
};

/// A fact that shows a violation, and where it was read.
struct EvidenceLine {
  std::string file;
  std::uint64_t line = 0;
  std::string word;  ///< of its kind
};

/// A violation with all that is needed to show it.
struct ShownViolation {
  properties::Violation violation;  ///< its evidence is numbered as in `history`
  properties::Harm harm;
  std::string payable;  ///< empty where it is about none
  std::vector<EvidenceLine> evidence;
  history::History history;  ///< of what it is about; times count from its first fact
  std::int64_t began = 0;    ///< nanoseconds since 1970: that first fact
};

struct JudgedProperty {
  properties::Property property;
  std::string not_judged;  ///< why; empty where it was
  properties::Verdict verdict = properties::Verdict::holds;
  std::string reason;                 ///< why unknown
  std::uint64_t violations = 0;       ///< those that stand in every order that was tried
  std::uint64_t open = 0;             ///< those that the clocks leave open
  std::vector<ShownViolation> shown;  ///< the first few
};

/// Payables by what is known of them.
struct PayableCount {
  std::uint64_t whole = 0;      ///< judged
  std::uint64_t cut_front = 0;  ///< their beginning is missing
  std::uint64_t cut_end = 0;    ///< under way where the recording ends, by the clocks
  std::uint64_t gaps = 0;       ///< lines are missing while they went on, or facts are sampled
  [[nodiscard]] std::uint64_t unknown() const { return cut_front + cut_end + gaps; }
  [[nodiscard]] std::uint64_t all() const { return whole + unknown(); }
};

struct Judged {
  std::string name;
  std::vector<std::string> files;
  std::uint64_t lines = 0, facts = 0, unmapped = 0;
  PayableCount payables;
  std::vector<std::string> notes;
  std::vector<JudgedProperty> properties;
  properties::Verdict verdict = properties::Verdict::unknown;
  std::string reason;  ///< of `unknown`
};

/// Judges the files of one recording. Errors: BadInput. Determinism: by files and mapping.
[[nodiscard]] Judged judge_recording(std::span<const std::string> files, Mapping mapping,
                                     const JudgeSettings& settings = {});

}  // namespace assay::outside
