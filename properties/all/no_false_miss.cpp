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

using history::Fact;
using history::Observation;
using history::OperationKind;
using history::Outcome;
using history::Source;

void report(const Observation& owner, const Observation& answer, std::string_view where,
            Findings& findings) {
  findings.violated(detail::finding(
      fmt::format("{} for {} was answered at {} {} of {}, and nothing was done for it",
                  detail::name_of(answer), detail::money(answer.amount), detail::moment(answer.at),
                  where, detail::name_of(owner)),
      answer.amount, {&owner, &answer}));
}

// The attempt's own success, as its caller heard it.
const Observation* success_of(const Index& index, const Observation& sent) {
  for (const auto* row : index.intents()[index.intent_of(sent)]) {
    const bool answer = row->fact == Fact::attempt_answered && row->outcome == Outcome::success &&
                        row->processor_key == sent.processor_key;
    if (answer && row->sequence > sent.sequence) return row;
  }
  return nullptr;
}

// Two intents went to a processor under one key, and the second got the first one's answer.
void judge_sent(const Index& index, const Observation& owner, const Observation& sent,
                Findings& findings) {
  if (owner.kind != sent.kind || sent.kind == OperationKind::void_authorisation) return;
  if (owner.payable.empty() || sent.payable.empty()) return;
  if (index.intent_of(owner) == index.intent_of(sent)) return;
  const auto* answer = success_of(index, sent);
  if (answer == nullptr) return;
  for (const auto* row : index.intents()[index.intent_of(sent)]) {
    if (row->fact == Fact::effect_applied && row->sequence < answer->sequence) return;
  }
  report(owner, sent, "by the processor with the result", findings);
}

void check(const Index& index, Findings& findings) {
  for (const auto& borrowed : detail::borrowed_answers(index)) {
    report(*borrowed.owner, *borrowed.answer, "with the result", findings);
  }
  std::vector<const Observation*> owners(index.processor_keys(), nullptr);
  for (const auto* sent : index.of(Fact::attempt_sent)) {
    const auto key = index.processor_key_of(*sent);
    if (key == no_id) continue;
    if (owners[key] == nullptr) owners[key] = sent;
    if (owners[key] != sent) judge_sent(index, *owners[key], *sent, findings);
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
