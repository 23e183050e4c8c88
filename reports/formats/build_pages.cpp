// Both tell the failures first, then what keeps a campaign from being a pass.
#include "reports/formats/build_pages.hpp"

#include <fmt/format.h>

#include "reports/doubts.hpp"
#include "reports/finding_words.hpp"
#include "reports/playbooks/markdown.hpp"
#include "reports/reach_words.hpp"
#include "reports/wording.hpp"

namespace assay::reports {

namespace {

using campaign::Results;
using campaign::ScenarioResult;
using markdown::code;
using markdown::plain;
using runs::Finding;

/// That a defect of the gallery is found is what is wanted of it, and no failure.
std::span<const FindingReport> unwanted(const Results& results,
                                        std::span<const FindingReport> failures) {
  return results.gallery ? std::span<const FindingReport>{} : failures;
}

/// A text in a workflow command; of a title colons and commas are spelled, too.
std::string escaped(std::string_view text, bool is_title) {
  std::string safe;
  for (const char sign : text) {
    const bool spelled =
        sign == '%' || sign == '\r' || sign == '\n' || (is_title && (sign == ':' || sign == ','));
    safe += spelled ? fmt::format("%{:02X}", static_cast<unsigned char>(sign)) : std::string{sign};
  }
  return safe;
}

std::string command(std::string_view level, std::string_view title, std::string_view text) {
  return fmt::format("::{} title={}::{}\n", level, escaped(title, true), escaped(text, false));
}

std::string failures_of(std::span<const FindingReport> failures) {
  std::vector<std::vector<std::string>> rows;
  for (const FindingReport& one : failures) {
    const Finding& finding = one.reported.finding;
    rows.push_back({plain(harm_word(finding)), plain(money_at_risk(finding)),
                    code(finding.property), code(finding.scenario),
                    grouped(sim::fault_count(finding.plan)), plain(finding.explanation),
                    code(one.reported.replay)});
  }
  return markdown::table(
      {"harm", "money", "property", "scenario", "faults", "what happened", "replay"}, rows);
}

std::string scenarios_of(const Results& results) {
  std::vector<std::vector<std::string>> rows;
  for (const ScenarioResult& one : results.scenarios) {
    const std::string of = one.defect.empty() ? plain(one.system) : code(one.defect);
    rows.push_back({code(one.name), of, std::string{properties::to_text(one.verdict)},
                    grouped(one.runs), grouped(one.violated)});
  }
  return markdown::table({"scenario", "code", "verdict", "runs", "violated"}, rows);
}

std::string opening(const Results& results) {
  std::uint64_t runs = 0;
  for (const ScenarioResult& one : results.scenarios) runs += one.runs;
  std::string line =
      fmt::format("**{}** over {}", properties::to_text(results.verdict), counted(runs, "run"));
  if (const std::string systems = systems_of(results); !systems.empty()) {
    line += " of " + plain(systems);
  }
  if (!results.complete) line += ", incomplete";
  const std::uint64_t held = campaign::runs_that_held(results);
  return line + (held == 0 ? ".\n" : fmt::format(". {}.\n", residual_risk(held)));
}

}  // namespace

std::string build_annotations(const Results& results, std::span<const FindingReport> failures) {
  std::string lines;
  for (const FindingReport& one : unwanted(results, failures)) {
    const Finding& finding = one.reported.finding;
    lines += command("error", headline(finding),
                     fmt::format("{}\n{}", finding.explanation, one.reported.replay));
  }
  for (const std::string& doubt : doubts_of(results)) {
    lines += command("warning", "assay could not tell", doubt);
  }
  if (!lines.empty()) return lines;
  return command("notice", "assay", properties::to_text(results.verdict));
}

std::string build_summary(const Results& results, std::span<const FindingReport> failures) {
  std::string page = "# assay\n\n" + opening(results);
  if (const auto told = unwanted(results, failures); !told.empty()) {
    page += "\n## Failures\n\n" + failures_of(told);
  }
  if (const std::vector<std::string> doubts = doubts_of(results); !doubts.empty()) {
    page += "\n## What was not shown\n\n";
    for (const std::string& doubt : doubts) page += "- " + plain(doubt) + "\n";
  }
  if (!results.scenarios.empty()) page += "\n## Scenarios\n\n" + scenarios_of(results);
  return page;
}

}  // namespace assay::reports
