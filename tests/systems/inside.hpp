// What tests of the harness itself do that no system can: look behind the environment, and change
// what it says. Not a test.
#pragma once

#include <deque>
#include <memory>
#include <utility>

#include "harness/system.hpp"
#include "models/environment/node_environment.hpp"

namespace assay::systems::testing {

/// The simulated node behind an environment.
inline sim::Node& node_of(harness::Environment& environment) {
  return dynamic_cast<models::NodeEnvironment&>(environment).node();
}

/// An environment with other settings.
class OtherSettings final : public harness::Environment {
 public:
  OtherSettings(harness::Environment& inner, harness::Settings settings)
      : inner_{inner}, settings_{std::move(settings)} {}

  harness::Clock& clock() override { return inner_.clock(); }
  harness::Ids& ids() override { return inner_.ids(); }
  harness::Tasks& tasks() override { return inner_.tasks(); }
  harness::Store& store() override { return inner_.store(); }
  harness::Bus& bus() override { return inner_.bus(); }
  harness::Telemetry& telemetry() override { return inner_.telemetry(); }
  harness::Statements& statements() override { return inner_.statements(); }
  std::span<const std::string> processors() const override { return inner_.processors(); }
  harness::Processor& processor(std::string_view id) override { return inner_.processor(id); }
  const harness::Settings& settings() const override { return settings_; }
  [[noreturn]] void abort(std::string_view claim) override {
    inner_.abort(claim);
    std::unreachable();
  }

 private:
  harness::Environment& inner_;
  harness::Settings settings_;
};

/// The system with settings of its own making: `lateness` is added to the relay's period.
inline harness::System relaying_later(harness::System system,
                                      std::function<sim::Duration()> lateness) {
  const auto kept = std::make_shared<std::deque<OtherSettings>>();  // for their machines
  system.make = [kept, lateness = std::move(lateness),
                 make = system.make](harness::Environment& environment) {
    harness::Settings settings = environment.settings();
    settings.set("relay_period", settings.duration("relay_period") + lateness());
    return make(kept->emplace_back(environment, std::move(settings)));
  };
  return system;
}

}  // namespace assay::systems::testing
