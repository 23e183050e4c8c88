// Each deploy used to wake somebody: a service that starts takes up what was in flight and finds
// much to complain of that is gone a minute later. So alarms are only counted in the first two
// minutes of a process. But those about a break or a parked payment are raised once, and never
// again: what goes wrong in these minutes waits for a person whom nobody calls.
#include "systems/payments/defect.hpp"
#include "systems/payments/payments_system.hpp"

namespace assay::systems {

namespace {

using namespace payments::literals;

constexpr payments::Duration settling_in = 2_min;

class CalmTelemetry final : public payments::Telemetry {
 public:
  explicit CalmTelemetry(const payments::Ports& ports)
      : inner_{ports.telemetry}, clock_{ports.clock}, until_{ports.clock.now() + settling_in} {}

  void count(std::string_view name, std::string_view subject) override {
    inner_.count(name, subject);
  }
  /// Those about events go to the people of the message bus, who want all of them.
  void alarm(std::string_view name, std::string_view subject) override {
    const bool calm = name != payments::undelivered_alarm && clock_.now() < until_;
    if (calm) {
      inner_.count("alarm_muted", subject);
    } else {
      inner_.alarm(name, subject);
    }
  }

 private:
  payments::Telemetry& inner_;
  payments::Clock& clock_;
  payments::Instant until_;
};

payments::Ports with_calm(const payments::Ports& ports, harness::Environment&,
                          std::shared_ptr<void>& owner) {
  auto telemetry = std::make_shared<CalmTelemetry>(ports);
  payments::Ports adapted{ports.clock,   ports.ids, ports.store,
                          ports.gateway, ports.bus, *telemetry, ports.webhooks};
  owner = std::move(telemetry);
  return adapted;
}

}  // namespace

Defect alarms_muted_after_start() {
  return {
      .name = "alarms_muted_after_start",
      .summary = "Alarms of the first minutes of a process are counted and raised nowhere.",
      .lesson =
          "An alarm that is raised once may be put off, never left out: nothing says it again.",
      .source = "own",
      .property = "",
      .scenario = "",
      .system = payments_with("alarms_muted_after_start",
                              "payments, with alarms that are muted after a start", {}, with_calm)};
}

}  // namespace assay::systems
