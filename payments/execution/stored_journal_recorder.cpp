// A draft holds the rows to be and the case as it will look once they are committed; nothing of
// the caller's case changes before that is certain.
#include "payments/execution/stored_journal_recorder.hpp"

#include "payments/execution/absence.hpp"
#include "payments/journal/due_rows.hpp"
#include "payments/ledger/ledger_rows.hpp"
#include "payments/types/ensure.hpp"

#include <algorithm>
#include <utility>

namespace payments {

/// One transition, ready to be committed.
struct StoredJournalRecorder::Draft {
  JournalEntry entry;
  Case after;
  Transaction transaction;
  Posting posting;
};

namespace {

EventKind event_kind(const JournalEntry& entry) {
  if (terminal(entry.from)) return EventKind::late_success;
  if (entry.to == State::succeeded) return EventKind::succeeded;
  return entry.to == State::declined ? EventKind::declined : EventKind::failed;
}

std::optional<Money> moved(const JournalEntry& entry) {
  if (entry.to != State::succeeded) return std::nullopt;
  const Money amount = entry.facts.amount;
  if (entry.facts.kind == OperationKind::capture) return amount;
  if (entry.facts.kind == OperationKind::refund) return Money{-amount.minor, amount.currency};
  return std::nullopt;
}

Event event_of(const JournalEntry& entry) {
  const OperationId& operation = entry.facts.operation;
  return {.id = {"event-" + operation.value + "-" + std::to_string(entry.version)},
          .kind = event_kind(entry),
          .place = entry.place,
          .facts = entry.facts,
          .at = entry.at};
}

/// The payment once `entry` is part of it.
void advance(Payment& payment, const JournalEntry& entry) {
  payment.place = std::max(payment.place, entry.place);
  for (OperationView& view : payment.operations) {
    if (view.facts.operation == entry.facts.operation) {
      return advance(view, entry);
    }
  }
  advance(payment.operations.emplace_back(), entry);
}

/// Whoever inserts a row does not know its version. Where it is not learned now, the next write
/// finds out: it is stale, and the row is read again.
template <typename Value>
void learn_version(Store& store, std::string_view table, const RowKey& key, Stored<Value>& mine) {
  const auto row = store.read(table, key.text());
  if (row && *row && (*row)->value == encode(mine.value)) mine.version = (*row)->version;
}

bool sends(State state) { return state == State::initiated || state == State::attempting; }

}  // namespace

StoredJournalRecorder::StoredJournalRecorder(const Ports& ports, const Config& config,
                                             const StateMachine& machine,
                                             const Idempotency& idempotency,
                                             Bookkeeping& bookkeeping, const PostingRules& postings)
    : ports_(ports),
      config_(config),
      machine_(machine),
      idempotency_(idempotency),
      bookkeeping_(bookkeeping),
      postings_(postings) {}

StoredJournalRecorder::Draft StoredJournalRecorder::draft(const Case& subject, const Move& move,
                                                          State to) {
  const OperationView* view = subject.payment.value.find(subject.operation);
  const OperationView nothing;
  const OperationView& before = view == nullptr ? nothing : *view;
  const bool tries = to == State::attempting;
  Draft made{.entry = {.facts = view == nullptr ? move.facts : before.facts,
                       .version = before.version + 1,
                       .from = before.state,
                       .to = to,
                       .attempt = before.attempt + (tries ? 1 : 0),
                       .key = tries ? move.key : before.key,
                       .why = move.why,
                       .cause = move.cause,
                       .evidence = {ports_.ids.mint("evidence")},
                       .at = ports_.clock.now(),
                       .reference = move.reference,
                       .capture_before = move.capture_before,
                       .place = terminal(to) ? subject.payment.value.place + 1 : 0,
                       .who = move.who,
                       .grounds = move.grounds},
             .after = subject,
             .transaction = {std::string(move.purpose), {}, {}},
             .posting = {}};
  const Facts& facts = made.entry.facts;
  made.transaction.subject = subject_of(facts.payable, facts.kind, facts.ordinal);
  advance(made.after.payment.value, made.entry);
  made.posting = {facts.payable.tenant, facts.customer, moved(made.entry), {}};
  if (made.entry.place != 0) made.posting.event = event_of(made.entry);
  add_rows(made, subject, move);
  return made;
}

void StoredJournalRecorder::add_rows(Draft& draft, const Case& subject, const Move& move) const {
  const JournalEntry& entry = draft.entry;
  const OperationId& id = entry.facts.operation;
  auto& writes = draft.transaction.writes;
  writes.push_back(put(tables::journal, journal_key(id, entry.version), encode(entry), 0));
  writes.push_back(put(tables::payments, payment_key(entry.facts.payable),
                       encode(draft.after.payment.value), subject.payment.version));
  draft.after.payment.version = subject.payment.version + 1;
  add_claim(draft, subject);
  add_open(draft, subject);
  add_books(draft, subject);
  writes.insert(writes.end(), move.along.begin(), move.along.end());
  if (entry.to != State::succeeded) return;
  const FollowUpRow row{id, entry.facts.payable, entry.at, 0, {}, 0};
  if (!move.listed) writes.push_back(put_unmatched(row, 0));
  if (surplus(draft.after.payment.value, id, entry.at)) {
    writes.push_back(put(tables::reversals, operation_key(id), encode(row), 0));
  } else if (keeps_remainder(draft.after.payment.value, entry.facts)) {
    const FollowUpRow hold{entry.facts.parent, entry.facts.payable, entry.at, 0, {}, 0};
    writes.push_back(put(tables::reversals, operation_key(id), encode(hold), 0));
  }
}

/// Whether this capture was the last, and its processor goes on holding what it left.
bool StoredJournalRecorder::keeps_remainder(const Payment& payment, const Facts& facts) const {
  const bool last = facts.kind == OperationKind::capture && !facts.terms.more_to_come;
  return last && ports_.gateway.capabilities().keeps_remainder &&
         remainder(payment, facts.parent) > 0;
}

/// What the transition books goes with it. Money that moved is no less true where its sum does not
/// fit: then the transition stands without an entry, and somebody is told.
void StoredJournalRecorder::add_books(Draft& draft, const Case& subject) const {
  const JournalEntry& entry = draft.entry;
  const auto booked =
      LedgerEntry::make({.payable = entry.facts.payable,
                         .operation = entry.facts.operation,
                         .kind = entry.facts.kind,
                         .ordinal = entry.facts.ordinal,
                         .customer = entry.facts.customer,
                         .version = entry.version,
                         .effect = {},
                         .what = std::string(to_text(entry.to))},
                        entry.at, draft.after.payment.version,
                        postings_.legs(subject.payment.value, draft.after.payment.value));
  if (booked) return add_entry(draft.transaction, *booked);
  if (booked.error() == EntryError::nothing) return;
  ports_.telemetry.alarm(unbooked_alarm, entry.facts.operation.value);
}

/// The holder's right goes with the belief: renewed while it may send, handed over while nobody
/// knows, ended with the operation.
void StoredJournalRecorder::add_claim(Draft& draft, const Case& subject) const {
  if (!subject.claim) return;
  const OperationView& view = draft.after.view();
  ClaimRecord& record = draft.after.claim->value;
  record.operation = view.facts.operation;
  record.response = {};
  record.response.operation = view.facts.operation;
  record.lease_end = sends(view.state) ? idempotency_.lease_end(view.since) : view.since;
  record.state = sends(view.state) ? ClaimState::running : ClaimState::waiting;
  if (terminal(view.state)) end_with(record, view, view.since, config_);
  draft.transaction.writes.push_back(put(record, subject.claim->version));
  draft.after.claim->version = subject.claim->version + 1;
}

/// An open entry lives as long as somebody must come back to the operation.
void StoredJournalRecorder::add_open(Draft& draft, const Case& subject) const {
  const JournalEntry& entry = draft.entry;
  const std::uint64_t version = subject.open ? subject.open->version : 0;
  const RowKey key = operation_key(entry.facts.operation);
  const auto keep = [&](OpenRow row, Instant due, std::uint32_t rare = 0) {
    row.due = due;
    row.rare = rare;
    draft.transaction.writes.push_back(put(row, version));
    draft.after.open = Stored<OpenRow>{std::move(row), version + 1};
  };
  const auto keep_parked = [&] {
    OpenRow row = subject.open->value;
    row.asks = 0;
    const bool passes = entry.cause == Cause::sender_may_still_send;
    const Instant due = passes ? absence_provable(draft.after.view(), config_)
                               : entry.at + config_.parked_delay_min;
    keep(std::move(row), due, passes ? 0 : 1);
  };
  if (entry.from == State::none || entry.why == Evidence::resumed) {
    const ClaimRecord& record = draft.after.claim->value;
    return keep({entry.facts.operation, entry.facts.payable, record.scope, record.key, {}, 0, 0},
                record.lease_end);
  }
  if (!subject.open || entry.to == State::attempting) return;
  if (entry.to == State::parked) return keep_parked();
  if (unresolved(entry.to)) return keep(subject.open->value, entry.at + config_.ask_delay_min);
  if (!subject.claim) return keep(subject.open->value, entry.at);
  draft.transaction.writes.push_back(erase(tables::open, key, version));
  draft.after.open.reset();
}

/// The draft was committed: the case is as it says.
void StoredJournalRecorder::carry_over(Case& subject, Draft& draft) {
  Case& after = draft.after;
  const OperationId& operation = draft.entry.facts.operation;
  if (subject.payment.version == 0) {
    const RowKey key = payment_key(draft.entry.facts.payable);
    learn_version(ports_.store, tables::payments, key, after.payment);
  }
  if (!subject.open && after.open) {
    learn_version(ports_.store, tables::open, operation_key(operation), *after.open);
  }
  subject = std::move(after);
}

/// After a commit that was not acknowledged: what is true now?
Recorded StoredJournalRecorder::settle(Case& subject, Draft& draft, CommitError error) {
  if (error == CommitError::unavailable) return Recorded::unavailable;
  const bool unknown = error == CommitError::unknown;
  if (unknown) {
    ports_.telemetry.count("commit_unknown", subject.operation.value);
    const auto entry = fetch(ports_.store, tables::journal,
                             journal_key(subject.operation, draft.entry.version), decode_journal);
    if (!entry) return Recorded::uncertain;
    if (*entry && (*entry)->value.evidence == draft.entry.evidence) {
      carry_over(subject, draft);
      return Recorded::yes;
    }
  }
  return refresh(ports_.store, subject) ? Recorded::again : Recorded::unavailable;
}

Recorded StoredJournalRecorder::record_once(Case& subject, const Move& move) {
  if (move.fenced && !subject.claim) return Recorded::fenced;
  if (move.attempt && subject.view().attempt != *move.attempt) return Recorded::ignored;
  const Ruling ruling = machine_.rule(subject.state(), move.why);
  if (ruling.kind == RulingKind::ignored) return Recorded::ignored;
  if (ruling.kind == RulingKind::refused) return Recorded::refused;
  Draft made = draft(subject, move, ruling.to);
  const auto committed = bookkeeping_.commit(std::move(made.transaction), made.posting);
  if (!committed) return settle(subject, made, committed.error());
  carry_over(subject, made);
  return Recorded::yes;
}

Recorded StoredJournalRecorder::record(Case& subject, const Move& move) {
  Recorded last = Recorded::unavailable;
  for (std::uint32_t i = 0; i < config_.commit_tries_max; ++i) {
    last = record_once(subject, move);
    if (last != Recorded::again && last != Recorded::unavailable) return last;
  }
  return last == Recorded::again ? Recorded::unavailable : last;
}

}  // namespace payments
