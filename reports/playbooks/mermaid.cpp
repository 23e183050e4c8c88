// One line a step.
#include "reports/playbooks/mermaid.hpp"

#include <algorithm>
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
  if (step.kind == StepKind::fault || step.kind == StepKind::outage) return "↯ ";
  return step.is_evidence ? "▸ " : "";
}

std::string line_of(const Step& step) {
  const std::string text = fmt::format("{}{}", mark_of(step), in_label(step.text));
  if (step.to.empty()) {
    return fmt::format("  Note over {}: {}, {}\n", id_of(step.from), moment(step.at), text);
  }
  return fmt::format("  {}{}{}: {}\n", id_of(step.from), arrow_of(step), id_of(step.to), text);
}

}  // namespace

std::string mermaid(const Sequence& sequence) {
  std::string text = "sequenceDiagram\n";
  for (const std::string& lane : sequence.lanes) {
    const std::string_view word = lane.starts_with("client") ? "actor" : "participant";
    text += fmt::format("  {} {} as {}\n", word, id_of(lane), in_label(lane));
  }
  for (const Step& step : sequence.steps) text += line_of(step);
  return text;
}

}  // namespace assay::reports
