// One function per table that means something to a property.
#include "systems/payments/payments_beliefs.hpp"

#include "harness/edge.hpp"
#include "harness/names.hpp"
#include "payments/inbox/inbox_row.hpp"
#include "payments/journal/breaks.hpp"
#include "payments/journal/record_text.hpp"
#include "payments/journal/rows.hpp"
#include "payments/ledger/ledger_rows.hpp"
#include "systems/payments/adapters/translate.hpp"

#include <optional>
#include <string_view>
#include <utility>

namespace assay::systems {

namespace {

/// A state by the reference table's name for it.
history::State state_of(payments::State state) {
  if (state == payments::State::none) return history::State::none;
  return history::from_text<history::State>(payments::to_text(state))
      .value_or(history::State::unlisted);
}

history::Mandate mandate_of(payments::Cause cause) {
  if (cause == payments::Cause::surplus) return history::Mandate::surplus;
  if (cause == payments::Cause::remainder) return history::Mandate::remainder;
  return history::Mandate::client_request;
}

/// What a void or refund goes back to: the cause with which it began.
void see_mandate(const payments::JournalEntry& entry, harness::Statements& statements) {
  using payments::OperationKind;
  const payments::Facts& facts = entry.facts;
  const bool undoes =
      facts.kind == OperationKind::void_authorisation || facts.kind == OperationKind::refund;
  if (!undoes || entry.version != 1) return;
  const history::Mandate mandate = mandate_of(entry.cause);
  const bool asked = mandate == history::Mandate::client_request;
  statements.believe(history::MandateNamed{
      .payable = statements.name(world_name(facts.payable)),
      .operation = statements.name(facts.operation.value),
      .of = statements.name(asked ? std::string{} : entry.grounds),
      .ordinal = facts.ordinal,
      .kind = translate(facts.kind),
      .mandate = mandate});
}

void see_journal(const harness::CommittedRow& row, harness::Statements& statements) {
  const auto entry = payments::decode_journal(*row.value);
  if (!entry) return;
  see_mandate(*entry, statements);
  const payments::Facts& facts = entry->facts;
  const std::string customer =
      harness::world_name(facts.payable.tenant.value, facts.customer.value);
  statements.believe(
      history::TransitionCommitted{.payable = statements.name(world_name(facts.payable)),
                                   .operation = statements.name(facts.operation.value),
                                   .customer = statements.name(customer),
                                   .evidence = statements.name(entry->evidence.value),
                                   .transaction = statements.name(row.transaction),
                                   .reason = statements.name(payments::to_text(entry->cause)),
                                   .amount = translate(facts.amount),
                                   .version = entry->version,
                                   .ordinal = facts.ordinal,
                                   .kind = translate(facts.kind),
                                   .from = state_of(entry->from),
                                   .to = state_of(entry->to)});
}

void see_balance(const harness::CommittedRow& row, harness::Statements& statements) {
  const auto balance = payments::decode_balance(*row.value);
  if (!balance) return;
  const std::string customer = harness::world_name(balance->tenant.value, balance->customer.value);
  statements.believe(history::BalanceCommitted{.customer = statements.name(customer),
                                               .transaction = statements.name(row.transaction),
                                               .amount = translate(balance->amount),
                                               .version = row.version});
}

void see_outbox(const harness::CommittedRow& row, harness::Statements& statements) {
  if (row.before) return;  // a delivery mark, not a new event
  const auto stored = payments::decode_outbox(*row.value);
  if (!stored) return;
  const payments::Facts& facts = stored->event.facts;
  const std::string customer =
      harness::world_name(facts.payable.tenant.value, facts.customer.value);
  statements.believe(history::EventCommitted{.payable = statements.name(world_name(facts.payable)),
                                             .operation = statements.name(facts.operation.value),
                                             .customer = statements.name(customer),
                                             .event = statements.name(stored->event.id.value),
                                             .transaction = statements.name(row.transaction),
                                             .amount = translate(facts.amount),
                                             .place = stored->event.place,
                                             .ordinal = facts.ordinal,
                                             .kind = translate(facts.kind),
                                             .outcome = translate(stored->event.kind)});
}

/// What is open beside the operations, or was dealt with.
void see_break(const harness::CommittedRow& row, harness::Statements& statements) {
  const auto found = payments::decode_break(*row.value);
  if (!found) return;
  const history::BreakOpened opened{
      .payable = statements.name(world_name(found->payable)),
      .operation = statements.name(found->operation.value),
      .effect = statements.name(found->effect),
      .reason = statements.name(payments::to_text(found->what)),
      .amount = found->amount ? translate(*found->amount) : history::Amount{},
      .ordinal = found->ordinal,
      .kind = translate(found->kind)};
  if (found->settled_by.empty()) return statements.believe(opened);
  statements.believe(history::BreakSettled{.payable = opened.payable,
                                           .operation = opened.operation,
                                           .effect = opened.effect,
                                           .reason = opened.reason,
                                           .amount = opened.amount,
                                           .ordinal = opened.ordinal,
                                           .kind = opened.kind,
                                           .reversed = found->settled_by == payments::own_scope});
}

/// An account is its tenant's, whatever else it is named by.
std::string owner_of(const payments::Account& account) {
  const std::string name = account.part.empty() ? account.name : account.name + "/" + account.part;
  return harness::world_name(account.tenant.value, name);
}

void see_entry(const harness::CommittedRow& row, harness::Statements& statements) {
  const auto entry = payments::decode_entry(*row.value);
  if (!entry) return;
  const payments::EntryCause& cause = entry->cause();
  for (const payments::Leg& leg : entry->legs()) {
    statements.believe(
        history::LegBooked{.payable = statements.name(world_name(cause.payable)),
                           .operation = statements.name(cause.operation.value),
                           .entry = statements.name(row.key),
                           .account = statements.name(payments::to_text(leg.account.kind)),
                           .owner = statements.name(owner_of(leg.account)),
                           .transaction = statements.name(row.transaction),
                           .amount = translate(leg.amount),
                           .ordinal = cause.ordinal,
                           .kind = translate(cause.kind),
                           .pending = leg.layer == payments::Layer::pending});
  }
}

history::NewsEnd end_of(payments::Applied applied) {
  switch (applied) {
    case payments::Applied::waiting: return history::NewsEnd::kept;
    case payments::Applied::adopted: return history::NewsEnd::believed;
    case payments::Applied::stale: return history::NewsEnd::known;
    case payments::Applied::asked_for: return history::NewsEnd::asked;
    case payments::Applied::broken:
    case payments::Applied::unreadable:
    case payments::Applied::unplaced: break;
  }
  return history::NewsEnd::refused;
}

void see_inbox(const harness::CommittedRow& row, harness::Statements& statements) {
  const auto kept = payments::decode_inbox(*row.value);
  if (!kept) return;
  statements.believe(history::WebhookSettled{.webhook = statements.name(kept->event),
                                             .transaction = statements.name(row.transaction),
                                             .end = end_of(kept->applied)});
}

/// The fingerprint as clients make it, so that both sides' can be compared: the payment code keeps
/// the whole command as canonical text.
std::string fingerprint_in(const payments::ClaimRecord& claim) {
  harness::EdgeRequest meant;
  meant.kind = translate(claim.kind);
  meant.payable = claim.payable.value;
  meant.ordinal = claim.ordinal;
  std::string kind, tenant, payable;
  std::uint32_t ordinal = 0, initiator = 0, capture = 0, partial = 0;
  payments::RecordReader in{claim.fingerprint, "command"};
  in.text(kind).text(tenant).text(payable).count(ordinal);
  std::string currency;
  in.text(meant.customer).number(meant.amount.minor);
  in.text(currency).text(meant.parent);
  in.text(meant.terms.instrument).text(meant.terms.merchant_account);
  in.count(initiator).count(capture).count(partial).text(meant.terms.return_address);
  meant.terms.merchant_initiated = initiator == 1;
  meant.terms.automatic_capture = capture == 1;
  meant.terms.partial_approval = (partial & 1U) != 0;
  meant.terms.more_to_come = (partial & 2U) != 0;
  if (!in.finished() || !history::Currency::fits(currency)) return claim.fingerprint;
  meant.amount.currency = history::Currency{currency};
  return harness::fingerprint_of(meant);
}

using SeenClaim = std::optional<payments::ClaimRecord>;

SeenClaim seen_claim(std::optional<std::string_view> row) {
  return row ? payments::decode_claim(*row) : std::nullopt;
}

/// What a write of a claim's row means to others.
enum class Meaning : std::uint8_t { nothing, claimed, renewed, handed_over, completed, released };

/// Two owners with one token are two all the same: it is no fence between them.
Meaning meaning_of(const SeenClaim& before, const SeenClaim& now) {
  using payments::ClaimState;
  if (!now || now->state == ClaimState::released) return Meaning::released;
  if (now->state == ClaimState::completed) {
    const bool was = before && before->state == ClaimState::completed;
    return was ? Meaning::nothing : Meaning::completed;
  }
  if (!before || before->token != now->token) return Meaning::claimed;
  if (now->state == ClaimState::waiting) return Meaning::handed_over;
  return before->owner == now->owner ? Meaning::renewed : Meaning::claimed;
}

/// What the row of a claim says beside its meaning.
struct ClaimNames {
  history::Name scope, key;
  std::uint64_t token;
  std::int64_t lease_end;
};

void state_claim(Meaning meaning, const ClaimNames& it, const payments::ClaimRecord& claim,
                 harness::Statements& statements) {
  switch (meaning) {
    case Meaning::nothing: return;
    case Meaning::claimed:
      return statements.believe(
          history::KeyClaimed{.scope = it.scope,
                              .key = it.key,
                              .fingerprint = statements.name(fingerprint_in(claim)),
                              .token = it.token,
                              .lease_end = it.lease_end});
    case Meaning::renewed:
      return statements.believe(history::KeyRenewed{it.scope, it.key, it.token, it.lease_end});
    case Meaning::handed_over:
      return statements.believe(history::KeyHandedOver{it.scope, it.key, it.token});
    case Meaning::completed:
      return statements.believe(
          history::KeyCompleted{it.scope, it.key, it.token, claim.response.code});
    case Meaning::released:
      return statements.believe(history::KeyReleased{it.scope, it.key, it.token});
  }
}

void see_claim(const harness::CommittedRow& row, harness::Statements& statements) {
  if (!row.value && !row.before) return;  // deleted, and never there
  const SeenClaim before = seen_claim(row.before);
  const SeenClaim now = seen_claim(row.value);
  const Meaning meaning = meaning_of(before, now);
  if (meaning == Meaning::nothing) return;
  const SeenClaim& claim = row.value ? now : before;
  if (!claim) return;  // unreadable
  const ClaimNames names{statements.name(world_name(claim->scope)),
                         statements.name(claim->key.value), claim->token, claim->lease_end.count};
  state_claim(meaning, names, *claim, statements);
}

}  // namespace

void observe_payments(const harness::CommittedRow& row, harness::Statements& statements) {
  namespace tables = payments::tables;
  if (row.table == tables::claims) {
    see_claim(row, statements);
  } else if (!row.value) {
    return;  // what is deleted says nothing new
  } else if (row.table == tables::journal) {
    see_journal(row, statements);
  } else if (row.table == tables::balances) {
    see_balance(row, statements);
  } else if (row.table == tables::ledger) {
    see_entry(row, statements);
  } else if (row.table == tables::outbox) {
    see_outbox(row, statements);
  } else if (row.table == tables::inbox) {
    see_inbox(row, statements);
  } else if (row.table == tables::breaks) {
    see_break(row, statements);
  }
}

}  // namespace assay::systems
