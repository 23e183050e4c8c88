// A simulated processor's way to who listens: each movement is an event, and each event is
// delivered until it is taken, or nobody tries any more. The fault models: webhook_faults(), asked
// once per movement at "<processor>.webhook/event @ <listener>/<scope>", and those of messages on
// the way there and back, at ".../request" and ".../reply" of the same. A listener is one of the
// service's nodes: which one first goes by the scope, then they take turns.
// Source: R29 (at least once, in any order), S13, S14.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "harness/processor.hpp"
#include "models/recorder.hpp"
#include "models/rules/webhooks.hpp"
#include "sim/world/node.hpp"

namespace assay::models {

/// Whom a processor tells, and how; by default nobody.
struct WebhookConfig {
  const WebhookManners* manners = nullptr;             ///< nullptr: it tells nothing
  const std::vector<sim::Node*>* listeners = nullptr;  ///< outlives the processor
};

class WebhookSender {
 public:
  WebhookSender(sim::Node& node, Recorder& recorder, const WebhookConfig& config)
      : node_{node}, recorder_{recorder}, config_{config} {}

  /// Something moved: it is told, in fibers of their own.
  void tell(const Movement& moved);
  /// How long the answer to what moved something waits for its event.
  [[nodiscard]] sim::Duration answer_after() const {
    return is_on() ? config_.manners->answer_after : sim::Duration{};
  }

 private:
  /// One event on its way.
  struct Delivery {
    std::string event, scope, body;
    history::WebhookSent told;
    Signer signer{};
    sim::Duration after{};
  };

  [[nodiscard]] bool is_on() const {
    return config_.manners != nullptr && config_.listeners != nullptr &&
           !config_.listeners->empty();
  }
  [[nodiscard]] WebhookMishap mishap_at(std::string_view scope);
  [[nodiscard]] Delivery delivery_of(const Telling& telling, std::string event,
                                     const std::string& scope);
  void deliver(const Delivery& delivery);
  std::uint32_t post(const Delivery& delivery, std::size_t tries);
  [[nodiscard]] harness::Webhook signed_now(const Delivery& delivery, std::size_t tries) const;
  [[nodiscard]] sim::Node& listener(std::string_view scope, std::size_t tries) const;

  sim::Node& node_;
  Recorder& recorder_;
  WebhookConfig config_;
  std::uint64_t events_ = 0;
};

/// The status with which a listener answered, as `encode_status` wrote it; 0 where it is none.
[[nodiscard]] std::uint32_t decode_status(std::string_view body);
[[nodiscard]] std::string encode_status(std::uint32_t status);

}  // namespace assay::models
