// One effect after another.
#include "parts/inspection.hpp"

#include <algorithm>

namespace designs {

namespace {

using namespace assay::harness;

constexpr std::uint32_t first_own_ordinal = 1000;  // no client counts so far

Heard heard_of(const ProcessorReply& effect, const Operation& it) {
  Heard heard{.fate = Fate::happened,
              .reference = effect.reference,
              .capture_before = effect.capture_before};
  const bool sum = it.kind != OperationKind::void_authorisation;
  if (sum && effect.amount != it.amount) heard.fate = Fate::other_amount;
  return heard;
}

}  // namespace

const Operation* undoing_of(const Payable& payable, const Operation& it,
                            const std::string& effect) {
  const auto found = std::ranges::find_if(payable.operations, [&](const Operation& other) {
    return other.undoes == it.id &&
           (it.kind != OperationKind::authorise || other.effect == effect);
  });
  return found == payable.operations.end() ? nullptr : &*found;
}

Books::Read begin_undoing(Environment& environment, Books& books, const Operation& it,
                          const std::string& effect) {
  const std::string id = environment.ids().mint("op");
  return books.begin(it.payable, "reverse", [&](const Payable& payable) {
    std::optional<Operation> made;
    if (undoing_of(payable, it, effect) != nullptr) return made;
    const bool hold = it.kind == OperationKind::authorise;
    const Operation* const leans_on = hold ? &it : payable.find(it.parent);
    made = Operation{
        .id = id,
        .kind = hold ? OperationKind::void_authorisation : OperationKind::refund,
        .ordinal = first_own_ordinal + static_cast<std::uint32_t>(payable.operations.size()),
        .amount = it.amount,
        .payable = it.payable,
        .customer = it.customer,
        .parent = hold ? it.id : it.parent,
        .effect = hold ? effect : leans_on == nullptr ? std::string{} : leans_on->reference,
        .undoes = it.id};
    return made;
  });
}

StepResult Inspection::step() {
  for (const Finding& finding : books_.findings()) settle(finding);
  const auto effects = desk_.list();
  if (!effects) return {.idle = false};
  for (const ProcessorReply& effect : *effects) see(effect);
  return {};
}

void Inspection::see(const ProcessorReply& effect) {
  const auto payable = books_.read(effect.payable);
  const Operation* const it = payable ? payable->find(effect.operation) : nullptr;
  if (it == nullptr || books_.is_at_work(*it)) return;
  const Heard heard = heard_of(effect, *it);
  if (it->state == State::failed || it->state == State::declined) {
    return late_(*payable, *it, heard);
  }
  // Set aside without an answer: the processor is asked about it itself, and says the same.
  const bool asked_about = it->state == State::parked && desk_.answers_questions();
  if (asked_about && heard.fate == Fate::other_amount) return;
  if (is_open(*it)) {
    const Books::AtWork at_work{books_, it->id};
    (void)books_.advance(payable->name, it->id,
                         [&](Operation& now) { return concluded(now, heard, 0); });
    return;
  }
  if (it->goes_back && undoing_of(*payable, *it, effect.reference) == nullptr) {
    (void)begin_undoing(environment_, books_, *it, effect.reference);
    return;
  }
  const bool second = !it->reference.empty() && it->reference != effect.reference;
  if (!second) return;
  (void)books_.note({payable->name, it->id, effect.reference, it->kind, it->ordinal,
                     effect.amount});
}

/// Undoes what is surplus, as far as that can be undone, and notes it once it is.
void Inspection::settle(const Finding& finding) {
  if (finding.settled) return;
  call(finding.operation);
  const auto payable = books_.read(finding.payable);
  const Operation* const it = payable ? payable->find(finding.operation) : nullptr;
  if (it == nullptr || it->kind != OperationKind::authorise) return;
  const Operation* const undoing = undoing_of(*payable, *it, finding.effect);
  if (undoing == nullptr) {
    (void)begin_undoing(environment_, books_, *it, finding.effect);
  } else if (undoing->state == State::succeeded) {
    Finding done = finding;
    done.settled = true;
    (void)books_.note(done);
  }
}

void Inspection::call(const std::string& operation) {
  if (called_.insert(operation).second) environment_.telemetry().alarm(look_alarm, operation);
}

}  // namespace designs
