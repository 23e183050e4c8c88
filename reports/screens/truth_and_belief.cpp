// Folding observations into three columns.
#include "reports/screens/truth_and_belief.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include <fmt/format.h>

#include "reports/concern.hpp"
#include "reports/story.hpp"
#include "reports/wording.hpp"

namespace assay::reports {

namespace {

using history::Observation;
using history::Seen;

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

template <typename Fact>
Known& operation(Operations& operations, const Fact& seen) {
  const std::string name = fmt::format("{} {}", to_text(seen.kind), seen.ordinal);
  const auto found = std::ranges::find_if(operations, [&](const Known& known) {
    return seen.payable == known.sides.payable && known.sides.operation == name;
  });
  if (found != operations.end()) return *found;
  operations.push_back({.sides = {.payable = seen.payable.string(),
                                  .operation = name,
                                  .truth = "nothing",
                                  .belief = "no record",
                                  .told = "no answer"}});
  return operations.back();
}

void note_effect(Known& known, const history::EffectApplied& seen) {
  known.effects.push_back(seen.effect.string());
  const std::size_t count = known.effects.size();
  known.sides.truth = count == 1 ? money(seen.amount)
                                 : fmt::format("{} x {}", count, money(seen.amount));
}

bool has(const std::vector<std::string>& names, history::Name name) {
  return std::ranges::find(names, name.text()) != names.end();
}

void note_reversal(Operations& operations, history::Name effect) {
  for (Known& known : operations) {
    if (has(known.effects, effect)) ++known.undone;
  }
}

void note_posting(Operations& operations, const history::PostingCommitted& leg) {
  if (leg.amount.minor <= 0) return;  // the other leg of the same movement
  for (Known& known : operations) {
    if (!has(known.events, leg.event)) continue;
    known.posted.minor += leg.amount.minor;
    known.posted.currency = leg.amount.currency;
    known.sides.posted = money(known.posted);
  }
}

void note_news(Operations& operations, const history::EventApplied& news) {
  for (Known& known : operations) {
    std::string& by = known.sides.taken_by;
    if (!has(known.events, news.event) || by.find(news.consumer) != std::string::npos) continue;
    by += (by.empty() ? "" : ", ") + news.consumer.string();
  }
}

std::string truth_of(const Known& known) {
  if (known.undone == 0) return known.sides.truth;
  return fmt::format("{}, {} undone", known.sides.truth, known.undone);
}

/// Notes what a fact tells; most tell nothing of truth and belief.
struct Note {
  Operations& operations;

  void operator()(const Observation& /*any other*/) const {}
  void operator()(const Seen<history::IntentDeclared>& it) const {
    (void)operation(operations, it);
  }
  void operator()(const Seen<history::EffectApplied>& it) const {
    note_effect(operation(operations, it), it);
  }
  void operator()(const Seen<history::EffectReversed>& it) const {
    note_reversal(operations, it.effect);
  }
  void operator()(const Seen<history::EffectDeclined>& it) const {
    Known& known = operation(operations, it);
    if (known.effects.empty()) known.sides.truth = "declined";
  }
  void operator()(const Seen<history::EventCommitted>& it) const {
    operation(operations, it).events.push_back(it.event.string());
  }
  void operator()(const Seen<history::EventApplied>& it) const { note_news(operations, it); }
  void operator()(const Seen<history::PostingCommitted>& it) const { note_posting(operations, it); }
  void operator()(const Seen<history::TransitionCommitted>& it) const {
    operation(operations, it).sides.belief = to_text(it.to);
  }
  void operator()(const Seen<history::ResponseReceived>& it) const {
    operation(operations, it).sides.told = outcome_text(it.outcome, it.status);
  }
};

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
  for (const Observation& seen : history) {
    if (seen.sequence <= sequence) history::visit(Note{operations}, seen);
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
                                    std::uint64_t broken) {
  std::vector<ThreeSides> sides = sides_at(history, the_end);
  const std::vector<ThreeSides> then = sides_at(history, broken);
  for (std::size_t i = 0; i < sides.size(); ++i) {  // both in the order of first appearance
    sides[i] = beside(i < then.size() ? then[i] : unknown_of(sides[i]), sides[i]);
  }
  return sides;
}

bool is_about_news(const history::History& history, const std::vector<std::uint64_t>& evidence) {
  return std::ranges::any_of(evidence, [&](std::uint64_t sequence) {
    const Observation* const seen = history.at(sequence);
    return seen != nullptr &&
           (seen->source() == history::Source::events || seen->source() == history::Source::ledger);
  });
}

std::string truth_and_belief(const ShownRun& run, const Ink& ink) {
  const std::vector<ThreeSides> all = three_sides(run.history, broken_at(run));
  const bool news = is_about_news(run.history, run.evidence);
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
