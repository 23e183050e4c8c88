// The summaries that prove the harness itself: the gallery of defects, and determinism.
#include <algorithm>
#include <map>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "reports/proof_words.hpp"
#include "reports/screens/summary.hpp"
#include "reports/screens/table.hpp"
#include "reports/wording.hpp"

namespace assay::reports {

namespace {

using campaign::GalleryEntry;
using campaign::Mismatch;
using campaign::Results;

/// The systems that ran, each once, with how many scenarios it ran in.
std::string systems_checked(const campaign::SelfcheckResult& check) {
  std::map<std::string, std::uint64_t> counts;
  for (const campaign::SelfcheckedScenario& one : check.scenarios) ++counts[one.system];
  std::string text;
  for (const auto& [system, count] : counts) {
    text += fmt::format("{}{} in {}", text.empty() ? "" : ", ", system, counted(count, "scenario"));
  }
  return text;
}

/// The other properties that catch it too.
std::string also_by(const GalleryEntry& entry) {
  std::vector<std::string> others = entry.caught_by;
  std::erase(others, entry.expected);
  return fmt::format("{}", fmt::join(others, ", "));
}

std::string found_after(const GalleryEntry& entry) {
  return entry.runs_to_find == 0 ? "–" : grouped(entry.runs_to_find);
}

void add_mismatch(std::vector<Row>& rows, const Mismatch& one) {
  rows.push_back(
      {{"✗", Tone::bad}, {one.scenario}, {fmt::format("seed {}", one.seed)}, {one.variant}});
  if (one.event == 0) return;
  rows.push_back({{}, {}, number(fmt::format("event {}", one.event)), {"was  " + one.expected}});
  rows.push_back({{}, {}, {}, {"is   " + one.found, Tone::bad}});
}

/// How many properties refuse what was falsified for them, and those that do not.
std::string falsified_summary(const Results& results, const Ink& ink) {
  if (results.falsified.empty()) return "";
  const auto refused = std::ranges::count_if(results.falsified, &campaign::Falsified::refused);
  std::string text = fmt::format("  {} of {} properties refuse a history falsified for them.\n",
                                 refused, results.falsified.size());
  for (const campaign::Falsified& one : results.falsified) {
    if (one.refused) continue;
    text += ink(Tone::bad, fmt::format("  ✗  {} lets pass that {}\n", one.property, one.lie));
  }
  return text;
}

Cell mark_of(const GalleryEntry& entry) {
  if (campaign::caught(entry)) return {"✓", Tone::good};
  if (campaign::counts_as_proof(entry)) return {"–", Tone::doubtful};
  return {"✗", Tone::bad};
}

Tone tone_of(const GalleryEntry& entry, const std::string& problem) {
  if (problem.empty()) return Tone::faint;
  return campaign::counts_as_proof(entry) ? Tone::doubtful : Tone::bad;
}

/// Whether the defect did anything in the runs that did not catch it; empty where nobody looked.
std::string how_often_acted(const GalleryEntry& entry) {
  if (entry.compared == 0) return "";
  if (entry.acted_in == 0) return "never acted in " + counted(entry.compared, "run");
  return fmt::format("acted in {} of {}", grouped(entry.acted_in), counted(entry.compared, "run"));
}

std::string how_it_escaped(const GalleryEntry& entry) {
  if (entry.compared > 0 && entry.acted_in == 0) return how_often_acted(entry);
  const std::string how = fmt::format("escaped {} in {}", entry.expected,
                                      counted(entry.runs, "run"));
  return entry.compared == 0 ? how : how_often_acted(entry) + ", and " + how;
}

}  // namespace

std::string why_not_caught(const GalleryEntry& entry) {
  if (!entry.missing.empty() && entry.caught_by.empty()) {
    return entry.compared == 0 ? entry.missing : entry.missing + "; " + how_often_acted(entry);
  }
  if (!entry.missing.empty()) return "caught, although it is listed as not caught";
  if (entry.runs_to_find == 0) return how_it_escaped(entry);
  if (!entry.replayed) return "its saved failure does not replay";
  if (!entry.clean_when_fixed) return "the shipped code does not hold on the same seeds";
  if (!entry.clean_without_faults) return "it shows without any fault";
  return campaign::caught(entry) ? "" : "not caught among all properties";
}

std::string gallery_summary(const Results& results, const Ink& ink) {
  if (!results.gallery) return "";
  std::vector<Row> rows{{{"", Tone::faint},
                         {"defect", Tone::faint},
                         {"scenario", Tone::faint},
                         {"caught by", Tone::faint},
                         number("runs", Tone::faint),
                         number("faults", Tone::faint),
                         spare(number("acted in", Tone::faint)),
                         {"also seen by", Tone::faint}}};
  for (const GalleryEntry& entry : *results.gallery) {
    const std::string problem = why_not_caught(entry);
    rows.push_back({mark_of(entry),
                    {entry.defect},
                    {entry.scenario, Tone::faint},
                    {entry.runs_to_find > 0 ? entry.expected : "nothing", Tone::strong},
                    number(found_after(entry)),
                    number(entry.runs_to_find > 0 ? grouped(entry.shrunk_faults) : "–"),
                    number(entry.compared == 0 ? "–" : grouped(entry.acted_in)),
                    {problem.empty() ? also_by(entry) : problem, tone_of(entry, problem)}});
  }
  const auto good = std::ranges::count_if(*results.gallery, campaign::caught);
  const auto listed = std::ranges::count_if(
      *results.gallery, [](const GalleryEntry& entry) { return !entry.missing.empty(); });
  std::string text = table(rows, ink);
  const std::string proof = fmt::format(
      "{} of {} defects caught as they should be: by the property named, alone; replayed from "
      "their file in a fresh process; clean without faults, and clean once fixed.",
      good, results.gallery->size());
  text += "\n  " + wrapped(proof, text_columns(ink) - 2, 2) + "\n";
  if (listed > 0) {
    text += fmt::format(
        "  {} listed as not caught: shown, and not counted against the exit code.\n", listed);
  }
  return text + falsified_summary(results, ink);
}

std::string selfcheck_summary(const Results& results, const Ink& ink) {
  if (!results.selfcheck) return "";
  const campaign::SelfcheckResult& check = *results.selfcheck;
  std::string text =
      fmt::format("  {} run in {} ways, {} compared\n\n", counted(check.runs, "seed"),
                  check.variants.size(), counted(check.comparisons, "digest"));
  std::vector<Row> rows;
  for (const std::string& variant : check.variants) {
    const bool bad =
        std::ranges::find(check.mismatches, variant, &Mismatch::variant) != check.mismatches.end();
    rows.push_back({{bad ? "✗" : "✓", bad ? Tone::bad : Tone::good}, {variant}});
  }
  for (const std::string& variant : check.skipped) {
    rows.push_back({{"–", Tone::doubtful}, {"left out: " + variant, Tone::doubtful}});
  }
  text += table(rows, ink);
  text += "\n  " + wrapped("of " + systems_checked(check), text_columns(ink) - 2, 2) + "\n";
  if (check.mismatches.empty()) return text + "\n  " + ink(Tone::good, "0 mismatches") + "\n";
  return text + "\n  " +
         ink(Tone::bad, fmt::format("{} mismatch{}", check.mismatches.size(),
                                    check.mismatches.size() == 1 ? "" : "es")) +
         "\n" + mismatch_list(check.mismatches, ink);
}

std::string mismatch_list(const std::vector<Mismatch>& mismatches, const Ink& ink) {
  std::vector<Row> rows;
  for (const Mismatch& one : mismatches) add_mismatch(rows, one);
  return table(rows, ink);
}

}  // namespace assay::reports
