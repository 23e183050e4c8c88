// Fields in declared order; a movement as an answer to a look-up would have it.
#include "models/webhooks/webhook_message.hpp"

#include <fmt/format.h>

#include "models/processor/processor_messages.hpp"
#include "models/wire.hpp"
#include "sim/digest.hpp"

namespace assay::models {
namespace {

constexpr std::string_view message_tag = "webhook/1";
constexpr std::string_view news_tag = "webhook_news/1";

harness::ProcessorReply reply_of(const Movement& moved) {
  const bool declined = moved.kind == Movement::Kind::declined;
  harness::ProcessorReply reply =
      reply_to(moved.request,
               declined ? harness::ProcessorStatus::declined : harness::ProcessorStatus::done);
  reply.amount = moved.request.amount;
  reply.reference = moved.effect;
  if (declined) reply.decline_code = moved.reason;
  const bool hold = moved.kind == Movement::Kind::applied &&
                    moved.request.kind == history::OperationKind::authorise;
  if (hold) reply.capture_before = moved.capture_before.ns();
  return reply;
}

}  // namespace

std::string encode(const harness::Webhook& message) {
  WireWriter out{message_tag};
  out.text(message.processor)
      .text(message.event)
      .number((message.sent - sim::TimePoint{}).ns())
      .text(message.signature)
      .text(message.body);
  return out.take();
}

std::optional<harness::Webhook> decode_webhook(std::string_view body) {
  std::optional<harness::Webhook> message{std::in_place};
  std::int64_t sent = 0;
  WireReader in{body, message_tag};
  in.text(message->processor)
      .text(message->event)
      .number(sent)
      .text(message->signature)
      .text(message->body);
  message->sent = sim::TimePoint{sent};
  if (!in.finished()) message.reset();
  return message;
}

std::string webhook_body(const Movement& moved) {
  WireWriter out{news_tag};
  out.flag(moved.kind == Movement::Kind::reversed).text(encode(reply_of(moved)));
  return out.take();
}

std::optional<harness::WebhookNews> read_webhook_body(std::string_view body) {
  harness::WebhookNews news;
  std::string about;
  WireReader in{body, news_tag};
  in.flag(news.reversed).text(about);
  auto reply = decode_processor_reply(about);
  if (!in.finished() || !reply) return std::nullopt;
  news.about = std::move(*reply);
  return news;
}

std::string webhook_signature(const harness::Webhook& message, std::string_view secret) {
  const std::string content =
      fmt::format("{}.{}.{}.{}", secret, message.event, message.sent.ns(), message.body);
  return fmt::format("v1,{:016x}", sim::hash_text(content));
}

std::string webhook_secret(std::string_view processor) {
  return "secret of " + std::string{processor};
}

}  // namespace assay::models
