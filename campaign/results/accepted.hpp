// Findings that somebody has accepted, in a file that lies beside the code: each until a day and
// for a reason. What of a campaign's findings is new, accepted or expired, and the verdict without
// what is accepted. Not the findings themselves: those are all told, whatever is accepted.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "campaign/results/results.hpp"

namespace assay::campaign {

inline constexpr std::string_view accepted_schema = "assay.accepted/1";

/// What of findings is accepted: all of that scenario, property and defect.
struct Acceptance {
  std::string scenario;
  std::string property;
  std::string defect;  ///< empty: of the system as it is
  std::string id;      ///< that finding alone; empty for any
  std::string reason;
  std::string by;     ///< who accepted it; empty where nobody is named
  std::string until;  ///< the last day, "2027-01-31"; empty: it does not expire
  friend bool operator==(const Acceptance&, const Acceptance&) = default;
};

/// Reads an assay.accepted/1. Errors: BadInput, also for a day that no calendar has and for two
/// entries about the same.
[[nodiscard]] std::vector<Acceptance> read_accepted(const std::string& path);

/// The entry that a finding falls under, or nullptr. One with an id comes before one without.
[[nodiscard]] const Acceptance* acceptance_of(const runs::Finding& finding,
                                              const std::vector<Acceptance>& accepted);

/// Says of each finding how it stands on that day, "2026-12-01", and which entries match nothing
/// any more.
void hold_against(Results& results, const std::vector<Acceptance>& accepted, std::string_view day);

/// The verdict of results in which what is accepted does not count. A violation that no accepted
/// finding tells of counts. Without a file of accepted findings it is the verdict.
[[nodiscard]] properties::Verdict verdict_beyond_accepted(const Results& results);

}  // namespace assay::campaign
