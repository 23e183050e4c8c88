// How a finding is put into words: the same on the failure screen, in playbooks, in junit.xml and
// in the report.
#pragma once

#include <string>
#include <string_view>

#include "campaign/results/results.hpp"

namespace assay::reports {

/// "Double charge: at_most_one_effect is violated in lost_response".
[[nodiscard]] std::string headline(const runs::Finding& finding);

/// The number of the broken property in the payment rules: "I01"; empty where it has none.
[[nodiscard]] std::string rule_of(const runs::Finding& finding);

/// "12.50 EUR moved wrongly", or "none moved wrongly in this run".
[[nodiscard]] std::string money_at_risk(const runs::Finding& finding);

/// "double charge"; "could lead to a double charge" where nothing came of it in its run.
[[nodiscard]] std::string harm_word(const runs::Finding& finding);

/// What it did in its run, and what else it could lead to: "double charge, 12.50 EUR moved
/// wrongly", "nothing moved wrongly in this run; it could lead to a double charge".
[[nodiscard]] std::string harm_of(const runs::Finding& finding);

/// "a double charge", "lost money": what a property that is broken can lead to.
[[nodiscard]] std::string_view as_a_consequence(properties::Severity severity);

/// "double charge, the gravest of 5 harms".
[[nodiscard]] std::string severity_rank(properties::Severity severity);

/// The rank of what was measured; where nothing came of it in its run, "at worst double charge, the
/// gravest of five in the order of harm".
[[nodiscard]] std::string severity_of(const runs::Finding& finding);

/// "seed 0, after 1 run; 51 answers shrunk to 2 in 8 runs".
[[nodiscard]] std::string how_found(const campaign::ReportedFinding& reported);

/// "orphan_bound, progress: broken by the same cause"; empty where nothing else is.
[[nodiscard]] std::string also_broken(const runs::Finding& finding);

/// "holds", "still violated" or "undecided" of a run without one answer.
[[nodiscard]] std::string omission_words(properties::Verdict verdict);

/// What the runs without one answer each come to, in a sentence.
[[nodiscard]] std::string minimality(const runs::Finding& finding);

}  // namespace assay::reports
