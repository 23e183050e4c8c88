// Carries events from the outbox to their consumers: publishes first, marks afterwards, so that a
// crash between the two delivers again rather than never (R36). Needs no lease: two relays may
// deliver the same event twice, never out of order, and consumers recognise an event's id.
// Each consumer stands by itself: it has its own place in each payable's events, and what it does
// not take, or does not answer, keeps no event from another consumer or of another payable.
// An event that nobody takes has a budget of quick tries; then an alarm calls for a person, and it
// is tried at long intervals only. A restart forgets how often it tried, and nothing else.
// Serves: I24, L4 (no retry loop outlives its budget).
#pragma once

#include "payments/journal/rows.hpp"
#include "payments/ports/ports.hpp"
#include "payments/types/config.hpp"
#include "payments/types/step.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>

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

  /// Offers every event in the outbox to each consumer that has not taken it. What a consumer does
  /// not take holds up the later events of the same payable for this consumer, and nothing else. A
  /// consumer that does not answer is left alone for the rest of the step, after
  /// `Config::relay_silences_max` times, and is offered what comes after that the next time.
  StepResult step() override;

 private:
  /// An event that a consumer did not take.
  struct Trouble {
    std::uint32_t tries = 0;
    Instant due;  ///< not tried again before
  };
  /// One consumer, as far as this process has got with it.
  struct Lane {
    std::map<std::string, Trouble> troubles;  ///< by the event's row
    std::string resume;                       ///< where the last step broke off; empty: nowhere
  };
  /// One step. Several may be under way at once.
  struct Pass {
    struct ConsumerProgress {
      std::optional<PayableId> blocked;  ///< the consumer waits for an earlier event of this one
      std::uint32_t silences = 0;        ///< how often it did not answer
    };
    std::array<ConsumerProgress, consumers.size()> places;
    bool waiting = false;
    StepResult result;
  };

  [[nodiscard]] bool somebody_answers(const Pass& pass) const;
  void carry(const Row& row, Pass& pass);
  bool offer(Consumer consumer, const Row& row, const Event& event, Pass& pass);
  bool passed_over(Consumer consumer, const Row& row, const Event& event, Pass& pass) const;
  bool pausing(Consumer consumer, const Row& row, Pass& pass) const;
  void note_failure(Consumer consumer, const Row& row, const Event& event);
  void set_aside(const Row& row, Pass& pass);
  bool follows_unreadable(const Row& row, const Event& event);
  bool mark(const Row& row, const OutboxRow& entry);

  Ports ports_;
  const Config& config_;
  std::array<Lane, consumers.size()> lanes_;
  std::set<std::string> unreadable_;  ///< rows that a person must look at
};

}  // namespace payments
