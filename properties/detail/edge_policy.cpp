// Walks over the facts of one key, one intent or one payable.
#include "properties/detail/edge_policy.hpp"

#include <algorithm>

#include "properties/detail/answers.hpp"
#include "properties/detail/attempts.hpp"

namespace assay::properties::detail {
namespace {

constexpr std::uint32_t failures_from = 500;

Rows payable_rows(const Index& index, const Stamp& seen) {
  const Id payable = index.payable_of(seen);
  return payable == no_id ? Rows{} : index.payables()[payable];
}

// What an operation that has come to that end is told as; no end is told as `unknown`.
Outcome outcome_of(State end) {
  switch (end) {
    case State::succeeded: return Outcome::success;
    case State::declined: return Outcome::declined;
    case State::failed: return Outcome::not_attempted;
    default: return Outcome::unknown;
  }
}

bool takes_back(OperationKind kind) {
  return kind == OperationKind::void_authorisation || kind == OperationKind::refund;
}

}  // namespace

bool failed_for_good(const Index& index, const Seen<ResponseReceived>& told) {
  if (index.history().stored_answers != StoredAnswers::definite_ends) return false;
  const bool ends = told.outcome == Outcome::not_attempted && refuses_request(told);
  if (!ends || is_marked_non_result(told) || !index.recorded(bit(Source::gateway))) return false;
  Attempts evidence(index);
  for (const Observation* row : index.intent_rows(told)) {
    if (row->sequence < told.sequence) evidence.see(*row);
  }
  return evidence.standing(no_id) == nullptr;
}

bool repeats_failure(const Index& index, const Seen<ResponseReceived>& told) {
  if (index.history().stored_answers != StoredAnswers::first_answer) return false;
  const Id key = index.key_of(told);
  if (key == no_id || told.status < failures_from || is_marked_non_result(told)) return false;
  const Rows rows = index.keys()[key];
  if (const auto* stored = first<KeyCompleted>(rows); stored != nullptr) {
    return stored->status == told.status && stored->sequence < told.sequence;
  }
  return first<ResponseReceived>(rows, [&](const Seen<ResponseReceived>& answer) {
           return answer.status == told.status && answer.fingerprint == told.fingerprint &&
                  answer.sequence < told.sequence;
         }) != nullptr;
}

bool status_changed(const Index& index, const Seen<ResponseReceived>& told, std::uint64_t from) {
  const Id intent = index.intent_of(told);
  return std::ranges::any_of(payable_rows(index, told), [&](const Observation* row) {
    const Id about = index.intent_of(*row);
    if (row->sequence <= from || row->sequence >= told.sequence || about == no_id) return false;
    if (row->is<EffectReversed>()) return about == intent;
    const auto* step = row->as<TransitionCommitted>();
    if (step != nullptr && about == intent) return told.outcome == outcome_of(step->to);
    const bool done = row->is<EffectApplied>() || (step != nullptr && step->to == State::succeeded);
    return done && about != intent && takes_back(index.kind_of(about));
  });
}

bool was_given_back(const Index& index, const Seen<EffectApplied>& effect, std::uint64_t before) {
  const Rows payable = payable_rows(index, effect);
  return std::ranges::any_of(payable, [&](const Observation* row) {
    if (row->sequence >= before) return false;
    const auto* undone = row->as<EffectReversed>();
    if (undone != nullptr) return undone->effect == effect.effect;
    const auto* refund = row->as<EffectApplied>();
    if (refund == nullptr || refund->kind != OperationKind::refund ||
        refund->amount != effect.amount) {
      return false;
    }
    return first<MandateNamed>(index.intent_rows(*row), [&](const Seen<MandateNamed>& named) {
             return named.mandate == Mandate::surplus && named.of == effect.operation &&
                    named.operation == refund->operation;
           }) != nullptr;
  });
}

}  // namespace assay::properties::detail
