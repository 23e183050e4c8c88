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

/// Why there is no answer. Neither says whether it happened.
enum class NoAnswer : std::uint8_t {
  timed_out,
  broken,  ///< connection lost, answer unreadable, or our own node is going down
};

class ProcessorClient {
 public:
  /// `processor` is the node to call; its service's name is part of the sites' names.
  ProcessorClient(sim::Node& node, sim::Node& processor, Recorder& recorder, sim::Duration timeout)
      : node_{node}, processor_{processor}, recorder_{recorder}, timeout_{timeout} {}

  /// Makes one try of one operation, between two crash points. `attempt` counts from 1.
  /// Sites: "acquirer.capture/{before,request,reply,after} @ shop-1/pay-1/capture-1/attempt-1".
  std::expected<ProcessorReply, NoAnswer> send(const ProcessorRequest& request,
                                               std::uint32_t attempt);

  /// Asks by our own reference; kind, payable and ordinal only name the question.
  std::expected<ProcessorReply, NoAnswer> look_up(const ProcessorRequest& about);

  /// Asks for one page of effects.
  std::expected<ListPage, NoAnswer> list(const ListQuestion& question);

  [[nodiscard]] sim::Node& node() { return node_; }

 private:
  std::expected<std::string, NoAnswer> call(std::string_view operation, std::string_view scope,
                                            std::string_view body);

  sim::Node& node_;
  sim::Node& processor_;
  Recorder& recorder_;
  sim::Duration timeout_;
};

/// What the answer to a try says about it, for the record.
[[nodiscard]] history::Outcome outcome_of(const std::expected<ProcessorReply, NoAnswer>& answer);
/// What the answer to a look-up says. Absence is reported as not attempted; it is definite only
/// once D_max has passed since the last send (E1).
[[nodiscard]] history::Outcome looked_up(const std::expected<ProcessorReply, NoAnswer>& answer);

}  // namespace assay::models
