// One execution per client key, and per operation that a client means: an atomic claim in a
// transaction of its own, a lease with a fencing token, and the stored response. Part of the
// service that a host may replace. All exclusion is in the store; nothing is cached here.
// Serves: I01, I03, I04, I06; claims and answers as R2, R7 and policy 4.1 have them.
#pragma once

#include "payments/journal/rows.hpp"
#include "payments/journal/stored.hpp"
#include "payments/ports/clock.hpp"
#include "payments/ports/ids.hpp"
#include "payments/ports/store.hpp"
#include "payments/types/config.hpp"
#include "payments/types/step.hpp"

#include <string>

namespace payments {

/// A claimed record as its holder last saw it.
using Claim = Stored<ClaimRecord>;

struct ClaimRequest {
  Scope scope;
  IdempotencyKey key;
  std::string fingerprint;
  PayableId payable;
  OperationKind kind{};
  std::uint32_t ordinal = 0;
};

struct ClaimAnswer {
  enum class Kind : std::uint8_t {
    granted,      ///< `claim` is ours; it names an operation if one must be resumed
    replay,       ///< `record` has the final response
    waiting,      ///< `record` names an operation that is not resolved yet
    in_flight,    ///< somebody else is at work until about `record.lease_end`, or the operation
                  ///< meant is in doubt under another key with another payload
    mismatch,     ///< the key, or an operation that has ended, is known with another payload
    unavailable,  ///< the store did not let us know: nothing was done that will not lapse
  };

  Kind kind = Kind::unavailable;
  Claim claim;
  ClaimRecord record;
};

/// The answer to whoever wants to resolve the operation that a record names.
struct TakeOver {
  enum class Kind : std::uint8_t {
    granted,
    held,         ///< its owner may still be running, until `until`
    gone,         ///< no record waits for this operation
    unavailable,
  };

  Kind kind = Kind::unavailable;
  Claim claim;
  Instant until;
};

class Idempotency {
 public:
  virtual ~Idempotency() = default;

  /// Claims the key for one execution, or says why not. Commits before any operation exists.
  virtual ClaimAnswer claim(const ClaimRequest& request) = 0;

  /// Claims the record of an operation whose owner is gone or has handed it over.
  virtual TakeOver take_over(const Scope& scope, const IdempotencyKey& key,
                             const OperationId& operation) = 0;

  /// Ends a claim under which no operation began: with a final response, or (state released)
  /// without any. Returns false if that did not become durable; then the lease ends it.
  virtual bool end(const Claim& claim, ClaimState state, const Response& response) = 0;

  /// Until when a claim taken or renewed now is exclusive.
  [[nodiscard]] virtual Instant lease_end(Instant now) const = 0;

  /// Removes records whose retention is over, and those that their owner left before any operation
  /// began. Never one whose operation is unresolved (I08).
  virtual StepResult reap() = 0;
};

/// The records in two tables of the store, one row per key and one per intended operation.
class StoredIdempotency : public Idempotency {
 public:
  StoredIdempotency(Store& store, Clock& clock, Ids& ids, const Config& config);

  ClaimAnswer claim(const ClaimRequest& request) override;
  TakeOver take_over(const Scope& scope, const IdempotencyKey& key,
                     const OperationId& operation) override;
  bool end(const Claim& claim, ClaimState state, const Response& response) override;
  [[nodiscard]] Instant lease_end(Instant now) const override;
  StepResult reap() override;

  /// Deletes the record of this key, whoever holds it, with its entry under the operation meant.
  /// For the reaper and for operators; a running owner loses its claim.
  bool remove(const Scope& scope, const IdempotencyKey& key);
  /// The same as it was read then, or nothing.
  bool remove(const Claim& claim);

 private:
  StepResult reap(const DueIndex& index, Instant now);
  enum class Standing : std::uint8_t { free, mismatch, replay, waiting, in_flight, orphaned };
  struct Rival;

  [[nodiscard]] Standing standing(const ClaimRecord& record, const std::string& fingerprint,
                                  Instant now) const;
  [[nodiscard]] bool lapsed(const ClaimRecord& record, Instant now) const;
  [[nodiscard]] bool abandoned(const ClaimRecord& record, Instant now) const;
  [[nodiscard]] Write let_go(const Claim& abandoned, Instant now) const;
  void make_ours(ClaimRecord& record, Instant now);
  bool try_claim(const ClaimRequest& request, ClaimAnswer& answer);
  std::expected<Rival, StoreError> rival(const ClaimRequest& request, Instant now);
  std::expected<std::optional<std::uint64_t>, StoreError> write(const Transaction& transaction,
                                                                const ClaimRecord& mine,
                                                                std::uint64_t version);

  Store& store_;
  Clock& clock_;
  Ids& ids_;
  const Config& config_;
};

}  // namespace payments
