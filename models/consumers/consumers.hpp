// A consumer downstream as a node: it never crashes, acknowledges what it has kept, and does what
// its rule says (harness/consumer.hpp), on the record. The fault model, consumer_faults(), is asked
// once per arrival, at "<service>.<operation>/take @ <caller>/<scope>".
#pragma once

#include <memory>
#include <set>
#include <string>
#include <string_view>

#include "harness/consumer.hpp"
#include "models/recorder.hpp"
#include "sim/world/node.hpp"

namespace assay::models {

/// The network's words for handing an event to the ledger and to the notifications.
inline constexpr std::string_view post_operation = "post";
inline constexpr std::string_view notify_operation = "notify";

class EventConsumer final : public sim::Program {
 public:
  EventConsumer(sim::Node& node, Recorder& recorder, std::unique_ptr<harness::Consumer> rule);

  std::string handle(const sim::Request& request) override;
  [[nodiscard]] bool answers_at_once() const override { return true; }

 private:
  /// Whether the consumer fails now, on this event.
  bool refuses(const sim::Request& request, const harness::Event& message);
  /// Puts on the record what the consumer does for an event.
  void record(const harness::Reaction& reaction);
  void record_leg(const harness::Event& event, const harness::Leg& leg);

  sim::Node& node_;
  Recorder& recorder_;
  std::unique_ptr<harness::Consumer> rule_;
  bool may_fail_ = false;
  sim::TimePoint down_until_;
  std::set<std::string, std::less<>> never_taken_;  // events
};

}  // namespace assay::models
