// docs/gallery.md tells of every defect what the code says of it and what a sweep finds.
#include <catch2/catch.hpp>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "scenarios/files/library.hpp"
#include "systems/payments/defect.hpp"
#include "tests/runs/explore.hpp"

namespace {

using namespace assay;
using namespace assay::scenarios;
using namespace assay::runs;
using namespace assay::tests;
using namespace assay::systems;

constexpr std::uint64_t seeds = 500;

std::string page() {
  std::ostringstream text;
  text << std::ifstream{ASSAY_SOURCE_DIR "/docs/gallery.md"}.rdbuf();
  return std::move(text).str();
}

/// The clock of a node jumps, or is off from the beginning.
bool is_clock(const sim::Answer& answer) {
  return answer.answer.starts_with("clock_") || answer.site.starts_with("node/skew");
}

/// Something comes sooner or later than usual, or before what was there first.
bool is_order(const sim::Answer& answer) {
  const bool when =
      answer.kind == sim::DecisionKind::timing || answer.kind == sim::DecisionKind::schedule;
  return when && !is_clock(answer);
}

/// What the shrunk plan of the first seed that found a defect is made of.
struct Needs {
  std::size_t faults = 0;
  bool order = false;
  bool clock = false;
};

Needs needs_of(const sim::Plan& plan) {
  return {.faults = sim::fault_count(plan),
          .order = std::ranges::any_of(plan, is_order),
          .clock = std::ranges::any_of(plan, is_clock)};
}

/// "2 faults, a clock's", "1 fault and order"; "load" where the scenario's own load is enough.
std::string in_words(const Needs& needs) {
  std::string words;
  if (needs.faults > 0) words = std::to_string(needs.faults) + " fault";
  if (needs.faults > 1) words += "s";
  if (needs.clock) words += words.empty() ? "clock" : ", a clock's";
  if (needs.order) words += words.empty() ? "order" : " and order";
  return words.empty() ? "load" : words;
}

std::string row_of(const Defect& defect, const Needs& needs) {
  std::ostringstream row;
  row << "| `" << defect.name << "` | " << defect.summary << " | " << defect.source << " | `"
      << defect.property << "` | `" << defect.scenario << "` | " << in_words(needs) << " | "
      << defect.lesson << " |";
  return std::move(row).str();
}

/// The row of a defect that nothing catches.
std::string row_of(const Defect& defect) {
  std::ostringstream row;
  row << "| `" << defect.name << "` | " << defect.summary << " | " << defect.missing << " |";
  return std::move(row).str();
}

Finding finding_of(const Defect& defect) {
  const Exploration found =
      explore(library_scenario(defect.scenario),
              {.runs = seeds, .system = &defect.system, .property = defect.property});
  REQUIRE(found.findings.size() == 1);
  return found.findings.front();
}

bool every_answer_is_needed(const Finding& finding) {
  return std::ranges::all_of(finding.omissions, [](const Omission& without) {
    return without.verdict == properties::Verdict::holds;
  });
}

}  // namespace

TEST_CASE("the page of the gallery says of each defect what finds it, and what it needs") {
  const std::string text = page();
  std::size_t two_faults = 0;
  std::size_t order = 0;
  std::size_t clock = 0;
  for (const Defect& defect : all_defects()) {
    if (!defect.missing.empty()) {
      INFO("docs/gallery.md must have this row:\n" << row_of(defect));
      CHECK(text.find(row_of(defect) + "\n") != std::string::npos);
      continue;
    }
    const Finding finding = finding_of(defect);
    const Needs needs = needs_of(finding.plan);
    two_faults += needs.faults >= 2 ? 1U : 0U;
    order += needs.order ? 1U : 0U;
    clock += needs.clock ? 1U : 0U;
    const std::string row = row_of(defect, needs);
    INFO("docs/gallery.md must have this row:\n" << row);
    CHECK(text.find(row + "\n") != std::string::npos);
    CHECK(every_answer_is_needed(finding));
  }
  CHECK(two_faults >= 3);
  CHECK(order >= 2);
  CHECK(clock >= 2);
}

TEST_CASE("the page of the gallery has no rows of defects that do not exist") {
  std::istringstream lines{page()};
  std::size_t rows = 0;
  for (std::string line; std::getline(lines, line);) rows += line.starts_with("| `") ? 1U : 0U;
  CHECK(rows == all_defects().size());
}
