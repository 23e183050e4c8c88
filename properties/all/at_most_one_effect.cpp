// I01, judged at every step: two effects that stood together for a moment are found even when one
// was undone later. Not a judge of attempts (no_blind_redrive) nor of what is believed.
// Legal all the same: a second effect of an attempt that began after the first was undone; and a
// processor contradicting its own definite "no", if the excess goes back within T_recon. A request
// that a network doubled for a processor without keys is outside of the contract (E3).
#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <span>
#include <utility>
#include <vector>

#include "properties/detail/attempts.hpp"
#include "properties/detail/effects.hpp"
#include "properties/detail/wording.hpp"
#include "properties/property.hpp"

namespace assay::properties {
namespace {

using detail::Effect;

// One effect, and what its rows say of how it came about.
struct Report {
  Effect effect;
  const Seen<AttemptSent>* start = nullptr;  // of its attempt: the first send under its key

  const Seen<EffectApplied>& applied() const { return *effect.applied; }
};

// The first sends of an intent, by key and processor; under an empty processor, by key alone.
class FirstSends {
 public:
  void see(const Seen<AttemptSent>& sent) {
    first_.try_emplace({sent.processor_key, sent.processor}, &sent);
    first_.try_emplace({sent.processor_key, Name{}}, &sent);
  }
  const Seen<AttemptSent>* under(const EffectApplied& effect) const {
    const auto found = first_.find({effect.processor_key, effect.processor});
    return found == first_.end() ? nullptr : found->second;
  }

 private:
  std::map<std::pair<Name, Name>, const Seen<AttemptSent>*> first_;
};

// The effects of one intent in their order. An attempt may be recorded after what it led to.
std::vector<Report> reports_of(Rows rows, const std::vector<Effect>& effects) {
  std::vector<Report> reported;
  FirstSends sends;
  for (const auto& sent : only<AttemptSent>(rows)) sends.see(sent);
  for (const Effect& effect : effects) reported.push_back({effect, sends.under(*effect.applied)});
  return reported;
}

// When each attempt of an intent was known to have had no effect; gone through once.
class Absences {
 public:
  Absences(const Index& index, Rows rows) : evidence_(index) {
    for (const auto* row : rows) {
      if (!says_of_attempts(*row)) continue;
      evidence_.see(*row);
      changes_.resize(evidence_.attempts().size());
      for (std::size_t i = 0; i < changes_.size(); ++i) note(i, row->sequence);
    }
  }

  // Whether the attempt that `sent` belongs to was, when `later` came.
  bool of(const Seen<AttemptSent>& sent, const Observation& later) const {
    const auto* attempt = evidence_.same_key(sent);
    if (attempt == nullptr) return false;
    const auto& changes =
        changes_[static_cast<std::size_t>(attempt - evidence_.attempts().data())];
    const auto after = std::ranges::lower_bound(changes, later.sequence, {}, &Change::at);
    return after != changes.begin() && std::prev(after)->absent;
  }

 private:
  struct Change {
    std::uint64_t at = 0;
    bool absent = false;
  };

  static bool says_of_attempts(const Observation& row) {
    return row.is<AttemptSent, AttemptAnswered, LookUpAnswered>();
  }
  void note(std::size_t i, std::uint64_t at) {
    const auto& attempt = evidence_.attempts()[i];
    const bool absent = !attempt.unresolved() && !attempt.succeeded;
    const bool was = !changes_[i].empty() && changes_[i].back().absent;
    if (absent != was) changes_[i].push_back({at, absent});
  }

  detail::Attempts evidence_;
  std::vector<std::vector<Change>> changes_;  // by attempt
};

// The attempt that came first was known to have had no effect when the other began.
bool was_right_to_start(const Absences& absences, const Report& first, const Report& second) {
  const auto* left = first.start;
  const auto* right = second.start;
  if (left == nullptr || right == nullptr || left == right) return false;
  if (right->sequence < left->sequence) std::swap(left, right);
  return absences.of(*left, *right);
}

// Undone first and only then tried again.
bool after_reversal(const Report& first, const Report& second) {
  const auto* reversed = first.effect.reversed;
  if (reversed == nullptr || reversed->sequence > second.applied().sequence) return false;
  return second.start == nullptr || second.start == first.start ||
         second.start->sequence > reversed->sequence;
}

void report(const Effect& first, const Effect& second, Violations& violations) {
  const auto& again = *second.applied;
  violations.add(detail::violation(
      fmt::format("{} took effect twice: {} as {} at {}, and {} as {} at {}",
                  detail::name_of(again), detail::money(first.applied->amount),
                  first.applied->effect, detail::moment(first.applied->at),
                  detail::money(again.amount), again.effect, detail::moment(again.at)),
      again.amount, {first.applied, second.applied, first.reversed, second.reversed}));
}

// Whether the second effect should not be there beside the first.
bool contradict(const Index& index, const Absences& absences, const Report& first,
                const Report& second, Violations& violations) {
  if (after_reversal(first, second)) return false;
  if (!was_right_to_start(absences, first, second)) return true;
  const auto due = index.due(second.applied().at, index.bounds().reconcile_max);
  const auto* returned =
      first.effect.reversed != nullptr ? first.effect.reversed : second.effect.reversed;
  if (returned == nullptr && !index.over(due)) {
    violations.undecided("a late second effect may still be returned in time");
    return false;
  }
  return returned == nullptr || returned->at > due;
}

// Each effect too many is reported once, beside the first that it contradicts.
void judge_intent(const Index& index, Rows rows, Violations& violations) {
  const auto effects = detail::effects_of(rows);
  if (effects.size() < 2) return;
  const auto reported = reports_of(rows, effects);
  const Absences absences(index, rows);
  for (std::size_t second = 1; second < reported.size(); ++second) {
    const auto earlier = std::span(reported).first(second);
    const auto first = std::ranges::find_if(earlier, [&](const Report& one) {
      return contradict(index, absences, one, reported[second], violations);
    });
    if (first != earlier.end()) report(first->effect, reported[second].effect, violations);
  }
}

void check(const Index& index, Violations& violations) {
  for (std::size_t intent = 0; intent < index.intents().size(); ++intent) {
    judge_intent(index, index.intents()[intent], violations);
  }
}

}  // namespace

Property at_most_one_effect() {
  return {.name = "at_most_one_effect",
          .claim = "Whatever is retried, one operation moves the customer's money at most once.",
          .rule = "I01",
          .severity = Severity::double_charge,
          .needs = bit(Source::truth),
          .check = check};
}

}  // namespace assay::properties
