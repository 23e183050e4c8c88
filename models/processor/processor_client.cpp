// One try, one question or one page per call, each recorded where it says something about money.
#include "models/processor/processor_client.hpp"

#include <fmt/format.h>

#include "models/observation_text.hpp"
#include "models/webhooks/webhook_message.hpp"
#include "sim/digest.hpp"
#include "sim/world/world.hpp"

namespace assay::models {
namespace {

std::expected<harness::ProcessorReply, harness::NoAnswer> readable(
    const std::expected<std::string, harness::NoAnswer>& body) {
  if (!body) return std::unexpected{body.error()};
  auto reply = decode_processor_reply(*body);
  if (!reply) return std::unexpected{harness::NoAnswer::broken};
  return std::move(*reply);
}

}  // namespace

std::expected<std::string, harness::NoAnswer> ProcessorClient::call(std::string_view operation,
                                                                    std::string_view scope,
                                                                    std::string_view body,
                                                                    sim::Duration timeout) {
  sim::CallResult result = node_.world().network().call(
      node_,
      {.to = processor_, .operation = operation, .scope = scope, .body = body, .timeout = timeout});
  if (result.status == sim::CallStatus::answered) return std::move(result.body);
  return std::unexpected{result.status == sim::CallStatus::timed_out ? harness::NoAnswer::timed_out
                                                                     : harness::NoAnswer::broken};
}

std::expected<harness::ProcessorReply, harness::NoAnswer> ProcessorClient::send(
    const harness::ProcessorRequest& request, std::uint32_t attempt, sim::Duration timeout) {
  sim::Kernel& kernel = node_.world().kernel();
  if (!kernel.may_act()) return std::unexpected{harness::NoAnswer::broken};
  const std::string_view word = to_text(request.kind);
  const std::string about = scope_of(request.payable, request.kind, request.ordinal);
  const std::string scope = fmt::format("{}/attempt-{}", about, attempt);
  const std::string& service = processor_.service();
  crash_point(recorder_, node_, fmt::format("{}.{}/before", service, word), scope);
  const std::string body = encode(request);
  constexpr std::uint64_t exact_in_json = (std::uint64_t{1} << 53U) - 1;
  const history::AttemptSent sent{.payable = recorder_.name(request.payable),
                                  .operation = recorder_.name(request.operation),
                                  .processor = recorder_.name(service),
                                  .processor_key = recorder_.name(request.key),
                                  .amount = request.amount,
                                  .attempt = attempt,
                                  .body = sim::hash_text(body) & exact_in_json,
                                  .ordinal = request.ordinal,
                                  .kind = request.kind};
  recorder_.record(node_, sent);
  auto answer = readable(call(word, scope, body, timeout));
  if (!kernel.may_act()) return std::unexpected{harness::NoAnswer::broken};
  const bool failed = answer && answer->status == harness::ProcessorStatus::failed;
  recorder_.record(node_, history::AttemptAnswered{.payable = sent.payable,
                                                   .operation = sent.operation,
                                                   .processor = sent.processor,
                                                   .processor_key = sent.processor_key,
                                                   .amount = sent.amount,
                                                   .attempt = sent.attempt,
                                                   .ordinal = sent.ordinal,
                                                   .kind = sent.kind,
                                                   .outcome = outcome_of(answer),
                                                   .processor_failed = failed});
  crash_point(recorder_, node_, fmt::format("{}.{}/after", service, word), scope);
  return answer;
}

std::expected<harness::ProcessorReply, harness::NoAnswer> ProcessorClient::look_up(
    const harness::ProcessorRequest& about, sim::Duration timeout) {
  sim::Kernel& kernel = node_.world().kernel();
  if (!kernel.may_act()) return std::unexpected{harness::NoAnswer::broken};
  const std::string scope = scope_of(about.payable, about.kind, about.ordinal);
  const sim::TimePoint asked = node_.world().now();
  auto answer = readable(call(look_up_operation, scope, encode(about), timeout));
  if (!kernel.may_act()) return std::unexpected{harness::NoAnswer::broken};
  recorder_.record(node_,
                   history::LookUpAnswered{.payable = recorder_.name(about.payable),
                                           .operation = recorder_.name(about.operation),
                                           .processor = recorder_.name(processor_.service()),
                                           .amount = answer ? answer->amount : history::Amount{},
                                           .asked = asked.ns(),
                                           .ordinal = about.ordinal,
                                           .kind = about.kind,
                                           .outcome = looked_up(answer)});
  return answer;
}

std::expected<harness::ListPage, harness::NoAnswer> ProcessorClient::list(
    const harness::ListQuestion& question, sim::Duration timeout) {
  if (!node_.world().kernel().may_act()) return std::unexpected{harness::NoAnswer::broken};
  const std::string scope = "page-" + (question.after.empty() ? std::string{"0"} : question.after);
  const auto body = call(list_operation, scope, encode(question), timeout);
  if (!body) return std::unexpected{body.error()};
  auto page = decode_list_page(*body);
  if (!page) return std::unexpected{harness::NoAnswer::broken};
  return std::move(*page);
}

bool ProcessorClient::is_genuine(const harness::Webhook& message) const {
  const std::string& name = processor_.service();
  return promises_.webhooks && message.processor == name &&
         message.signature == webhook_signature(message, webhook_secret(name));
}

std::optional<harness::WebhookNews> ProcessorClient::read_webhook(std::string_view body) const {
  return read_webhook_body(body);
}

history::Outcome outcome_of(
    const std::expected<harness::ProcessorReply, harness::NoAnswer>& answer) {
  if (!answer) return history::Outcome::unknown;
  switch (answer->status) {
    case harness::ProcessorStatus::done: return history::Outcome::success;
    case harness::ProcessorStatus::declined: return history::Outcome::declined;
    case harness::ProcessorStatus::malformed:
    case harness::ProcessorStatus::too_late:
    case harness::ProcessorStatus::key_reused: return history::Outcome::not_attempted;
    case harness::ProcessorStatus::not_found:
    case harness::ProcessorStatus::in_flight:
    case harness::ProcessorStatus::failed: return history::Outcome::unknown;
  }
  return history::Outcome::unknown;
}

history::Outcome looked_up(
    const std::expected<harness::ProcessorReply, harness::NoAnswer>& answer) {
  if (!answer) return history::Outcome::unknown;
  switch (answer->status) {
    case harness::ProcessorStatus::done: return history::Outcome::success;
    case harness::ProcessorStatus::declined: return history::Outcome::declined;
    case harness::ProcessorStatus::not_found: return history::Outcome::not_attempted;
    default: return history::Outcome::unknown;
  }
}

}  // namespace assay::models
