// When the processor changed its secret all events were refused for an afternoon, and the check of
// the signature was made to warn instead of to refuse. It still does: whoever finds the address of
// the route may say what was paid.
#include "systems/payments/defect.hpp"
#include "systems/payments/payments_system.hpp"

namespace assay::systems {

namespace {

class Lenient final : public payments::Webhooks {
 public:
  explicit Lenient(const payments::Ports& ports) : inner_{*ports.webhooks} {}

  [[nodiscard]] bool genuine(const payments::SignedMessage&) const override { return true; }
  [[nodiscard]] std::optional<payments::WebhookEvent> read(std::string_view body) const override {
    return inner_.read(body);
  }

 private:
  const payments::Webhooks& inner_;
};

payments::Ports with_lenient(const payments::Ports& ports, harness::Environment&,
                             std::shared_ptr<void>& owner) {
  payments::Ports adapted = ports;
  if (ports.webhooks == nullptr) return adapted;
  auto lenient = std::make_shared<Lenient>(ports);
  adapted.webhooks = lenient.get();
  owner = std::move(lenient);
  return adapted;
}

}  // namespace

Defect unsigned_events_believed() {
  return {.name = "unsigned_events_believed",
          .summary = "An event whose signature does not fit is taken in like any other.",
          .lesson = "What nobody has signed proves nothing, however well it fits.",
          .source = "our own, against R30",
          .property = "inbox_durable",
          .scenario = "webhook_duplicate_and_reordered",
          .system = payments_with("unsigned_events_believed",
                                  "payments, with events taken in whatever their signature", {},
                                  with_lenient)};
}

}  // namespace assay::systems
