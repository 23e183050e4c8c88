// An action is kept three times: asked for, begun, ended. Whoever finds it begun and not ended
// carries it out again, which each of them bears.
#include "payments/operators/operators.hpp"

#include "payments/journal/rows.hpp"

#include <utility>

namespace payments {
namespace {

ActionResult refused(std::string why) { return {Came::refused, std::move(why), false}; }

bool about_operation(Verb verb) {
  return verb == Verb::settle || verb == Verb::suspend || verb == Verb::release;
}

bool is_open_for_people(State state) {
  return unresolved(state) && state != State::initiated && state != State::attempting;
}

}  // namespace

ActionResult Operators::carry_out(const Action& action) {
  if (action.id.empty() || action.who.empty() || action.reason.empty()) {
    return {Came::conflict, "an action has an id, somebody who asks for it, and a reason", false};
  }
  const auto known = this->action(action.id);
  if (!known) return {};
  if (*known) {
    const ActionRow& row = (*known)->value;
    if (row.action != action) return {Came::conflict, "the id is known with another action", false};
    if (row.ended || !row.begun) {
      ActionResult before = row.result;
      before.replayed = true;
      return before;
    }
    return execute(**known);
  }
  const Verdict verdict = examine(action);
  if (verdict.result.came != Came::done && verdict.result.came != Came::refused) {
    return verdict.result;
  }
  ActionRow row{action, false, false, verdict.result, ports_.clock.now(), {}, {}};
  if (verdict.result.came == Came::refused) row.ended = true;
  if (verdict.needs_second && !row.ended) {
    row.result = {Came::awaits_second, "a second person has to agree", false};
  } else {
    row.begun = !row.ended;
  }
  const ActionResult kept = keep(row, 0);
  if (kept.came != Came::done) return kept;
  if (!row.begun) return row.result;
  const auto begun = this->action(action.id);
  return begun && *begun ? execute(**begun) : ActionResult{};
}

ActionResult Operators::agree(std::string_view id, const std::string& who,
                              const std::string& reason) {
  if (who.empty() || reason.empty()) return refused("somebody, and a reason");
  const auto known = action(id);
  if (!known) return {};
  if (!*known) return refused("there is no such action");
  Stored<ActionRow> row = **known;
  if (row.value.begun || row.value.ended) {
    if (row.value.second != who) return refused("it waits for nobody");
    if (!row.value.ended) return execute(std::move(row));
    ActionResult before = row.value.result;
    before.replayed = true;
    return before;
  }
  if (row.value.action.who == who) return refused("a second person is another one");
  row.value.begun = true;
  row.value.second = who;
  row.value.second_reason = reason;
  const ActionResult kept = keep(row.value, row.version);
  if (kept.came != Came::done) return kept;
  ++row.version;
  return execute(std::move(row));
}

/// Done: it became durable.
ActionResult Operators::keep(const ActionRow& row, std::uint64_t version) {
  Transaction draft{"keep_action", row.action.id, {}};
  draft.writes.push_back(
      put(operator_tables::actions, action_key(row.action.id), encode(row), version));
  const bool proves = version == 0 && !row.ended && row.action.verb == Verb::settle;
  if (proves) {
    draft.writes.push_back(
        put(operator_tables::proofs, proof_key(row.action.proof), row.action.id, 0));
  }
  // What settled nothing proves nothing: it may be named again.
  const bool freed = version != 0 && row.ended && row.action.verb == Verb::settle &&
                     row.result.came == Came::refused;
  if (freed) {
    const RowKey key = proof_key(row.action.proof);
    const auto proof = ports_.store.read(operator_tables::proofs, key.text());
    if (!proof) return {};
    if (*proof) draft.writes.push_back(erase(operator_tables::proofs, **proof));
  }
  const auto done = ports_.store.commit(draft);
  return done ? ActionResult{Came::done, {}, false} : ActionResult{};
}

ActionResult Operators::execute(Stored<ActionRow> row) {
  const Action& action = row.value.action;
  ActionResult result = carry_out_begun(action);
  if (result.came == Came::unavailable) return result;
  row.value.ended = true;
  row.value.result = result;
  // Where this is not kept, the next who asks finds that it was done, and keeps it.
  if (keep(row.value, row.version).came != Came::done) return {};
  return result;
}

ActionResult Operators::carry_out_begun(const Action& action) {
  switch (action.verb) {
    case Verb::settle: return settle(action);
    case Verb::suspend: return suspend(action);
    case Verb::settle_break: return settle_break(action);
    case Verb::release: return release(action);
    case Verb::replay_outbox: return replay_outbox(action);
    case Verb::replay_inbox: return replay_inbox(action);
    case Verb::pause: return pause(action);
    case Verb::resume: return resume(action);
  }
  return refused("no such verb");
}

bool Operators::is_stale(const Action& action, std::uint64_t version) const {
  return action.expected_version && *action.expected_version != version;
}

/// What has to be so before an action is begun. Done: it may be.
Operators::Verdict Operators::examine(const Action& action) {
  if (about_operation(action.verb)) return examine_operation(action);
  if (action.verb == Verb::settle_break && action.expected_version) {
    const auto ours = ports_.store.read(tables::breaks, action.subject);
    const auto file = ports_.store.read(reconciliation::file_tables::breaks, action.subject);
    if (!ours || !file) return {};
    const auto& row = *ours ? *ours : *file;
    if (row && is_stale(action, row->version)) return {{Came::stale, {}, false}};
  }
  return {{Came::done, {}, false}};
}

Operators::Verdict Operators::examine_operation(const Action& action) {
  const auto view = view_of(action);
  if (!view) return {};
  if (!*view) return {refused("there is no such operation")};
  if (is_stale(action, (*view)->version)) return {{Came::stale, {}, false}};
  if (!is_open_for_people((*view)->state)) return {refused("nothing is open about it")};
  if (action.verb == Verb::release) return {{Came::done, {}, false}};
  const bool needs_second = (*view)->facts.amount.minor > second_person_above_;
  if (action.verb == Verb::suspend) return {{Came::done, {}, false}, needs_second};
  if (action.proof.empty()) return {refused("no proof: it may go to suspense")};
  const auto fault = fault_of(action, **view);
  if (!fault) return {};
  if (!fault->empty()) return {refused(*fault)};
  return {{Came::done, {}, false}, needs_second};
}

/// What is wrong with a proof; empty: nothing that can be seen.
std::expected<std::string, StoreError> Operators::fault_of(const Action& action,
                                                           const OperationView& view) {
  const auto used = ports_.store.read(operator_tables::proofs, proof_key(action.proof).text());
  if (!used) return std::unexpected(used.error());
  if (*used && (*used)->value != action.id) return "it proves action " + (*used)->value;
  return action.proof.line.empty() ? std::string() : fault_of_line(action.proof, view);
}

std::expected<std::string, StoreError> Operators::fault_of_line(const Proof& proof,
                                                                const OperationView& view) {
  const auto source = reconciliation::source_from(proof.document_source);
  if (!source) return "no such source: " + proof.document_source;
  const auto found =
      fetch(ports_.store, reconciliation::file_tables::documents,
            reconciliation::document_key(*source, proof.document), reconciliation::decode_document);
  if (!found) return std::unexpected(found.error());
  if (!*found) return "no such document: " + proof.document;
  for (const reconciliation::Line& line : (*found)->value.document.lines) {
    if (line.id != proof.line) continue;
    if (!line.amount) return "the line says " + line.stated;
    Money moved = *line.amount;
    if (moved.minor < 0) moved.minor = -moved.minor;
    if (moved == view.facts.amount) return std::string();
    return "the line says " + format(moved) + ", the operation " + format(view.facts.amount);
  }
  return "no such line: " + proof.line;
}

std::expected<std::optional<OperationView>, StoreError> Operators::view_of(const Action& action) {
  const auto found =
      fetch(ports_.store, tables::payments, payment_key(action.payable), decode_payment);
  if (!found) return std::unexpected(found.error());
  if (!*found) return std::optional<OperationView>();
  const OperationView* const view = (*found)->value.find(action.operation);
  return view != nullptr ? std::optional(*view) : std::nullopt;
}

Fetched<ActionRow> Operators::action(std::string_view id) {
  return fetch(ports_.store, operator_tables::actions, action_key(id), decode_action);
}

std::expected<std::vector<ParkedItem>, StoreError> Operators::parked() {
  std::vector<ParkedItem> items;
  std::string after;
  for (bool more = true; more;) {
    const auto rows = ports_.store.scan(tables::open, after, config_.page);
    if (!rows) return std::unexpected(rows.error());
    for (const Row& stored : *rows) {
      const auto open = decode_open(stored.value);
      if (!open) continue;
      Action about;
      about.payable = open->payable;
      about.operation = open->operation;
      const auto view = view_of(about);
      if (!view) return std::unexpected(view.error());
      if (!*view || (*view)->state != State::parked) continue;
      const auto suspended =
          ports_.store.read(operator_tables::suspense, operation_key(open->operation).text());
      if (!suspended) return std::unexpected(suspended.error());
      items.push_back({**view, (*view)->version, suspended->has_value()});
    }
    more = rows->size() == config_.page;
    if (more) after = rows->back().key;
  }
  return items;
}

}  // namespace payments
