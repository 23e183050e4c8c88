// Carries events from the outbox to their consumers: publishes first, marks afterwards, so that a
// crash between the two delivers again rather than never (R36). Needs no lease: two relays may
// deliver the same event twice, never out of order, and consumers recognise an event's id.
// An event that nobody takes has a budget of quick tries; then an alarm calls for a person, and it
// is tried at long intervals only. A restart forgets how often it tried, and nothing else.
// Serves: I24, L4 (no retry loop outlives its budget).
#pragma once

#include "payments/config.hpp"
#include "payments/ports/ports.hpp"
#include "payments/rows.hpp"
#include "payments/step.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace payments {

/// The alarm about an event whose quick tries are spent.
inline constexpr const char* undelivered_alarm = "event_undelivered";

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
  /// An event that was not taken.
  struct Trouble {
    std::string row;  ///< its key in the outbox
    std::uint32_t tries = 0;
    Instant due;  ///< not tried again before
  };

  bool deliver(const Row& row, StepResult& result);
  /// Whether it is too early to try this row again.
  bool pausing(const Row& row, StepResult& result) const;
  void note_failure(const Row& row, const Event& event);
  bool mark(const Row& row, const OutboxRow& entry);

  Ports ports_;
  const Config& config_;
  std::vector<Trouble> troubles_;
};

}  // namespace payments
