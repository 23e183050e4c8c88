// A delivery is tried until one try is answered with a 2xx that comes back in time.
#include "outside/serve/webhooks.hpp"

#include <utility>

namespace assay::outside {

struct Webhooks::Delivery {
  Event event;
  std::size_t attempts = 0;
  bool taken = false;
  bool decided = false;  // of the present try
};

Webhooks::Webhooks(const WebhookSettings& settings, Dialect& dialect, Faults& faults,
                   Timers& timers, Post post)
    : settings_{settings}, dialect_{dialect}, faults_{faults}, timers_{timers},
      post_{std::move(post)}, links_{timers, settings.links} {}

void Webhooks::tell(const models::Movement& moved) {
  if (auto event = dialect_.event(moved, timers_.now())) tell(*event);
}

void Webhooks::tell(const Event& event) {
  if (settings_.url.empty()) return;
  ++waiting_;
  const auto delivery = std::make_shared<Delivery>(Delivery{event});
  timers_.at(timers_.now() + settings_.after, [this, delivery] { attempt(delivery); });
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
       dialect_.sign(delivery->event, settings_.secrets, timers_.now())) {
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
  if (status < 200 || status > 299) return failed(delivery);
  delivery->taken = true;
  --waiting_;
}

void Webhooks::failed(const Shared& delivery) {
  const std::size_t tried = delivery->attempts - 1;
  if (tried >= settings_.retries.size()) {
    --waiting_;
    return;
  }
  timers_.at(timers_.now() + settings_.retries[tried], [this, delivery] { attempt(delivery); });
}

}  // namespace assay::outside
