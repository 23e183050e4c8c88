// Every combination of fault, phase and state that some run passed, and what was never passed.
#include "reports/screens/coverage_screen.hpp"

#include <fmt/format.h>

#include "campaign/results/places.hpp"
#include "reports/screens/table.hpp"
#include "reports/wording.hpp"

namespace assay::reports {

namespace {

using campaign::FaultByState;
using campaign::MarkResult;
using campaign::ScenarioResult;

void add_fault(std::vector<Row>& rows, const FaultByState& one) {
  for (runs::StatePlace state = 0; state < runs::state_places; ++state) {
    if (one.passed[state] == 0) continue;
    const Tone tone = one.struck[state] == 0 ? Tone::doubtful : Tone::plain;
    rows.push_back({{one.fault, tone},
                    {std::string{runs::state_word(state)}, tone},
                    number(grouped(one.struck[state]), tone),
                    number(grouped(one.passed[state]), tone)});
  }
}

std::string table_of_faults(const ScenarioResult& result, const Ink& ink) {
  std::vector<Row> rows{{{"fault in its phase", Tone::faint},
                         {"state of the operation", Tone::faint},
                         number("struck", Tone::faint),
                         number("passed", Tone::faint)}};
  for (const FaultByState& one : result.coverage.faults) add_fault(rows, one);
  return rows.size() == 1 ? "" : table(rows, ink, 4);
}

std::string never_passed(const ScenarioResult& result, const Ink& ink) {
  if (result.coverage.never_passed.empty()) return "";
  std::vector<Row> rows;
  for (const std::string& name : result.coverage.never_passed) {
    rows.push_back({{name, Tone::doubtful}});
  }
  return fmt::format("\n    {}\n", ink(Tone::strong, "Never passed by any run")) +
         table(rows, ink, 4);
}

std::string never_struck(const ScenarioResult& result, const Ink& ink) {
  const campaign::PlaceCoverage places = campaign::places_of(result);
  if (places.never.empty()) return "";
  std::vector<Row> rows{{{"place", Tone::faint},
                         number("passed in runs", Tone::faint),
                         {"why", Tone::faint},
                         number("runs for 99 %", Tone::faint)}};
  for (const campaign::UnstruckPlace& one : places.never) {
    rows.push_back({{one.place, Tone::doubtful},
                    number(grouped(one.passed), Tone::doubtful),
                    {std::string{campaign::to_text(one.why)}, Tone::doubtful},
                    number(one.runs_needed == 0 ? "" : grouped(one.runs_needed), Tone::doubtful)});
  }
  return fmt::format("\n    {}\n", ink(Tone::strong, "Passed, and never struck by any fault")) +
         table(rows, ink, 4);
}

Row row_of(const MarkResult& mark) {
  const bool needs_meeting = harness::must_be_met(mark.kind) &&
                             !harness::is_met(mark.kind, mark.seen.times, mark.seen.held);
  const Tone tone = needs_meeting ? Tone::doubtful : Tone::plain;
  return {{mark.name, tone},
          {std::string{history::to_text(mark.kind)}, Tone::faint},
          number(grouped(mark.seen.times), tone),
          number(grouped(mark.seen.held), tone),
          number(grouped(mark.seen.runs), tone)};
}

}  // namespace

std::string marks_table(const ScenarioResult& result, const Ink& ink) {
  if (result.marks.empty()) return "";
  std::vector<Row> rows{{{"mark", Tone::faint},
                         {"kind", Tone::faint},
                         number("times", Tone::faint),
                         number("held", Tone::faint),
                         number("runs", Tone::faint)}};
  for (const MarkResult& mark : result.marks) rows.push_back(row_of(mark));
  return "\n  " + ink(Tone::strong, "Marks in the code of " + result.system) + "\n" +
         table(rows, ink, 4);
}

std::string coverage_screen(const campaign::Results& results, const Ink& ink) {
  std::string text;
  for (const ScenarioResult& result : results.scenarios) {
    const std::string told =
        table_of_faults(result, ink) + never_struck(result, ink) + never_passed(result, ink);
    if (told.empty()) continue;
    text += fmt::format("\n  {}\n{}", ink(Tone::strong, "Coverage of " + result.name), told);
  }
  return text;
}

}  // namespace assay::reports
