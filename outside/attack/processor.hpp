// The processor of an attack: outside/serve's service and its listener in this process, which keeps
// the truth, plays the faults of a plan, and lets whoever asks be killed before or after its
// effect.
#pragma once

#include <functional>
#include <memory>

#include "outside/attack/loop.hpp"
#include "outside/attack/outside_file.hpp"
#include "outside/attack/words.hpp"
#include "outside/http/listener.hpp"
#include "outside/serve/service.hpp"
#include "outside/serve/webhooks.hpp"

namespace assay::outside::attack {

struct ProcessorHooks {
  std::function<void(const history::Observation&)> on_truth;
  /// A site is passed, as plans name it, and what strikes there, or nothing. Returns: whether the
  /// message goes no further.
  std::function<bool(const Site& site)> on_site;
  /// Where a service listens, for webhooks.
  std::function<unsigned short(const std::string& service)> port_of{};
};

class Processor {
 public:
  /// Errors: BadInput, about the dialect or the profile.
  Processor(Loop& loop, const EdgeSpec& edge, ProcessorHooks hooks);

  [[nodiscard]] Words address() const;
  /// From now on it is about this payment, under this plan, as plans name it.
  void begin(const std::string& reference, const sim::Plan& plan);
  [[nodiscard]] std::vector<Passed> passed() const;
  /// What struck, as plans name it.
  [[nodiscard]] std::vector<Applied> applied() const;
  void end_chains() { service_->faults().end_chains(); }
  [[nodiscard]] sim::Plan waiting() const;
  /// Requests whose callers still wait, and webhooks that nobody has taken yet.
  [[nodiscard]] std::size_t unanswered() const {
    return listener_->unanswered() + (webhooks_ ? webhooks_->waiting() : 0);
  }
  [[nodiscard]] const history::History& truth() const { return service_->truth().history(); }

 private:
  void listen_for_webhooks(Loop& loop, const EdgeSpec& edge);

  std::unique_ptr<Dialect> dialect_;
  std::unique_ptr<Service> service_;
  std::unique_ptr<Webhooks> webhooks_;
  std::unique_ptr<http::Listener> listener_;
  ProcessorHooks hooks_;
  std::string reference_;
};

}  // namespace assay::outside::attack
