// The two matrices. Columns are the properties that some row was held against, by name; those that
// were violated come first, as a narrow window shows no more.
#include <algorithm>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "reports/pages/report_page.hpp"
#include "reports/proof_words.hpp"
#include "reports/reach_words.hpp"
#include "reports/wording.hpp"

namespace assay::reports {

namespace {

using campaign::Count;
using campaign::GalleryEntry;
using campaign::ReportedFinding;
using campaign::Results;
using campaign::ScenarioResult;
using nlohmann::json;

using Names = std::vector<std::string>;

json columns_of(const Names& names) {
  json columns = json::array();
  for (const std::string& name : names) columns.push_back({{"name", name}});
  return columns;
}

bool is_found(const Results& results, const ScenarioResult& row, const std::string& property) {
  return std::ranges::any_of(results.findings, [&](const ReportedFinding& one) {
    return one.finding.property == property && one.finding.scenario == row.name &&
           one.finding.defect == row.defect;
  });
}

/// A cell: its class, its mark, and what it says when asked.
json cell(std::string_view kind, std::string_view mark, std::string title) {
  return {{"kind", kind}, {"mark", mark}, {"title", std::move(title)}};
}

json scenario_cell(const Results& results, const ScenarioResult& row, const std::string& property) {
  const bool judged = std::ranges::find(row.judged, property) != row.judged.end();
  const std::string where = fmt::format("{} in {}", property, row.name);
  if (!judged) return cell("none", "", where + ": not asked for");
  const auto seen = std::ranges::find(row.violations, property, &Count::name);
  if (seen != row.violations.end()) {
    return cell("bad", grouped(seen->runs), where + ": violated in " + counted(seen->runs, "run"));
  }
  if (is_found(results, row, property)) return cell("bad", "✗", where + ": violated");
  if (row.runs == 0) return cell("none", "", where + ": not run");
  return cell("good", "✓", where + ": holds");
}

json coverage(const std::vector<Count>& counts, std::uint64_t runs) {
  json bars = json::array();
  for (const Count& one : counts) {
    const std::uint64_t share = runs == 0 ? 0 : one.runs * 1000 / runs;
    bars.push_back({{"name", one.name},
                    {"runs", grouped(one.runs)},
                    {"width", fmt::format("{}.{}", share / 10, share % 10)},
                    {"never", one.runs == 0}});
  }
  return bars;
}

/// Faults by phase and state: a row for each fault, a column for each state that was passed.
json states(const campaign::StateCoverage& coverage) {
  std::vector<runs::StatePlace> passed;
  for (runs::StatePlace state = 0; state < runs::state_places; ++state) {
    const auto is_passed = [&](const campaign::FaultByState& one) {
      return one.passed[state] > 0;
    };
    if (std::ranges::any_of(coverage.faults, is_passed)) passed.push_back(state);
  }
  json columns = json::array();
  for (const auto state : passed) columns.push_back({{"name", runs::state_word(state)}});
  json rows = json::array();
  for (const campaign::FaultByState& one : coverage.faults) {
    json cells = json::array();
    for (const auto state : passed) {
      const bool there = one.passed[state] > 0;
      cells.push_back({{"never", there && one.struck[state] == 0},
                       {"runs", there ? fmt::format("{} / {}", grouped(one.struck[state]),
                                                    grouped(one.passed[state]))
                                      : ""}});
    }
    rows.push_back({{"name", one.fault}, {"cells", cells}});
  }
  return {{"columns", columns}, {"rows", rows}};
}

json marks(const std::vector<campaign::MarkResult>& marks) {
  json rows = json::array();
  for (const campaign::MarkResult& one : marks) {
    rows.push_back({{"name", one.name},
                    {"kind", history::to_text(one.kind)},
                    {"times", grouped(one.seen.times)},
                    {"held", grouped(one.seen.held)},
                    {"runs", grouped(one.seen.runs)}});
  }
  return rows;
}

std::string remark(const ScenarioResult& row) {
  std::vector<std::string> parts;
  if (row.unknown > 0) parts.push_back(counted(row.unknown, "run") + " undecided");
  for (const Shortfall& one : shortfalls(row)) parts.push_back(one.what + ": " + one.why);
  for (const std::string& fault : row.not_applicable) parts.push_back(fault + ": not applicable");
  if (!row.lost.empty()) parts.push_back(counted(row.lost.size(), "run") + " lost");
  if (!row.broken.empty()) parts.push_back("the harness broke");
  if (!row.complete) parts.push_back("incomplete");
  if (row.part) parts.push_back("part of a campaign");
  if (const std::uint64_t held = campaign::runs_that_held(row); held > 0) {
    parts.push_back(residual_risk(held));
  }
  return fmt::format("{}", fmt::join(parts, "; "));
}

json row_of(const Results& results, const ScenarioResult& one, const Names& names) {
  json cells = json::array();
  for (const std::string& name : names) cells.push_back(scenario_cell(results, one, name));
  json row = {{"name", one.name},
              {"system", one.system},
              {"defect", one.defect},
              {"runs", grouped(one.runs)},
              {"rate", grouped(one.runs_per_second)},
              {"faults", seen_of(one.fired)},
              {"facts", seen_of(one.sometimes)},
              {"verdict", properties::to_text(one.verdict)},
              {"remark", remark(one)},
              {"cells", cells},
              {"digest", one.digest},
              {"fired", coverage(one.fired, one.runs)},
              {"sometimes", coverage(one.sometimes, one.runs)}};
  row["has_coverage"] = !one.fired.empty() || !one.sometimes.empty() || !one.marks.empty();
  row["has_states"] = !one.coverage.faults.empty();
  row["states"] = states(one.coverage);
  row["coverage_line"] = coverage_line(one);
  row["has_never_passed"] = !one.coverage.never_passed.empty();
  row["never_passed"] = fmt::format("{}", fmt::join(one.coverage.never_passed, ", "));
  row["has_marks"] = !one.marks.empty();
  row["marks"] = marks(one.marks);
  row["has_fired"] = !one.fired.empty();
  row["has_sometimes"] = !one.sometimes.empty();
  if (one.exhaustive) {
    row["search"] =
        fmt::format("{} plans; {}", grouped(one.exhaustive->plans), one.exhaustive->covers);
  }
  return row;
}

json kill_cell(const GalleryEntry& entry, const std::string& property) {
  const bool by = std::ranges::find(entry.caught_by, property) != entry.caught_by.end();
  const std::string where = fmt::format("{} by {}", entry.defect, property);
  if (property == entry.expected) {
    return by && entry.runs_to_find > 0 ? cell("kill", "●", where + ": caught, as it should be")
                                        : cell("bad", "✗", where + ": escaped");
  }
  return by ? cell("also", "○", where + ": caught as well")
            : cell("none", "", where + ": not seen");
}

}  // namespace

json matrix_values(const Results& results) {
  std::set<std::string> judged;
  for (const ScenarioResult& one : results.scenarios) {
    judged.insert(one.judged.begin(), one.judged.end());
  }
  Names names{judged.begin(), judged.end()};
  std::ranges::stable_partition(names, [&](const std::string& name) {
    return std::ranges::any_of(results.scenarios, [&](const ScenarioResult& one) {
      return scenario_cell(results, one, name)["kind"] == "bad";
    });
  });
  json rows = json::array();
  for (const ScenarioResult& one : results.scenarios) {
    rows.push_back(row_of(results, one, names));
  }
  json unfit = json::array();
  for (const campaign::Unfit& one : results.unfit) {
    unfit.push_back({{"name", one.scenario}, {"why", one.why}});
  }
  return {{"columns", columns_of(names)},
          {"rows", rows},
          {"has_unfit", !unfit.empty()},
          {"unfit", unfit}};
}

json kill_values(const Results& results) {
  std::set<std::string> seen;
  for (const GalleryEntry& one : *results.gallery) {
    seen.insert(one.expected);
    seen.insert(one.caught_by.begin(), one.caught_by.end());
  }
  const Names names{seen.begin(), seen.end()};
  json rows = json::array();
  for (const GalleryEntry& one : *results.gallery) {
    json cells = json::array();
    for (const std::string& name : names) cells.push_back(kill_cell(one, name));
    const std::string problem = why_not_caught(one);
    rows.push_back({{"name", one.defect},
                    {"summary", one.summary},
                    {"source", one.source},
                    {"scenario", one.scenario},
                    {"caught", problem.empty()},
                    {"problem", problem},
                    {"acted", one.compared == 0 ? "–" : grouped(one.acted_in)},
                    {"runs", one.runs_to_find == 0 ? "–" : grouped(one.runs_to_find)},
                    {"faults", one.runs_to_find == 0 ? "–" : grouped(one.shrunk_faults)},
                    {"cells", cells}});
  }
  return {{"columns", columns_of(names)}, {"rows", rows}};
}

}  // namespace assay::reports
