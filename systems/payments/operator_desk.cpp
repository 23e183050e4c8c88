// From a call to actions, and from what came of them to one answer.
#include "systems/payments/operator_desk.hpp"

#include <algorithm>
#include <limits>
#include <optional>
#include <utility>

#include "payments/inbox/inbox_row.hpp"
#include "payments/journal/breaks.hpp"
#include "payments/journal/rows.hpp"
#include "systems/payments/adapters/translate.hpp"

namespace assay::systems {

namespace {

using harness::OperatorAnswer;
using harness::OperatorEnd;
using harness::VerbSubject;

constexpr std::string_view resolve_now = "resolve_now";
constexpr std::string_view reconcile_now = "reconcile_now";
constexpr std::string_view settle_breaks_verb = "settle_breaks";

OperatorAnswer done() { return {OperatorEnd::done, {}}; }
OperatorAnswer refused(std::string why) { return {OperatorEnd::refused, std::move(why)}; }
OperatorAnswer unavailable() { return {OperatorEnd::unavailable, {}}; }

OperatorAnswer answer_of(const payments::ActionResult& result) {
  switch (result.came) {
    case payments::Came::done: return done();
    case payments::Came::unavailable: return unavailable();
    case payments::Came::awaits_second: return refused("a second person has to agree");
    case payments::Came::conflict: return refused("the id is that of another action");
    case payments::Came::stale: return refused("it has changed since it was looked at");
    case payments::Came::refused: break;
  }
  return refused(result.why);
}

std::optional<payments::Outcome> outcome_of(history::Outcome outcome) {
  switch (outcome) {
    case history::Outcome::success: return payments::Outcome::success;
    case history::Outcome::declined: return payments::Outcome::declined;
    case history::Outcome::not_attempted: return payments::Outcome::not_attempted;
    case history::Outcome::none:
    case history::Outcome::pending:
    case history::Outcome::unknown: break;
  }
  return std::nullopt;
}

bool was_put_aside(payments::Applied applied) {
  return applied == payments::Applied::unreadable || applied == payments::Applied::unplaced ||
         applied == payments::Applied::broken;
}

}  // namespace

std::vector<harness::OperatorVerb> payments_verbs() {
  using enum VerbSubject;
  return {{"settle", "ends an open operation by the state machine's own move", operation, true},
          {"suspend", "books what is open as in suspense", operation},
          {"release", "asks about a parked operation at once, and often again", operation},
          {settle_breaks_verb, "notes who took care of the breaks of a payment", payable},
          {"replay_outbox", "delivers the events of a payment again that are still kept", payable},
          {"replay_inbox", "applies the processor's events that were set aside anew", system},
          {resolve_now, "asks the processor about what is due", system},
          {reconcile_now, "reads the processor's list and compares", system}};
}

OperatorDesk::OperatorDesk(const payments::Ports& ports, const payments::Config& config,
                           payments::Service& service)
    : ports_{ports},
      config_{config},
      service_{service},
      operators_{ports,
                 config,
                 std::numeric_limits<std::int64_t>::max(),
                 {[this](const payments::Settlement& word) { return service_.settle(word); },
                  [this](const payments::RowKey& key, const std::string& grounds,
                         const std::string& who) { return service_.settle(key, grounds, who); }}} {}

OperatorAnswer OperatorDesk::operate(const harness::OperatorCall& call) {
  if (call.verb == resolve_now) return (void)service_.resolve(), done();
  if (call.verb == reconcile_now) return (void)service_.reconcile(), done();
  payments::Action action;
  action.id = call.id;
  action.who = call.who;
  action.reason = call.reason;
  action.payable = {{call.tenant}, call.payable};
  action.proof.processor_reference = call.reference;
  if (call.verb == settle_breaks_verb) return settle_breaks(call, action);
  const auto verb = payments::verb_from(call.verb);
  if (!verb) return refused("no such verb");
  action.verb = *verb;
  if (action.verb == payments::Verb::replay_inbox) return replay_inbox(action);
  if (action.verb == payments::Verb::replay_outbox) return carry_out(action);
  return about_operation(call, std::move(action));
}

OperatorAnswer OperatorDesk::carry_out(const payments::Action& action) {
  return answer_of(operators_.carry_out(action));
}

OperatorAnswer OperatorDesk::about_operation(const harness::OperatorCall& call,
                                             payments::Action action) {
  const auto found =
      payments::fetch(ports_.store, payments::tables::payments,
                      payments::payment_key(action.payable), payments::decode_payment);
  if (!found) return unavailable();
  if (!*found) return refused("no such payment");
  const auto& operations = (*found)->value.operations;
  // The last one of that name that is open: a service may have begun it more than once.
  const auto open = std::ranges::find_if(
      operations.rbegin(), operations.rend(), [&](const payments::OperationView& view) {
        return view.facts.kind == translate(call.kind) && view.facts.ordinal == call.ordinal &&
               payments::unresolved(view.state);
      });
  if (open == operations.rend()) return refused("nothing is open about it");
  action.operation = open->facts.operation;
  if (const auto outcome = outcome_of(call.outcome)) action.outcome = *outcome;
  return carry_out(action);
}

OperatorAnswer OperatorDesk::settle_breaks(const harness::OperatorCall& call,
                                           const payments::Action& action) {
  const auto rows = ports_.store.scan(payments::tables::breaks, "", config_.page);
  if (!rows) return unavailable();
  bool any = false;
  for (const payments::Row& row : *rows) {
    const auto known = payments::decode_break(row.value);
    const bool wanted =
        known && known->settled_by.empty() &&
        world_name(known->payable) == harness::world_name(call.tenant, call.payable);
    if (!wanted) continue;
    any = true;
    payments::Action one = action;
    one.verb = payments::Verb::settle_break;
    one.id += "-" + row.key;
    one.subject = row.key;
    const OperatorAnswer answer = carry_out(one);
    if (answer.end != OperatorEnd::done) return answer;
  }
  return any ? done() : refused("there is no break of it that nobody has settled");
}

OperatorAnswer OperatorDesk::replay_inbox(const payments::Action& action) {
  const auto rows = ports_.store.scan(payments::tables::inbox, "", config_.page);
  if (!rows) return unavailable();
  bool any = false;
  for (const payments::Row& row : *rows) {
    const auto kept = payments::decode_inbox(row.value);
    if (!kept || !was_put_aside(kept->applied)) continue;
    any = true;
    payments::Action one = action;
    one.id += "-" + kept->event;
    one.subject = kept->event;
    const OperatorAnswer answer = carry_out(one);
    if (answer.end != OperatorEnd::done) return answer;
  }
  return any ? done() : refused("no event was set aside");
}

}  // namespace assay::systems
