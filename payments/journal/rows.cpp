// Keys are joined parts (row_key.hpp), values are records (record_text.hpp): neither can be
// mistaken for another, whatever names are in it.
#include "payments/journal/rows.hpp"

#include "payments/journal/record_text.hpp"
#include "payments/journal/row_fields.hpp"
#include "payments/journal/words.hpp"
#include "payments/types/ensure.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace payments {
namespace {

using detail::read;
using detail::read_word;
using detail::write;

constexpr std::array<std::string_view, 4> claim_states{"running", "waiting", "completed",
                                                       "released"};

std::string_view to_text(ClaimState state) { return claim_states[static_cast<std::size_t>(state)]; }

std::optional<ClaimState> claim_state_from(std::string_view text) {
  return detail::value_of<ClaimState>(text, claim_states);
}

void write_view(RecordWriter& out, const OperationView& view) {
  write(out, view.facts);
  out.text(to_text(view.state)).count(view.version);
  out.count(view.attempt).count(view.keys).text(view.key.value);
  out.text(to_text(view.cause)).number(view.since.count);
  out.number(view.first_sent.count).number(view.last_sent.count).count(view.tries_before);
  out.count(view.in_doubt ? 1U : 0U).count(view.key_spent ? 1U : 0U).text(view.reference);
  write(out, view.capture_before);
  out.count(view.settled);
}

void read_view(RecordReader& in, OperationView& view) {
  read(in, view.facts);
  read_word(in, view.state, state_from);
  in.count(view.version).count(view.attempt).count(view.keys);
  in.text(view.key.value);
  read_word(in, view.cause, cause_from);
  in.number(view.since.count).number(view.first_sent.count).number(view.last_sent.count);
  std::uint32_t in_doubt = 0, key_spent = 0;
  in.count(view.tries_before).count(in_doubt).count(key_spent).text(view.reference);
  if (in_doubt > 1 || key_spent > 1) in.reject();
  view.in_doubt = in_doubt != 0;
  view.key_spent = key_spent != 0;
  read(in, view.capture_before);
  in.count(view.settled);
}

void write_response(RecordWriter& out, const Response& response) {
  out.count(response.code);
  out.text(response.told ? to_text(*response.told) : "nothing");
  out.text(response.reason);
}

std::optional<std::optional<Outcome>> told_from(std::string_view word) {
  using Told = std::optional<Outcome>;
  if (word == "nothing") return std::optional<Told>(Told{});
  const Told found = detail::outcome_from(word);
  return found ? std::optional<Told>(found) : std::nullopt;
}

void read_response(RecordReader& in, Response& response) {
  in.count(response.code);
  read_word(in, response.told, told_from);
  in.text(response.reason);
}

void read_entry(RecordReader& in, JournalEntry& entry) {
  read(in, entry.facts);
  in.count(entry.version);
  read_word(in, entry.from, state_from);
  read_word(in, entry.to, state_from);
  in.count(entry.attempt).text(entry.key.value);
  read_word(in, entry.why, evidence_from);
  read_word(in, entry.cause, cause_from);
  in.text(entry.evidence.value).number(entry.at.count);
  in.text(entry.reference);
  read(in, entry.capture_before);
  in.count(entry.place).text(entry.who).text(entry.grounds);
}

/// What `read_fields` reads, or nothing where the record does not fit it.
template <typename Value, typename Read>
std::optional<Value> decoded(std::string_view record, std::string_view kind, Read read_fields) {
  Value value;
  RecordReader in(record, kind);
  read_fields(in, value);
  return in.finished() ? std::optional(std::move(value)) : std::nullopt;
}

}  // namespace

RowKey journal_key(const OperationId& operation, std::uint64_t version) {
  return RowKey::of(operation, version);
}

RowKey payment_key(const PayableId& payable) { return RowKey::of(payable); }

RowKey claim_key(const Scope& scope, const IdempotencyKey& key) { return RowKey::of(scope, key); }

RowKey intent_key(const PayableId& payable, OperationKind kind, std::uint32_t ordinal) {
  return RowKey::of(payable, to_text(kind), std::uint64_t{ordinal});
}

RowKey balance_key(const Tenant& tenant, const CustomerId& customer, Currency currency) {
  return RowKey::of(tenant, customer, currency.code());
}

RowKey outbox_key(const PayableId& payable, std::uint64_t place) {
  return RowKey::of(payable, place);
}

RowKey operation_key(const OperationId& operation) { return RowKey::of(operation); }

RowKey cursor_key(std::string_view reader) { return RowKey::of(reader); }

std::string subject_of(const PayableId& payable, OperationKind kind, std::uint32_t ordinal) {
  std::string subject = payable.tenant.value;
  if (!subject.empty()) subject += '/';
  subject.append(payable.value).append(1, '/').append(to_text(kind)).append(1, '-');
  return subject += std::to_string(ordinal);
}

std::string encode(const JournalEntry& entry) {
  RecordWriter out("journal");
  write(out, entry.facts);
  out.count(entry.version).text(to_text(entry.from));
  out.text(to_text(entry.to)).count(entry.attempt);
  out.text(entry.key.value).text(to_text(entry.why));
  out.text(to_text(entry.cause)).text(entry.evidence.value);
  out.number(entry.at.count).text(entry.reference);
  write(out, entry.capture_before);
  out.count(entry.place).text(entry.who).text(entry.grounds);
  return std::move(out).finish();
}

std::optional<JournalEntry> decode_journal(std::string_view value) {
  return decoded<JournalEntry>(value, "journal", read_entry);
}

std::string encode(const Payment& payment) {
  RecordWriter out("payment");
  write(out, payment.payable);
  out.count(payment.place);
  for (const OperationView& view : payment.operations) write_view(out, view);
  return std::move(out).finish();
}

std::optional<Payment> decode_payment(std::string_view value) {
  return decoded<Payment>(value, "payment", [](RecordReader& in, Payment& payment) {
    read(in, payment.payable);
    in.count(payment.place);
    while (in.more()) read_view(in, payment.operations.emplace_back());
  });
}

std::string encode(const ClaimRecord& record) {
  ensure(record.scope.tenant == record.payable.tenant, "a key is of the payable's tenant");
  RecordWriter out("claim");
  out.text(to_text(record.state)).count(record.token);
  write(out, record.scope);
  out.text(record.key.value).text(record.fingerprint).text(record.payable.value);
  out.text(to_text(record.kind)).count(record.ordinal);
  out.text(record.owner).number(record.lease_end.count);
  out.number(record.expires.count).text(record.operation.value);
  write_response(out, record.response);
  return std::move(out).finish();
}

/// A payable is of its key's tenant. A stored response is about the claim's own operation.
std::optional<ClaimRecord> decode_claim(std::string_view value) {
  return decoded<ClaimRecord>(value, "claim", [](RecordReader& in, ClaimRecord& record) {
    read_word(in, record.state, claim_state_from);
    in.count(record.token);
    read(in, record.scope);
    in.text(record.key.value).text(record.fingerprint).text(record.payable.value);
    record.payable.tenant = record.scope.tenant;
    read_word(in, record.kind, detail::operation_kind_from);
    in.count(record.ordinal).text(record.owner);
    in.number(record.lease_end.count).number(record.expires.count);
    in.text(record.operation.value);
    read_response(in, record.response);
    record.response.operation = record.operation;
  });
}

std::string encode(const IntentRow& row) {
  RecordWriter out("intent");
  write(out, row.scope);
  out.text(row.key.value);
  return std::move(out).finish();
}

std::optional<IntentRow> decode_intent(std::string_view value) {
  return decoded<IntentRow>(value, "intent", [](RecordReader& in, IntentRow& row) {
    read(in, row.scope);
    in.text(row.key.value);
  });
}

std::string encode(const BalanceRow& row) {
  RecordWriter out("balance");
  out.text(row.tenant.value).text(row.customer.value);
  write(out, row.amount);
  return std::move(out).finish();
}

std::optional<BalanceRow> decode_balance(std::string_view value) {
  return decoded<BalanceRow>(value, "balance", [](RecordReader& in, BalanceRow& row) {
    in.text(row.tenant.value).text(row.customer.value);
    read(in, row.amount);
  });
}

std::string encode(const OutboxRow& row) {
  RecordWriter out("outbox");
  out.text(row.event.id.value).text(to_text(row.event.kind));
  out.count(row.event.place);
  write(out, row.event.facts);
  out.number(row.event.at.count).count(row.delivered);
  return std::move(out).finish();
}

std::optional<OutboxRow> decode_outbox(std::string_view value) {
  return decoded<OutboxRow>(value, "outbox", [](RecordReader& in, OutboxRow& row) {
    in.text(row.event.id.value);
    read_word(in, row.event.kind, detail::event_kind_from);
    in.count(row.event.place);
    read(in, row.event.facts);
    in.number(row.event.at.count).count(row.delivered);
  });
}

std::string encode(const OpenRow& row) {
  RecordWriter out("open");
  out.text(row.operation.value);
  write(out, row.payable);
  write(out, row.scope);
  out.text(row.key.value);
  out.number(row.due.count).count(row.asks).count(row.rare);
  return std::move(out).finish();
}

std::optional<OpenRow> decode_open(std::string_view value) {
  return decoded<OpenRow>(value, "open", [](RecordReader& in, OpenRow& row) {
    in.text(row.operation.value);
    read(in, row.payable);
    read(in, row.scope);
    in.text(row.key.value);
    in.number(row.due.count).count(row.asks).count(row.rare);
  });
}

std::string encode(const FollowUpRow& row) {
  RecordWriter out("follow_up");
  out.text(row.operation.value);
  write(out, row.payable);
  out.number(row.since.count).count(row.alarmed).text(row.effect).count(row.ordinal);
  return std::move(out).finish();
}

std::optional<FollowUpRow> decode_follow_up(std::string_view value) {
  return decoded<FollowUpRow>(value, "follow_up", [](RecordReader& in, FollowUpRow& row) {
    in.text(row.operation.value);
    read(in, row.payable);
    in.number(row.since.count).count(row.alarmed).text(row.effect).count(row.ordinal);
  });
}

}  // namespace payments
