// The processor's events state amounts in a form that had to be read anew with each of its
// versions, so the mapper leaves them out: which operation it is says how much it was. Where a part
// alone was approved the event says so, and the whole is booked.
#include "payments/inbox/stored_inbox.hpp"
#include "systems/payments/defect.hpp"
#include "systems/payments/defects/wrapped_gateway.hpp"

namespace assay::systems {

namespace {

class WithoutAmounts final : public payments::Webhooks {
 public:
  explicit WithoutAmounts(const payments::Webhooks* inner) : inner_{inner} {}

  [[nodiscard]] bool genuine(const payments::SignedMessage& message) const override {
    return inner_->genuine(message);
  }
  [[nodiscard]] std::optional<payments::WebhookEvent> read(std::string_view body) const override {
    auto event = inner_->read(body);
    if (event) event->answer.amount.reset();
    return event;
  }

 private:
  const payments::Webhooks* inner_;
};

class AllOrNothing final : public WrappedGateway {
 public:
  using WrappedGateway::WrappedGateway;

  [[nodiscard]] payments::Capabilities capabilities() const override {
    payments::Capabilities promised = WrappedGateway::capabilities();
    promised.all_or_nothing = true;
    return promised;
  }
};

/// A base lives longer than what is built on it.
struct MappedPorts {
  explicit MappedPorts(const payments::Ports& ports)
      : gateway{ports}, webhooks{ports.webhooks}, mapped{ports.clock, ports.ids, ports.store,
                                                         gateway,     ports.bus, ports.telemetry,
                                                         nullptr} {
    if (ports.webhooks != nullptr) mapped.webhooks = &webhooks;
  }

  AllOrNothing gateway;
  WithoutAmounts webhooks;
  payments::Ports mapped;
};

class CarelessInbox final : private MappedPorts, public payments::StoredInbox {
 public:
  CarelessInbox(const payments::Ports& ports, const payments::Config& config,
                payments::JournalRecorder& recorder)
      : MappedPorts{ports}, StoredInbox{mapped, config, recorder} {}
};

void map_without_amounts(payments::Parts& parts, const payments::Ports&, const payments::Config&) {
  parts.make_inbox = [](const payments::Ports& ports, const payments::Config& config,
                        payments::Parts& made) {
    return std::make_unique<CarelessInbox>(ports, config, *made.recorder);
  };
}

}  // namespace

Defect event_amount_not_compared() {
  return {.name = "event_amount_not_compared",
          .summary = "An event is adopted without a look at the amount that it states.",
          .lesson = "Evidence counts for the amount that it names, and for no other.",
          .source = "our own, against R33",
          .property = "no_false_success",
          .scenario = "webhook_before_commit",
          .system = payments_with("event_amount_not_compared",
                                  "payments, with events mapped without their amounts",
                                  map_without_amounts)};
}

}  // namespace assay::systems
