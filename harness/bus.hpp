// The way of a system's events to whoever consumes them: at least once, in whatever order they are
// published. Consumers recognise a repetition by the event's id.
// Source: R34 (at least once, deduplicated by event id, ordered by aggregate).
#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>

#include "harness/time.hpp"
#include "history/amount.hpp"
#include "history/words.hpp"

namespace assay::harness {

/// One definite end of one operation.
struct Event {
  std::string event;        ///< its id
  std::uint64_t place = 0;  ///< among the events of its payable, from 1, without gaps
  std::string operation;
  std::string payable;
  history::OperationKind kind{};
  std::uint32_t ordinal = 0;
  std::string customer;
  history::Amount amount;
  history::Outcome outcome = history::Outcome::none;
  friend bool operator==(const Event&, const Event&) = default;
};

/// Why an event counts as not delivered.
enum class PublishFailure : std::uint8_t {
  refused,  ///< the consumer has not taken it
  unknown,  ///< it may have arrived
};

/// The consumers that a world has.
namespace consumers {
inline constexpr std::string_view ledger = "ledger";                ///< books money that moved
inline constexpr std::string_view notifications = "notifications";  ///< tells the customer
}  // namespace consumers

/// The way to the world's consumers, one try a call.
/// Threads: that of its environment; its fibers may call it side by side.
class Bus {
 public:
  virtual ~Bus() = default;

  /// Hands one event to one consumer, and waits for its acknowledgement, at most `timeout`.
  /// Errors: PublishFailure; no acknowledgement in time is `unknown`. std::out_of_range where the
  /// world has no such consumer.
  virtual std::expected<void, PublishFailure> publish(std::string_view consumer, const Event& event,
                                                      Duration timeout) = 0;
};

}  // namespace assay::harness
