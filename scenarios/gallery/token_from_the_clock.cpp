// The token that fences a former owner off is the time at which a key was claimed, by the clock of
// whoever claims it: later means newer, and no counter is needed. Where the next owner's clock is
// behind, the newer token is the lower one, and it is the new owner that is fenced off.
#include <string>

#include "payments/stored.hpp"
#include "scenarios/defect.hpp"
#include "scenarios/systems/payments_host.hpp"

namespace assay::scenarios {

namespace {

/// A real clock's zero is long ago; a simulated one starts with it, and may be behind.
constexpr std::int64_t epoch = std::int64_t{1'700'000'000} * 1'000'000'000;

/// A store in which whoever claims a key is stamped with the time.
class StampingStore final : public payments::Store {
 public:
  explicit StampingStore(const payments::Ports& ports) : inner_{ports.store}, clock_{ports.clock} {}

  std::expected<std::optional<payments::Row>, payments::StoreError> read(
      std::string_view table, std::string_view key) override {
    return inner_.read(table, key);
  }
  std::expected<std::vector<payments::Row>, payments::StoreError> scan(std::string_view table,
                                                                       std::string_view after_key,
                                                                       std::size_t limit) override {
    return inner_.scan(table, after_key, limit);
  }
  std::expected<void, payments::CommitError> commit(
      const payments::Transaction& transaction) override {
    payments::Transaction stamped = transaction;
    const bool claims = transaction.purpose == "claim" || transaction.purpose == "take_over";
    for (payments::Write& write : stamped.writes) {
      if (claims && write.table == payments::tables::claims && write.value) stamp(*write.value);
    }
    return inner_.commit(stamped);
  }

 private:
  void stamp(std::string& row) const {
    auto record = payments::decode_claim(row);
    if (!record) return;
    record->token = static_cast<std::uint64_t>(clock_.now().count + epoch);
    row = payments::encode(*record);
  }

  payments::Store& inner_;
  payments::Clock& clock_;
};

/// Members of a base live longer than what is built on them.
struct Stamping {
  StampingStore store;
};

class ClockTokens final : private Stamping, public payments::StoredIdempotency {
 public:
  ClockTokens(const payments::Ports& ports, const payments::Config& config)
      : Stamping{StampingStore{ports}},
        StoredIdempotency{Stamping::store, ports.clock, ports.ids, config} {}

  payments::ClaimAnswer claim(const payments::ClaimRequest& request) override {
    payments::ClaimAnswer answer = StoredIdempotency::claim(request);
    if (answer.kind == payments::ClaimAnswer::Kind::granted) read_back(answer.claim);
    return answer;
  }
  payments::TakeOver take_over(const payments::Scope& scope, const payments::IdempotencyKey& key,
                               const payments::OperationId& operation) override {
    payments::TakeOver right = StoredIdempotency::take_over(scope, key, operation);
    if (right.kind == payments::TakeOver::Kind::granted) read_back(right.claim);
    return right;
  }

 private:
  /// The claim with the token that was stored.
  void read_back(payments::Claim& claim) {
    const std::string at = payments::claim_key(claim.value.scope, claim.value.key);
    auto stored =
        payments::fetch(Stamping::store, payments::tables::claims, at, payments::decode_claim);
    const bool ours = stored && *stored && (*stored)->value.owner == claim.value.owner;
    if (ours) claim = std::move(**stored);
  }
};

void take_tokens_from_the_clock(payments::Parts& parts, const payments::Ports& ports,
                                const payments::Config& config) {
  parts.idempotency = std::make_unique<ClockTokens>(ports, config);
}

}  // namespace

Defect token_from_the_clock() {
  return {.name = "token_from_the_clock",
          .summary = "The fencing token of a key is the time at which it was claimed.",
          .lesson = "What decides who came later is counted where it is decided; clocks disagree.",
          .source = "rule I06",
          .property = "single_executor",
          .scenario = "clock_skew",
          .system = payments_with("token_from_the_clock",
                                  "payments, with fencing tokens taken from the clock",
                                  take_tokens_from_the_clock)};
}

}  // namespace assay::scenarios
