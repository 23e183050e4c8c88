// The summary of a campaign of seeded runs, and what all summaries share.
#include "reports/screens/summary.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "reports/reach_words.hpp"
#include "reports/screens/coverage_screen.hpp"
#include "reports/screens/table.hpp"
#include "reports/wording.hpp"

namespace assay::reports {

namespace {

using campaign::Count;
using campaign::Results;
using campaign::ScenarioResult;

/// Why a verdict is not simply "holds".
std::string doubt_about(const ScenarioResult& result) {
  std::vector<std::string> parts;
  if (result.violated > 0) parts.push_back(counted(result.violated, "run") + " violated");
  if (result.unknown > 0) parts.push_back(counted(result.unknown, "run") + " undecided");
  if (!result.lost.empty()) parts.push_back(counted(result.lost.size(), "run") + " lost");
  if (!result.broken.empty()) {
    parts.push_back(fmt::format("the harness broke at seed {}: {}", result.broken.front().seed,
                                result.broken.front().how));
  }
  if (auto count = shortfall_count(result); !count.empty()) parts.push_back(std::move(count));
  const bool has_faults = !result.fired.empty();
  if (has_faults && result.not_applicable.size() == result.fired.size()) {
    parts.push_back("no fault applies to " + result.system);
  }
  if (!result.complete) parts.push_back("incomplete");
  return fmt::format("{}", fmt::join(parts, "; "));
}

std::string name_of(const ScenarioResult& result) {
  return result.defect.empty() ? result.name : fmt::format("{} ({})", result.name, result.defect);
}

std::string share(std::uint64_t part, std::uint64_t whole) {
  if (whole == 0) return "";
  const std::uint64_t tenths = part * 1000 / whole;
  return fmt::format("{}.{} %", tenths / 10, tenths % 10);
}

/// Counts below each other, with their share of the runs.
std::string details(std::string_view heading, const std::vector<Count>& counts, std::uint64_t runs,
                    const Ink& ink) {
  if (counts.empty()) return "";
  std::vector<Row> rows;
  for (const Count& count : counts) {
    const Tone tone = count.runs == 0 ? Tone::doubtful : Tone::plain;
    rows.push_back({{count.name, tone},
                    number(grouped(count.runs), tone),
                    number(share(count.runs, runs), Tone::faint)});
  }
  return "\n  " + ink(Tone::strong, heading) + "\n" + table(rows, ink, 4);
}

std::uint64_t median_of(const std::vector<std::uint64_t>& runs_by_count, std::uint64_t runs) {
  std::uint64_t count = 0;
  for (std::uint64_t below = 0; count + 1 < runs_by_count.size(); ++count) {
    below += runs_by_count[count];
    if (below * 2 > runs) break;
  }
  return count;
}

/// Of a scenario under every fault: how many struck a run, and which kinds never did.
std::string strikes(const ScenarioResult& result, const Ink& ink) {
  if (result.struck.empty() || result.runs == 0) return "";
  std::vector<Row> rows;
  std::size_t passed = 0;
  for (std::size_t i = 0; i < result.passed.size() && i < result.fired.size(); ++i) {
    if (result.passed[i].runs == 0) continue;
    ++passed;
    if (result.fired[i].runs == 0) {
      rows.push_back({{result.passed[i].name, Tone::doubtful},
                      number(grouped(result.passed[i].runs), Tone::doubtful)});
    }
  }
  std::string text = fmt::format(
      "\n  {}: {} in the median run, none in {} of the runs\n"
      "  {}: {} of {}; never struck: {}\n",
      ink(Tone::strong, "Faults that struck"), median_of(result.struck, result.runs),
      share(result.struck.front(), result.runs),
      ink(Tone::strong, "Kinds of fault whose sites were passed"), passed, result.passed.size(),
      rows.size());
  return text + table(rows, ink, 4);
}

/// What was not met, a line each, and what does not apply.
std::string reservations(const Results& results, const Ink& ink) {
  std::vector<Row> rows;
  std::vector<Row> not_applicable;
  for (const ScenarioResult& result : results.scenarios) {
    for (const Shortfall& one : shortfalls(result)) {
      rows.push_back({{name_of(result)}, {one.what, Tone::doubtful}, {one.why}});
    }
    for (const std::string& fault : result.not_applicable) {
      not_applicable.push_back({{name_of(result)}, {fault}, {"no site of " + result.system}});
    }
  }
  std::string text;
  if (!rows.empty()) text += "\n  " + ink(Tone::strong, "Not met") + "\n" + table(rows, ink, 4);
  for (const campaign::Unfit& one : results.unfit) {
    not_applicable.push_back({{one.scenario}, {"the whole scenario"}, {one.why}});
  }
  if (not_applicable.empty()) return text;
  return text + "\n  " + ink(Tone::strong, "Not applicable") + "\n" + table(not_applicable, ink, 4);
}

/// How far faults, phases and states were met, a line for each scenario.
std::string coverage_lines(const Results& results, const Ink& ink) {
  std::vector<Row> rows;
  for (const ScenarioResult& result : results.scenarios) {
    if (std::string line = coverage_line(result); !line.empty()) {
      rows.push_back({{name_of(result)}, {std::move(line)}});
    }
  }
  if (rows.empty()) return "";
  return "\n  " + ink(Tone::strong, "Coverage") + " (--coverage has it in full)\n" +
         table(rows, ink, 4);
}

std::string verdict_of_part(const ScenarioResult& result) {
  std::string text{properties::to_text(result.verdict)};
  return result.part ? text + " (part)" : text;
}

/// Of the gallery it is the harness that is judged.
std::string_view verdict_words(const Results& results) {
  if (!results.gallery) return properties::to_text(results.verdict);
  if (results.verdict != properties::Verdict::holds) return "not all caught";
  return std::ranges::all_of(*results.gallery, campaign::caught)
             ? "all caught"
             : "all caught but those that are listed";
}

std::string took(const Results& results) { return fmt::format("{:.1f} s", results.wall_seconds); }

}  // namespace

Tone tone_of(properties::Verdict verdict) {
  if (verdict == properties::Verdict::holds) return Tone::good;
  return verdict == properties::Verdict::violated ? Tone::bad : Tone::doubtful;
}

std::string run_summary(const Results& results, const Ink& ink) {
  std::vector<Row> rows{{{"scenario", Tone::faint},
                         number("runs", Tone::faint),
                         spare(number("runs/s", Tone::faint)),
                         number("faults struck", Tone::faint),
                         number("sometimes", Tone::faint),
                         number("decided", Tone::faint),
                         {"verdict", Tone::faint}}};
  for (const ScenarioResult& result : results.scenarios) {
    rows.push_back({{name_of(result)},
                    number(grouped(result.runs)),
                    number(grouped(result.runs_per_second)),
                    number(seen_of(result.fired)),
                    number(seen_of(result.sometimes)),
                    number(least_decided(result)),
                    {verdict_of_part(result), tone_of(result.verdict)},
                    {doubt_about(result), Tone::doubtful}});
  }
  std::string text = table(rows, ink) + reservations(results, ink) + coverage_lines(results, ink);
  if (results.scenarios.size() != 1 || !results.findings.empty()) return text;
  const ScenarioResult& only = results.scenarios.front();
  text += strikes(only, ink);
  text += details("Runs in which an allowed fault struck", only.fired, only.runs, ink);
  text +=
      details("Runs in which it came to what must come sometimes", only.sometimes, only.runs, ink);
  text += marks_table(only, ink);
  return text;
}

std::string verdict_line(const Results& results, const Ink& ink) {
  std::uint64_t runs = 0;
  std::uint64_t events = 0;
  for (const ScenarioResult& result : results.scenarios) {
    runs += result.runs;
    events += result.events;
  }
  std::string text = ink(tone_of(results.verdict), verdict_words(results));
  const std::string systems = systems_of(results);
  text += fmt::format("  {}{}", systems.empty() ? "" : systems + ", ", counted(runs, "run"));
  if (events > 0) text += ", " + counted(events, "event");
  text += " in " + took(results);
  if (!results.findings.empty()) text += ", " + counted(results.findings.size(), "finding");
  if (!results.complete) text += ink(Tone::doubtful, "  incomplete");
  text += "\n";
  if (!results.shard.is_all()) {
    text += fmt::format("  part {} of {}: whether enough was met, merge tells\n",
                        results.shard.number, results.shard.of);
  }
  const std::uint64_t held = campaign::runs_that_held(results);
  if (held == 0) return text;
  return text + fmt::format("  {}{}\n", results.scenarios.size() > 1 ? "each scenario: " : "",
                            residual_risk(held));
}

std::string exhaust_summary(const Results& results, const Ink& ink) {
  std::vector<Row> rows{{{"scenario", Tone::faint},
                         number("faults", Tone::faint),
                         number("plans", Tone::faint),
                         number("ran", Tone::faint),
                         number("pruned", Tone::faint),
                         spare(number("runs/s", Tone::faint)),
                         {"verdict", Tone::faint}}};
  std::uint64_t pruned = 0;
  std::string covers;
  for (const ScenarioResult& result : results.scenarios) {
    if (!result.exhaustive) continue;
    const campaign::ExhaustiveResult& search = *result.exhaustive;
    pruned += search.pruned;
    covers = search.covers;
    rows.push_back({{name_of(result)},
                    number(fmt::format("≤ {}", search.budget.faults)),
                    number(grouped(search.plans)),
                    number(grouped(search.ran)),
                    number(grouped(search.pruned)),
                    number(grouped(result.runs_per_second)),
                    {std::string{properties::to_text(result.verdict)}, tone_of(result.verdict)},
                    {doubt_about(result), Tone::doubtful}});
  }
  const auto note = [&](const std::string& text) {
    return "\n  " + ink(Tone::faint, wrapped(text, text_columns(ink) - 2, 2)) + "\n";
  };
  std::string text = table(rows, ink);
  text += note(fmt::format("{}: {}.", results.complete ? "Judged" : "Not all judged", covers));
  if (pruned > 0) {
    text += note(
        "Pruned plans go on from a state that was explored with at least as much left that may "
        "differ.");
  }
  return text;
}

}  // namespace assay::reports
