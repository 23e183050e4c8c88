// Once before the runs, once after them.
#include "cli/known_findings.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "cli/day.hpp"

namespace assay::cli {

namespace {

using campaign::ReportedFinding;
using campaign::Standing;

std::string standing_lines(const campaign::Results& results) {
  const auto count = [&](Standing standing) {
    return std::ranges::count(results.findings, standing, &ReportedFinding::standing);
  };
  std::string text = fmt::format("\n  Findings on {}: {} new, {} accepted, {} expired\n",
                                 results.held_against->day, count(Standing::fresh),
                                 count(Standing::accepted), count(Standing::expired));
  for (const ReportedFinding& one : results.findings) {
    if (one.standing != Standing::expired) continue;
    text += fmt::format("    expired on {}: {} in {}\n", one.accepted_until, one.finding.property,
                        one.finding.scenario);
  }
  for (const campaign::GoneFinding& one : results.held_against->gone) {
    text += fmt::format("    accepted, and not found: {} in {}\n", one.property, one.scenario);
  }
  return text;
}

}  // namespace

KnownFindings::KnownFindings(const Options& options) {
  if (options.accepted.empty()) return;
  accepted_ = campaign::read_accepted(options.accepted);
  day_ = today();
}

void KnownFindings::hold(campaign::Results& results, std::string& summary) const {
  if (!accepted_) return;
  campaign::hold_against(results, *accepted_, day_);
  summary += standing_lines(results);
}

}  // namespace assay::cli
