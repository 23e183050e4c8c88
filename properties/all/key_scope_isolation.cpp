// I05: at one processor a key stands for one operation, of one kind, with one body; only where its
// terms say that it keeps the keys of its endpoints apart are those of two kinds two keys. One
// operation never uses two, unless the attempt before was declined, was refused before sending, was
// answered with a failure of the processor's own and then proved to have had no effect, or its
// effect was undone. That it was not found, however late, is evidence for telling and no reason for
// another key (E1): whoever sleeps beyond every budget may still send the first one. At our own
// edge a key in one scope never answers for the same key in another. A send without a key, or
// without the payable that it is for, says nothing here.
#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <vector>

#include "properties/detail/attempts.hpp"
#include "properties/detail/contract.hpp"
#include "properties/detail/results.hpp"
#include "properties/detail/wording.hpp"
#include "properties/index.hpp"
#include "properties/property.hpp"

namespace assay::properties {
namespace {

void report_shared(const Observation& owner, const Seen<AttemptSent>& sent,
                   Violations& violations) {
  violations.add(detail::violation(
      fmt::format("{} for {} was sent to {} at {} under key {}, which belongs to {}",
                  detail::name_of(sent), detail::money(sent.amount), sent.processor,
                  detail::moment(sent.at), sent.processor_key, detail::name_of(owner)),
      sent.amount, {&owner, &sent}));
}

void report_body(const Seen<AttemptSent>& owner, const Seen<AttemptSent>& sent,
                 Violations& violations) {
  violations.add(detail::violation(
      fmt::format("{} was sent to {} at {} under key {} for {}, and at {} with another body for {}",
                  detail::name_of(sent), sent.processor, detail::moment(owner.at),
                  sent.processor_key, detail::money(owner.amount), detail::moment(sent.at),
                  detail::money(sent.amount)),
      sent.amount, {&owner, &sent}));
}

// Where nobody said what the bodies were, their amounts have to do.
bool same_body(const AttemptSent& left, const AttemptSent& right) {
  const bool known = left.body != 0 && right.body != 0;
  return left.amount == right.amount && (!known || left.body == right.body);
}

// Its processor keeps the keys of its endpoints apart.
bool apart_by_kind(const Index& index, const AttemptSent& sent) {
  const auto* terms = detail::terms_of(index, sent.processor);
  return terms != nullptr && terms->keys_by_kind;
}

void judge_shared(const Index& index, Violations& violations) {
  constexpr std::size_t kinds = 4;
  std::vector<const Seen<AttemptSent>*> owners(index.processor_keys() * kinds, nullptr);
  for (const auto& sent : index.of<AttemptSent>()) {
    const auto key = index.processor_key_of(sent);
    if (key == no_id || sent.payable.empty()) continue;
    const auto kind = apart_by_kind(index, sent) ? static_cast<std::size_t>(sent.kind) : 0;
    auto& owner = owners[key * kinds + kind];
    if (owner == nullptr) owner = &sent;
    if (index.intent_of(*owner) != index.intent_of(sent)) {
      report_shared(*owner, sent, violations);
    } else if (!same_body(*owner, sent)) {
      report_body(*owner, sent, violations);
    }
  }
}

// Some effect of the intent was undone before `sent`: a new attempt may have a new key.
bool undone_before(Rows rows, const Observation& sent) {
  const auto before = [&](const Seen<EffectReversed>& it) { return it.sequence < sent.sequence; };
  return first<EffectReversed>(rows, before) != nullptr;
}

// Returns: the attempt under another key may have had, or has had, an effect.
bool may_stand(const Index& index, Rows rows, const detail::Attempt& attempt,
               const Observation& sent, Violations& violations) {
  if (attempt.unresolved()) return true;
  if (!attempt.succeeded || undone_before(rows, sent)) return false;
  if (index.recorded(bit(Source::truth))) return true;
  violations.undecided("a success was followed by another key, and reversals were not recorded");
  return false;
}

// Returns: that nobody found it is all that is held against the attempt under another key.
bool only_absent(const detail::Attempt& attempt) {
  return attempt.absent && !attempt.failed && !attempt.declined && !attempt.succeeded;
}

std::string_view why_not(const detail::Attempt& attempt) {
  if (attempt.unresolved()) return "might still take effect";
  return attempt.succeeded ? "had succeeded" : "was only absent, and may still be sent";
}

void judge_sent(const Index& index, Rows rows, const detail::Attempts& evidence,
                const Seen<AttemptSent>& sent, Violations& violations) {
  for (const auto& attempt : evidence.attempts()) {
    const auto& first = *attempt.first;
    const bool other_key = first.processor == sent.processor && !first.processor_key.empty() &&
                           first.processor_key != sent.processor_key;
    if (!other_key) continue;
    if (!only_absent(attempt) && !may_stand(index, rows, attempt, sent, violations)) continue;
    return violations.add(detail::violation(
        fmt::format("{} for {} was sent to {} under key {} at {}, though key {} {}",
                    detail::name_of(sent), detail::money(sent.amount), sent.processor,
                    sent.processor_key, detail::moment(sent.at), first.processor_key,
                    why_not(attempt)),
        sent.amount, {attempt.last, &sent}));
  }
}

void judge_intent(const Index& index, Rows rows, Violations& violations) {
  detail::Attempts evidence(index);
  for (const auto* row : rows) {
    const auto* sent = row->as<AttemptSent>();
    const bool keyed = sent != nullptr && !sent->processor_key.empty();
    if (keyed) judge_sent(index, rows, evidence, *sent, violations);
    evidence.see(*row);
  }
}

// Few intents are sent under a second key; only those are looked at more closely, each once.
void judge_second_keys(const Index& index, Violations& violations) {
  struct Used {
    Id key = no_id;
    bool judged = false;
  };
  std::vector<Used> used(index.intents().size());
  for (const auto& sent : index.of<AttemptSent>()) {
    const auto key = index.processor_key_of(sent);
    const auto intent = index.intent_of(sent);
    if (key == no_id || intent == no_id || used[intent].judged) continue;
    auto& first = used[intent];
    if (first.key == no_id) first.key = key;
    if (first.key == key) continue;
    first.judged = true;
    judge_intent(index, index.intents()[intent], violations);
  }
}

void judge_scopes(const Index& index, Violations& violations) {
  if (!index.recorded(bit(Source::truth))) return;
  for (const auto& borrowed : detail::borrowed_answers(index)) {
    const auto& [owner, answer] = borrowed;
    if (owner->key != answer->key || owner->scope == answer->scope) continue;
    violations.add(detail::violation(
        fmt::format("key {} of {} was answered at {} with the result that {} has under it",
                    answer->key, answer->scope, detail::moment(answer->at), owner->scope),
        answer->amount, {owner, answer}));
  }
}

void check(const Index& index, Violations& violations) {
  judge_shared(index, violations);
  judge_second_keys(index, violations);
  judge_scopes(index, violations);
}

}  // namespace

Property key_scope_isolation() {
  return {.name = "key_scope_isolation",
          .claim = "Each payment has a key of its own, and no key reaches into another's affairs.",
          .rule = "I05",
          .severity = Severity::double_charge,
          .needs = bit(Source::gateway),
          .check = check};
}

}  // namespace assay::properties
