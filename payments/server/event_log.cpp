// Recognising an event by its id is the row's primary key.
#include "payments/server/event_log.hpp"

#include <spdlog/spdlog.h>

#include "payments/journal/rows.hpp"
#include "payments/journal/stored.hpp"
#include "payments/server/own_tables.hpp"

namespace payments::server {

std::expected<void, PublishError> EventLog::publish(Consumer consumer, const Event& event) {
  const std::string value = encode(OutboxRow{event, 0});
  const auto done = store_.commit(
      {"deliver", event.id.value,
       {put(own_tables::events, RowKey::of(to_text(consumer), event.id), value, 0)}});
  if (!done && done.error() == CommitError::unknown) return std::unexpected(PublishError::unknown);
  if (!done && done.error() != CommitError::duplicate) {
    return std::unexpected(PublishError::refused);
  }
  if (done) spdlog::info("event {} to {}: {}", event.id.value, to_text(consumer),
                         to_text(event.kind));
  return {};
}

}  // namespace payments::server
