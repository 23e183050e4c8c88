// How a finding is put into words: the same on the failure screen, in playbooks, in junit.xml and
// in the report.
#pragma once

#include <string>
#include <string_view>

#include "campaign/results.hpp"

namespace assay::reports {

/// "Double charge: at_most_one_effect is violated in lost_response".
[[nodiscard]] std::string headline(const scenarios::Finding& finding);

/// The number of the broken property in the payment rules: "I01"; empty where it has none.
[[nodiscard]] std::string rule_of(const scenarios::Finding& finding);

/// "12.50 EUR", or "none told".
[[nodiscard]] std::string money_at_risk(const scenarios::Finding& finding);

/// "double charge, the gravest of 5 harms".
[[nodiscard]] std::string severity_rank(properties::Severity severity);

/// "seed 0, after 1 run; 51 answers shrunk to 2 in 8 runs".
[[nodiscard]] std::string how_found(const campaign::ReportedFinding& reported);

/// "holds", "still violated" or "undecided" of a run without one answer.
[[nodiscard]] std::string omission_words(properties::Verdict verdict);

/// What the runs without one answer each come to, in a sentence.
[[nodiscard]] std::string minimality(const scenarios::Finding& finding);

}  // namespace assay::reports
