// The table is written out in full, a row per state, so that a reader can check each pair.
#include "payments/journal/state_machine.hpp"

#include "payments/journal/words.hpp"

#include <cstddef>

namespace payments {
namespace {

constexpr std::size_t index(State state) { return static_cast<std::size_t>(state); }
constexpr std::size_t index(Evidence evidence) { return static_cast<std::size_t>(evidence); }

using enum State;
using Rulings = std::array<Ruling, evidences.size()>;

// Short words, so that a row of the table fits on a line.
constexpr Ruling no{RulingKind::refused, none};
constexpr Ruling old{RulingKind::ignored, none};
constexpr Ruling init{RulingKind::moves, initiated};
constexpr Ruling send{RulingKind::moves, attempting};
constexpr Ruling pend{RulingKind::moves, pending};
constexpr Ruling unkn{RulingKind::moves, unknown};
constexpr Ruling succ{RulingKind::moves, succeeded};
constexpr Ruling decl{RulingKind::moves, declined};
constexpr Ruling fail{RulingKind::moves, failed};
constexpr Ruling park{RulingKind::moves, parked};

// clang-format off
constexpr std::array<Rulings, states.size()> table{{
  // created sending retrying success pending declined unknown given_up hopeless resumed
  { init,    no,    no,    no,    no,    no,    no,    no,    no,    no},  // none
  {   no,  send,    no,    no,    no,    no,    no,  fail,    no,    no},  // initiated
  {   no,    no,  send,  succ,  pend,  decl,  unkn,  fail,    no,    no},  // attempting
  {   no,    no,    no,  succ,   old,  decl,   old,  fail,  park,    no},  // pending
  {   no,    no,  send,  succ,  pend,  decl,   old,  fail,  park,    no},  // unknown
  {   no,    no,    no,   old,   old,   old,   old,   old,   old,    no},  // succeeded
  {   no,    no,    no,  succ,   old,   old,   old,   old,   old,    no},  // declined
  {   no,    no,    no,  succ,   old,   old,   old,   old,   old,  send},  // failed
  {   no,    no,    no,  succ,   old,  decl,   old,  fail,   old,    no},  // parked
}};
// clang-format on

constexpr std::array<std::string_view, states.size()> state_names{
    "none",      "initiated", "attempting", "pending", "unknown",
    "succeeded", "declined",  "failed",     "parked"};
constexpr std::array<std::string_view, evidences.size()> evidence_names{
    "created",  "sending", "retrying", "success", "pending",
    "declined", "unknown", "given_up", "hopeless", "resumed"};

std::string edge(State from, Evidence evidence, State target) {
  std::string line = "    ";
  line += from == none ? "[*]" : to_text(from);
  line.append(" --> ").append(to_text(target)).append(": ").append(to_text(evidence));
  if (terminal(from) && target == succeeded) line += " (late)";
  return line + "\n";
}

}  // namespace

Ruling rule(State state, Evidence evidence) { return table[index(state)][index(evidence)]; }

std::string_view to_text(State state) { return state_names[index(state)]; }
std::string_view to_text(Evidence evidence) { return evidence_names[index(evidence)]; }

std::optional<State> state_from(std::string_view text) {
  return detail::value_of<State>(text, state_names);
}

std::optional<Evidence> evidence_from(std::string_view text) {
  return detail::value_of<Evidence>(text, evidence_names);
}

std::string state_diagram() {
  std::string text = "stateDiagram-v2\n";
  for (const State from : states) {
    for (const Evidence evidence : evidences) {
      const Ruling ruling = rule(from, evidence);
      if (ruling.kind == RulingKind::moves) text += edge(from, evidence, ruling.to);
    }
  }
  return text + "    succeeded --> [*]\n";
}

}  // namespace payments
