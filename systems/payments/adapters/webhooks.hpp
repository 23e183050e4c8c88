// The payment code's webhooks port over one processor of the environment. It translates, and
// decides nothing.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "harness/processor.hpp"
#include "payments/inbox/inbox.hpp"
#include "payments/ports/webhooks.hpp"

namespace assay::systems {

class WebhooksAdapter final : public payments::Webhooks {
 public:
  /// `id` is the processor's own.
  WebhooksAdapter(const harness::Processor& processor, std::string id)
      : processor_{processor}, id_{std::move(id)} {}

  [[nodiscard]] bool genuine(const payments::SignedMessage& message) const override;
  [[nodiscard]] std::optional<payments::WebhookEvent> read(std::string_view body) const override;

 private:
  const harness::Processor& processor_;
  std::string id_;
};

/// A message as the payment code has it.
[[nodiscard]] payments::SignedMessage translate(const harness::Webhook& message);
/// What is answered to a delivery.
[[nodiscard]] std::uint32_t status_of(payments::Delivered delivered);

}  // namespace assay::systems
