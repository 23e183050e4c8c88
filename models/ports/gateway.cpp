// Requests and answers as the payment code has them, over the processor's messages.
#include "models/ports/gateway.hpp"

#include "models/ports/translate.hpp"

namespace assay::models {
namespace {

payments::GatewayError error_of(NoAnswer none) {
  return none == NoAnswer::timed_out ? payments::GatewayError::timed_out
                                     : payments::GatewayError::broken;
}

payments::GatewayError error_of(ProcessorStatus status) {
  switch (status) {
    case ProcessorStatus::malformed:
    case ProcessorStatus::too_late: return payments::GatewayError::refused_unsent;
    case ProcessorStatus::in_flight: return payments::GatewayError::in_flight;
    case ProcessorStatus::key_reused: return payments::GatewayError::key_reused;
    case ProcessorStatus::failed: return payments::GatewayError::server_error;
    default: return payments::GatewayError::broken;
  }
}

payments::GatewayReply reply_of(const ProcessorReply& answer) {
  payments::GatewayReply reply;
  const bool done = answer.status == ProcessorStatus::done;
  reply.outcome = done ? payments::Outcome::success : payments::Outcome::declined;
  reply.reference = answer.reference;
  reply.decline_code = answer.decline_code;
  const bool stated = !answer.amount.currency.empty();
  if (done && stated) reply.amount = translate(answer.amount);
  if (answer.capture_before >= 0) reply.capture_before = payments::Instant{answer.capture_before};
  return reply;
}

bool is_result(ProcessorStatus status) {
  return status == ProcessorStatus::done || status == ProcessorStatus::declined;
}

payments::ListEntry entry_of(const ProcessorReply& answer) {
  return {.operation = {answer.operation},
          .kind = translate(answer.kind),
          .payable = answer.payable,
          .ordinal = answer.ordinal,
          .answer = reply_of(answer)};
}

}  // namespace

payments::Capabilities GatewayPort::capabilities() const {
  return {.keys = profile_->knows_keys,
          .key_retention = translate(profile_->key_retention),
          .stores_errors = profile_->replays_errors,
          .look_up = profile_->look_up,
          .cancel_by_key = false,
          .all_or_nothing = profile_->all_or_nothing};
}

std::expected<payments::GatewayReply, payments::GatewayError> GatewayPort::send(
    const payments::GatewayRequest& request) {
  const auto answer = client_.send({.kind = translate(request.kind),
                                    .operation = request.operation.value,
                                    .payable = world_name(request.payable),
                                    .ordinal = request.ordinal,
                                    .parent = request.parent.value,
                                    .effect = request.effect,
                                    .key = request.key.value,
                                    .amount = translate(request.amount),
                                    .terms = translate(request.terms)},
                                   request.attempt);
  if (!answer) return std::unexpected{error_of(answer.error())};
  if (!is_result(answer->status)) return std::unexpected{error_of(answer->status)};
  return reply_of(*answer);
}

std::expected<payments::LookUpReply, payments::GatewayError> GatewayPort::look_up(
    const payments::LookUpRequest& request) {
  ProcessorRequest about;
  about.kind = translate(request.kind);
  about.operation = request.operation.value;
  about.payable = world_name(request.payable);
  about.ordinal = request.ordinal;
  const auto answer = client_.look_up(about);
  if (!answer) return std::unexpected{error_of(answer.error())};
  if (answer->status == ProcessorStatus::not_found) return payments::LookUpReply{};
  if (!is_result(answer->status)) return std::unexpected{error_of(answer->status)};
  return payments::LookUpReply{reply_of(*answer)};
}

std::expected<payments::ListPage, payments::GatewayError> GatewayPort::list(
    const payments::ListRequest& request) {
  const auto answer = client_.list({.after = request.after, .limit = request.limit});
  if (!answer) return std::unexpected{error_of(answer.error())};
  payments::ListPage page;
  page.next = answer->next;
  page.entries.reserve(answer->entries.size());
  for (const ProcessorReply& entry : answer->entries) page.entries.push_back(entry_of(entry));
  return page;
}

}  // namespace assay::models
