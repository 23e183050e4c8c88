// Laying out one run.
#include "reports/screens/replay_screen.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <vector>

#include <fmt/format.h>

#include "reports/fold.hpp"
#include "reports/observed.hpp"
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

/// The run with what shows the first violation that was found.
ShownRun shown(const campaign::Replayed& replayed) {
  ShownRun run{replayed.trace, replayed.history, {}};
  const auto broken = std::ranges::find(replayed.judgements, properties::Verdict::violated,
                                        &properties::Judgement::verdict);
  if (broken == replayed.judgements.end()) return run;
  run.evidence = broken->violations.front().evidence;
  run.missed = broken->violations.front().missed;
  return run;
}

Row row_of(const sim::TraceEvent& event, const std::vector<sim::TraceEvent>& trace) {
  const Tone tone = tone_of_kind(event.kind);
  return {number(std::to_string(event.id), Tone::faint),
          {cause_of(event, trace), Tone::faint},
          number(moment(event.at.ns())),
          {event.node, tone},
          {sim::to_text(event.kind), tone},
          {event.what, tone}};
}

/// The rows of a run's timeline: what repeats once, with evidence and deadline marked.
class Timeline {
 public:
  explicit Timeline(const ShownRun& run) : run_{run} {
    const auto observed = observed_in(run.trace, run.history);
    for (const sim::TraceEvent& event : run.trace) {
      if (!is_shown(event)) continue;
      const history::Observation* const seen = observed[event.id - 1];
      const bool evidence =
          seen != nullptr && std::ranges::find(run.evidence, seen->sequence) != run.evidence.end();
      shown_.push_back({&event, evidence});
    }
  }

  std::vector<Row> rows() {
    std::size_t next = 0;
    for (const Fold& fold : folds(likenesses())) {
      for (; next < fold.first; ++next) add(shown_[next]);
      add_cycle(fold);
      next = fold.first + fold.length * fold.times;
    }
    for (; next < shown_.size(); ++next) add(shown_[next]);
    deadline_before(std::numeric_limits<std::int64_t>::max());
    return std::move(rows_);
  }

 private:
  struct Shown {
    const sim::TraceEvent* event = nullptr;
    bool is_evidence = false;
  };

  [[nodiscard]] std::vector<std::string> likenesses() const {
    std::vector<std::string> all;
    for (const auto& [event, is_evidence] : shown_) {
      const bool stays = is_evidence || event->kind == TraceKind::fault ||
                         event->kind == TraceKind::crash || event->kind == TraceKind::pause;
      all.push_back(stays ? "" : likeness(fmt::format("{} {} {}", event->node,
                                                      sim::to_text(event->kind), event->what)));
    }
    return all;
  }

  void add(const Shown& one) {
    deadline_before(one.event->at.ns());
    rows_.push_back(row_of(*one.event, run_.trace));
    if (!one.is_evidence) return;
    for (std::size_t cell = 3; cell < rows_.back().size(); ++cell) {
      rows_.back()[cell].tone = Tone::bad;
    }
    rows_.back()[5].text.insert(0, "▸ ");
  }

  /// The first round of a cycle, and below it how often it comes. A deadline that falls into it
  /// stands behind it.
  void add_cycle(const Fold& fold) {
    const std::size_t last = fold.first + fold.length * (fold.times - 1);
    for (std::size_t i = 0; i < fold.length; ++i) {
      add(shown_[fold.first + i]);
      rows_.back()[5].text = spanning(rows_.back()[5].text, shown_[last + i].event->what);
    }
    const sim::TraceEvent& end = *shown_[last + fold.length - 1].event;
    const std::string what = fold.length == 1 ? std::string{"the line above"}
                                              : fmt::format("the {} lines above", fold.length);
    rows_.push_back({number(fmt::format("{}", end.id), Tone::faint),
                     {"", Tone::faint},
                     number(moment(end.at.ns())),
                     {"", Tone::faint},
                     {"repeats", Tone::faint},
                     {fmt::format("x {}: {}", fold.times, what), Tone::strong}});
  }

  void deadline_before(std::int64_t at) {
    if (!run_.missed || told_ || run_.missed->due >= at) return;
    told_ = true;
    rows_.push_back({{""},
                     {""},
                     number(moment(run_.missed->due), Tone::bad),
                     {""},
                     {"deadline", Tone::bad},
                     {"✗ " + deadline_words(*run_.missed), Tone::bad}});
  }

  const ShownRun& run_;
  std::vector<Shown> shown_;
  std::vector<Row> rows_;
  bool told_ = false;
};

std::string chapter(std::string_view text, const Ink& ink) {
  return "\n  " + ink(Tone::strong, text) + "\n";
}

}  // namespace

std::string timeline(const std::vector<sim::TraceEvent>& trace, const Ink& ink) {
  std::vector<Row> rows;
  for (const sim::TraceEvent& event : trace) {
    if (is_shown(event)) rows.push_back(row_of(event, trace));
  }
  return table(rows, ink, 4);
}

std::string timeline(const ShownRun& run, const Ink& ink) {
  return table(Timeline{run}.rows(), ink, 4);
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
  const ShownRun run = shown(replayed);
  text += chapter("What happened", ink) + timeline(run, ink);
  text += chapter("Truth beside belief", ink);
  text += truth_and_belief(run, ink);
  text += chapter("Judgement", ink) + verdicts;
  text += fmt::format("\n  {} at {}, {}, digest {}\n", sim::to_text(replayed.exit),
                      moment(replayed.ended.ns()), counted(replayed.trace.size(), "event"),
                      replayed.digest.hex());
  return text;
}

}  // namespace assay::reports
