// The wire between a service and its consumers: what harness/bus.hpp has, as message bodies. Not a
// store of events.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "harness/bus.hpp"
#include "models/recorder.hpp"

namespace assay::models {

/// The body with which a consumer acknowledges an event; anything else is a refusal.
inline constexpr std::string_view acknowledged = "ok";

/// What is seen of an event on its way to a consumer or at it, as a fact of that kind.
template <typename Fact>
[[nodiscard]] Fact observed(const harness::Event& message, std::string_view consumer,
                            Recorder& recorder) {
  return {.payable = recorder.name(message.payable),
          .operation = recorder.name(message.operation),
          .event = recorder.name(message.event),
          .consumer = recorder.name(consumer),
          .amount = message.amount,
          .place = message.place,
          .ordinal = message.ordinal,
          .kind = message.kind,
          .outcome = message.outcome};
}

[[nodiscard]] std::string encode(const harness::Event& message);
[[nodiscard]] std::optional<harness::Event> decode_event_message(std::string_view body);

}  // namespace assay::models
