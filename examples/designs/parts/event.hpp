// The definite end of an operation as an event that waits in the outbox for its consumers. Who
// carries it there is relay.hpp.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <assay/harness/bus.hpp>

#include "parts/operation.hpp"

namespace designs {

/// An event in the outbox, and who has taken it: a bit for each consumer.
struct StoredEvent {
  assay::harness::Event event;
  std::uint32_t taken = 0;
};

/// The event of the state in which an operation is. `place`: among those of its payable.
[[nodiscard]] StoredEvent event_of(const Operation& it, std::uint64_t place);

[[nodiscard]] std::string encode(const StoredEvent& stored);
[[nodiscard]] std::optional<StoredEvent> event_in(std::string_view row);

}  // namespace designs
