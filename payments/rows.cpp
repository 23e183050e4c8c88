// Keys end in fields of fixed form (digits, known words), so two different things never share
// one; values are records (record_text.hpp).
#include "payments/rows.hpp"

#include "payments/record_text.hpp"
#include "payments/detail/row_fields.hpp"

#include <array>

namespace payments {
namespace {

using detail::read;
using detail::read_word;
using detail::write;

std::string padded(std::uint64_t number, std::size_t width) {
  const std::string digits = std::to_string(number);
  return std::string(width > digits.size() ? width - digits.size() : 0, '0') + digits;
}

std::string_view to_text(ClaimState state) {
  constexpr std::array<std::string_view, 4> names{"running", "waiting", "completed", "released"};
  return names[static_cast<std::size_t>(state)];
}

std::optional<ClaimState> claim_state_from(std::string_view text) {
  using enum ClaimState;
  for (const ClaimState state : {running, waiting, completed, released}) {
    if (to_text(state) == text) return state;
  }
  return std::nullopt;
}

void write_view(RecordWriter& out, const OperationView& view) {
  write(out, view.facts);
  out.text("state", to_text(view.state)).count("version", view.version);
  out.count("attempt", view.attempt).count("keys", view.keys).text("key", view.key.value);
  out.text("cause", to_text(view.cause)).number("since", view.since.count);
  out.number("first_sent", view.first_sent.count).text("reference", view.reference);
  write(out, "capture_before", view.capture_before);
  out.count("settled", view.settled);
}

void read_view(RecordReader& in, OperationView& view) {
  read(in, view.facts);
  read_word(in, "state", view.state, state_from);
  in.count("version", view.version).count("attempt", view.attempt).count("keys", view.keys);
  in.text("key", view.key.value);
  read_word(in, "cause", view.cause, cause_from);
  in.number("since", view.since.count).number("first_sent", view.first_sent.count);
  in.text("reference", view.reference);
  read(in, "capture_before", view.capture_before);
  in.count("settled", view.settled);
}

void write_response(RecordWriter& out, const Response& response) {
  out.count("code", response.code);
  out.text("told", response.told ? to_text(*response.told) : "nothing");
  out.text("reason", response.reason);
}

/// The operation of a stored response is the claim's own, and it carries no hint.
void read_response(RecordReader& in, Response& response) {
  in.count("code", response.code);
  read_word(in, "told", response.told, [](std::string_view word) {
    using Told = std::optional<Outcome>;
    if (word == "nothing") return std::optional<Told>(Told{});
    const Told found = detail::outcome_from(word);
    return found ? std::optional<Told>(found) : std::nullopt;
  });
  in.text("reason", response.reason);
}

template <typename Value>
std::optional<Value> if_finished(const RecordReader& in, Value value) {
  return in.finished() ? std::optional(std::move(value)) : std::nullopt;
}

}  // namespace

std::string journal_key(const OperationId& operation, std::uint64_t version) {
  return operation.value + "/" + padded(version, 8);
}

std::string claim_key(const Scope& scope, const IdempotencyKey& key) {
  return std::to_string(scope.value.size()) + ":" + scope.value + "/" + key.value;
}

std::string subject_of(const PayableId& payable, OperationKind kind, std::uint32_t ordinal) {
  return payable.value + "/" + std::string(to_text(kind)) + "-" + std::to_string(ordinal);
}

std::string intent_key(const PayableId& payable, OperationKind kind, std::uint32_t ordinal) {
  return subject_of(payable, kind, ordinal);
}

std::string balance_key(const CustomerId& customer, Currency currency) {
  return customer.value + "/" + std::string(currency.code());
}

std::string outbox_key(const PayableId& payable, std::uint64_t place) {
  return payable.value + "/" + padded(place, 10);
}

std::string encode(const JournalEntry& entry) {
  RecordWriter out("journal");
  write(out, entry.facts);
  out.count("version", entry.version).text("from", to_text(entry.from));
  out.text("to", to_text(entry.to)).count("attempt", entry.attempt);
  out.text("key", entry.key.value).text("why", to_text(entry.why));
  out.text("cause", to_text(entry.cause)).text("evidence", entry.evidence.value);
  out.number("at", entry.at.count).text("reference", entry.reference);
  write(out, "capture_before", entry.capture_before);
  out.count("place", entry.place);
  return std::move(out).finish();
}

std::optional<JournalEntry> decode_journal(std::string_view value) {
  RecordReader in(value, "journal");
  JournalEntry entry;
  read(in, entry.facts);
  in.count("version", entry.version);
  read_word(in, "from", entry.from, state_from);
  read_word(in, "to", entry.to, state_from);
  in.count("attempt", entry.attempt).text("key", entry.key.value);
  read_word(in, "why", entry.why, evidence_from);
  read_word(in, "cause", entry.cause, cause_from);
  in.text("evidence", entry.evidence.value).number("at", entry.at.count);
  in.text("reference", entry.reference);
  read(in, "capture_before", entry.capture_before);
  in.count("place", entry.place);
  return if_finished(in, std::move(entry));
}

std::string encode(const Payment& payment) {
  RecordWriter out("payment");
  out.text("payable", payment.payable.value).count("place", payment.place);
  for (const OperationView& view : payment.operations) write_view(out, view);
  return std::move(out).finish();
}

std::optional<Payment> decode_payment(std::string_view value) {
  RecordReader in(value, "payment");
  Payment payment;
  in.text("payable", payment.payable.value).count("place", payment.place);
  while (in.more()) read_view(in, payment.operations.emplace_back());
  return if_finished(in, std::move(payment));
}

std::string encode(const ClaimRecord& record) {
  RecordWriter out("claim");
  out.text("scope", record.scope.value).text("key", record.key.value);
  out.text("fingerprint", record.fingerprint).text("payable", record.payable.value);
  out.text("kind", to_text(record.kind)).count("ordinal", record.ordinal);
  out.text("state", to_text(record.state)).count("token", record.token);
  out.text("owner", record.owner).number("lease_end", record.lease_end.count);
  out.number("expires", record.expires.count).text("operation", record.operation.value);
  write_response(out, record.response);
  return std::move(out).finish();
}

std::optional<ClaimRecord> decode_claim(std::string_view value) {
  RecordReader in(value, "claim");
  ClaimRecord record;
  in.text("scope", record.scope.value).text("key", record.key.value);
  in.text("fingerprint", record.fingerprint).text("payable", record.payable.value);
  read_word(in, "kind", record.kind, detail::operation_kind_from);
  in.count("ordinal", record.ordinal);
  read_word(in, "state", record.state, claim_state_from);
  in.count("token", record.token).text("owner", record.owner);
  in.number("lease_end", record.lease_end.count).number("expires", record.expires.count);
  in.text("operation", record.operation.value);
  read_response(in, record.response);
  record.response.operation = record.operation;
  return if_finished(in, std::move(record));
}

std::string encode(const IntentRow& row) {
  RecordWriter out("intent");
  out.text("scope", row.scope.value).text("key", row.key.value);
  return std::move(out).finish();
}

std::optional<IntentRow> decode_intent(std::string_view value) {
  RecordReader in(value, "intent");
  IntentRow row;
  in.text("scope", row.scope.value).text("key", row.key.value);
  return if_finished(in, std::move(row));
}

std::string encode(const BalanceRow& row) {
  RecordWriter out("balance");
  out.text("customer", row.customer.value);
  write(out, row.amount);
  return std::move(out).finish();
}

std::optional<BalanceRow> decode_balance(std::string_view value) {
  RecordReader in(value, "balance");
  BalanceRow row;
  in.text("customer", row.customer.value);
  read(in, row.amount);
  return if_finished(in, std::move(row));
}

std::string encode(const OutboxRow& row) {
  RecordWriter out("outbox");
  out.text("event", row.event.id.value).text("ended", to_text(row.event.kind));
  out.count("place", row.event.place);
  write(out, row.event.facts);
  out.number("at", row.event.at.count).count("delivered", row.delivered);
  return std::move(out).finish();
}

std::optional<OutboxRow> decode_outbox(std::string_view value) {
  RecordReader in(value, "outbox");
  OutboxRow row;
  in.text("event", row.event.id.value);
  read_word(in, "ended", row.event.kind, detail::event_kind_from);
  in.count("place", row.event.place);
  read(in, row.event.facts);
  in.number("at", row.event.at.count).count("delivered", row.delivered);
  return if_finished(in, std::move(row));
}

std::string encode(const OpenRow& row) {
  RecordWriter out("open");
  out.text("operation", row.operation.value).text("payable", row.payable.value);
  out.text("scope", row.scope.value).text("key", row.key.value);
  out.number("due", row.due.count).count("asks", row.asks);
  return std::move(out).finish();
}

std::optional<OpenRow> decode_open(std::string_view value) {
  RecordReader in(value, "open");
  OpenRow row;
  in.text("operation", row.operation.value).text("payable", row.payable.value);
  in.text("scope", row.scope.value).text("key", row.key.value);
  in.number("due", row.due.count).count("asks", row.asks);
  return if_finished(in, std::move(row));
}

std::string encode(const FollowUpRow& row) {
  RecordWriter out("follow_up");
  out.text("operation", row.operation.value).text("payable", row.payable.value);
  out.number("since", row.since.count).count("alarmed", row.alarmed);
  return std::move(out).finish();
}

std::optional<FollowUpRow> decode_follow_up(std::string_view value) {
  RecordReader in(value, "follow_up");
  FollowUpRow row;
  in.text("operation", row.operation.value).text("payable", row.payable.value);
  in.number("since", row.since.count).count("alarmed", row.alarmed);
  return if_finished(in, std::move(row));
}

}  // namespace payments
