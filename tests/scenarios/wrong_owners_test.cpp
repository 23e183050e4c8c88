// Services that are wrong about who holds a key, what is stored under it, what they undo and whom
// they call: each found by the property that is about it, in a scenario of the library.
#include <catch2/catch.hpp>

#include <memory>
#include <utility>

#include "payments/journal/rows.hpp"
#include "scenarios/files/library.hpp"
#include "systems/payments/defects/wrapped_store.hpp"
#include "tests/runs/explore.hpp"

namespace {

using namespace assay;
using namespace assay::systems;

constexpr payments::Duration hasty_by{10'000'000'000};

struct HastyConfig {
  explicit HastyConfig(payments::Config of) : config(std::move(of)) {
    config.clock_skew = payments::Duration{-hasty_by.count};
  }
  payments::Config config;
};

/// Takes a claim for lapsed ten seconds before it is.
class HastyClaims final : HastyConfig, public payments::StoredIdempotency {
 public:
  HastyClaims(const payments::Ports& ports, const payments::Config& of)
      : HastyConfig{of}, StoredIdempotency{ports.store, ports.clock, ports.ids, config} {}
};

/// Stores that a request is under way as the answer to it.
class WaitingIsDone final : public WrappedStore {
 public:
  using WrappedStore::WrappedStore;

  std::expected<void, payments::CommitError> commit(
      const payments::Transaction& transaction) override {
    payments::Transaction changed = transaction;
    for (payments::Write& write : changed.writes) {
      auto claim = write.table == payments::tables::claims && write.value
                       ? payments::decode_claim(*write.value)
                       : std::nullopt;
      if (!claim || claim->state != payments::ClaimState::waiting) continue;
      claim->state = payments::ClaimState::completed;
      claim->response.code = payments::status::accepted;
      claim->expires = claim->lease_end + payments::Config{}.key_retention;
      write.value = payments::encode(*claim);
    }
    return WrappedStore::commit(changed);
  }
};

/// Calls nobody; or, where it is told to, somebody for each late success.
class OtherTelemetry final : public payments::Telemetry {
 public:
  OtherTelemetry(payments::Telemetry& inner, bool calls) : inner_{inner}, calls_{calls} {}

  void count(std::string_view name, std::string_view subject) override {
    inner_.count(name, subject);
    if (calls_) inner_.alarm("no_answer", subject);
  }
  void alarm(std::string_view name, std::string_view subject) override {
    if (calls_) inner_.alarm(name, subject);
  }

 private:
  payments::Telemetry& inner_;
  bool calls_;
};

template <bool calls>
payments::Ports with_telemetry(const payments::Ports& ports, harness::Environment&,
                               std::shared_ptr<void>& owner) {
  auto telemetry = std::make_shared<OtherTelemetry>(ports.telemetry, calls);
  payments::Ports adapted{ports.clock,   ports.ids, ports.store,
                          ports.gateway, ports.bus, *telemetry};
  owner = std::move(telemetry);
  return adapted;
}

template <typename Claims>
void keep_claims(payments::Parts& parts, const payments::Ports& ports,
                 const payments::Config& config) {
  parts.idempotency = std::make_unique<Claims>(ports, config);
}

properties::Verdict verdict_of(const harness::System& system, std::string_view scenario,
                               std::string_view property) {
  return tests::explore(scenarios::library_scenario(scenario),
                        {.runs = 100, .system = &system, .property = property, .smoke = true})
      .verdict;
}

void must_be_found(const harness::System& wrong, std::string_view scenario,
                   std::string_view property) {
  CHECK(verdict_of(wrong, scenario, property) == properties::Verdict::violated);
  CHECK(verdict_of(payments_system(), scenario, property) == properties::Verdict::holds);
}

}  // namespace

TEST_CASE("whoever takes a claim before its lease is over is found") {
  must_be_found(payments_with("hasty", "payments, hasty", keep_claims<HastyClaims>),
                "lease_expiry_with_paused_owner", "single_executor");
}

TEST_CASE("whoever stores that a request is under way is found") {
  must_be_found(payments_with("done", "payments, done too soon", {}, with_store<WaitingIsDone>),
                "lost_response", "stored_answers");
}

TEST_CASE("whoever calls nobody about what is open is found") {
  must_be_found(payments_with("silent", "payments, silent", {}, with_telemetry<false>),
                "partial_approval", "alarms_true");
}

TEST_CASE("whoever calls somebody about what is in order is found") {
  must_be_found(payments_with("nervous", "payments, nervous", {}, with_telemetry<true>),
                "timeout_then_late_success", "alarms_true");
}
