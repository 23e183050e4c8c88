// Claim, begin, drive, answer. Whatever the answer says was read from a committed belief.
#include "payments/service.hpp"

#include "payments/inbox/inbox_row.hpp"
#include "payments/journal/breaks.hpp"
#include "payments/journal/due_rows.hpp"
#include "payments/recovery/reversals.hpp"

#include <utility>

namespace payments {

Service::Service(const Ports& ports, const Config& config)
    : ports_(ports), config_(config), damage_(ports.telemetry) {}

std::expected<std::unique_ptr<Service>, std::vector<std::string>> Service::make(
    const Ports& ports, const Config& config,
    const std::function<void(Parts&, const Ports&, const Config&)>& adapt) {
  auto faults = faults_of(config);
  if (!faults.empty()) return std::unexpected(std::move(faults));
  std::unique_ptr<Service> service(new Service(ports, config));
  service->parts_ = standard_parts(service->ports_, service->config_);
  if (adapt) adapt(service->parts_, service->ports_, service->config_);
  assemble(service->ports_, service->config_, service->parts_);
  return service;
}

Response Service::handle(const Request& request) {
  if (const auto fault = parts_.check->fault_of(request)) {
    return no_result(status::malformed, std::string(*fault));
  }
  return execute(request);
}

Response Service::execute(const Request& request) {
  const Command& command = request.command;
  ClaimAnswer claimed =
      parts_.idempotency->claim({request.scope, request.key, canonical(command), command.payable,
                                 command.kind, command.ordinal});
  switch (claimed.kind) {
    case ClaimAnswer::Kind::unavailable:
      return no_result(status::unavailable, "store_unavailable", config_.retry_hint);
    case ClaimAnswer::Kind::mismatch: return no_result(status::unprocessable, "key_reused");
    case ClaimAnswer::Kind::in_flight: {
      Response later = no_result(status::in_progress, "in_progress", config_.retry_hint);
      later.operation = claimed.record.operation;
      return later;
    }
    case ClaimAnswer::Kind::waiting: {
      Response pending = no_result(status::accepted, "pending", config_.retry_hint);
      pending.told = Outcome::pending;
      pending.operation = claimed.record.operation;
      return pending;
    }
    case ClaimAnswer::Kind::replay:
      return replay(request, std::move(claimed.record.response));
    case ClaimAnswer::Kind::granted: break;
  }
  Case subject{claimed.claim.value.operation, {{command.payable, 0, {}}, 0}, {}, claimed.claim};
  return subject.operation.empty() ? start(subject, command) : take_up(subject);
}

Response Service::start(Case& subject, const Command& command) {
  Beginning beginning = parts_.engine->begin(subject, command);
  if (beginning.permission == Permission::busy && subject.claim) {
    parts_.resolver->settle_now(subject.payment.value);
    beginning = parts_.engine->begin(subject, command);
  }
  if (!beginning.done.empty()) return repeat(subject, beginning.done);
  if (beginning.permission == Permission::refused) return refuse(subject, beginning.reason);
  if (beginning.permission == Permission::busy) {
    if (subject.claim) parts_.idempotency->end(*subject.claim, ClaimState::released, {});
    Response later = no_result(status::in_progress, beginning.reason, config_.retry_hint);
    later.operation = beginning.before;
    return later;
  }
  if (beginning.recorded != Recorded::yes) {
    return no_result(status::unavailable, "not_recorded", config_.retry_hint);
  }
  parts_.engine->drive(subject);
  // Without the claim, whoever holds it ends it: the open entry stays until then.
  if (subject.claim && terminal(subject.state())) parts_.resolver->conclude(subject);
  return answer(subject);
}

/// A refusal is final, so it is told only once it is stored.
Response Service::refuse(const Case& subject, const std::string& reason) {
  const Response response = no_result(status::unprocessable, reason);
  const bool stored =
      subject.claim && parts_.idempotency->end(*subject.claim, ClaimState::completed, response);
  if (stored) return response;
  return no_result(status::unavailable, "not_recorded", config_.retry_hint);
}

/// The key is new to us, the operation is not: it is answered as it was then.
Response Service::repeat(Case& subject, const OperationId& done) {
  subject.operation = done;
  if (!subject.claim) return no_result(status::in_progress, "in_progress", config_.retry_hint);
  Claim claim = *subject.claim;
  claim.value.operation = done;
  Response response = answer(subject);
  if (!parts_.idempotency->end(claim, ClaimState::completed, response)) {
    return no_result(status::unavailable, "not_recorded", config_.retry_hint);
  }
  response.replayed = true;
  return response;
}

/// The answer of then, unless the operation took effect after it was told that it had not: to say
/// so again would be a lie, and is not done unseen either.
Response Service::replay(const Request& request, Response stored) {
  stored.replayed = true;
  if (stored.code == status::succeeded || stored.operation.empty()) return stored;
  const PayableId& payable = request.command.payable;
  const auto found = fetch(ports_.store, tables::payments, payment_key(payable), decode_payment);
  if (!found) return no_result(status::unavailable, "store_unavailable", config_.retry_hint);
  const OperationView* view = *found ? (*found)->value.find(stored.operation) : nullptr;
  if (view == nullptr || view->state != State::succeeded) return stored;
  const Payment& payment = (*found)->value;
  const bool given_back = surplus(payment, stored.operation, ports_.clock.now()) ||
                          reversed(payment, *view);
  Response now = superseding(*view, given_back);
  now.replayed = true;
  return now;
}

/// Somebody began this operation and did not finish it.
Response Service::take_up(Case& subject) {
  if (!refresh(ports_.store, subject)) {
    return no_result(status::unavailable, "store_unavailable", config_.retry_hint);
  }
  parts_.resolver->resume(subject);
  return answer(subject);
}

Response Service::answer(const Case& subject) const {
  return response_for(subject.view(), config_.retry_hint);
}

std::expected<Money, StoreError> Service::balance(const Tenant& tenant,
                                                   const CustomerId& customer,
                                                   Currency currency) {
  const auto found = fetch(ports_.store, tables::balances,
                           balance_key(tenant, customer, currency), decode_balance);
  if (!found) return std::unexpected(found.error());
  return *found ? (*found)->value.amount : Money{0, currency};
}

Settled Service::settle(const Settlement& word) {
  if (word.who.empty() || word.grounds.empty()) return Settled::refused;
  auto subject = load_case(ports_.store, word.payable, word.operation);
  if (!subject) return Settled::unavailable;
  const State state = subject->state();
  const bool open = unresolved(state) && state != State::initiated && state != State::attempting;
  if (!open) return Settled::refused;
  return parts_.resolver->settle(*subject, word);
}

Settled Service::settle(const RowKey& break_row, const std::string& grounds,
                        const std::string& who) {
  if (who.empty() || grounds.empty()) return Settled::refused;
  return settle_break(ports_.store, break_row, who, grounds) ? Settled::yes : Settled::unavailable;
}

Delivered Service::deliver(const SignedMessage& message) { return parts_.inbox->deliver(message); }

StepResult Service::recover() { return parts_.resolver->recover(); }

StepResult Service::resolve() { return parts_.resolver->step(); }

StepResult Service::relay() { return parts_.delivery->step(); }

StepResult Service::reconcile() {
  StepResult result = parts_.reconciliation->step();
  result.merge(parts_.resolver->revisit());
  result.merge(reverse_late_successes(
      ports_, config_, damage_, [this](const Request& request) { return execute(request); }));
  return result;
}

StepResult Service::apply_events() { return parts_.inbox->step(); }

StepResult Service::reap() {
  StepResult result = parts_.idempotency->reap();
  result.merge(parts_.inbox->reap());
  return result;
}

std::optional<Due> Service::due_of(std::string_view table, std::string_view value) {
  const auto of_event = due_of_event(table, value);
  return of_event ? of_event : payments::due_of(table, value);
}

StepResult Service::step() {
  StepResult result = apply_events();
  result.merge(resolve());
  result.merge(relay());
  result.merge(reconcile());
  result.merge(reap());
  return result;
}

}  // namespace payments
