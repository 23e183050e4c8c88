// A request's way in and out: who asks, under which key, what is kept under it.
#include "outside/dialects/stripe/stripe.hpp"

#include <fmt/format.h>

#include "models/observation_text.hpp"
#include "outside/dialects/signature.hpp"
#include "scenarios/files/json_text.hpp"
#include "sim/digest.hpp"

namespace assay::outside {

using harness::ProcessorReply;
using harness::ProcessorStatus;
using stripe::Error;
using stripe::reply_of;

namespace {

constexpr std::size_t key_max = 255;

std::uint64_t fingerprint(const stripe::Asked& asked) {
  const auto sorted = nlohmann::json::parse(asked.params.dump());
  return sim::hash_text(asked.what + " " + asked.id + " " + sorted.dump());
}

bool is_refusal_of_instrument(const std::string& payment_method) {
  return payment_method.contains("Declined");
}

}  // namespace

std::optional<http::Reply> Stripe::claim(const Asked& asked, sim::TimePoint now) {
  if (asked.key.empty()) return std::nullopt;
  if (asked.key.size() > key_max) {
    return headed(asked, reply_of({.message = "Idempotency keys have at most 255 characters."}));
  }
  switch (keys_.claim(asked.key, fingerprint(asked), now)) {
    case models::KeyState::in_flight: {
      http::Reply reply = headed(asked, reply_of(stripe::key_in_use(asked.key)));
      reply.headers.push_back({"Stripe-Should-Retry", "true"});
      return reply;
    }
    case models::KeyState::other_body:
      return headed(asked, reply_of(stripe::key_reused(asked.key)));
    case models::KeyState::answered: {
      http::Reply reply = kept_.at(asked.key);
      reply.headers.push_back({"Original-Request", std::string{reply.header("Request-Id")}});
      reply.headers.push_back({"Idempotent-Replayed", "true"});
      if (reply.status >= 500) reply.headers.push_back({"Stripe-Should-Retry", "false"});
      return reply;
    }
    case models::KeyState::fresh: break;
  }
  return std::nullopt;
}

http::Reply Stripe::headed(const Asked& asked, http::Reply reply) {
  reply.headers.push_back({"Request-Id", fmt::format("req_{}", ++requests_)});
  reply.headers.push_back(
      {"Stripe-Version",
       asked.version.empty() ? std::string{stripe::api_version} : asked.version});
  if (!asked.key.empty()) reply.headers.push_back({"Idempotency-Key", asked.key});
  return reply;
}

http::Reply Stripe::keep(const Asked& asked, http::Reply reply) {
  http::Reply whole = headed(asked, std::move(reply));
  if (asked.key.empty() || asked.reads) return whole;
  keys_.complete(asked.key, {});
  kept_[asked.key] = whole;
  return whole;
}

http::Reply Stripe::forget(const Asked& asked, http::Reply reply) {
  if (!asked.key.empty() && !asked.reads) keys_.release(asked.key);
  return headed(asked, std::move(reply));
}

http::Reply Stripe::answer(const Asked& asked, const Json& object) {
  const Json whole = asked.params.contains("expand")
                         ? stripe::expanded(objects_, object, asked.params.at("expand"))
                         : object;
  return http::json_reply(200, scenarios::json_text(whole, 2) + "\n");
}

std::string Stripe::id_for(const Asked& asked, std::string_view prefix) {
  if (asked.key.empty()) return objects_.next_id(prefix);
  std::string& id = ids_for_keys_[asked.what + " " + asked.key];
  if (id.empty()) id = objects_.next_id(prefix);
  return id;
}

Ask Stripe::read(const http::Request& request, sim::TimePoint) {
  const auto asked = stripe::read_call(request);
  if (!asked) return headed({}, asked.error());
  if (!moves_money(*asked)) return Call{asked->what, request};
  const Steps steps = steps_of(*asked);
  if (!steps) return headed(*asked, reply_of(steps.error()));
  Operation operation{.steps = *steps, .key = asked->key, .request = request};
  operation.declines = is_refusal_of_instrument(steps->front().terms.instrument);
  return operation;
}

std::optional<http::Reply> Stripe::begin(Operation& operation, sim::TimePoint now) {
  const Asked asked = stripe::read_call(operation.request).value();
  if (auto known = claim(asked, now)) return known;
  const auto error = obstacle(asked, operation, now);
  if (error) return keep(asked, reply_of(*error));
  return std::nullopt;
}

http::Reply Stripe::reply(const Operation& operation, const Outcome& outcome, sim::TimePoint) {
  const Asked asked = stripe::read_call(operation.request).value();
  const ProcessorReply& last = outcome.replies.back();
  const std::string& first = operation.steps.front().operation;
  const std::string id = first.substr(0, first.find('/'));
  switch (last.status) {
    case ProcessorStatus::done: return keep(asked, answer(asked, *objects_.find(id)));
    case ProcessorStatus::declined: return keep(asked, reply_of(declined(asked, last, id)));
    case ProcessorStatus::too_late: return forget(asked, reply_of(stripe::api_error()));
    default: return keep(asked, reply_of(stripe::api_error()));
  }
}

http::Reply Stripe::reply(const LookUp&, const ProcessorReply&) { return failure(); }

http::Reply Stripe::reply(const Listing&, const std::optional<harness::ListPage>&) {
  return failure();
}

http::Reply Stripe::failure() { return headed({}, reply_of(stripe::api_error())); }

http::Reply Stripe::perform(const Call& call, CallFault fault, sim::TimePoint now) {
  const Asked asked = stripe::read_call(call.request).value();
  if (!asked.reads) {
    if (auto known = claim(asked, now)) return *known;
  }
  if (fault == CallFault::error_before) return keep(asked, reply_of(stripe::api_error()));
  const auto object = do_call(asked, now);
  if (!object) return forget(asked, reply_of(object.error()));
  if (fault == CallFault::error_after) return keep(asked, reply_of(stripe::api_error()));
  return keep(asked, answer(asked, *object));
}

std::vector<http::Header> Stripe::sign(const Event& event, const std::vector<std::string>& secrets,
                                       sim::TimePoint now) const {
  const std::int64_t time = stripe::seconds(now);
  std::string signature = fmt::format("t={}", time);
  for (const std::string& secret : secrets) {
    signature += ",v1=" + to_hex(hmac_sha256(secret, fmt::format("{}.{}", time, event.body)));
  }
  return {{"Stripe-Signature", signature}};
}

void Stripe::reset() {
  keys_ = models::KeyStore{processor_.profile->key_retention};
  kept_.clear();
  ids_for_keys_.clear();
  objects_.clear();
  holds_.clear();
  refunds_.clear();
  refund_count_.clear();
  begun_.clear();
  latest_.reset();
}

}  // namespace assay::outside
