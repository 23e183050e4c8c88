// Choosing what to tell, and in which order.
#include "reports/story.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "reports/concern.hpp"
#include "reports/wording.hpp"

namespace assay::reports {

namespace {

using history::Observation;
using sim::TraceKind;

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

/// Drops the least telling lines, the latest of them first: how it began matters most.
void drop_lightest(std::vector<StoryLine>& lines, std::size_t lines_max) {
  for (int weight = heaviest; weight >= always && lines.size() > lines_max; --weight) {
    for (std::size_t i = lines.size(); i > 0 && lines.size() > lines_max; --i) {
      if (lines[i - 1].weight == weight) lines.erase(lines.begin() + static_cast<long>(i - 1));
    }
  }
}

}  // namespace

std::vector<StoryLine> story(const std::vector<sim::TraceEvent>& trace,
                             const history::History& history,
                             const std::vector<std::uint64_t>& evidence, std::size_t lines_max) {
  const Concern concern = concern_of(history, evidence);
  std::vector<StoryLine> lines;
  for (const Observation& seen : history) {
    const bool is_evidence = concern.is_evidence(seen);
    const int weight = is_evidence ? always : weight_of(seen);
    if (is_only_evidence(weight) || seen.at > concern.last || !concern.concerns(seen)) continue;
    lines.push_back({seen.at, seen.observer.string(), clause(seen), false, is_evidence, weight});
  }
  for (const sim::TraceEvent& event : trace) {
    if (tells(event.kind) && event.at.ns() <= concern.last) lines.push_back(line_of(event));
  }
  std::ranges::stable_sort(lines, {}, &StoryLine::at);
  drop_lightest(lines, lines_max);
  return lines;
}

std::string to_text(const std::vector<StoryLine>& lines, const Ink& ink) {
  std::vector<Row> rows;
  for (const StoryLine& line : lines) {
    const Tone tone = line.is_fault ? Tone::doubtful : line.is_evidence ? Tone::bad : Tone::plain;
    const char* const mark = line.is_fault ? "↯" : line.is_evidence ? "▸" : "";
    rows.push_back({number(moment(line.at), Tone::faint), {mark, tone}, {line.who, Tone::faint},
                    {line.what, tone}});
  }
  return table(rows, ink, 4);
}

}  // namespace assay::reports
