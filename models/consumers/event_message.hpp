// The wire between a service and its consumers: what harness/bus.hpp has, as message bodies. Not a
// store of events.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "harness/bus.hpp"
#include "history/observation.hpp"

namespace assay::models {

/// The body with which a consumer acknowledges an event; anything else is a refusal.
inline constexpr std::string_view acknowledged = "ok";

/// What is seen of an event on its way to a consumer or at it.
[[nodiscard]] history::Observation observed(history::Fact fact, const harness::Event& message,
                                            std::string_view consumer);

[[nodiscard]] std::string encode(const harness::Event& message);
[[nodiscard]] std::optional<harness::Event> decode_event_message(std::string_view body);

}  // namespace assay::models
