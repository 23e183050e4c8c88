// I17: once an authorisation was wholly released, by a void or because it lapsed, no capture of it
// is sent; and no full void once a capture was made that goes on standing. Legal all the same: a
// void that releases the remainder of a partial capture, a void that takes the capture back with
// it, and a capture that leans on another hold of the payable. Judged on effects whose request was
// sent after what it contradicts: two requests at once are no fault, and when the processor takes
// the later one all the same (late presentment), that is its own affair. But no void is sent while
// it is not known what became of a capture: that is resolved first. Where no gateway was watched,
// an effect that follows the other may have been sent before it, and is unknown.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "properties/detail/attempts.hpp"
#include "properties/detail/funds.hpp"
#include "properties/detail/wording.hpp"
#include "properties/index.hpp"
#include "properties/property.hpp"

namespace assay::properties {
namespace {

using detail::Effect;
using Effects = std::vector<Effect>;

OperationKind kind_of(const Index& index, const Effect& effect) {
  return index.kind_of(*effect.applied);
}

// The money of one payable.
struct Money {
  const Index& index;
  const Effects& effects;
  const detail::FundsOverTime& funds;
  const Seen<EffectApplied>* first_capture = first_of(OperationKind::capture);

  const Seen<EffectApplied>* first_of(OperationKind kind) const {
    const auto found = std::ranges::find_if(
        effects, [&](const Effect& effect) { return kind_of(index, effect) == kind; });
    return found == effects.end() ? nullptr : found->applied;
  }
  // A capture had been made before: what was released then was only the remainder.
  bool captured_before(const Observation& gone) const {
    return first_capture != nullptr && first_capture->sequence < gone.sequence;
  }
};

// The release that left nothing to capture; nothing if any hold was there.
const Seen<EffectReversed>* release_before(const Money& money, const Observation& capture) {
  const Seen<EffectReversed>* release = nullptr;
  for (const auto& effect : money.effects) {
    if (kind_of(money.index, effect) != OperationKind::authorise) continue;
    if (effect.applied->sequence > capture.sequence) continue;
    const auto* gone = effect.reversed;
    if (gone == nullptr || gone->sequence > capture.sequence) return nullptr;
    if (money.captured_before(*gone)) return nullptr;
    release = gone;
  }
  return release;
}

// The first send that an effect may come from; nullptr where none was recorded.
const Seen<AttemptSent>* sent_for(const Index& index, const Seen<EffectApplied>& effect) {
  return first<AttemptSent>(index.intent_rows(effect), [&](const Seen<AttemptSent>& sent) {
    return sent.processor_key == effect.processor_key;
  });
}

// It was sent when the other was there already.
bool sent_after(const Index& index, const Seen<EffectApplied>& effect, const Observation& other,
                Violations& violations) {
  const auto* sent = sent_for(index, effect);
  if (sent != nullptr) return sent->sequence > other.sequence;
  if (!index.recorded(bit(Source::gateway))) {
    violations.undecided("a capture and a release, and nobody recorded which was sent first");
  }
  return index.recorded(bit(Source::gateway));
}

void judge_capture(const Money& money, const Seen<EffectApplied>& capture, Violations& violations) {
  const auto* release = release_before(money, capture);
  if (release == nullptr || !sent_after(money.index, capture, *release, violations)) return;
  violations.add(detail::violation(
      fmt::format("{} for {} took effect at {}, though its hold was gone since {}{}{}",
                  detail::name_of(capture), detail::money(capture.amount),
                  detail::moment(capture.at), detail::moment(release->at),
                  release->reason.empty() ? "" : ": ", release->reason),
      capture.amount, {release, &capture}));
}

// The first capture that was there when the void came, and stands to the end.
const Seen<EffectApplied>* standing_capture(const Money& money, const Seen<EffectApplied>& voided) {
  const auto found = std::ranges::find_if(money.effects, [&](const Effect& effect) {
    return kind_of(money.index, effect) == OperationKind::capture && effect.reversed == nullptr &&
           effect.applied->sequence < voided.sequence &&
           (voided.amount.currency.empty() ||
            effect.applied->amount.currency == voided.amount.currency);
  });
  return found == money.effects.end() ? nullptr : found->applied;
}

// A void that states no amount releases whatever is left.
bool fits_remainder(const detail::Funds& before, const EffectApplied& voided) {
  const auto left = detail::subtract(before.authorised, before.captured);
  return voided.amount.minor > 0 ? voided.amount.minor <= left : left > 0;
}

void judge_void(const Money& money, const Seen<EffectApplied>& voided, Violations& violations) {
  const auto* capture = standing_capture(money, voided);
  if (capture == nullptr) return;
  const auto before = money.funds.at(voided.sequence - 1, capture->amount.currency);
  if (before.authorised == 0 || fits_remainder(before, voided)) return;
  const Index& index = money.index;
  if (!sent_after(index, voided, *capture, violations)) return;
  if (!index.over(index.due(voided.at, index.bounds().reconcile_max))) {
    return violations.undecided("a void after a capture may still take the capture back");
  }
  violations.add(detail::violation(
      fmt::format("{} was voided at {}, though {} had been captured at {} and stayed so",
                  voided.payable, detail::moment(voided.at), detail::money(capture->amount),
                  detail::moment(capture->at)),
      capture->amount, {capture, &voided}));
}

bool is_send_of(const Index& index, const Observation& row, OperationKind kind) {
  return row.is<AttemptSent>() && index.kind_of(row) == kind;
}

// The captures that have taken effect, and are known to have: by whatever way the service heard of
// them, a list or an event among them, nothing more comes of these.
class Done {
 public:
  explicit Done(const Index& index) : index_(index) {}

  void see(const Observation& row) {
    if (row.is<EffectApplied>()) applied_.insert(index_.intent_of(row));
    const auto* step = row.as<TransitionCommitted>();
    if (step != nullptr && step->to == State::succeeded) believed_.insert(index_.intent_of(row));
  }
  bool contains(Id intent) const { return applied_.contains(intent) && believed_.contains(intent); }

 private:
  const Index& index_;
  std::set<Id> applied_, believed_;
};

// No void is sent while a capture of the payable may still take effect.
void judge_voids_sent(const Index& index, Rows rows, Violations& violations) {
  const bool voids = std::ranges::any_of(rows, [&](const Observation* row) {
    return is_send_of(index, *row, OperationKind::void_authorisation);
  });
  if (!voids) return;
  detail::Attempts evidence(index);
  Done done(index);
  for (const Observation* row : rows) {
    const bool voided = is_send_of(index, *row, OperationKind::void_authorisation);
    const auto open = std::ranges::find_if(evidence.attempts(), [&](const detail::Attempt& it) {
      return it.unresolved() && index.kind_of(it.intent) == OperationKind::capture &&
             !done.contains(it.intent);
    });
    if (voided && open != evidence.attempts().end()) {
      return violations.add(detail::violation(
          fmt::format("a void of {} was sent at {}, while {} for {} might still take effect",
                      named_by(*row).payable, detail::moment(row->at),
                      detail::name_of(*open->first), detail::money(open->first->amount)),
          open->first->amount, {open->last, row}));
    }
    evidence.see(*row);
    done.see(*row);
  }
}

void check(const Index& index, Violations& violations) {
  for (std::size_t payable = 0; payable < index.payables().size(); ++payable) {
    judge_voids_sent(index, index.payables()[payable], violations);
    const auto& [effects, funds] = index.money_of(payable);
    if (effects.size() < 2) continue;
    const Money money{index, effects, funds};
    for (const auto& effect : effects) {
      const auto kind = kind_of(index, effect);
      if (kind == OperationKind::capture) judge_capture(money, *effect.applied, violations);
      if (kind == OperationKind::void_authorisation) judge_void(money, *effect.applied, violations);
    }
  }
}

}  // namespace

Property capture_void_exclusive() {
  return {.name = "capture_void_exclusive",
          .claim = "Money that was released again is not taken, nor released once it was taken.",
          .rule = "I17",
          .severity = Severity::money_lost,
          .needs = bit(Source::truth),
          .check = check};
}

}  // namespace assay::properties
