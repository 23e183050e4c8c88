// The event bus of this process, for now: both consumers are a table of events that were
// delivered, each kept once, and a line in the log. Nobody else hears of them: there is no broker
// and no ledger service behind it yet.
#pragma once

#include "payments/ports/event_bus.hpp"
#include "payments/ports/store.hpp"

namespace payments::server {

/// Threads: any.
class EventLog : public EventBus {
 public:
  explicit EventLog(Store& store) : store_(store) {}

  std::expected<void, PublishError> publish(Consumer consumer, const Event& event) override;

 private:
  Store& store_;
};

}  // namespace payments::server
