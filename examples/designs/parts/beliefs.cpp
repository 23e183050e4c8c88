// What rows mean: read from what is committed, for whoever judges. It knows no design.
#include "parts/beliefs.hpp"

#include "parts/event.hpp"
#include "parts/operation.hpp"
#include "parts/record.hpp"

namespace designs {

namespace {

using assay::harness::CommittedRow;
using assay::harness::Statements;
namespace history = assay::history;

void see_mandate(const Operation& it, Statements& say) {
  const bool undoes =
      it.kind == OperationKind::void_authorisation || it.kind == OperationKind::refund;
  if (!undoes || it.version != 1) return;
  const bool own = !it.undoes.empty();
  say.believe(history::MandateNamed{
      .payable = say.name(it.payable),
      .operation = say.name(it.id),
      .of = say.name(it.undoes),
      .ordinal = it.ordinal,
      .kind = it.kind,
      .mandate = own ? history::Mandate::surplus : history::Mandate::client_request});
}

void see_step(const CommittedRow& row, Statements& say) {
  const auto step = step_in(*row.value);
  if (!step) return;
  const Operation& it = step->operation;
  see_mandate(it, say);
  say.believe(history::TransitionCommitted{.payable = say.name(it.payable),
                                           .operation = say.name(it.id),
                                           .customer = say.name(it.customer),
                                           .evidence = say.name(step->evidence),
                                           .transaction = say.name(row.transaction),
                                           .reason = say.name(it.reason),
                                           .amount = it.amount,
                                           .version = it.version,
                                           .ordinal = it.ordinal,
                                           .kind = it.kind,
                                           .from = step->from,
                                           .to = it.state});
}

/// Who claims a key, and what is stored under it.
void see_key(const CommittedRow& row, Statements& say) {
  const auto now = key_in(*row.value);
  const auto before = row.before ? key_in(*row.before) : std::nullopt;
  if (!now) return;
  const history::Name scope = say.name(now->scope);
  const history::Name key = say.name(now->key);
  if (!before || before->token != now->token) {
    say.believe(history::KeyClaimed{.scope = scope,
                                    .key = key,
                                    .fingerprint = say.name(now->fingerprint),
                                    .token = now->token});
  }
  const bool stored = now->status != 0 && (!before || before->status != now->status);
  if (stored) say.believe(history::KeyCompleted{scope, key, now->token, now->status});
}

void see_event(const CommittedRow& row, Statements& say) {
  const auto stored = row.before ? std::nullopt : event_in(*row.value);
  if (!stored) return;
  const assay::harness::Event& it = stored->event;
  say.believe(history::EventCommitted{.payable = say.name(it.payable),
                                      .operation = say.name(it.operation),
                                      .customer = say.name(it.customer),
                                      .event = say.name(it.event),
                                      .transaction = say.name(row.transaction),
                                      .amount = it.amount,
                                      .place = it.place,
                                      .ordinal = it.ordinal,
                                      .kind = it.kind,
                                      .outcome = it.outcome});
}

void see_balance(const CommittedRow& row, Statements& say) {
  RecordReader in{*row.value};
  Amount amount{in.number(), {}};
  const history::Name customer = say.name(in.text());
  const std::string currency = in.text();
  if (!history::Currency::fits(currency)) return;
  amount.currency = history::Currency{currency};
  say.believe(history::BalanceCommitted{.customer = customer,
                                        .transaction = say.name(row.transaction),
                                        .amount = amount,
                                        .version = row.version});
}

template <typename Fact>
Fact fact_of(const Finding& it, Statements& say) {
  Fact fact;
  fact.payable = say.name(it.payable);
  fact.operation = say.name(it.operation);
  fact.effect = say.name(it.effect);
  fact.reason = say.name("second_effect");
  fact.amount = it.amount;
  fact.ordinal = it.ordinal;
  fact.kind = it.kind;
  return fact;
}

void see_finding(const CommittedRow& row, Statements& say) {
  const auto it = finding_in(*row.value);
  if (!it) return;
  if (!it->settled) return say.believe(fact_of<history::BreakOpened>(*it, say));
  auto settled = fact_of<history::BreakSettled>(*it, say);
  settled.reversed = true;
  say.believe(settled);
}

}  // namespace

void observe(const CommittedRow& row, Statements& say) {
  if (!row.value) return;
  if (row.table == tables::steps) see_step(row, say);
  if (row.table == tables::keys) see_key(row, say);
  if (row.table == tables::outbox) see_event(row, say);
  if (row.table == tables::balances) see_balance(row, say);
  if (row.table == tables::findings) see_finding(row, say);
}

}  // namespace designs
