// Events on their way to whoever listens: signed, sent again by a published schedule until a 2xx
// comes back, and struck by the faults of messages at "processor.webhook/request @ pay-1/capture-1"
// (on the way there) and "processor.webhook/reply @ ..." (on the way back: a delivery whose 2xx is
// lost is made again). What goes wrong when an event is made strikes at "processor.webhook/event
// @ ...": models/rules/webhooks.hpp. Like the service it has no socket and no clock of its own.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "models/rules/webhooks.hpp"
#include "outside/dialects/dialect.hpp"
#include "outside/serve/faults.hpp"
#include "outside/serve/links.hpp"

namespace assay::outside {

struct WebhookSettings {
  std::string url{};                   ///< empty: nobody listens
  std::vector<std::string> secrets{};  ///< each signs: a listener may know the old or the new one
  std::string name = "processor";      ///< in the names of sites
  std::string caller{};                ///< likewise
  /// After its effect; less than what `reorder` makes an answer wait, so that the event overtakes.
  sim::Duration after = 100_ms;
  sim::Duration patience = 10_s;  ///< a listener that takes longer has not answered
  std::size_t tries_max = 8;      ///< of one event; the published schedule has no more
  LinkSettings links{.client_timeout = 10_s, .hold_max = models::webhook_hold_max};
};

/// What is told of a try: the status, or 0 where there was no answer.
using Posted = std::function<void(unsigned status)>;
/// Sends a request to the listener, and tells what came of it.
using Post = std::function<void(const http::Request&, Posted)>;

class Webhooks {
 public:
  /// Contract: all that is referred to outlives it.
  Webhooks(const WebhookSettings& settings, Dialect& dialect, Faults& faults, Timers& timers,
           Post post);

  /// Something moved: its event, where the dialect has one, is sent.
  void tell(const models::Movement& moved);
  /// An event of the dialect's own is sent.
  void tell(const Event& event);

  /// Events that nobody has taken yet, and for which there will be another try.
  [[nodiscard]] std::size_t waiting() const { return waiting_; }

 private:
  struct Delivery;
  using Shared = std::shared_ptr<Delivery>;

  void send(const Event& event, models::Signer signer, sim::Duration later);
  [[nodiscard]] std::vector<std::string> secrets_of(const Delivery& delivery) const;
  [[nodiscard]] Site site_of(const Event& event, std::string_view edge) const;
  void attempt(const Shared& delivery);
  void post(const Shared& delivery, const http::Request& request, bool counts);
  void answered(const Shared& delivery, std::size_t attempt, unsigned status);
  void failed(const Shared& delivery, unsigned status);

  WebhookSettings settings_;
  Dialect& dialect_;
  Faults& faults_;
  Timers& timers_;
  Post post_;
  Links links_;
  std::size_t waiting_ = 0;
};

}  // namespace assay::outside
