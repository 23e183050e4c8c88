// A claim is one conditional commit of two rows: the record under its key, and the key under the
// operation that the client means. Whoever loses the race reads again and is told what it lost to.
#include "payments/idempotency/idempotency.hpp"

#include "payments/journal/due_rows.hpp"

#include <utility>

namespace payments {
namespace {

using Kind = ClaimAnswer::Kind;

/// Whether the client may mean a new try when it asks again under another key.
bool settled_without_effect(const ClaimRecord& record) {
  return record.state == ClaimState::completed && record.response.code != status::succeeded;
}

/// Whether another payload for the same operation is not refused for good: the first one's outcome
/// is not known, or it had no effect and may be asked for again.
bool in_doubt(const ClaimRecord& record) { return record.state != ClaimState::completed; }

ClaimRecord fresh(const ClaimRequest& request, std::uint64_t token) {
  return {.scope = request.scope,
          .key = request.key,
          .fingerprint = request.fingerprint,
          .payable = request.payable,
          .kind = request.kind,
          .ordinal = request.ordinal,
          .state = ClaimState::running,
          .token = token,
          .owner = {},
          .lease_end = {},
          .expires = {},
          .operation = {},
          .response = {}};
}

Transaction transaction(std::string purpose, const ClaimRecord& record, std::uint64_t version) {
  Transaction made{
      std::move(purpose), subject_of(record.payable, record.kind, record.ordinal), {}};
  made.writes.push_back(put(record, version));
  return made;
}

}  // namespace

/// Who else stands for the operation that a request means, if anybody.
struct StoredIdempotency::Rival {
  std::optional<ClaimAnswer> answer;  ///< given in the other's name
  std::optional<Write> entry;         ///< what makes this request's key stand for it
  std::optional<Write> end;           ///< of the other's claim, under which nothing ever began
};

/// Ends a claim that its owner has left without beginning anything; if he comes back, his token is
/// not the one he had.
Write StoredIdempotency::let_go(const Claim& abandoned, Instant now) const {
  ClaimRecord record = abandoned.value;
  record.state = ClaimState::released;
  ++record.token;
  record.expires = now + config_.key_retention;
  return put(record, abandoned.version);
}

StoredIdempotency::StoredIdempotency(Store& store, Clock& clock, Ids& ids, const Config& config)
    : store_(store), clock_(clock), ids_(ids), config_(config) {}

Instant StoredIdempotency::lease_end(Instant now) const { return now + config_.lease; }

bool StoredIdempotency::lapsed(const ClaimRecord& record, Instant now) const {
  return record.lease_end <= now - config_.clock_skew;
}

/// Whether its owner left before any operation began under it.
bool StoredIdempotency::abandoned(const ClaimRecord& record, Instant now) const {
  return record.state == ClaimState::running && record.operation.empty() && lapsed(record, now);
}

StoredIdempotency::Standing StoredIdempotency::standing(const ClaimRecord& record,
                                                        const std::string& fingerprint,
                                                        Instant now) const {
  const bool over =
      record.state == ClaimState::completed || record.state == ClaimState::released;
  if (over && record.expires <= now) return Standing::free;
  if (record.fingerprint != fingerprint) return Standing::mismatch;
  switch (record.state) {
    case ClaimState::completed: return Standing::replay;
    case ClaimState::waiting: return Standing::waiting;
    case ClaimState::released: return Standing::free;
    case ClaimState::running: break;
  }
  return lapsed(record, now) ? Standing::orphaned : Standing::in_flight;
}

void StoredIdempotency::make_ours(ClaimRecord& record, Instant now) {
  record.state = ClaimState::running;
  record.owner = ids_.mint("claim");
  record.lease_end = lease_end(now);
}

/// Commits `mine` in the place of the record of that version, 0 where there is none. Where it was
/// inserted, or nobody said whether it was written, the record is looked at.
/// Returns: its version; none where it is somebody else's.
std::expected<std::optional<std::uint64_t>, StoreError> StoredIdempotency::write(
    const Transaction& transaction, const ClaimRecord& mine, std::uint64_t version) {
  const auto committed = store_.commit(transaction);
  if (committed && version != 0) return version + 1;
  if (!committed && committed.error() == CommitError::unavailable) {
    return std::unexpected(StoreError::unavailable);
  }
  if (!committed && committed.error() != CommitError::unknown) return std::nullopt;
  const auto found = fetch(store_, tables::claims, claim_key(mine.scope, mine.key), decode_claim);
  if (!found) return std::unexpected(found.error());
  if (!*found || (*found)->value != mine) return std::nullopt;
  return (*found)->version;
}

std::expected<StoredIdempotency::Rival, StoreError> StoredIdempotency::rival(
    const ClaimRequest& request, Instant now) {
  const RowKey at = intent_key(request.payable, request.kind, request.ordinal);
  const auto mine = [&](std::uint64_t version) {
    return put(tables::intents, at, encode(IntentRow{request.scope, request.key}), version);
  };
  const auto intent = fetch(store_, tables::intents, at, decode_intent);
  if (!intent) return std::unexpected(intent.error());
  if (!*intent) return Rival{{}, mine(0), {}};
  const IntentRow& named = (*intent)->value;
  if (named.scope == request.scope && named.key == request.key) return Rival{};
  const auto other =
      fetch(store_, tables::claims, claim_key(named.scope, named.key), decode_claim);
  if (!other) return std::unexpected(other.error());
  if (!*other || settled_without_effect((*other)->value)) {
    return Rival{{}, mine((*intent)->version), {}};
  }
  const ClaimRecord& record = (*other)->value;
  if (abandoned(record, now)) return Rival{{}, mine((*intent)->version), let_go(**other, now)};
  const auto answered = [&](Kind kind) { return Rival{ClaimAnswer{kind, {}, record}, {}, {}}; };
  switch (standing(record, request.fingerprint, now)) {
    case Standing::free: return Rival{{}, mine((*intent)->version), {}};
    case Standing::mismatch: return answered(in_doubt(record) ? Kind::in_flight : Kind::mismatch);
    case Standing::replay: return answered(Kind::replay);
    case Standing::waiting: return answered(Kind::waiting);
    default: return answered(Kind::in_flight);
  }
}

/// One try. Returns: false where another executor was faster, and the world must be read again.
bool StoredIdempotency::try_claim(const ClaimRequest& request, ClaimAnswer& answer) {
  const Instant now = clock_.now();
  auto found = fetch(store_, tables::claims, claim_key(request.scope, request.key), decode_claim);
  if (!found) return true;
  const std::uint64_t version = *found ? (*found)->version : 0;
  ClaimRecord next = fresh(request, *found ? (*found)->value.token + 1 : 1);
  const auto refuse = [&](Kind kind) {
    answer.kind = kind;
    answer.record = std::move((*found)->value);
    return true;
  };
  Standing standing_now = Standing::free;
  if (*found) standing_now = standing((*found)->value, request.fingerprint, now);
  std::optional<Write> entry, end;
  switch (standing_now) {
    case Standing::mismatch: return refuse(Kind::mismatch);
    case Standing::replay: return refuse(Kind::replay);
    case Standing::waiting: return refuse(Kind::waiting);
    case Standing::in_flight: return refuse(Kind::in_flight);
    case Standing::orphaned: next.operation = (*found)->value.operation; break;
    case Standing::free: {
      auto other = rival(request, now);
      if (!other) return true;
      if (other->answer) {
        answer = std::move(*other->answer);
        return true;
      }
      entry = std::move(other->entry);
      end = std::move(other->end);
    }
  }
  make_ours(next, now);
  next.response.operation = next.operation;
  Transaction claiming = transaction("claim", next, version);
  if (entry) claiming.writes.push_back(std::move(*entry));
  if (end) claiming.writes.push_back(std::move(*end));
  const auto written = write(claiming, next, version);
  if (!written) return true;
  if (!*written) return false;
  answer.kind = Kind::granted;
  answer.claim = {std::move(next), **written};
  return true;
}

ClaimAnswer StoredIdempotency::claim(const ClaimRequest& request) {
  ClaimAnswer answer;
  for (std::uint32_t i = 0; i < config_.commit_tries_max; ++i) {
    if (try_claim(request, answer)) break;
  }
  return answer;
}

TakeOver StoredIdempotency::take_over(const Scope& scope, const IdempotencyKey& key,
                                      const OperationId& operation) {
  for (std::uint32_t i = 0; i < config_.commit_tries_max; ++i) {
    const Instant now = clock_.now();
    const auto found = fetch(store_, tables::claims, claim_key(scope, key), decode_claim);
    if (!found) return {};
    if (!*found || (*found)->value.operation != operation) return {TakeOver::Kind::gone, {}, {}};
    const ClaimRecord& record = (*found)->value;
    if (record.state == ClaimState::completed || record.state == ClaimState::released) {
      return {TakeOver::Kind::gone, {}, {}};
    }
    if (record.state == ClaimState::running && !lapsed(record, now)) {
      return {TakeOver::Kind::held, {}, record.lease_end};
    }
    ClaimRecord next = record;
    ++next.token;
    make_ours(next, now);
    const std::uint64_t version = (*found)->version;
    const auto written = write(transaction("take_over", next, version), next, version);
    if (!written) return {};
    if (*written) return {TakeOver::Kind::granted, {std::move(next), **written}, {}};
  }
  return {};
}

bool StoredIdempotency::end(const Claim& claim, ClaimState state, const Response& response) {
  ClaimRecord next = claim.value;
  next.state = state;
  next.response = response;
  next.response.operation = next.operation;
  next.response.retry_after.reset();
  next.expires = clock_.now() + config_.key_retention;
  const std::string purpose = state == ClaimState::released ? "release" : "complete";
  const auto written = write(transaction(purpose, next, claim.version), next, claim.version);
  return written && *written;
}

bool StoredIdempotency::remove(const Scope& scope, const IdempotencyKey& key) {
  const auto found = fetch(store_, tables::claims, claim_key(scope, key), decode_claim);
  return found && *found && remove(**found);
}

/// Nobody else's record: one that has gone on since it was read stays.
bool StoredIdempotency::remove(const Claim& claim) {
  const ClaimRecord& record = claim.value;
  const RowKey at = intent_key(record.payable, record.kind, record.ordinal);
  const auto intent = fetch(store_, tables::intents, at, decode_intent);
  if (!intent) return false;
  Transaction removal{"reap",
                      subject_of(record.payable, record.kind, record.ordinal),
                      {erase(tables::claims, claim_key(record.scope, record.key), claim.version)}};
  const bool named =
      *intent && (*intent)->value.scope == record.scope && (*intent)->value.key == record.key;
  if (named) {
    removal.writes.push_back(erase(tables::intents, at, (*intent)->version));
  }
  return store_.commit(removal).has_value();
}

StepResult StoredIdempotency::reap() {
  StepResult result;
  const Instant now = clock_.now();
  result.wake_at(now + config_.reap_delay);
  result.merge(reap(indexes::leases, now));
  result.merge(reap(indexes::expiries, now));
  return result;
}

/// Removes what an index shows to be past its time: a claim that nothing began under, or an ended
/// one. The lease of an operation that is open is the resolver's.
StepResult StoredIdempotency::reap(const DueIndex& index, Instant now) {
  StepResult result;
  DuePlace after;
  for (bool more = true; more;) {
    auto rows = store_.due(index, after, now - config_.clock_skew, config_.page);
    if (!rows) return result;
    more = rows->size() == config_.page;
    if (more) after = place_behind(*rows);
    sort_by_key(*rows);
    for (const Row& row : *rows) {
      auto record = decode_claim(row.value);
      const bool over = record && (record->state == ClaimState::completed ||
                                   record->state == ClaimState::released);
      const bool left = record && abandoned(*record, now);
      if (left || (over && record->expires <= now - config_.clock_skew)) {
        result.changed = remove(Claim{std::move(*record), row.version}) || result.changed;
      }
    }
  }
  return result;
}

}  // namespace payments
