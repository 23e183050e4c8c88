// From what is known to states and words.
#include "reports/advice/situation.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "reports/advice/standing.hpp"
#include "reports/leases.hpp"
#include "reports/story.hpp"
#include "reports/wording.hpp"

namespace assay::reports::advice {

namespace {

using history::OperationKind;
using history::State;

std::vector<const StandingEffect*> standing_effects(const Standing& standing) {
  std::vector<const StandingEffect*> live;
  for (const StandingEffect& one : standing.effects) {
    if (!one.undone) live.push_back(&one);
  }
  return live;
}

Happened happened_of(const Standing& standing) {
  const std::size_t live = standing_effects(standing).size();
  if (live > 0) return live == 1 ? Happened::once : Happened::repeatedly;
  if (!standing.effects.empty()) return Happened::undone;
  return standing.declined ? Happened::declined : Happened::nothing;
}

Believed believed_of(const Standing& standing) {
  if (standing.step == nullptr) return Believed::no_record;
  switch (standing.step->to) {
    case State::initiated:
    case State::attempting: return Believed::open;
    case State::pending:
    case State::unknown: return Believed::doubtful;
    case State::succeeded: return Believed::succeeded;
    case State::declined:
    case State::failed: return Believed::refused;
    case State::parked: return Believed::parked;
    case State::none:
    case State::unlisted: break;
  }
  return Believed::no_record;
}

/// "fx-1 (12.50 EUR, 3.037 s)".
std::string named(const StandingEffect& effect) {
  return fmt::format("{} ({}, {})", effect.applied->effect.text(), money(effect.applied->amount),
                     moment(effect.applied->at));
}

std::string all_named(const std::vector<const StandingEffect*>& effects) {
  std::string text;
  for (std::size_t i = 0; i < effects.size(); ++i) {
    if (i > 0) text += i + 1 == effects.size() ? " and " : ", ";
    text += named(*effects[i]);
  }
  return text;
}

std::string truth_words(const Standing& standing) {
  const auto live = standing_effects(standing);
  if (!live.empty()) return all_named(live);
  if (standing.effects.empty()) return standing.declined ? "nothing (declined)" : "nothing";
  return fmt::format("nothing any more ({} undone)", named(standing.effects.back()));
}

/// How one effect goes back: what to send or book, at which amount, under which reference.
std::string way_back(const StandingEffect& effect) {
  const auto& it = *effect.applied;
  const std::string amount = money(it.amount);
  switch (it.kind) {
    case OperationKind::authorise:
      return fmt::format("Release {} at {}: the whole hold of {}, in the service's name, as a "
                         "surplus; if it was captured meanwhile, refund the capture instead.",
                         it.effect.text(), it.processor.text(), amount);
    case OperationKind::capture:
      return fmt::format("Refund {} of {} at {}: as an operation of its own, with a key of its own "
                         "and surplus as its mandate.",
                         amount, it.effect.text(), it.processor.text());
    case OperationKind::refund:
      return fmt::format("Book {} of {} as owed by the customer: a refund cannot be called back at "
                         "{}.",
                         amount, it.effect.text(), it.processor.text());
    case OperationKind::void_authorisation: break;
  }
  return fmt::format("Authorise {} anew if it is still owed: the release {} cannot be taken back.",
                     amount, it.effect.text());
}

Gaps gaps_of(const StandingEffect& effect) {
  Gaps gaps{{"effect", effect.applied->effect.string()},
            {"amount", money(effect.applied->amount)},
            {"at", moment(effect.applied->at)},
            {"processor", effect.applied->processor.string()},
            {"way_back", way_back(effect)}};
  if (effect.undone_later) gaps["undone_later"] = moment(*effect.undone_later);
  return gaps;
}

/// Which of several effects stays (I35): the one that was told, else the one on the books, else the
/// first.
const StandingEffect* kept_of(const std::vector<const StandingEffect*>& live) {
  const StandingEffect* kept = nullptr;
  const auto rank = [](const StandingEffect& one) { return one.told ? 2 : one.booked ? 1 : 0; };
  for (const StandingEffect* const one : live) {
    if (kept == nullptr || rank(*one) > rank(*kept)) kept = one;
  }
  return kept;
}

std::string why_kept(const StandingEffect& kept) {
  if (kept.told) return "whose success was told";
  return kept.booked ? "which is on the books" : "which came first";
}

/// What nobody knows of goes back first, then the latest.
bool goes_back_before(const StandingEffect* one, const StandingEffect* other) {
  if (one->booked != other->booked) return !one->booked;
  return one->applied->sequence > other->applied->sequence;
}

void read_effects(const Standing& standing, Matter& matter) {
  auto live = standing_effects(standing);
  for (const StandingEffect* const one : live) {
    if (!one->booked) matter.unbooked.push_back(gaps_of(*one));
  }
  const StandingEffect* const kept = kept_of(live);
  if (kept == nullptr) return;
  matter.gaps["kept"] = kept->applied->effect.string();
  matter.gaps["kept_amount"] = money(kept->applied->amount);
  matter.gaps["kept_back"] = way_back(*kept);
  matter.gaps["why_kept"] = why_kept(*kept);
  std::erase(live, kept);
  std::ranges::sort(live, goes_back_before);
  for (const StandingEffect* const one : live) {
    matter.extra.push_back(gaps_of(*one));
    if (one->undone_later) matter.later.push_back(gaps_of(*one));
  }
}

void read_belief(const Standing& standing, Gaps& gaps) {
  const auto* const step = standing.step;
  gaps["believed"] = step == nullptr ? "nothing" : words(history::to_text(step->to));
  gaps["state"] = step == nullptr ? "not recorded" : words(history::to_text(step->to));
  if (step == nullptr) return;
  gaps["operation"] = step->operation.string();
  gaps["since"] = moment(step->at);
  gaps["reason"] = step->reason.empty() ? "no reason on record" : words(step->reason);
}

void read_clients(const Standing& standing, Gaps& gaps) {
  gaps["told"] = standing.told == nullptr
                     ? "nothing yet"
                     : outcome_text(standing.told->outcome, standing.told->status);
  gaps["tries"] = std::to_string(standing.tries);
  if (standing.asked != nullptr) gaps["client_key"] = standing.asked->key.string();
  if (standing.wanted != nullptr) gaps["asked"] = money(standing.wanted->amount);
}

/// "op-3-2 (key-op-3-2-1) and op-3-7 (key-op-3-7-1)".
std::string references_of(const Standing& standing) {
  std::string text;
  for (const auto& [operation, key] : standing.references) {
    if (!text.empty()) text += " and ";
    text += key.empty() ? operation : fmt::format("{} ({})", operation, key);
  }
  return text;
}

void read_sends(const Standing& standing, Gaps& gaps) {
  if (standing.sent != nullptr) {
    gaps["processor"] = standing.sent->processor.string();
    gaps["processor_key"] = standing.sent->processor_key.string();
    gaps["operation"] = standing.sent->operation.string();
    gaps["references"] = references_of(standing);
  } else if (standing.effects.empty()) {
    gaps["unsent"] = "no try of it is on record";
  } else {
    gaps["processor"] = standing.effects.front().applied->processor.string();
    gaps["processor_key"] = standing.effects.front().applied->processor_key.string();
  }
}

std::string name_of(const Concern::Operation& operation) {
  const auto& [payable, kind, ordinal] = operation;
  return fmt::format("{} {} of {}", history::to_text(kind), ordinal, payable);
}

Gaps event_gaps(const Delivery& one) {
  return {{"event", one.event->event.string()},
          {"consumer", one.consumer},
          {"amount_of_event", money(one.event->amount)}};
}

Matter matter_of(const Concern::Operation& operation, const Standing& standing,
                 const Standings& all) {
  Matter matter{happened_of(standing), believed_of(standing), {}, {}, {}, {}, {}, {}};
  matter.gaps = {{"what", name_of(operation)},
                 {"payable", std::get<0>(operation)},
                 {"truth", truth_words(standing)}};
  read_belief(standing, matter.gaps);
  read_sends(standing, matter.gaps);
  read_clients(standing, matter.gaps);
  read_effects(standing, matter);
  for (const Delivery& one : all.untaken_of(standing)) matter.events.push_back(event_gaps(one));
  for (const Delivery& one : all.taken_again_of(standing)) matter.again.push_back(event_gaps(one));
  return matter;
}

Gaps joined(Gaps gaps, const Gaps& more) {
  for (const auto& [name, text] : more) gaps[name] = text;
  return gaps;
}

/// The open work that an operation's own state is.
void add_state(const Matter& matter, std::vector<OpenItem>& open) {
  switch (matter.believed) {
    case Believed::parked: open.push_back({OpenWork::parked, matter.gaps}); break;
    case Believed::doubtful: open.push_back({OpenWork::doubtful, matter.gaps}); break;
    case Believed::open: open.push_back({OpenWork::in_flight, matter.gaps}); break;
    default: break;
  }
}

void add_breaks(const Standing& standing, const Matter& matter, std::vector<OpenItem>& open) {
  for (const auto* one : standing.breaks) {
    open.push_back({OpenWork::open_break,
                    joined(matter.gaps, {{"effect", one->effect.string()},
                                         {"since", moment(one->at)},
                                         {"reason", words(one->reason)}})});
  }
}

/// A hold that stands and that nothing has captured.
void add_hold(const Concern::Operation& operation, const Standing& standing, const Standings& all,
              const Matter& matter, std::vector<OpenItem>& open) {
  const auto& [payable, kind, ordinal] = operation;
  if (kind != OperationKind::authorise || !matter.gaps.contains("kept")) return;
  for (const auto& [other, its] : all.all()) {
    const bool captures = std::get<1>(other) == OperationKind::capture;
    if (captures && std::get<0>(other) == payable && !its.effects.empty()) return;
  }
  const auto* const hold = kept_of(standing_effects(standing))->applied;
  const std::string lapses = hold->capture_before > 0
                                 ? fmt::format(", until {}", moment(hold->capture_before))
                                 : std::string{", without a known end"};
  open.push_back({OpenWork::hold, joined(matter.gaps, {{"held", hold->effect.string()},
                                                       {"hold_amount", money(hold->amount)},
                                                       {"lapses", lapses}})});
}

std::string holder_words(const Tenure& tenure) {
  if (tenure.end != LeaseEnd::cut_off) return tenure.holder;
  return fmt::format("{} (without power since {})", tenure.holder, moment(tenure.to));
}

std::string lease_words(const Tenure& tenure) {
  if (tenure.until == 0) return "without an end on record";
  return fmt::format("until {}{}", moment(tenure.until),
                     tenure.end == LeaseEnd::lapsed ? ", which is over" : "");
}

void add_leases(const ShownRun& run, const Concern& concern, std::vector<OpenItem>& open) {
  for (const Lease& lease : leases_of(run.history, concern)) {
    const Tenure& last = lease.tenures.back();
    const bool done = last.end == LeaseEnd::stored || last.end == LeaseEnd::removed ||
                      last.end == LeaseEnd::handed_over;
    if (done) continue;
    open.push_back({OpenWork::lease,
                    {{"client_key", lease.key},
                     {"holder", holder_words(last)},
                     {"token", std::to_string(last.token)},
                     {"lease_end", lease_words(last)}}});
  }
}

bool is_settled(const Matter& matter) {
  return matter.believed == Believed::succeeded || matter.believed == Believed::refused;
}

}  // namespace

Situation situation_of(const ShownRun& run) {
  const Concern concern = concern_of(run);
  const Standings all{run.history, broken_at(run)};
  Situation situation;
  const bool everything = concern.operations.empty();
  for (const auto& [operation, standing] : all.all()) {
    if (!everything && !concern.operations.contains(operation)) continue;
    Matter matter = matter_of(operation, standing, all);
    if (run.missed) matter.gaps["deadline"] = moment(run.missed->due);
    add_state(matter, situation.open);
    add_breaks(standing, matter, situation.open);
    add_hold(operation, standing, all, matter, situation.open);
    for (const Gaps& event : matter.events) {
      situation.open.push_back({OpenWork::outbox, joined(matter.gaps, event)});
    }
    if (!everything || !is_settled(matter)) situation.matters.push_back(std::move(matter));
  }
  add_leases(run, concern, situation.open);
  if (situation.matters.empty()) situation.matters.emplace_back();
  return situation;
}

std::string_view to_text(Believed believed) {
  constexpr std::array<std::string_view, believed_count> texts{
      "has no record", "is under way", "is unknown", "has succeeded", "was refused", "is parked"};
  return texts[static_cast<std::size_t>(believed)];
}

std::string_view to_text(Happened happened) {
  constexpr std::array<std::string_view, happened_count> texts{
      "nothing", "declined it", "one effect stands", "what it did was undone",
      "more than one effect stands"};
  return texts[static_cast<std::size_t>(happened)];
}

}  // namespace assay::reports::advice
