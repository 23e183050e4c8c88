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
using detail::read_facts;
using detail::read_word;
using detail::text_in;
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
  read_facts(in, view.facts);
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

/// Reads a journal entry, or a view of one.
template <typename Entry>
void read_entry(RecordReader& in, Entry& entry) {
  read_facts(in, entry.facts);
  in.count(entry.version);
  read_word(in, entry.from, state_from);
  read_word(in, entry.to, state_from);
  in.count(entry.attempt).text(text_in(entry.key));
  read_word(in, entry.why, evidence_from);
  read_word(in, entry.cause, cause_from);
  in.text(text_in(entry.evidence)).number(entry.at.count);
  in.text(text_in(entry.reference));
  read(in, entry.capture_before);
  in.count(entry.place).text(text_in(entry.who)).text(text_in(entry.grounds));
}

/// Decodes in place: `read_fields` fills a value that is given up where the record does not fit it.
template <typename Value, typename Read>
std::optional<Value> decoded(std::string_view value, std::string_view kind, Read read_fields) {
  std::optional<Value> result(std::in_place);
  RecordReader in(value, kind);
  read_fields(in, *result);
  if (!in.finished()) result.reset();
  return result;
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
  return decoded<JournalEntry>(value, "journal", read_entry<JournalEntry>);
}

std::optional<JournalView> view_journal(std::string_view value) {
  return decoded<JournalView>(value, "journal", read_entry<JournalView>);
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

std::optional<ClaimView> view_claim(std::string_view value) {
  return decoded<ClaimView>(value, "claim", [](RecordReader& in, ClaimView& view) {
    read_word(in, view.state, claim_state_from);
    in.count(view.token).text(view.tenant).text(view.scope).text(view.key);
    in.text(view.fingerprint).text(view.payable);
    read_word(in, view.kind, detail::operation_kind_from);
    in.count(view.ordinal).text(view.owner);
    in.number(view.lease_end.count).number(view.expires.count);
    in.text(view.operation).count(view.code);
    read_word(in, view.told, told_from);
    in.text(view.reason);
  });
}

std::optional<ClaimHold> view_hold(std::string_view value) {
  std::optional<ClaimHold> result(std::in_place);
  std::string_view passed_over;
  std::uint32_t ordinal = 0;
  RecordReader in(value, "claim");
  read_word(in, result->state, claim_state_from);
  in.count(result->token).text(passed_over).text(passed_over).text(passed_over).text(passed_over);
  in.text(passed_over).text(passed_over).count(ordinal).text(result->owner);
  if (!in.good()) result.reset();
  return result;
}

/// The operation of a stored response is the claim's own, and it carries no hint.
std::optional<ClaimRecord> decode_claim(std::string_view value) {
  const std::optional<ClaimView> view = view_claim(value);
  std::optional<ClaimRecord> result;
  if (!view) return result;
  ClaimRecord& record = result.emplace();
  record.scope.tenant.value = view->tenant;
  record.scope.value = view->scope;
  record.key.value = view->key;
  record.fingerprint = view->fingerprint;
  record.payable.tenant.value = view->tenant;
  record.payable.value = view->payable;
  record.kind = view->kind;
  record.ordinal = view->ordinal;
  record.state = view->state;
  record.token = view->token;
  record.owner = view->owner;
  record.lease_end = view->lease_end;
  record.expires = view->expires;
  record.operation.value = view->operation;
  record.response.code = view->code;
  record.response.told = view->told;
  record.response.operation.value = view->operation;
  record.response.reason = view->reason;
  return result;
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
    read_facts(in, row.event.facts);
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
