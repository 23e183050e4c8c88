// The wire of a simulated processor's events: what harness/webhook.hpp has as a message body, what
// its own body says, and its signature. Not a cipher: a simulated forger has no secret, and does
// not look for one.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "harness/processor.hpp"
#include "models/rules/processor_rules.hpp"

namespace assay::models {

/// The operation word of the network.
inline constexpr std::string_view webhook_operation = "webhook";

[[nodiscard]] std::string encode(const harness::Webhook& message);
[[nodiscard]] std::optional<harness::Webhook> decode_webhook(std::string_view body);

/// The body that tells of a movement.
[[nodiscard]] std::string webhook_body(const Movement& moved);
[[nodiscard]] std::optional<harness::WebhookNews> read_webhook_body(std::string_view body);

/// Of id, time and body, by that secret.
[[nodiscard]] std::string webhook_signature(const harness::Webhook& message,
                                            std::string_view secret);
/// The secret that a processor of that name signs by.
[[nodiscard]] std::string webhook_secret(std::string_view processor);

}  // namespace assay::models
