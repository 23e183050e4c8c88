// What the pages of a build show: annotations beside it, and a summary in Markdown.
// Source: GitHub, workflow commands (annotations and job summaries); other servers show the summary
// as any Markdown.
#pragma once

#include <span>
#include <string>

#include "campaign/results/results.hpp"
#include "reports/shown_run.hpp"

namespace assay::reports {

/// A workflow command per distinct failure, and one for each thing that keeps the campaign from
/// being a pass: lines for a job to print. One line where there is nothing to tell.
[[nodiscard]] std::string build_annotations(const campaign::Results& results,
                                            std::span<const FindingReport> failures);

/// The verdict, the failures by harm with their replay commands, and a row per scenario.
[[nodiscard]] std::string build_summary(const campaign::Results& results,
                                        std::span<const FindingReport> failures);

}  // namespace assay::reports
