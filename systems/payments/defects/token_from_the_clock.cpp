// The token that fences a former owner off is the time at which a key was claimed, by the clock of
// whoever claims it: later means newer, and no counter is needed. Where the next owner's clock is
// behind, the newer token is the lower one, and it is the new owner that is fenced off.
#include <string>

#include "payments/journal/stored.hpp"
#include "systems/payments/defect.hpp"
#include "systems/payments/defects/wrapped_store.hpp"

namespace assay::systems {

namespace {

/// A real clock's zero is long ago; a simulated one starts with it, and may be behind.
constexpr std::int64_t epoch = std::int64_t{1'700'000'000} * 1'000'000'000;

/// A store in which whoever claims a key is stamped with the time.
class StampingStore final : public WrappedStore {
 public:
  explicit StampingStore(const payments::Ports& ports) : WrappedStore{ports}, clock_{ports.clock} {}

  std::expected<void, payments::CommitError> commit(
      const payments::Transaction& transaction) override {
    payments::Transaction stamped = transaction;
    const bool claims = transaction.purpose == "claim" || transaction.purpose == "take_over";
    for (payments::Write& write : stamped.writes) {
      if (claims && write.table == payments::tables::claims && write.value) stamp(*write.value);
    }
    return WrappedStore::commit(stamped);
  }

 private:
  void stamp(std::string& row) const {
    auto record = payments::decode_claim(row);
    if (!record) return;
    record->token = static_cast<std::uint64_t>(clock_.now().count + epoch);
    row = payments::encode(*record);
  }

  payments::Clock& clock_;
};

class ClockTokens final : public ClaimsIn<StampingStore> {
 public:
  using ClaimsIn::ClaimsIn;

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
    const payments::RowKey at = payments::claim_key(claim.value.scope, claim.value.key);
    auto stored = payments::fetch(store, payments::tables::claims, at, payments::decode_claim);
    const bool ours = stored && *stored && (*stored)->value.owner == claim.value.owner;
    if (ours) claim = std::move(**stored);
  }
};

}  // namespace

Defect token_from_the_clock() {
  return {.name = "token_from_the_clock",
          .summary = "The fencing token of a key is the time at which it was claimed.",
          .lesson = "What decides who came later is counted where it is decided; clocks disagree.",
          .source = "our own, against I06",
          .property = "single_executor",
          .scenario = "clock_skew",
          .system = payments_with("token_from_the_clock",
                                  "payments, with fencing tokens taken from the clock",
                                  &keep_claims_in<ClockTokens>)};
}

}  // namespace assay::systems
