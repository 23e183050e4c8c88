// A delivery is tried until one try is answered with a 2xx that comes back in time.
#include "outside/serve/webhooks.hpp"

#include <utility>

#include "models/webhooks/webhook_fault.hpp"

namespace assay::outside {

struct Webhooks::Delivery {
  Event event;
  models::Signer signer = models::Signer::processor;
  std::size_t attempts = 0;
  bool taken = false;
  bool decided = false;  // of the present try
};

Webhooks::Webhooks(const WebhookSettings& settings, Dialect& dialect, Faults& faults,
                   Timers& timers, Post post)
    : settings_{settings}, dialect_{dialect}, faults_{faults}, timers_{timers},
      post_{std::move(post)}, links_{timers, settings.links} {}

void Webhooks::tell(const models::Movement& moved) {
  const auto first = dialect_.event(moved, timers_.now());
  if (!first || settings_.url.empty()) return;
  const auto* const fault = faults_.ask(site_of(*first, "event"), models::webhook_faults());
  const auto tellings =
      models::tellings_of(moved, fault == nullptr ? models::WebhookMishap{} : fault->effect);
  for (std::size_t i = 0; i < tellings.size(); ++i) {
    const models::Telling& telling = tellings[i];
    const bool same = i == 0 || telling.first_id;
    const auto event = same ? first : dialect_.event(telling.moved, timers_.now());
    if (event) send(*event, telling.signer, telling.later);
  }
}

void Webhooks::tell(const Event& event) { send(event, models::Signer::processor, 0_s); }

void Webhooks::send(const Event& event, models::Signer signer, sim::Duration later) {
  if (settings_.url.empty()) return;
  ++waiting_;
  const auto delivery = std::make_shared<Delivery>(Delivery{event, signer});
  timers_.at(timers_.now() + settings_.after + later, [this, delivery] { attempt(delivery); });
}

/// What the present try is signed by.
std::vector<std::string> Webhooks::secrets_of(const Delivery& delivery) const {
  if (delivery.signer == models::Signer::forger) return {"no secret"};
  std::vector<std::string> secrets = settings_.secrets;
  const bool old = delivery.signer == models::Signer::old_secret_first && delivery.attempts == 1;
  for (std::string& secret : secrets) {
    if (old) secret = "old " + secret;
  }
  return secrets;
}

Site Webhooks::site_of(const Event& event, std::string_view edge) const {
  const std::string caller = settings_.caller.empty() ? "" : settings_.caller + "/";
  return {settings_.name + ".webhook/" + std::string{edge}, caller + event.about, ""};
}

/// What is signed is signed now: an event that is held arrives with an old signature.
void Webhooks::attempt(const Shared& delivery) {
  const std::size_t attempt = ++delivery->attempts;
  delivery->decided = false;
  http::Request request{"POST", settings_.url, {{"Content-Type", "application/json"}},
                        delivery->event.body};
  for (http::Header& header :
       dialect_.sign(delivery->event, secrets_of(*delivery), timers_.now())) {
    request.headers.push_back(std::move(header));
  }
  Message message{.deliver = [this, delivery, request] { post(delivery, request, true); },
                  .deliver_again = [this, delivery, request] { post(delivery, request, false); },
                  .break_off = [this, delivery, attempt] { answered(delivery, attempt, 0); }};
  timers_.at(timers_.now() + settings_.patience,
             [this, delivery, attempt] { answered(delivery, attempt, 0); });
  if (links_.meets_outage(message)) return;
  links_.send(message, faults_.ask(site_of(delivery->event, "request"), sim::message_faults()));
}

/// `counts`: false for the copy of a doubled message, of which the answer goes nowhere.
void Webhooks::post(const Shared& delivery, const http::Request& request, bool counts) {
  post_(request, [this, delivery, counts, attempt = delivery->attempts](unsigned status) {
    if (!counts) return;
    const Message back{
        .is_reply = true,
        .deliver = [this, delivery, attempt, status] { answered(delivery, attempt, status); },
        .break_off = [this, delivery, attempt] { answered(delivery, attempt, 0); }};
    if (links_.meets_outage(back)) return;
    links_.send(back, faults_.ask(site_of(delivery->event, "reply"), sim::message_faults()));
  });
}

void Webhooks::answered(const Shared& delivery, std::size_t attempt, unsigned status) {
  const bool is_late = attempt != delivery->attempts || delivery->decided;
  if (delivery->taken || is_late) return;
  delivery->decided = true;
  if (status < 200 || status > 299) return failed(delivery, status);
  delivery->taken = true;
  --waiting_;
}

void Webhooks::failed(const Shared& delivery, unsigned status) {
  const auto pause = models::retry_after(delivery->signer, delivery->attempts, status);
  if (!pause || delivery->attempts >= settings_.tries_max) {
    --waiting_;
    return;
  }
  timers_.at(timers_.now() + *pause, [this, delivery] { attempt(delivery); });
}

}  // namespace assay::outside
