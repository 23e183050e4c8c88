// Virtual machines that are moved show a wrong time for a moment, and once all leases lapsed by it.
// So the engine believes a leap of its clock only when it has seen it three times. A process that
// was stopped past its lease wakes with a leap that is true: its first reading still shows a good
// lease, and it sends what another has taken over, told as never attempted and begun again. At a
// processor without keys the customer's money is held or taken twice.
#include "payments/execution/recording_engine.hpp"
#include "systems/payments/defect.hpp"
#include "systems/payments/payments_system.hpp"

namespace assay::systems {

namespace {

using namespace payments::literals;
using payments::Instant;

constexpr payments::Duration leap = 20_s;
constexpr int sightings_min = 3;

/// Leaves out readings that are far ahead of the one before, unless they go on.
class PlausibleClock final : public payments::Clock {
 public:
  explicit PlausibleClock(payments::Clock& inner) : inner_{inner}, last_{inner.now()} {}

  Instant now() override {
    const Instant shown = inner_.now();
    if (shown - last_ > leap && ++sightings_ < sightings_min) return last_;
    sightings_ = 0;
    last_ = shown;
    return shown;
  }
  void sleep_until(Instant until) override { inner_.sleep_until(until); }

 private:
  payments::Clock& inner_;
  Instant last_;
  int sightings_ = 0;  // of one leap, in a row
};

/// A base lives longer than what is built on it.
struct WithPlausibleClock {
  PlausibleClock plausible;
};

class SteadyEngine final : private WithPlausibleClock, public payments::RecordingEngine {
 public:
  SteadyEngine(const payments::Ports& ports, const payments::Config& config, payments::Parts& made)
      : WithPlausibleClock{PlausibleClock{ports.clock}},
        RecordingEngine{payments::Ports{plausible, ports.ids, ports.store, ports.gateway, ports.bus,
                                        ports.telemetry},
                        config,
                        *made.rulebook,
                        *made.keys,
                        *made.reader,
                        *made.heard,
                        *made.recorder} {}
};

void doubt_leaps(payments::Parts& parts, const payments::Ports&, const payments::Config&) {
  parts.make_engine = [](const payments::Ports& ports, const payments::Config& config,
                         payments::Parts& made) -> std::unique_ptr<payments::Engine> {
    return std::make_unique<SteadyEngine>(ports, config, made);
  };
}

}  // namespace

Defect leaping_clock_doubted() {
  return {.name = "leaping_clock_doubted",
          .summary = "A clock that leaps is believed late, by a sender whose lease is over too.",
          .lesson =
              "A leap of the clock may be all that a process learns of its own pause: before a "
              "send the later time counts.",
          .source = "own",
          .property = "",
          .scenario = "",
          .system = payments_with("leaping_clock_doubted",
                                  "payments, with an engine that doubts leaps of its clock",
                                  doubt_leaps)};
}

}  // namespace assay::systems
