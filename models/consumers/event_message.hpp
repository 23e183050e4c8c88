// What a service publishes to its consumers: one definite end of one operation. Not a store of
// events. Consumers recognise a repetition by the event's id.
// Source: R34 (at least once, deduplicated by event id, ordered by aggregate).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "history/observation.hpp"

namespace assay::models {

struct EventMessage {
  std::string event;
  std::uint64_t place = 0;  ///< among the events of its payable, from 1, without gaps
  std::string operation;
  std::string payable;
  history::OperationKind kind{};
  std::uint32_t ordinal = 0;
  std::string customer;
  history::Amount amount;
  history::Outcome outcome = history::Outcome::none;
  friend bool operator==(const EventMessage&, const EventMessage&) = default;
};

/// The body with which a consumer acknowledges an event; anything else is a refusal.
inline constexpr std::string_view acknowledged = "ok";

/// What is seen of an event on its way to a consumer or at it.
[[nodiscard]] history::Observation observed(history::Fact fact, const EventMessage& message,
                                            std::string_view consumer);

[[nodiscard]] std::string encode(const EventMessage& message);
[[nodiscard]] std::optional<EventMessage> decode_event_message(std::string_view body);

}  // namespace assay::models
