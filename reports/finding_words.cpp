// The words.
#include "reports/finding_words.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "reports/wording.hpp"
#include "runs/unfinished.hpp"

namespace assay::reports {

using runs::Finding;

namespace {

/// Nothing happened in the run, and something could have.
bool is_only_danger(const Finding& finding) {
  return finding.severity == properties::Severity::noise && finding.worst > finding.severity;
}

}  // namespace

std::string harm_word(const Finding& finding) {
  return is_only_danger(finding) ? fmt::format("could lead to {}", as_a_consequence(finding.worst))
                                 : to_words(finding.severity);
}

std::string headline(const Finding& finding) {
  std::string harm = harm_word(finding);
  harm.front() = static_cast<char>(harm.front() - 'a' + 'A');
  return fmt::format("{}: {} is violated in {}", harm, finding.property, finding.scenario);
}

std::string rule_of(const Finding& finding) {
  for (const properties::Property& one : properties::all_properties()) {
    if (one.name == finding.property) return std::string{one.rule};
  }
  return finding.property == runs::run_comes_back ? std::string{}
                                                  : std::string{properties::own_rule};
}

std::string money_at_risk(const Finding& finding) {
  return finding.at_risk.currency.empty() ? "none moved wrongly in this run"
                                          : money(finding.at_risk) + " moved wrongly";
}

std::string_view as_a_consequence(properties::Severity severity) {
  constexpr std::array<std::string_view, 5> words{"noise", "payments that are stuck",
                                                  "a wrong belief", "lost money",
                                                  "a double charge"};
  return words[static_cast<std::size_t>(severity)];
}

std::string harm_of(const Finding& finding) {
  std::string text = is_only_danger(finding) ? "nothing moved wrongly in this run"
                                             : to_words(finding.severity);
  if (!finding.at_risk.currency.empty()) text += ", " + money_at_risk(finding);
  if (finding.worst > finding.severity) {
    text += fmt::format("; it could lead to {}", as_a_consequence(finding.worst));
  }
  return text;
}

std::string severity_rank(properties::Severity severity) {
  constexpr std::array<std::string_view, 5> ranks{"the mildest", "the fourth", "the third",
                                                  "the second", "the gravest"};
  return fmt::format("{}, {} of five in the order of harm", to_words(severity),
                     ranks[static_cast<std::size_t>(severity)]);
}

std::string severity_of(const Finding& finding) {
  return is_only_danger(finding) ? "at worst " + severity_rank(finding.worst)
                                 : severity_rank(finding.severity);
}

std::string how_found(const campaign::ReportedFinding& reported) {
  const Finding& finding = reported.finding;
  std::string text = reported.by_search ? "by search"
                                        : fmt::format("seed {}, after {}", finding.seed,
                                                      counted(finding.runs_to_find, "run"));
  if (!reported.by_search && finding.runs_to_find == 0) text = "in the file that was given";
  if (finding.shrink_runs > 0) {
    text += fmt::format("; {} shrunk to {} in {}", counted(finding.recorded_answers, "answer"),
                        finding.plan.size(), counted(finding.shrink_runs, "run"));
  }
  return text;
}

std::string also_broken(const Finding& finding) {
  std::string text;
  for (const runs::Broken& one : finding.also) {
    text += (text.empty() ? "" : ", ") + one.property;
  }
  return text.empty() ? text : text + ": broken by the same cause";
}

std::string omission_words(properties::Verdict verdict) {
  if (verdict == properties::Verdict::violated) return "still violated";
  return verdict == properties::Verdict::holds ? "holds" : "undecided";
}

std::string minimality(const Finding& finding) {
  const auto needed =
      std::ranges::count(finding.omissions, properties::Verdict::holds, &runs::Omission::verdict);
  const auto all = static_cast<std::ptrdiff_t>(finding.omissions.size());
  if (needed == all && all == 1) return "It is needed: without it the run passes.";
  if (needed == all)
    return fmt::format("Each of the {} is needed: without it the run passes.", all);
  return fmt::format("{} of {} are each needed: without it the run passes.", needed, all);
}

}  // namespace assay::reports
