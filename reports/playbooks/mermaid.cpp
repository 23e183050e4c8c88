// One line a step.
#include "reports/playbooks/mermaid.hpp"

#include <algorithm>
#include <set>
#include <string_view>

#include <fmt/format.h>

#include "reports/wording.hpp"
#include "scenarios/files/printable.hpp"

namespace assay::reports {

namespace {

/// A name as Mermaid's identifiers are spelled.
std::string id_of(std::string_view lane) {
  std::string id{lane};
  std::ranges::replace_if(
      id, [](char c) { return !((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')); }, '_');
  return "n_" + id;
}

std::string in_label(std::string_view text) {
  std::string kept;
  for (const char c : scenarios::printable(text)) {
    if (c == ';')
      kept += ',';
    else if (c == '#' || c == '\n' || c == '<' || c == '>')
      kept += ' ';
    else
      kept += c;
  }
  return kept;
}

std::string_view arrow_of(const Step& step) {
  if (step.kind == StepKind::lost) return "-x";
  return step.kind == StepKind::reply ? "-->>" : "->>";
}

std::string_view mark_of(const Step& step) {
  if (step.kind == StepKind::deadline) return "✗ ";
  if (step.kind == StepKind::fault || step.kind == StepKind::outage) return "↯ ";
  return step.is_evidence ? "▸ " : "";
}

std::string note_over(std::string_view lanes, const Step& step, std::string_view text) {
  return fmt::format("  Note over {}: {}, {}\n", lanes, moment(step.at), text);
}

/// The lines of a diagram, one a step, and those of its frames.
class Lines {
 public:
  explicit Lines(const Sequence& sequence) : sequence_{sequence} {}

  std::string text() {
    for (const Step& step : sequence_.steps) {
      frame(step);
      text_ += line_of(step);
      if (step.kind == StepKind::grant) hold(step.to);
      if (step.kind == StepKind::grant_end) let_go(step.from);
    }
    if (cycle_ > 0) text_ += "  end\n";
    return std::move(text_);
  }

 private:
  /// Steps that repeat stand in a loop.
  void frame(const Step& step) {
    if (step.cycle == cycle_) return;
    if (cycle_ > 0) text_ += "  end\n";
    if (step.cycle > 0) {
      text_ += fmt::format("  loop x {}, the last at {}\n", step.times, moment(step.until));
    }
    cycle_ = step.cycle;
  }

  [[nodiscard]] std::string line_of(const Step& step) const {
    const std::string text = fmt::format("{}{}", mark_of(step), in_label(step.text));
    if (step.kind == StepKind::deadline) {
      return note_over(id_of(sequence_.lanes.front()) + "," + id_of(sequence_.lanes.back()), step,
                       text);
    }
    if (step.to.empty()) return note_over(id_of(step.from), step, text);
    return fmt::format("  {}{}{}: {}\n", id_of(step.from), arrow_of(step), id_of(step.to), text);
  }

  /// A lease that is held is a bar on its lane. Not within a loop, whose rounds it would outlast.
  void hold(const std::string& lane) {
    if (cycle_ == 0 && held_.insert(lane).second) text_ += "  activate " + id_of(lane) + "\n";
  }
  void let_go(const std::string& lane) {
    if (cycle_ == 0 && held_.erase(lane) > 0) text_ += "  deactivate " + id_of(lane) + "\n";
  }

  const Sequence& sequence_;
  std::size_t cycle_ = 0;
  std::set<std::string> held_;
  std::string text_;
};

}  // namespace

std::string mermaid(const Sequence& sequence) {
  std::string text = "sequenceDiagram\n";
  for (const std::string& lane : sequence.lanes) {
    const std::string_view word = lane.starts_with("client") ? "actor" : "participant";
    text += fmt::format("  {} {} as {}\n", word, id_of(lane), in_label(lane));
  }
  return text + Lines{sequence}.text();
}

}  // namespace assay::reports
