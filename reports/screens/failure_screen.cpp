// Putting the parts of a failure below each other.
#include "reports/screens/failure_screen.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "reports/finding_words.hpp"
#include "reports/screens/table.hpp"
#include "reports/screens/truth_and_belief.hpp"
#include "reports/story.hpp"
#include "reports/wording.hpp"

namespace assay::reports {

namespace {

using campaign::ReportedFinding;
using runs::Finding;

std::string heading(std::string_view text, const Ink& ink) {
  return "\n  " + ink(Tone::strong, text) + "\n";
}

std::string title(const Finding& finding, const Ink& ink) {
  const std::string text =
      fmt::format("✗ {} is violated in {}", finding.property, finding.scenario);
  return ink(Tone::bad, text) + "\n\n  " +
         wrapped(finding.explanation, text_columns(ink) - 2, 2) + "\n";
}

std::string facts(const ReportedFinding& reported, const Ink& ink) {
  const Finding& finding = reported.finding;
  std::vector<Row> rows{
      {{"claim", Tone::faint}, {finding.claim}},
      {{"harm", Tone::faint}, {harm_of(finding), Tone::bad}},
      {{"code", Tone::faint},
       {finding.defect.empty() ? finding.system + ", as it is" : "defect " + finding.defect}},
      {{"found", Tone::faint}, {how_found(reported)}}};
  if (!finding.also.empty()) {
    rows.push_back({{"also", Tone::faint}, {also_broken(finding)}});
  }
  return table(rows, ink);
}

std::string reproduce(const ReportedFinding& reported, const Ink& ink) {
  std::vector<Row> rows{{{"reproduce:", Tone::strong}, {reported.replay, Tone::link}}};
  if (!reported.file.empty()) rows.push_back({{"file:", Tone::faint}, {reported.file}});
  return "\n" + table(rows, ink);
}

/// What a swarm drew for the run and the violation needs: "lease 30s (shop)".
std::string swarm_draw(const sim::Plan& plan) {
  std::string text;
  for (const sim::Answer& answer : plan) {
    if (!runs::is_drawn(answer)) continue;
    const auto at = answer.site.find(" @ ");
    const auto name = answer.site.find('/') + 1;
    if (!text.empty()) text += ", ";
    text += fmt::format("{} {} ({})", answer.site.substr(name, at - name), answer.answer,
                        answer.site.substr(at + 3));
  }
  return text;
}

}  // namespace

std::string schedule(const sim::Plan& plan, const Ink& ink) {
  std::vector<Row> rows;
  for (const sim::Answer& answer : plan) {
    if (!answer.is_fault()) continue;
    rows.push_back({number(fmt::format("{}.", rows.size() + 1), Tone::faint),
                    {sentence(answer), Tone::doubtful},
                    {scope_of(answer), Tone::faint}});
  }
  std::string text = table(rows, ink, 4);
  const std::string drawn = swarm_draw(plan);
  const auto draws = static_cast<std::size_t>(std::ranges::count_if(plan, runs::is_drawn));
  const std::size_t others = plan.size() - rows.size() - draws;
  if (rows.empty()) text += "    nothing: it goes wrong without any fault\n";
  if (draws > 0) text += fmt::format("    in a swarm that drew {}\n", drawn);
  if (others > 0) text += fmt::format("    and {} of timing or order\n", counted(others, "answer"));
  return text;
}

std::string failure_screen(const ReportedFinding& reported, const std::optional<ShownRun>& run,
                           const Ink& ink) {
  const Finding& finding = reported.finding;
  std::string text = title(finding, ink) + "\n" + facts(reported, ink);
  if (run) {
    text += heading("What has to go wrong", ink) + schedule(finding.plan, ink);
    text += heading("How it comes about", ink) +
            to_text(story(*run), ink);
    text += heading("Truth beside belief", ink);
    text += truth_and_belief(*run, ink);
  }
  return text + reproduce(reported, ink);
}

std::string failure_list(const std::vector<ReportedFinding>& findings, const Ink& ink) {
  std::vector<Row> rows;
  for (const ReportedFinding& reported : findings) {
    const Finding& finding = reported.finding;
    rows.push_back({{"✗", Tone::bad},
                    {finding.property, Tone::strong},
                    {finding.scenario},
                    {harm_of(finding)},
                    {counted(sim::fault_count(finding.plan), "fault"), Tone::faint},
                    {reported.replay, Tone::link}});
  }
  return table(rows, ink);
}

}  // namespace assay::reports
