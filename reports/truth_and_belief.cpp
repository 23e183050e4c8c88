// Folding observations into three columns.
#include "reports/truth_and_belief.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "models/observations/names.hpp"
#include "reports/wording.hpp"

namespace assay::reports {

namespace {

using models::Fact;
using models::Observation;

constexpr std::size_t shown_max = 8;

/// What is known of an operation while the history is read.
struct Known {
  ThreeSides sides;
  std::vector<std::string> effects;  // ids
  std::size_t undone = 0;
};

using Operations = std::vector<Known>;

Known& operation(Operations& operations, const Observation& seen) {
  const std::string name = fmt::format("{} {}", models::to_text(seen.kind), seen.ordinal);
  const auto found = std::ranges::find_if(operations, [&](const Known& known) {
    return known.sides.payable == seen.payable && known.sides.operation == name;
  });
  if (found != operations.end()) return *found;
  operations.push_back({.sides = {.payable = seen.payable,
                                  .operation = name,
                                  .truth = "nothing",
                                  .belief = "no record",
                                  .told = "no answer"}});
  return operations.back();
}

void note_effect(Known& known, const Observation& seen) {
  known.effects.push_back(seen.effect);
  const std::size_t count = known.effects.size();
  known.sides.truth = count == 1 ? money(seen.amount)
                                 : fmt::format("{} x {}", count, money(seen.amount));
}

void note_reversal(Operations& operations, const Observation& seen) {
  for (Known& known : operations) {
    if (std::ranges::find(known.effects, seen.effect) != known.effects.end()) ++known.undone;
  }
}

std::string truth_of(const Known& known) {
  if (known.undone == 0) return known.sides.truth;
  return fmt::format("{}, {} undone", known.sides.truth, known.undone);
}

void note(Operations& operations, const Observation& seen) {
  switch (seen.fact) {
    case Fact::intent_declared: (void)operation(operations, seen); break;
    case Fact::effect_applied: note_effect(operation(operations, seen), seen); break;
    case Fact::effect_reversed: note_reversal(operations, seen); break;
    case Fact::effect_declined: {
      Known& known = operation(operations, seen);
      if (known.effects.empty()) known.sides.truth = "declined";
      break;
    }
    case Fact::transition_committed: operation(operations, seen).sides.belief = seen.to; break;
    case Fact::response_received:
      operation(operations, seen).sides.told =
          seen.outcome == models::Outcome::none
              ? fmt::format("status {}", seen.status)
              : fmt::format("{} ({})", words(models::to_text(seen.outcome)), seen.status);
      break;
    default: break;
  }
}

bool contradicts(const Known& known) {
  const bool happened = !known.effects.empty();
  const std::string& belief = known.sides.belief;
  if (known.effects.size() > 1) return true;
  if (happened) return belief == "declined" || belief == "failed" || belief == "no record";
  return belief == "succeeded" || known.sides.told.starts_with("success");
}

}  // namespace

std::vector<ThreeSides> three_sides(const models::History& history) {
  Operations operations;
  for (const Observation& seen : history.observations) note(operations, seen);
  std::vector<ThreeSides> sides;
  for (Known& known : operations) {
    known.sides.apart = contradicts(known);
    known.sides.truth = truth_of(known);
    sides.push_back(std::move(known.sides));
  }
  return sides;
}

std::string truth_and_belief(const models::History& history, const Ink& ink) {
  const std::vector<ThreeSides> all = three_sides(history);
  std::vector<Row> rows{{{"", Tone::faint}, {"", Tone::faint}, {"the processor did", Tone::faint},
                         {"the service believes", Tone::faint},
                         {"the client was told", Tone::faint}}};
  std::size_t left_out = 0;
  for (const ThreeSides& one : all) {
    if (all.size() > shown_max && !one.apart) {
      ++left_out;
      continue;
    }
    const Tone tone = one.apart ? Tone::bad : Tone::plain;
    rows.push_back({{one.payable}, {one.operation}, {one.truth, tone}, {one.belief, tone},
                    {one.told}});
  }
  std::string text = table(rows, ink, 4);
  if (left_out > 0) text += fmt::format("    and {} without contradiction\n", left_out);
  return text;
}

}  // namespace assay::reports
