// Signatures are the dialects' own, those of Stripe and of Standard Webhooks; others are templates.
#include "outside/handlers/sender.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "models/rules/profile.hpp"
#include "outside/dialects/by_name.hpp"
#include "outside/dialects/signature.hpp"
#include "scenarios/files/json_text.hpp"
#include "scenarios/files/printable.hpp"

namespace assay::outside::handlers {
namespace {

using nlohmann::ordered_json;

constexpr std::int64_t second = 1'000'000'000;       // nanoseconds
constexpr std::int64_t between_tries = 100'000'000;  // nanoseconds
constexpr int tries_max = 5;
constexpr const char* wrong_secret = "whsec_bm9ib2R5IGtub3dzIHRoaXM=";
constexpr std::size_t shown = 160;


/// What stands alone for a number is one.
ordered_json with_numbers(const ordered_json& form, const Variables& words) {
  if (form.is_string()) {
    const auto text = form.get<std::string>();
    for (const char* name : {"amount", "total", "time"}) {
      if (text == fmt::format("{{{}}}", name) && words.contains(name)) {
        return ordered_json::parse(words.at(name));
      }
    }
    return filled(text, words);
  }
  if (!form.is_structured()) return form;
  ordered_json made = form;
  for (auto& part : made) part = with_numbers(part, words);
  return made;
}

Subject counting(const HandlerSubject& subject, const EffectSource& effects) {
  Subject made{.base = subject.base};
  made.effects = effects;
  made.settle = subject.settle;
  made.amounts = {subject.amount, subject.amount + 1};
  return made;
}

models::ProcessorConfig any_processor() {
  models::ProcessorConfig config;
  config.profile = models::find_profile("card");
  return config;
}

}  // namespace

Sender::Sender(const HandlerSubject& subject, const std::string& run)
    : subject_{subject},
      run_{run},
      counted_{counting(subject, subject.effect)},
      refunded_{counting(subject, subject.refund_effect.value_or(EffectSource{}))},
      effects_{loop_, counted_, run},
      refunds_{loop_, refunded_, run},
      asker_{loop_, subject.base},
      dialect_{dialect_named(subject.signature.scheme == Scheme::standard ? "plain" : "stripe",
                             any_processor())} {}

Payment Sender::payment(bool unknown) {
  Payment made = effects_.fresh();
  if (!unknown) (void)make_known(made);
  return made;
}

bool Sender::make_known(const Payment& payment) {
  if (!subject_.known_by) return true;
  const Variables words{{"reference", payment.reference},
                        {"amount", std::to_string(payment.amount)}};
  http::Request request{subject_.known_by->method, filled(subject_.known_by->path, words)};
  request.headers.push_back({"Content-Type", "application/json"});
  for (const http::Header& one : subject_.known_by->headers) request.headers.push_back(one);
  const ordered_json body = with_numbers(subject_.known_by->body, words);
  request.body = body.is_string() ? body.get<std::string>() : scenarios::json_text(body);
  const Exchange exchange = asker_.ask(request);
  said_.push_back(fmt::format("{} {}: {}", request.method, request.target, exchange.reply.status));
  return is_taken(exchange.reply.status);
}

Told Sender::event(const ordered_json& form, const Payment& payment, const Variables& more,
                   std::int64_t age) {
  Variables words = more;
  const std::string id = fmt::format("{}-{}", run_, ++events_);
  words["id"] = id;
  words["reference"] = payment.reference;
  words["amount"] = std::to_string(payment.amount);
  words["time"] = std::to_string((timers_.now().ns() - age) / second);
  words.try_emplace("type", subject_.type);
  return {id, scenarios::json_text(with_numbers(form, words))};
}

Told Sender::succeeded(const Payment& payment, std::int64_t age) {
  return event(subject_.event, payment, {}, age);
}

Told Sender::refunded(const Payment& payment, std::uint64_t total) {
  return event(subject_.refund_event, payment, {{"total", std::to_string(total)}}, 0);
}

Told Sender::unheard_of(const Payment& payment) {
  return event(subject_.event, payment, {{"type", subject_.unknown_type}}, 0);
}

std::vector<http::Header> Sender::described(const Told& event, const std::string& secret,
                                            std::int64_t seconds) const {
  Variables words{{"id", event.id}, {"time", std::to_string(seconds)}, {"body", event.body}};
  const std::string mac = hmac_sha256(secret, filled(subject_.signature.signed_text, words));
  words["hex"] = to_hex(mac);
  words["base64"] = to_base64(mac);
  std::vector<http::Header> headers;
  for (const auto& [name, value] : subject_.signature.headers) {
    headers.push_back({name, filled(value, words)});
  }
  return headers;
}

http::Request Sender::signed_request(const Told& event, const Signing& how) const {
  http::Request request{"POST", subject_.path, {{"Content-Type", "application/json"}}, event.body};
  std::vector<std::string> secrets{subject_.secret};
  if (how.by == Signing::By::nobody) return request;
  if (how.by == Signing::By::wrong_secret) secrets = {wrong_secret};
  if (how.by == Signing::By::both) secrets = {wrong_secret, subject_.secret};
  const sim::TimePoint when{timers_.now().ns() - how.age};
  const std::vector<http::Header> headers =
      subject_.signature.scheme == Scheme::described
          ? described(event, secrets.back(), when.ns() / second)
          : dialect_->sign({.id = event.id, .body = event.body}, secrets, when);
  request.headers.insert(request.headers.end(), headers.begin(), headers.end());
  return request;
}

std::vector<unsigned> Sender::send(const std::vector<http::Request>& requests) {
  std::vector<unsigned> statuses;
  for (const Exchange& one : asker_.ask(requests)) {
    const unsigned status = one.reply.status;
    statuses.push_back(status);
    said_.push_back(scenarios::printable(
        fmt::format("POST {} {}: {}", subject_.path, one.request.body.substr(0, shown),
                    status == 0 ? "no answer" : std::to_string(status))));
  }
  return statuses;
}

std::vector<unsigned> Sender::deliver(const Told& event, const Signing& how, std::size_t times) {
  return send(std::vector<http::Request>(times, signed_request(event, how)));
}

unsigned Sender::deliver_changed(const Told& event) {
  http::Request request = signed_request(event, {});
  request.body += " ";
  return send({request}).front();
}

bool Sender::deliver_until_taken(const Told& event) {
  for (int tries = 0; tries < tries_max; ++tries) {
    if (tries > 0) asker_.wait(between_tries);
    if (is_taken(deliver(event).front())) return true;
  }
  return false;
}

std::optional<std::int64_t> Sender::effect(const Payment& payment) {
  return effects_.effects(payment);
}

std::optional<std::int64_t> Sender::refunds(const Payment& payment) {
  return refunds_.effects(payment);
}

std::string Sender::state(const Payment& payment) {
  if (!subject_.state) return "";
  return effects_.text(payment, *subject_.state);
}

}  // namespace assay::outside::handlers
