// A row a case; what was said below, of those that failed.
#include "cli/cases_screen.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "reports/screens/table.hpp"
#include "reports/wording.hpp"

namespace assay::cli {

namespace {

using outside::CaseOutcome;
using outside::CaseResults;
using outside::CheckVerdict;
using reports::Ink;
using reports::Row;
using reports::Tone;

Tone tone_of_case(CheckVerdict verdict) {
  if (verdict == CheckVerdict::fail) return Tone::bad;
  return verdict == CheckVerdict::pass ? Tone::good : Tone::doubtful;
}

std::string failure_of(const CaseOutcome& one, const Ink& ink) {
  std::string text = "\n  " + ink(Tone::bad, fmt::format("✗ {}", one.name)) + "\n  " +
                     reports::wrapped(one.why, reports::text_columns(ink) - 2, 2) + "\n";
  for (const std::string& line : one.said) text += "    " + line + "\n";
  return text;
}

}  // namespace

std::string cases_screen(const CaseResults& made, const Ink& ink) {
  std::vector<Row> rows{{{"case", Tone::faint}, {"verdict", Tone::faint}, {"why", Tone::faint}}};
  for (const CaseOutcome& one : made.all) {
    rows.push_back({{one.name},
                    {std::string{to_text(one.verdict)}, tone_of_case(one.verdict)},
                    {one.why, Tone::faint}});
  }
  std::string text = reports::table(rows, ink);
  for (const CaseOutcome& one : made.all) {
    if (one.verdict == CheckVerdict::fail) text += failure_of(one, ink);
  }
  return text + fmt::format("\n  {}: {} pass, {} fail, {} not judged\n", made.name,
                            made.count(CheckVerdict::pass), made.count(CheckVerdict::fail),
                            made.count(CheckVerdict::not_judged));
}

nlohmann::ordered_json cases_json(const CaseResults& made) {
  auto list = nlohmann::ordered_json::array();
  for (const CaseOutcome& one : made.all) {
    nlohmann::ordered_json told{{"check", one.name},
                                {"claim", one.claim},
                                {"verdict", to_text(one.verdict)},
                                {"why", one.why}};
    if (one.effects) told["effects"] = *one.effects;
    told["said"] = one.said;
    list.push_back(std::move(told));
  }
  return {{"schema", "assay.complied/1"},
          {"name", made.name},
          {"kind", made.kind},
          {"pass", made.count(CheckVerdict::pass)},
          {"fail", made.count(CheckVerdict::fail)},
          {"not_judged", made.count(CheckVerdict::not_judged)},
          {"checks", list}};
}

std::vector<reports::PlainCase> junit_cases(const CaseResults& made) {
  std::vector<reports::PlainCase> cases;
  for (const CaseOutcome& one : made.all) {
    reports::PlainCase plain{.name = one.name};
    if (one.verdict == CheckVerdict::fail) plain.tag = "failure";
    if (one.verdict == CheckVerdict::not_judged) plain.tag = "skipped";
    plain.message = one.why;
    plain.text = fmt::format("{}\n{}\n", one.claim, fmt::join(one.said, "\n"));
    cases.push_back(std::move(plain));
  }
  return cases;
}

}  // namespace assay::cli
