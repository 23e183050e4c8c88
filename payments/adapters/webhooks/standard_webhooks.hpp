// The webhooks port for a processor that speaks the plain dialect: its events are signed as
// Standard Webhooks has it, by any of several secrets while one takes the place of another. Source:
// github.com/standard-webhooks/standard-webhooks, spec/standard-webhooks.md.
#pragma once

#include "payments/ports/webhooks.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace payments::webhooks {

/// Threads: any, at the same time; it keeps nothing.
class StandardWebhooks : public Webhooks {
 public:
  /// A secret that begins with "whsec_" is the base64 of the bytes that sign; any other is those
  /// bytes. Without a secret nothing is genuine.
  explicit StandardWebhooks(std::vector<std::string> secrets) : secrets_(std::move(secrets)) {}

  [[nodiscard]] bool genuine(const SignedMessage& message) const override;
  [[nodiscard]] std::optional<WebhookEvent> read(std::string_view body) const override;

 private:
  std::vector<std::string> secrets_;
};

/// "v1,<base64>" of id, time and body of a message, by one secret as above.
[[nodiscard]] std::string signature(const SignedMessage& message, std::string_view secret);

/// The header webhook-timestamp, whole seconds since 1970; nothing where it is none.
[[nodiscard]] std::optional<Instant> timestamp_from(std::string_view header);

}  // namespace payments::webhooks
