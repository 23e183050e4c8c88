// One screen per verb: what ran, what came of it, in aligned columns, the verdict last, where a
// terminal leaves the eye. Pure functions of results.
#pragma once

#include <string>

#include "campaign/results/results.hpp"
#include "reports/screens/ink.hpp"

namespace assay::reports {

/// A row per scenario; details of faults and sometimes-facts where there is one, without findings.
[[nodiscard]] std::string run_summary(const campaign::Results& results, const Ink& ink);

/// How many plans there are, ran and were pruned, per scenario.
[[nodiscard]] std::string exhaust_summary(const campaign::Results& results, const Ink& ink);

/// The kill matrix.
[[nodiscard]] std::string gallery_summary(const campaign::Results& results, const Ink& ink);

/// What was compared, and each run that came out differently.
[[nodiscard]] std::string selfcheck_summary(const campaign::Results& results, const Ink& ink);

/// Each run that, made again, went another way, and the first event at which it did.
[[nodiscard]] std::string mismatch_list(const std::vector<campaign::Mismatch>& mismatches,
                                        const Ink& ink);

/// "holds  payments, 7,000 runs, 512,345 events in 1.9 s", coloured by the verdict; how sure a pass
/// is, in a second line.
[[nodiscard]] std::string verdict_line(const campaign::Results& results, const Ink& ink);

/// The tone of a verdict.
[[nodiscard]] Tone tone_of(properties::Verdict verdict);

}  // namespace assay::reports
