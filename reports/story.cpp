// Choosing what to tell, and in which order.
#include "reports/story.hpp"

#include <algorithm>
#include <span>

#include <fmt/format.h>

#include "reports/concern.hpp"
#include "reports/fold.hpp"
#include "reports/leases.hpp"
#include "reports/wording.hpp"

namespace assay::reports {

namespace {

using history::Observation;
using sim::TraceKind;

constexpr int kept_line = -1;  // what it rests on is not left out
constexpr int always = 0;
constexpr int heaviest = static_cast<int>(history::Weight::last);

/// How soon a fact may be left out.
int weight_of(const Observation& seen) {
  return static_cast<int>(history::about(seen.kind_of_fact).weight);
}

/// Not to be told for itself.
bool is_only_evidence(int weight) { return weight > heaviest; }

/// Trace events that a reader has to know of.
bool tells(TraceKind kind) {
  return kind == TraceKind::fault || kind == TraceKind::crash || kind == TraceKind::restart ||
         kind == TraceKind::timeout || kind == TraceKind::alarm;
}

std::string fault_text(const std::string& what) {
  const auto at = what.find(" at ");
  if (at == std::string::npos) return what;
  const sim::Answer answer{.site = what.substr(at + 4), .answer = what.substr(0, at)};
  return sentence(answer);
}

StoryLine line_of(const sim::TraceEvent& event) {
  StoryLine line{.at = event.at.ns(), .who = event.node, .what = event.what};
  line.is_fault = event.kind == TraceKind::fault || event.kind == TraceKind::crash;
  line.weight = line.is_fault ? always : heaviest;
  if (event.kind == TraceKind::fault) line.what = fault_text(event.what);
  if (event.kind == TraceKind::timeout) line.what = "stops waiting for " + event.what;
  if (event.kind == TraceKind::alarm) line.what = "raises an alarm: " + words(event.what);
  return line;
}

/// Drops the least telling lines, the latest of them first: how it began matters most. What it
/// rests on stays.
void drop_lightest(std::vector<StoryLine>& lines, std::size_t lines_max) {
  for (int weight = heaviest; weight > kept_line && lines.size() > lines_max; --weight) {
    for (std::size_t i = lines.size(); i > 0 && lines.size() > lines_max; --i) {
      if (lines[i - 1].weight == weight) lines.erase(lines.begin() + static_cast<long>(i - 1));
    }
  }
}

/// What is told of a fact in this story.
class Teller {
 public:
  explicit Teller(const ShownRun& run) : run_{run}, concern_{concern_of(run)} {}

  std::vector<StoryLine> tell() {
    for (const Observation& seen : run_.history) tell_fact(seen);
    for (const sim::TraceEvent& event : run_.trace) {
      if (tells(event.kind) && event.at.ns() <= concern_.last) lines_.push_back(line_of(event));
    }
    for (const Lease& lease : leases_of(run_.history, concern_)) {
      if (lease.eventful) tell_lease(lease);
    }
    std::ranges::stable_sort(lines_, {}, &StoryLine::at);
    if (run_.missed) tell_deadline(*run_.missed);
    return std::move(lines_);
  }

 private:
  void tell_fact(const Observation& seen) {
    const bool is_evidence = concern_.is_evidence(seen);
    int weight = is_evidence ? kept_line : weight_of(seen);
    const bool news = concern_.news && seen.source() == history::Source::events;
    if (news && is_only_evidence(weight)) weight = static_cast<int>(history::Weight::second);
    if (is_only_evidence(weight) || seen.at > concern_.last || !concern_.concerns(seen)) return;
    lines_.push_back({seen.at, seen.observer.string(), clause(seen), false, is_evidence, weight});
  }

  void tell_lease(const Lease& lease) {
    constexpr int weight = static_cast<int>(history::Weight::second);
    for (const Tenure& one : lease.tenures) {
      if (!concern_.sequences.contains(one.claim)) {
        lines_.push_back({one.from, lane_of(lease), begin_words(one), false, false, weight});
      }
      if (one.end == LeaseEnd::open || one.end == LeaseEnd::taken) continue;
      lines_.push_back({one.to, lane_of(lease), end_words(one), false, false, weight});
    }
  }

  void tell_deadline(const properties::Missed& missed) {
    StoryLine line{.at = missed.due, .what = deadline_words(missed), .weight = kept_line};
    line.is_deadline = true;
    lines_.insert(std::ranges::upper_bound(lines_, missed.due, {}, &StoryLine::at), line);
  }

  const ShownRun& run_;
  const Concern concern_;
  std::vector<StoryLine> lines_;
};

/// A cycle of lines as one, which names whoever is not the first in it.
StoryLine folded(std::span<const StoryLine> lines, const Fold& fold) {
  StoryLine one = lines[fold.first];
  one.what.clear();
  const std::size_t last = fold.first + fold.length * (fold.times - 1);
  for (std::size_t i = 0; i < fold.length; ++i) {
    const StoryLine& part = lines[fold.first + i];
    if (i > 0) one.what += "; ";
    if (part.who != one.who) one.what += part.who + " ";
    one.what += spanning(part.what, lines[last + i].what);
    one.weight = std::min(one.weight, part.weight);
  }
  one.times = fold.times;
  one.until = lines[last + fold.length - 1].at;
  return one;
}

/// What repeats, once. Faults, evidence and the deadline stay as they are.
std::vector<StoryLine> fold_repeats(const std::vector<StoryLine>& lines) {
  std::vector<std::string> likenesses;
  for (const StoryLine& line : lines) {
    const bool stays = line.is_fault || line.is_evidence || line.is_deadline;
    likenesses.push_back(stays ? "" : likeness(line.who + ' ' + line.what));
  }
  std::vector<StoryLine> told;
  std::size_t next = 0;
  for (const Fold& fold : folds(likenesses)) {
    told.insert(told.end(), lines.begin() + static_cast<long>(next),
                lines.begin() + static_cast<long>(fold.first));
    told.push_back(folded(lines, fold));
    next = fold.first + fold.length * fold.times;
  }
  told.insert(told.end(), lines.begin() + static_cast<long>(next), lines.end());
  return told;
}

}  // namespace

std::vector<StoryLine> story(const ShownRun& run, std::size_t lines_max) {
  std::vector<StoryLine> lines = fold_repeats(Teller{run}.tell());
  drop_lightest(lines, lines_max);
  return lines;
}

std::string_view mark_of(const StoryLine& line) {
  if (line.is_deadline) return "✗";
  if (line.is_fault) return "↯";
  return line.is_evidence ? "▸" : "";
}

std::string words_of(const StoryLine& line) {
  if (line.times == 1) return line.what;
  return fmt::format("{}  x {}, the last at {}", line.what, line.times, moment(line.until));
}

std::string to_text(const std::vector<StoryLine>& lines, const Ink& ink) {
  std::vector<Row> rows;
  for (const StoryLine& line : lines) {
    const bool bad = line.is_evidence || line.is_deadline;
    const Tone tone = line.is_fault ? Tone::doubtful : bad ? Tone::bad : Tone::plain;
    rows.push_back({number(moment(line.at), Tone::faint), {std::string{mark_of(line)}, tone},
                    {line.who, Tone::faint}, {words_of(line), tone}});
  }
  return table(rows, ink, 4);
}

}  // namespace assay::reports
