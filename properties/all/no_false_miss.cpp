// I07: an operation that its client means as a new one (another ordinal, however equal the amount)
// is carried out, and never answered from the stored result of another. Shown where an answer of
// success names the operation of another intent, or where the processor answered its attempt with
// success under another intent's key, and nothing of its own had taken effect. Voids are left out:
// a second void of the same hold has nothing left to do.
#include <fmt/format.h>

#include <vector>

#include "properties/detail/results.hpp"
#include "properties/detail/wording.hpp"
#include "properties/index.hpp"
#include "properties/property.hpp"

namespace assay::properties {
namespace {

template <typename Fact>
void report(const Observation& owner, const Seen<Fact>& answer, std::string_view where,
            Violations& violations) {
  violations.add(detail::violation(
      fmt::format("{} for {} was answered at {} {} of {}, and nothing was done for it",
                  detail::name_of(answer), detail::money(answer.amount), detail::moment(answer.at),
                  where, detail::name_of(owner)),
      answer.amount, {&owner, &answer}));
}

// The attempt's own success, as its caller heard it.
const Observation* success_of(const Index& index, const Seen<AttemptSent>& sent) {
  return first<AttemptAnswered>(index.intent_rows(sent), [&](const Seen<AttemptAnswered>& answer) {
    return answer.outcome == Outcome::success && answer.processor_key == sent.processor_key &&
           answer.sequence > sent.sequence;
  });
}

// Two intents went to a processor under one key, and the second got the first one's answer.
void judge_sent(const Index& index, const Seen<AttemptSent>& owner, const Seen<AttemptSent>& sent,
                Violations& violations) {
  if (owner.kind != sent.kind || sent.kind == OperationKind::void_authorisation) return;
  if (owner.payable.empty() || sent.payable.empty()) return;
  if (index.intent_of(owner) == index.intent_of(sent)) return;
  const auto* answer = success_of(index, sent);
  if (answer == nullptr) return;
  const auto before = [&](const Seen<EffectApplied>& it) { return it.sequence < answer->sequence; };
  if (first<EffectApplied>(index.intent_rows(sent), before) != nullptr) return;
  report(owner, sent, "by the processor with the result", violations);
}

void check(const Index& index, Violations& violations) {
  for (const auto& borrowed : detail::borrowed_answers(index)) {
    report(*borrowed.owner, *borrowed.answer, "with the result", violations);
  }
  std::vector<const Seen<AttemptSent>*> owners(index.processor_keys(), nullptr);
  for (const auto& sent : index.of<AttemptSent>()) {
    const auto key = index.processor_key_of(sent);
    if (key == no_id) continue;
    if (owners[key] == nullptr) owners[key] = &sent;
    if (owners[key] != &sent) judge_sent(index, *owners[key], sent, violations);
  }
}

}  // namespace

Property no_false_miss() {
  return {.name = "no_false_miss",
          .claim = "Two orders of the same amount are two orders; neither is taken for the other.",
          .rule = "I07",
          .severity = Severity::wrong_belief,
          .needs = bit(Source::client) | bit(Source::truth),
          .check = check};
}

}  // namespace assay::properties
