// Answers on a terminal, and as JSON.
#include <array>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "reports/reach_words.hpp"
#include "reports/readiness/readiness.hpp"
#include "reports/screens/table.hpp"
#include "reports/wording.hpp"
#include "scenarios/files/json_text.hpp"

namespace assay::reports {

namespace {

using nlohmann::ordered_json;

Cell mark_of(Answered answered) {
  constexpr std::array<std::string_view, 5> marks{"✓", "✗", "?", "–", "?"};
  constexpr std::array tones{Tone::good, Tone::bad, Tone::doubtful, Tone::faint, Tone::doubtful};
  const auto place = static_cast<std::size_t>(answered);
  return {std::string{marks[place]}, tones[place]};
}

std::string basis_of(const Answer& answer) {
  if (!answer.question.cannot.empty()) return "no run: " + answer.question.cannot;
  std::string text;
  if (answer.runs > 0) {
    text = fmt::format("{} of {}", counted(answer.runs, "run"),
                       counted(answer.ran.size(), "scenario"));
    if (answer.answered == Answered::holds) text += ", " + residual_risk(answer.runs);
  }
  if (!answer.lacking.empty()) {
    text +=
        fmt::format("{}did not run: {}", text.empty() ? "" : "; ", fmt::join(answer.lacking, ", "));
  }
  return text.empty() ? "nothing ran that answers it" : text;
}

std::string gap_text(const Gap& shown, const Ink& ink) {
  std::string text =
      fmt::format("      {} in {}{}\n", ink(Tone::bad, shown.property), shown.scenario,
                  shown.moved.empty() ? "" : ", " + shown.moved + " moved wrongly");
  const auto line = [&](std::string_view what, const std::string& said) {
    if (said.empty()) return;
    text += fmt::format("        {}{}\n", what, wrapped(said, text_columns(ink) - 16, 16));
  };
  line("", shown.explanation);
  line("shown by:  ", shown.replay);
  line("to mend:   ", shown.fix);
  line("proved:    ", shown.proved > 0 ? fmt::format("held in {} of the later campaign",
                                                     counted(shown.proved, "run"))
                                       : std::string{"by no run that was given"});
  return text;
}

ordered_json to_json(const Gap& shown) {
  return {{"scenario", shown.scenario},       {"property", shown.property},
          {"explanation", shown.explanation}, {"moved", shown.moved},
          {"replay", shown.replay},           {"fix", shown.fix},
          {"proved_by_runs", shown.proved}};
}

}  // namespace

std::string readiness_screen(const std::vector<Answer>& answers, const Ink& ink) {
  std::string text, field;
  for (const Answer& one : answers) {
    if (one.question.field != field) {
      field = one.question.field;
      text += "\n  " + ink(Tone::strong, field) + "\n";
    }
    text += table({{mark_of(one.answered),
                    {one.question.id, Tone::strong},
                    {one.question.question},
                    {basis_of(one), Tone::faint}}},
                  ink, 4);
    for (const Gap& shown : one.gaps) text += gap_text(shown, ink);
  }
  return text;
}

std::string readiness_json(const std::vector<Answer>& answers) {
  ordered_json told{{"schema", readiness_schema}, {"answers", ordered_json::array()}};
  for (const Answer& one : answers) {
    ordered_json gaps = ordered_json::array();
    for (const Gap& shown : one.gaps) gaps.push_back(to_json(shown));
    told["answers"].push_back({{"id", one.question.id},
                               {"field", one.question.field},
                               {"question", one.question.question},
                               {"answer", to_text(one.answered)},
                               {"runs", one.runs},
                               {"scenarios", one.ran},
                               {"properties", one.question.properties},
                               {"basis", basis_of(one)},
                               {"sources", one.question.sources},
                               {"gaps", gaps}});
  }
  return scenarios::json_text(told, 2) + "\n";
}

}  // namespace assay::reports
