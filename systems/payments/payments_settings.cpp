// One table, and what it means for the service.
#include "systems/payments/payments_settings.hpp"

#include <array>

#include "systems/payments/adapters/translate.hpp"

namespace assay::systems {

using namespace harness::literals;

harness::SettingsSchema payments_settings() {
  using Count = std::uint64_t;
  static const std::array<harness::Setting, 12> schema{{
      {"lease", "how long a claimed key is held without renewal", 20_s, 1_ms, 24_h},
      {"rpc_timeout", "wait for a processor or a consumer", 2_s, 1_ms, 1_h},
      {"key_retention", "how long a stored response can be replayed", 24_h, 1_s, 8760_h},
      {"relay_period", "outbox relay", 1_s, 1_ms, 24_h},
      {"resolver_period", "resolver of unknown outcomes", 5_s, 1_ms, 24_h},
      {"reconcile_period", "reconciliation with the processor's list", 60_s, 1_ms, 24_h},
      {"reap_period", "reaper of expired keys; 0s: it does not run", 0_s, 0_s, 24_h},
      {"inbox_period", "applying events that the processor told", 1_s, 1_ms, 24_h},
      {"event_patience", "how long an event waits for the operation it is about", 24_h, 1_s, 720_h},
      {"skew_max", "clock skew of a node, either way", 50_ms, 0_s, 1_h},
      {"in_flight_max", "requests at work on a node; 0: no limit", Count{0}, Count{0},
       Count{100'000}},
      {"queue_max", "requests that may wait for their turn, beyond these", Count{0}, Count{0},
       Count{100'000}},
  }};
  return schema;
}

payments::Config config_of(const harness::Settings& settings, harness::Duration effect_max) {
  const harness::Duration reconcile_period = settings.duration("reconcile_period");
  const harness::Duration reap_period = settings.duration("reap_period");
  payments::Config config;
  config.rpc_timeout = translate(settings.duration("rpc_timeout"));
  config.clock_skew = translate(settings.duration("skew_max") * 2);
  config.effect_max = translate(effect_max);
  config.lease = translate(settings.duration("lease"));
  config.key_retention = translate(settings.duration("key_retention"));
  config.client_retry_horizon = config.key_retention;
  config.relay_delay = translate(settings.duration("relay_period"));
  config.reconcile_delay = translate(reconcile_period);
  if (reap_period > harness::Duration{}) config.reap_delay = translate(reap_period);
  config.event_delay_min = translate(settings.duration("inbox_period"));
  config.event_patience = translate(settings.duration("event_patience"));
  config.reconcile_grace = translate(effect_max + reconcile_period);
  return config;
}

harness::EdgePolicy payments_edge_policy(const harness::Settings& settings) {
  return {.lease = settings.duration("lease"),
          .key_retention = settings.duration("key_retention"),
          .skew_max = settings.duration("skew_max"),
          .capture_margin = translate(payments::Config{}.capture_margin),
          .stores = history::StoredAnswers::final_ones};
}

std::vector<std::string> payments_refusals(const harness::Settings& settings,
                                           const harness::WorldPromises& world) {
  const payments::Config config = config_of(settings, world.effect_max);
  std::vector<std::string> all = payments::faults_of(config);
  if (config.attempts_max > world.tries_max) {
    all.push_back("attempts_max (" + std::to_string(config.attempts_max) +
                  ") must not exceed limits.tries_max (" + std::to_string(world.tries_max) +
                  "): the service would be blamed for what it may do");
  }
  return all;
}

}  // namespace assay::systems
