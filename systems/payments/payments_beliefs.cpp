// One function per table that means something to a property.
#include "systems/payments/payments_beliefs.hpp"

#include "harness/edge.hpp"
#include "harness/names.hpp"
#include "payments/journal/breaks.hpp"
#include "payments/journal/record_text.hpp"
#include "payments/journal/rows.hpp"
#include "systems/payments/adapters/translate.hpp"

#include <optional>
#include <string_view>
#include <utility>

namespace assay::systems {

namespace {

using history::Fact;
using history::Observation;

void say_facts(Observation& seen, const payments::Facts& facts) {
  seen.operation = facts.operation.value;
  seen.payable = world_name(facts.payable);
  seen.kind = translate(facts.kind);
  seen.ordinal = facts.ordinal;
  seen.customer = harness::world_name(facts.payable.tenant.value, facts.customer.value);
  seen.amount = translate(facts.amount);
}

std::string word_of(payments::State state) {
  return state == payments::State::none ? std::string{} : std::string{payments::to_text(state)};
}

void see_journal(const harness::CommittedRow& row, harness::Statements& statements) {
  const auto entry = payments::decode_journal(*row.value);
  if (!entry) return;
  Observation seen{.fact = Fact::transition_committed,
                   .number = entry->version,
                   .from = word_of(entry->from),
                   .to = word_of(entry->to),
                   .evidence = entry->evidence.value,
                   .transaction = std::string{row.transaction},
                   .reason = std::string{payments::to_text(entry->cause)}};
  say_facts(seen, entry->facts);
  statements.believe(std::move(seen));
}

void see_balance(const harness::CommittedRow& row, harness::Statements& statements) {
  const auto balance = payments::decode_balance(*row.value);
  if (!balance) return;
  statements.believe(
      {.fact = Fact::balance_committed,
       .number = row.version,
       .amount = translate(balance->amount),
       .customer = harness::world_name(balance->tenant.value, balance->customer.value),
       .transaction = std::string{row.transaction}});
}

void see_outbox(const harness::CommittedRow& row, harness::Statements& statements) {
  if (row.before) return;  // a delivery mark, not a new event
  const auto stored = payments::decode_outbox(*row.value);
  if (!stored) return;
  Observation seen{.fact = Fact::event_committed,
                   .outcome = translate(stored->event.kind),
                   .number = stored->event.place,
                   .transaction = std::string{row.transaction},
                   .event = stored->event.id.value};
  say_facts(seen, stored->event.facts);
  statements.believe(std::move(seen));
}

/// What is open beside the operations, or was dealt with.
void see_break(const harness::CommittedRow& row, harness::Statements& statements) {
  const auto found = payments::decode_break(*row.value);
  if (!found) return;
  const bool own = found->settled_by == payments::own_scope;
  Observation seen{.fact = found->settled_by.empty() ? Fact::break_opened : Fact::break_settled,
                   .kind = translate(found->kind),
                   .ordinal = found->ordinal,
                   .payable = world_name(found->payable),
                   .operation = found->operation.value,
                   .effect = found->effect,
                   .to = own ? "reversed" : "",
                   .reason = std::string{payments::to_text(found->what)}};
  if (found->amount) seen.amount = translate(*found->amount);
  statements.believe(std::move(seen));
}

/// The fingerprint as clients make it, so that both sides' can be compared: the payment code keeps
/// the whole command as canonical text.
std::string fingerprint_in(const payments::ClaimRecord& claim) {
  harness::EdgeRequest meant;
  meant.kind = translate(claim.kind);
  meant.payable = claim.payable.value;
  meant.ordinal = claim.ordinal;
  std::string kind, tenant, payable, parent;
  std::uint32_t ordinal = 0, initiator = 0, capture = 0, partial = 0;
  payments::RecordReader in{claim.fingerprint, "command"};
  in.text(kind).text(tenant).text(payable).count(ordinal);
  in.text(meant.customer).number(meant.amount.minor);
  in.text(meant.amount.currency).text(parent);
  in.text(meant.terms.instrument).text(meant.terms.merchant_account);
  in.count(initiator).count(capture).count(partial).text(meant.terms.return_address);
  meant.terms.merchant_initiated = initiator == 1;
  meant.terms.automatic_capture = capture == 1;
  meant.terms.partial_approval = partial == 1;
  return in.finished() ? harness::fingerprint_of(meant) : claim.fingerprint;
}

using SeenClaim = std::optional<payments::ClaimRecord>;

SeenClaim seen_claim(std::optional<std::string_view> row) {
  return row ? payments::decode_claim(*row) : std::nullopt;
}

/// What a write of a claim's row means to others: nothing, where its owner only worked on. Two
/// owners with one token are two all the same: it is no fence between them.
std::optional<Fact> meaning_of(const SeenClaim& before, const SeenClaim& now) {
  using payments::ClaimState;
  if (!now || now->state == ClaimState::released) return Fact::key_released;
  if (now->state == ClaimState::completed) {
    const bool was = before && before->state == ClaimState::completed;
    return was ? std::nullopt : std::optional{Fact::key_completed};
  }
  const bool owned_anew = !before || before->token != now->token ||
                          (now->state == ClaimState::running && before->owner != now->owner);
  return owned_anew ? std::optional{Fact::key_claimed} : std::nullopt;
}

void see_claim(const harness::CommittedRow& row, harness::Statements& statements) {
  if (!row.value && !row.before) return;  // deleted, and never there
  const SeenClaim before = seen_claim(row.before);
  const SeenClaim now = seen_claim(row.value);
  const std::optional<Fact> fact = meaning_of(before, now);
  if (!fact) return;
  const SeenClaim& claim = row.value ? now : before;
  if (!claim) return;  // unreadable
  Observation seen{.fact = *fact,
                   .number = claim->token,
                   .scope = world_name(claim->scope),
                   .key = claim->key.value};
  if (fact == Fact::key_completed) seen.status = claim->response.code;
  if (fact == Fact::key_claimed) seen.fingerprint = fingerprint_in(*claim);
  statements.believe(std::move(seen));
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
  } else if (row.table == tables::outbox) {
    see_outbox(row, statements);
  } else if (row.table == tables::breaks) {
    see_break(row, statements);
  }
}

}  // namespace assay::systems
