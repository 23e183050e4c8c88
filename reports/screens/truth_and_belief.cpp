// Folding observations into three columns.
#include "reports/screens/truth_and_belief.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include <fmt/format.h>

#include "history/names.hpp"
#include "reports/wording.hpp"

namespace assay::reports {

namespace {

using history::Fact;
using history::Observation;

constexpr std::size_t shown_max = 8;

/// What is known of an operation while the history is read.
struct Known {
  ThreeSides sides;
  std::vector<std::string> effects;  // ids
  std::vector<std::string> events;   // ids
  std::size_t undone = 0;
  history::Amount posted;
};

using Operations = std::vector<Known>;

Known& operation(Operations& operations, const Observation& seen) {
  const std::string name = fmt::format("{} {}", history::to_text(seen.kind), seen.ordinal);
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

void note_news(Operations& operations, const Observation& seen) {
  for (Known& known : operations) {
    if (std::ranges::find(known.events, seen.event) == known.events.end()) continue;
    if (seen.fact == Fact::posting_committed) {
      if (seen.amount.minor <= 0) continue;  // the other leg of the same movement
      known.posted.minor += seen.amount.minor;
      known.posted.currency = seen.amount.currency;
      known.sides.posted = money(known.posted);
    } else if (known.sides.taken_by.find(seen.processor) == std::string::npos) {
      known.sides.taken_by += (known.sides.taken_by.empty() ? "" : ", ") + seen.processor;
    }
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
    case Fact::event_committed: operation(operations, seen).events.push_back(seen.event); break;
    case Fact::event_applied:
    case Fact::posting_committed: note_news(operations, seen); break;
    case Fact::transition_committed: operation(operations, seen).sides.belief = seen.to; break;
    case Fact::response_received:
      operation(operations, seen).sides.told =
          seen.outcome == history::Outcome::none
              ? fmt::format("status {}", seen.status)
              : fmt::format("{} ({})", words(history::to_text(seen.outcome)), seen.status);
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

/// As things stood right after the fact of that sequence number.
std::vector<ThreeSides> sides_at(const history::History& history, std::uint64_t sequence) {
  Operations operations;
  for (const Observation& seen : history.observations) {
    if (seen.sequence <= sequence) note(operations, seen);
  }
  std::vector<ThreeSides> sides;
  for (Known& known : operations) {
    known.sides.apart = contradicts(known);
    known.sides.truth = truth_of(known);
    sides.push_back(std::move(known.sides));
  }
  return sides;
}

constexpr auto the_end = std::numeric_limits<std::uint64_t>::max();

std::string then_and_now(const std::string& then, const std::string& now) {
  if (then == now) return now;
  return fmt::format("{} → {}", then.empty() ? "nothing" : then, now.empty() ? "nothing" : now);
}

ThreeSides beside(const ThreeSides& then, const ThreeSides& now) {
  return {now.payable,
          now.operation,
          then_and_now(then.truth, now.truth),
          then_and_now(then.belief, now.belief),
          then_and_now(then.told, now.told),
          then.apart || now.apart,
          then_and_now(then.posted, now.posted),
          then_and_now(then.taken_by, now.taken_by)};
}

/// What is known of an operation before anything is.
ThreeSides unknown_of(const ThreeSides& now) {
  return {now.payable, now.operation, "nothing", "no record", "no answer", false, "", ""};
}

}  // namespace

std::vector<ThreeSides> three_sides(const history::History& history) {
  return sides_at(history, the_end);
}

std::vector<ThreeSides> three_sides(const history::History& history,
                                    const std::vector<std::uint64_t>& evidence) {
  std::vector<ThreeSides> sides = sides_at(history, the_end);
  if (evidence.empty()) return sides;
  const std::vector<ThreeSides> then = sides_at(history, std::ranges::max(evidence));
  for (std::size_t i = 0; i < sides.size(); ++i) {  // both in the order of first appearance
    sides[i] = beside(i < then.size() ? then[i] : unknown_of(sides[i]), sides[i]);
  }
  return sides;
}

bool is_about_news(const history::History& history, const std::vector<std::uint64_t>& evidence) {
  return std::ranges::any_of(history.observations, [&](const Observation& seen) {
    const auto source = history::source_of(seen.fact);
    return (source == history::Source::events || source == history::Source::ledger) &&
           std::ranges::find(evidence, seen.sequence) != evidence.end();
  });
}

std::string truth_and_belief(const history::History& history,
                             const std::vector<std::uint64_t>& evidence, const Ink& ink) {
  const std::vector<ThreeSides> all = three_sides(history, evidence);
  const bool news = is_about_news(history, evidence);
  std::vector<Row> rows{{{"", Tone::faint}, {"", Tone::faint}, {"the processor did", Tone::faint},
                         {"the service believes", Tone::faint},
                         {"the client was told", Tone::faint}}};
  if (news) {
    rows.front().push_back({"the ledger posted", Tone::faint});
    rows.front().push_back({"news taken by", Tone::faint});
  }
  std::size_t left_out = 0;
  bool moved_on = false;
  for (const ThreeSides& one : all) {
    if (all.size() > shown_max && !one.apart) {
      ++left_out;
      continue;
    }
    const Tone tone = one.apart ? Tone::bad : Tone::plain;
    rows.push_back({{one.payable}, {one.operation}, {one.truth, tone}, {one.belief, tone},
                    {one.told}});
    if (news) {
      rows.back().push_back({one.posted});
      rows.back().push_back({one.taken_by});
    }
    for (const std::string* cell : {&one.truth, &one.belief, &one.told}) {
      moved_on |= cell->find(" → ") != std::string::npos;
    }
  }
  std::string text = table(rows, ink, 4);
  if (left_out > 0) text += fmt::format("    and {} without contradiction\n", left_out);
  if (moved_on) text += ink(Tone::faint, "    when it broke → in the end") + "\n";
  return text;
}

}  // namespace assay::reports
