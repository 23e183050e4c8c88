// Reads the claim last: whoever takes it over has first seen at least what we have read.
#include "payments/execution/case.hpp"

#include "payments/types/ensure.hpp"

#include <utility>

namespace payments {
namespace {

bool same_holder(const ClaimRecord& a, const ClaimRecord& b) {
  return a.token == b.token && a.owner == b.owner && a.state == b.state;
}

}  // namespace

const OperationView& Case::view() const {
  const OperationView* found = payment.value.find(operation);
  ensure(found != nullptr, "an operation at hand is part of its payment");
  return *found;
}

State Case::state() const {
  const OperationView* found = payment.value.find(operation);
  return found == nullptr ? State::none : found->state;
}

std::expected<void, StoreError> refresh(Store& store, Case& subject) {
  const PayableId payable = subject.payment.value.payable;
  auto payment = fetch(store, tables::payments, payment_key(payable), decode_payment);
  if (!payment) return std::unexpected(payment.error());
  auto open = fetch(store, tables::open, operation_key(subject.operation), decode_open);
  if (!open) return std::unexpected(open.error());
  std::optional<Claim> claim;
  if (subject.claim) {
    const ClaimRecord& held = subject.claim->value;
    auto found = fetch(store, tables::claims, claim_key(held.scope, held.key), decode_claim);
    if (!found) return std::unexpected(found.error());
    if (*found && same_holder((*found)->value, held)) claim = std::move(*found);
  }
  subject.payment = *payment ? std::move(**payment) : Stored<Payment>{{payable, 0, {}}, 0};
  subject.open = std::move(*open);
  subject.claim = std::move(claim);
  return {};
}

std::expected<Case, StoreError> load_case(Store& store, const PayableId& payable,
                                          const OperationId& operation) {
  Case subject{operation, {{payable, 0, {}}, 0}, {}, {}};
  const auto read = refresh(store, subject);
  if (!read) return std::unexpected(read.error());
  return subject;
}

void end_with(ClaimRecord& record, const OperationView& ended, Instant now, const Config& config) {
  ensure(terminal(ended.state), "a claim ends with its operation");
  record.state = ended.state == State::failed ? ClaimState::released : ClaimState::completed;
  record.response = response_for(ended, config.retry_hint);
  record.expires = now + config.key_retention;
}

}  // namespace payments
