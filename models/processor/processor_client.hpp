// Blocking calls to a card processor, for any system under test, and the record of them: what was
// sent, what came back, what was looked up. Not a retry policy: one call is one try.
#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>

#include "models/processor/processor_messages.hpp"
#include "models/recorder.hpp"
#include "sim/time.hpp"
#include "sim/world/network.hpp"
#include "sim/world/node.hpp"

namespace assay::models {

class ProcessorClient final : public harness::Processor {
 public:
  /// `processor` is the node to call; its service's name is part of the sites' names. `promises`
  /// are its own, as its documentation would tell.
  ProcessorClient(sim::Node& node, sim::Node& processor, Recorder& recorder,
                  const harness::ProcessorPromises& promises)
      : node_{node}, processor_{processor}, recorder_{recorder}, promises_{promises} {}

  [[nodiscard]] harness::ProcessorPromises promises() const override { return promises_; }

  /// Makes one try of one operation, between two crash points. `attempt` counts from 1.
  /// Sites: "acquirer.capture/{before,request,reply,after} @ shop-1/pay-1/capture-1/attempt-1".
  std::expected<harness::ProcessorReply, harness::NoAnswer> send(
      const harness::ProcessorRequest& request, std::uint32_t attempt,
      sim::Duration timeout) override;
  std::expected<harness::ProcessorReply, harness::NoAnswer> look_up(
      const harness::ProcessorRequest& about, sim::Duration timeout) override;
  std::expected<harness::ListPage, harness::NoAnswer> list(const harness::ListQuestion& question,
                                                           sim::Duration timeout) override;
  [[nodiscard]] bool is_genuine(const harness::Webhook& message) const override;
  [[nodiscard]] std::optional<harness::WebhookNews> read_webhook(
      std::string_view body) const override;

 private:
  std::expected<std::string, harness::NoAnswer> call(std::string_view operation,
                                                     std::string_view scope, std::string_view body,
                                                     sim::Duration timeout);

  sim::Node& node_;
  sim::Node& processor_;
  Recorder& recorder_;
  harness::ProcessorPromises promises_;
};

/// What the answer to a try says about it, for the record.
[[nodiscard]] history::Outcome outcome_of(
    const std::expected<harness::ProcessorReply, harness::NoAnswer>& answer);
/// What the answer to a look-up says. Absence is reported as not attempted; it is definite only
/// once D_max has passed since the last send (E1).
[[nodiscard]] history::Outcome looked_up(
    const std::expected<harness::ProcessorReply, harness::NoAnswer>& answer);

}  // namespace assay::models
