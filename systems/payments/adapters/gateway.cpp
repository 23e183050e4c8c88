// Requests and answers as the payment code has them, over the processor's messages.
#include "systems/payments/adapters/gateway.hpp"

#include "systems/payments/adapters/translate.hpp"

namespace assay::systems {
namespace {

payments::GatewayError error_of(harness::NoAnswer none) {
  return none == harness::NoAnswer::timed_out ? payments::GatewayError::timed_out
                                              : payments::GatewayError::broken;
}

payments::GatewayError error_of(harness::ProcessorStatus status) {
  switch (status) {
    case harness::ProcessorStatus::malformed:
    case harness::ProcessorStatus::too_late: return payments::GatewayError::refused_unsent;
    case harness::ProcessorStatus::in_flight: return payments::GatewayError::in_flight;
    case harness::ProcessorStatus::key_reused: return payments::GatewayError::key_reused;
    case harness::ProcessorStatus::failed: return payments::GatewayError::server_error;
    default: return payments::GatewayError::broken;
  }
}

bool is_result(harness::ProcessorStatus status) {
  return status == harness::ProcessorStatus::done || status == harness::ProcessorStatus::declined;
}

payments::ListEntry entry_of(const harness::ProcessorReply& answer) {
  return {.operation = {answer.operation},
          .kind = translate(answer.kind),
          .payable = answer.payable,
          .ordinal = answer.ordinal,
          .answer = reply_of(answer)};
}

}  // namespace

payments::GatewayReply reply_of(const harness::ProcessorReply& answer) {
  payments::GatewayReply reply;
  const bool done = answer.status == harness::ProcessorStatus::done;
  reply.outcome = done ? payments::Outcome::success : payments::Outcome::declined;
  reply.reference = answer.reference;
  reply.decline_code = answer.decline_code;
  const bool stated = !answer.amount.currency.empty();
  if (done && stated) reply.amount = translate(answer.amount);
  if (answer.capture_before >= 0) reply.capture_before = payments::Instant{answer.capture_before};
  return reply;
}

payments::Capabilities GatewayAdapter::capabilities() const {
  const harness::ProcessorPromises promises = processor_.promises();
  return {.keys = promises.knows_keys,
          .key_retention = translate(promises.key_retention),
          .stores_errors = promises.replays_errors,
          .look_up = promises.look_up,
          .cancel_by_key = false,
          .all_or_nothing = promises.all_or_nothing,
          .keeps_remainder = promises.keeps_remainder};
}

std::expected<payments::GatewayReply, payments::GatewayError> GatewayAdapter::send(
    const payments::GatewayRequest& request) {
  const auto answer = processor_.send({.kind = translate(request.kind),
                                       .operation = request.operation.value,
                                       .payable = world_name(request.payable),
                                       .ordinal = request.ordinal,
                                       .parent = request.parent.value,
                                       .effect = request.effect,
                                       .key = request.key.value,
                                       .amount = translate(request.amount),
                                       .terms = translate(request.terms)},
                                      request.attempt, timeout_);
  if (!answer) return std::unexpected{error_of(answer.error())};
  if (!is_result(answer->status)) return std::unexpected{error_of(answer->status)};
  return reply_of(*answer);
}

std::expected<payments::LookUpReply, payments::GatewayError> GatewayAdapter::look_up(
    const payments::LookUpRequest& request) {
  harness::ProcessorRequest about;
  about.kind = translate(request.kind);
  about.operation = request.operation.value;
  about.payable = world_name(request.payable);
  about.ordinal = request.ordinal;
  const auto answer = processor_.look_up(about, timeout_);
  if (!answer) return std::unexpected{error_of(answer.error())};
  if (answer->status == harness::ProcessorStatus::not_found) return payments::LookUpReply{};
  if (!is_result(answer->status)) return std::unexpected{error_of(answer->status)};
  return payments::LookUpReply{reply_of(*answer)};
}

std::expected<payments::ListPage, payments::GatewayError> GatewayAdapter::list(
    const payments::ListRequest& request) {
  const auto answer = processor_.list({.after = request.after, .limit = request.limit}, timeout_);
  if (!answer) return std::unexpected{error_of(answer.error())};
  payments::ListPage page;
  page.next = answer->next;
  page.entries.reserve(answer->entries.size());
  for (const harness::ProcessorReply& entry : answer->entries)
    page.entries.push_back(entry_of(entry));
  return page;
}

}  // namespace assay::systems
