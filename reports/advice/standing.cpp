// One pass over the history; what comes after the moment counts only where it undoes.
#include "reports/advice/standing.hpp"

#include <algorithm>

namespace assay::reports::advice {

using history::Observation;
using history::Seen;

/// Takes a fact in; most say nothing here.
struct Standings::Note {
  Standings& to;
  std::uint64_t moment;

  template <typename Fact>
  Standing& of(const Seen<Fact>& it) {
    return to.all_[{it.payable.string(), it.kind, it.ordinal}];
  }
  [[nodiscard]] bool later(const Observation& it) const { return it.sequence > moment; }

  void operator()(const Observation& /*any other*/) {}
  void operator()(const Seen<history::IntentDeclared>& it) {
    if (!later(it)) of(it).wanted = &it;
  }
  void operator()(const Seen<history::RequestSent>& it) {
    if (later(it)) return;
    of(it).asked = &it;
    of(it).tries = std::max<std::size_t>(of(it).tries, it.try_number);
  }
  void operator()(const Seen<history::AttemptSent>& it) {
    if (later(it)) return;
    Standing& standing = of(it);
    standing.sent = &it;
    standing.tries = std::max<std::size_t>(standing.tries, it.attempt);
    const std::pair sent{it.operation.string(), it.processor_key.string()};
    const auto known = std::ranges::find(standing.references, sent);
    if (known == standing.references.end()) standing.references.push_back(sent);
  }
  void operator()(const Seen<history::ResponseReceived>& it) {
    if (later(it)) return;
    of(it).told = &it;
    if (it.outcome == history::Outcome::success) to.told_.insert(it.operation.string());
  }
  void operator()(const Seen<history::EffectApplied>& it) {
    if (!later(it)) of(it).effects.push_back({.applied = &it});
  }
  void operator()(const Seen<history::EffectDeclined>& it) {
    if (!later(it)) of(it).declined = true;
  }
  void operator()(const Seen<history::EffectReversed>& it) {
    for (auto& [operation, standing] : to.all_) {
      for (StandingEffect& effect : standing.effects) {
        if (effect.applied->effect != it.effect) continue;
        (later(it) ? effect.undone_later : effect.undone) = it.at;
      }
    }
  }
  /// Of several operations of one intent, the one that succeeded counts.
  void operator()(const Seen<history::TransitionCommitted>& it) {
    if (later(it)) return;
    const bool succeeds = it.to == history::State::succeeded;
    Standing& standing = of(it);
    const bool other = standing.step != nullptr && standing.step->operation != it.operation &&
                       standing.step->to == history::State::succeeded;
    if (!other || succeeds) standing.step = &it;
    if (!succeeds) return;
    to.succeeded_.insert(it.operation.string());
    to.booked_by_[it.operation.string()] = it.evidence.string();
  }
  void operator()(const Seen<history::BreakOpened>& it) {
    if (later(it)) return;
    to.noted_.insert(it.effect.string());
    of(it).breaks.push_back(&it);
  }
  void operator()(const Seen<history::BreakSettled>& it) {
    if (later(it)) return;
    std::erase_if(of(it).breaks, [&](const auto* opened) { return opened->effect == it.effect; });
  }
  void operator()(const Seen<history::EventCommitted>& it) {
    if (!later(it)) of(it).events.push_back(&it);
  }
  void operator()(const Seen<history::EventPublished>& it) {
    to.consumers_.insert(it.consumer.string());
  }
  void operator()(const Seen<history::EventConsumed>& it) {
    to.consumers_.insert(it.consumer.string());
    if (!later(it)) to.taken_.insert({it.event.string(), it.consumer.string()});
  }
  void operator()(const Seen<history::EventApplied>& it) {
    if (!later(it)) ++to.applied_[{it.event.string(), it.consumer.string()}];
  }
};

Standings::Standings(const history::History& history, std::uint64_t moment) {
  Note note{*this, moment};
  for (const Observation& seen : history) history::visit(note, seen);
  mark_booked();
}

/// A success speaks of the effect that is its evidence, else of the first of its operation; a break
/// of the effect that it names.
void Standings::mark_booked() {
  std::set<std::string> used;
  for (auto& [operation, standing] : all_) {
    for (StandingEffect& effect : standing.effects) {
      const std::string of = effect.applied->operation.string();
      const std::string reference = effect.applied->effect.string();
      const auto by = booked_by_.find(of);
      const bool named = by != booked_by_.end() && by->second == reference;
      const bool first = succeeded_.contains(of) && !used.contains(of);
      if (named || first) used.insert(of);
      effect.booked = named || first || noted_.contains(reference);
      effect.told = (named || first) && told_.contains(of);
    }
  }
}

std::vector<Delivery> Standings::untaken_of(const Standing& standing) const {
  std::vector<Delivery> open;
  for (const auto* event : standing.events) {
    for (const std::string& consumer : consumers_) {
      if (!consumer.empty() && !taken_.contains({event->event.string(), consumer})) {
        open.push_back({event, consumer});
      }
    }
  }
  return open;
}

std::vector<Delivery> Standings::taken_again_of(const Standing& standing) const {
  std::vector<Delivery> again;
  for (const auto* event : standing.events) {
    for (const auto& [delivery, times] : applied_) {
      const bool it = delivery.first == event->event.text();
      if (it && times > 1) again.push_back({event, delivery.second});
    }
  }
  return again;
}

}  // namespace assay::reports::advice
