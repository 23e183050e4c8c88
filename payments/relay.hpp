// Carries events from the outbox to their consumers: publishes first, marks afterwards, so that a
// crash between the two delivers again rather than never (R36). Needs no lease: two relays may
// deliver the same event twice, never out of order, and consumers recognise an event's id.
// Serves: I24.
#pragma once

#include "payments/config.hpp"
#include "payments/ports/ports.hpp"
#include "payments/rows.hpp"
#include "payments/step.hpp"

namespace payments {

/// How events get from the outbox to their consumers. A host that ships them another way, such as
/// by change data capture, replaces it.
class Delivery {
 public:
  virtual ~Delivery() = default;

  /// Tries to deliver what has not been delivered.
  virtual StepResult step() = 0;
};

class Relay : public Delivery {
 public:
  Relay(const Ports& ports, const Config& config) : ports_(ports), config_(config) {}

  /// Tries to deliver every event in the outbox. What a consumer refuses holds up the later
  /// events of the same payable, and nothing else.
  StepResult step() override;

 private:
  bool deliver(const Row& row, StepResult& result);
  bool mark(const Row& row, const OutboxRow& entry);

  Ports ports_;
  const Config& config_;
};

}  // namespace payments
