// Rare facts that a campaign may demand to happen: one counter each. Not properties: a sighting
// says that a hard case was reached, not that it was handled well. Most are derived from the
// observations as they pass; the models report the others themselves.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <string_view>

#include "history/observation.hpp"

namespace assay::models {

/// What may be seen. Order and names are those of the scenario files' list.
enum class Sighting : std::uint8_t {
  retry_replayed,                ///< reported by clients
  retry_met_claim_in_flight,     ///< derived: a second try was answered 409
  pending_was_told,              ///< derived: a client was answered "pending"
  outcome_was_unknown,           ///< derived: an operation was committed as unknown
  look_up_adopted_success,       ///< derived: unknown became success, and a look-up had said so
  absence_proved_before_resend,  ///< derived: a further attempt, and the last look-up found nothing
  processor_replayed_result,     ///< reported by the processor
  late_success_adopted,          ///< derived: declined or failed became success
  recovery_resumed_operation,  ///< derived: a node's later life moved what its earlier one had left
  lease_taken_over,            ///< derived: an unreleased key was claimed with a higher token
  outbox_redelivered,          ///< derived: an event was published to a consumer once more
  consumer_dropped_duplicate,  ///< reported by consumers
  commit_unknown_had_happened,         ///< reported by the store
  commit_unknown_was_lost,             ///< reported by the store
  commit_was_retried,                  ///< reported by the store
  reconciliation_found_unseen_effect,  ///< derived: a success that no answer had reported
  node_crashed_mid_payment,            ///< reported where a crash strikes; needs open operations
  client_gave_up,                      ///< derived: an intent was abandoned with its tries spent
  stale_write_refused,                 ///< reported by the store: a write on a version that is gone
  other_body_refused,                  ///< derived: a key with another body was answered 422
  request_was_shed,                    ///< derived: a request was answered 429
  late_retry_recognised,               ///< reported by clients: told of the success, long after it
  capture_was_declined,                ///< derived: a capture was committed as declined
  hold_was_voided,                     ///< derived: a void was committed as succeeded
  void_had_to_wait,                    ///< derived: a void was answered 409
  refund_was_refused,                  ///< derived: a refund was answered 422
  consumer_refused_event,              ///< reported by consumers
  undelivered_event_alarmed,           ///< reported where the service's alarms are counted
};

inline constexpr std::size_t sighting_count = 28;

/// The reason that a client gives when its tries are spent.
inline constexpr std::string_view tries_spent = "tries_spent";

class Sightings {
 public:
  /// Forgets a run; the memory stays.
  void begin();

  /// Reports one that no observation shows.
  void saw(Sighting sighting) { ++counts_[static_cast<std::size_t>(sighting)]; }
  /// Looks at the next observation. `life`: how often its observer was started.
  void see(const history::Observation& seen, std::uint32_t life);

  [[nodiscard]] std::uint32_t count(Sighting sighting) const {
    return counts_[static_cast<std::size_t>(sighting)];
  }
  /// A bit for each sighting that came at least once.
  [[nodiscard]] std::uint64_t mask() const;
  /// Whether some operation is neither finished nor parked.
  [[nodiscard]] bool operations_open() const { return open_ > 0; }

 private:
  /// What was last heard of an operation. A history is never looked back through: each fact is
  /// noted as it passes, so that the millionth costs what the first did.
  struct Operation {
    std::uint64_t observer = 0;
    std::uint32_t life = 0;
    bool open = false;
    bool absent = false;        ///< the last look-up found nothing, and no attempt came after
    bool success_told = false;  ///< some answer reported a success,
    bool by_look_up = false;    ///< and the last one that did was a look-up's
  };

  Operation& operation(std::string_view name);
  void see_attempt(const history::Observation& seen);
  void see_answer(const history::Observation& seen);
  void see_response(const history::Observation& seen);
  void see_transition(const history::Observation& seen, std::uint32_t life);
  void see_life(Operation& known, const history::Observation& seen, std::uint32_t life);
  void see_key(const history::Observation& seen);
  void see_publication(const history::Observation& seen);

  std::array<std::uint32_t, sighting_count> counts_{};
  std::map<std::uint64_t, Operation> operations_;  // by name
  std::set<std::uint64_t> claimed_;                // keys, by scope and key
  std::set<std::uint64_t> published_;              // deliveries, by event and consumer
  std::uint32_t open_ = 0;
};

}  // namespace assay::models
