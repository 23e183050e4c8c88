// Laying out one run.
#include "reports/screens/replay_screen.hpp"

#include <algorithm>
#include <cstdint>
#include <vector>

#include <fmt/format.h>

#include "reports/screens/failure_screen.hpp"
#include "reports/screens/table.hpp"
#include "reports/screens/truth_and_belief.hpp"
#include "reports/wording.hpp"

namespace assay::reports {

namespace {

using sim::TraceKind;

Tone tone_of_kind(TraceKind kind) {
  switch (kind) {
    case TraceKind::fault:
    case TraceKind::crash:
    case TraceKind::alarm: return Tone::doubtful;
    case TraceKind::log: return Tone::strong;
    case TraceKind::delivery: return Tone::faint;
    default: return Tone::plain;
  }
}

bool is_shown(const sim::TraceEvent& event) { return event.kind != TraceKind::crash_point; }

/// The nearest cause that is shown. Ids count from 1, in order.
std::string cause_of(const sim::TraceEvent& event, const std::vector<sim::TraceEvent>& trace) {
  std::uint32_t cause = event.cause;
  while (cause != 0 && !is_shown(trace[cause - 1])) cause = trace[cause - 1].cause;
  return cause == 0 ? "" : fmt::format("← {}", cause);
}

/// What shows the first violation that was found.
std::vector<std::uint64_t> evidence_in(const campaign::Replayed& replayed) {
  const auto broken = std::ranges::find(replayed.judgements, properties::Verdict::violated,
                                        &properties::Judgement::verdict);
  if (broken == replayed.judgements.end()) return {};
  return broken->violations.front().evidence;
}

std::string chapter(std::string_view text, const Ink& ink) {
  return "\n  " + ink(Tone::strong, text) + "\n";
}

}  // namespace

std::string timeline(const std::vector<sim::TraceEvent>& trace, const Ink& ink) {
  std::vector<Row> rows;
  for (const sim::TraceEvent& event : trace) {
    if (!is_shown(event)) continue;
    const Tone tone = tone_of_kind(event.kind);
    rows.push_back({number(std::to_string(event.id), Tone::faint),
                    {cause_of(event, trace), Tone::faint},
                    number(moment(event.at.ns())),
                    {event.node, tone},
                    {sim::to_text(event.kind), tone},
                    {event.what, tone}});
  }
  return table(rows, ink, 4);
}

std::string judgements(const campaign::Replayed& replayed, const Ink& ink) {
  std::vector<Row> rows;
  std::size_t holding = 0;
  for (const properties::Judgement& one : replayed.judgements) {
    if (one.verdict == properties::Verdict::holds) {
      ++holding;
    } else if (one.verdict == properties::Verdict::unknown) {
      rows.push_back({{"?", Tone::doubtful}, {std::string{one.property}}, {one.reason}});
    }
    for (const properties::Violation& finding : one.violations) {
      rows.push_back(
          {{"✗", Tone::bad}, {std::string{one.property}, Tone::strong}, {finding.explanation}});
    }
  }
  const std::size_t all = replayed.judgements.size();
  rows.push_back({{holding == all ? "✓" : " ", Tone::good},
                  {fmt::format("{} of {} properties hold", holding, all)}});
  return table(rows, ink, 4);
}

std::string replay_screen(const std::string& title, const campaign::Replayed& replayed,
                          const Ink& ink) {
  const std::string verdicts = judgements(replayed, ink);
  std::string text = ink(Tone::strong, title) + "\n";
  text += chapter("What went wrong on purpose", ink) + schedule(replayed.recorded, ink);
  text += chapter("What happened", ink) + timeline(replayed.trace, ink);
  text += chapter("Truth beside belief", ink);
  text += truth_and_belief(replayed.history, evidence_in(replayed), ink);
  text += chapter("Judgement", ink) + verdicts;
  text += fmt::format("\n  {} at {}, {}, digest {}\n", sim::to_text(replayed.exit),
                      moment(replayed.ended.ns()), counted(replayed.trace.size(), "event"),
                      replayed.digest.hex());
  return text;
}

}  // namespace assay::reports
