// The reaper deletes every record whose time is over: the retention of a finished one, the lease of
// one that is not. So the key of a payment nobody knows the outcome of is forgotten while it is
// being looked into, and the client's next try finds nothing.
#include "systems/payments/defect.hpp"
#include "systems/payments/payments_system.hpp"

namespace assay::systems {

namespace {

class AgeReaper final : public payments::StoredIdempotency {
 public:
  AgeReaper(const payments::Ports& ports, const payments::Config& config)
      : StoredIdempotency{ports.store, ports.clock, ports.ids, config},
        ports_{ports},
        page_{config.page} {}

  payments::StepResult reap() override {
    payments::StepResult result = StoredIdempotency::reap();
    const auto rows = ports_.store.scan(payments::tables::claims, "", page_);
    if (!rows) return result;
    for (const payments::Row& row : *rows) {
      const auto record = payments::decode_claim(row.value);
      if (!record || !over(*record)) continue;
      result.changed = remove(record->scope, record->key) || result.changed;
    }
    return result;
  }

 private:
  [[nodiscard]] bool over(const payments::ClaimRecord& record) const {
    const bool open = record.state == payments::ClaimState::running ||
                      record.state == payments::ClaimState::waiting;
    return open && record.lease_end <= ports_.clock.now();
  }

  payments::Ports ports_;
  std::size_t page_;
};

void reap_by_age(payments::Parts& parts, const payments::Ports& ports,
                 const payments::Config& config) {
  parts.idempotency = std::make_unique<AgeReaper>(ports, config);
}

}  // namespace

Defect reaper_looks_at_age_alone() {
  return {.name = "reaper_looks_at_age_alone",
          .summary = "The reaper deletes records that are past their time, finished or not.",
          .lesson = "A record may go only when its operation has ended, however old it is.",
          .source = "brandur/rocket-rides-atomic, as R9c says",
          .property = "key_outlives_operation",
          .scenario = "clock_skew",
          .system =
              payments_with("reaper_looks_at_age_alone",
                            "payments, with a reaper that looks at nothing but age", reap_by_age)};
}

}  // namespace assay::systems
