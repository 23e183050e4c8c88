// Port: what the processor tells us without being asked. The host knows the wire: who may sign, and
// what a body says. Nothing of it is believed before it is stored (inbox/).
// Source: R29, R31, R32; I26.
#pragma once

#include "payments/ports/gateway.hpp"
#include "payments/types/time.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace payments {

/// A message as it arrived. `id`, `sent` and `signature` are its headers: they say what they say.
struct SignedMessage {
  std::string id;  ///< of the event: the same whenever it is delivered again
  Instant sent;    ///< by the sender's clock; part of what is signed
  std::string signature;
  std::string body;
};

/// What an event says of one operation.
struct WebhookEvent {
  OperationId operation;
  OperationKind kind{};
  std::string payable;  ///< in the processor's words: no identity of ours
  std::uint32_t ordinal = 0;
  GatewayReply answer;  ///< the outcome; of a success what took effect, and for how much
};

/// Threads: called in the thread or fiber that calls the service, by several where several do.
class Webhooks {
 public:
  virtual ~Webhooks() = default;

  /// Whether the processor made that message, by any of its secrets that are valid now.
  [[nodiscard]] virtual bool genuine(const SignedMessage& message) const = 0;

  /// What a genuine body says, or nothing where it is about no operation or cannot be read.
  [[nodiscard]] virtual std::optional<WebhookEvent> read(std::string_view body) const = 0;
};

}  // namespace payments
