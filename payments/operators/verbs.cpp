// What each verb does, and the question that verifies it. Each may be done again: what it wanted is
// then there already.
#include "payments/operators/operators.hpp"

#include "payments/inbox/inbox_row.hpp"
#include "payments/journal/breaks.hpp"
#include "payments/journal/due_rows.hpp"
#include "payments/journal/rows.hpp"

#include <utility>

namespace payments {
namespace {

ActionResult not_so(std::string why) { return {Came::refused, std::move(why), false}; }

std::string grounds_of(const Action& action) {
  std::string grounds = action.reason;
  const Proof& proof = action.proof;
  if (!proof.processor_reference.empty()) grounds += "; processor " + proof.processor_reference;
  if (!proof.line.empty()) {
    grounds += "; " + proof.document_source + " " + proof.document + " line " + proof.line;
  }
  return grounds + "; action " + action.id;
}

bool ended_so(State state, Outcome outcome) {
  switch (outcome) {
    case Outcome::success: return state == State::succeeded;
    case Outcome::declined: return state == State::declined;
    default: return state == State::failed;
  }
}

/// Whether an event was put aside, and may be looked at again.
bool was_set_aside(Applied applied) {
  return applied == Applied::unreadable || applied == Applied::unplaced ||
         applied == Applied::broken;
}

}  // namespace

ActionResult Operators::commit(const Action& action, std::vector<Write> writes) {
  if (writes.empty()) return {Came::done, {}, false};
  const auto done = ports_.store.commit(
      {"operator_" + std::string(to_text(action.verb)), action.id, std::move(writes)});
  return done ? ActionResult{Came::done, {}, false} : ActionResult{};
}

ActionResult Operators::settle(const Action& action) {
  const auto before = view_of(action);
  if (!before) return {};
  const bool there = *before && ended_so((*before)->state, action.outcome);
  if (!there) {
    const Settled said = moves_.settle(
        {action.payable, action.operation, action.outcome, grounds_of(action), action.who});
    if (said == Settled::unavailable) return {};
    if (said == Settled::refused) return not_so("the state machine does not take it");
  }
  const RowKey key = operation_key(action.operation);
  const auto suspended = ports_.store.read(operator_tables::suspense, key.text());
  if (!suspended) return {};
  if (!*suspended) return {Came::done, {}, false};
  return commit(action, {erase(operator_tables::suspense, **suspended)});
}

ActionResult Operators::suspend(const Action& action) {
  const auto view = view_of(action);
  if (!view) return {};
  if (!*view || !unresolved((*view)->state)) return not_so("nothing is open about it");
  const RowKey key = operation_key(action.operation);
  const auto known = ports_.store.read(operator_tables::suspense, key.text());
  if (!known) return {};
  if (*known) return {Came::done, {}, false};
  const SuspenseRow row{action.payable, action.operation,   (*view)->facts.amount,
                        action.who,     grounds_of(action), ports_.clock.now()};
  return commit(action, {put(operator_tables::suspense, key, encode(row), 0)});
}

ActionResult Operators::settle_break(const Action& action) {
  const RowKey key = RowKey::read_back(action.subject);
  const auto ours = fetch(ports_.store, tables::breaks, key, decode_break);
  if (!ours) return {};
  if (*ours) {
    if ((*ours)->value.settled_by == action.who) return {Came::done, {}, false};
    if (!(*ours)->value.settled_by.empty()) return not_so("somebody has taken care of it");
    const Settled said = moves_.settle_break(key, grounds_of(action), action.who);
    return said == Settled::yes ? ActionResult{Came::done, {}, false} : ActionResult{};
  }
  using reconciliation::file_tables::breaks;
  const auto file = fetch(ports_.store, breaks, key, reconciliation::decode_file_break);
  if (!file) return {};
  if (!*file) return not_so("there is no such break");
  reconciliation::FileBreakRow row = (*file)->value;
  if (row.settled_by == action.who) return {Came::done, {}, false};
  if (!row.settled_by.empty()) return not_so("somebody has taken care of it");
  row.settled_by = action.who;
  row.grounds = grounds_of(action);
  return commit(action, {put(breaks, key, encode(row), (*file)->version)});
}

/// It is due at once, and often again: the resolver asks, by its own rules.
ActionResult Operators::release(const Action& action) {
  const RowKey key = operation_key(action.operation);
  const auto open = fetch(ports_.store, tables::open, key, decode_open);
  if (!open) return {};
  if (!*open) return not_so("nothing is open about it");
  OpenRow row = (*open)->value;
  row.due = ports_.clock.now();
  row.rare = 0;
  row.asks = 0;
  return commit(action, {put(row, (*open)->version)});
}

ActionResult Operators::replay_outbox(const Action& action) {
  const std::string begin = RowKey::of(action.payable).text();
  const auto rows = ports_.store.scan(tables::outbox, begin, config_.page);
  if (!rows) return {};
  std::vector<Write> writes;
  for (const Row& stored : *rows) {
    if (!stored.key.starts_with(begin)) break;
    auto row = decode_outbox(stored.value);
    if (!row) return not_so("an event cannot be read: " + stored.key);
    if (row->delivered == 0) continue;
    row->delivered = 0;
    writes.push_back(put(tables::outbox, stored, encode(*row)));
  }
  return commit(action, std::move(writes));
}

ActionResult Operators::replay_inbox(const Action& action) {
  const RowKey key = event_key(action.subject);
  const auto kept = fetch(ports_.store, tables::inbox, key, decode_inbox);
  if (!kept) return {};
  if (!*kept) return not_so("no such event is kept");
  InboxRow row = (*kept)->value;
  if (row.applied == Applied::waiting) return {Came::done, {}, false};
  if (!was_set_aside(row.applied)) return not_so("the event was applied");
  row.applied = Applied::waiting;
  return commit(action, {put(row, (*kept)->version),
                         put(UnappliedRow{row.event, ports_.clock.now()}, 0)});
}

ActionResult Operators::pause(const Action& action) {
  if (action.subject.empty()) return not_so("which processor?");
  const RowKey key = pause_key(action.subject);
  const auto known = ports_.store.read(operator_tables::paused, key.text());
  if (!known) return {};
  if (*known) return {Came::done, {}, false};
  const PauseRow row{action.subject, action.who, action.reason, ports_.clock.now()};
  return commit(action, {put(operator_tables::paused, key, encode(row), 0)});
}

ActionResult Operators::resume(const Action& action) {
  const auto known = ports_.store.read(operator_tables::paused, pause_key(action.subject).text());
  if (!known) return {};
  if (!*known) return {Came::done, {}, false};
  return commit(action, {erase(operator_tables::paused, **known)});
}

std::expected<bool, StoreError> Operators::verified(const Action& action) {
  const auto row = [&](std::string_view table, const RowKey& key) {
    return ports_.store.read(table, key.text());
  };
  switch (action.verb) {
    case Verb::settle: {
      const auto view = view_of(action);
      if (!view) return std::unexpected(view.error());
      return *view && ended_so((*view)->state, action.outcome);
    }
    case Verb::suspend: {
      const auto kept = row(operator_tables::suspense, operation_key(action.operation));
      if (!kept) return std::unexpected(kept.error());
      return kept->has_value();
    }
    case Verb::settle_break: {
      const RowKey key = RowKey::read_back(action.subject);
      const auto ours = fetch(ports_.store, tables::breaks, key, decode_break);
      const auto file = fetch(ports_.store, reconciliation::file_tables::breaks, key,
                              reconciliation::decode_file_break);
      if (!ours || !file) return std::unexpected(StoreError::unavailable);
      if (*ours) return !(*ours)->value.settled_by.empty();
      return *file && !(*file)->value.settled_by.empty();
    }
    case Verb::release: {
      const auto open =
          fetch(ports_.store, tables::open, operation_key(action.operation), decode_open);
      if (!open) return std::unexpected(open.error());
      return !*open || (*open)->value.rare == 0;
    }
    case Verb::replay_inbox: {
      const auto waits = row(tables::unapplied, event_key(action.subject));
      if (!waits) return std::unexpected(waits.error());
      return !waits->has_value();
    }
    case Verb::replay_outbox: {
      const std::string begin = RowKey::of(action.payable).text();
      const auto rows = ports_.store.scan(tables::outbox, begin, 1);
      if (!rows) return std::unexpected(rows.error());
      return rows->empty() || !rows->front().key.starts_with(begin);
    }
    case Verb::pause:
    case Verb::resume: {
      const auto paused = row(operator_tables::paused, pause_key(action.subject));
      if (!paused) return std::unexpected(paused.error());
      return paused->has_value() == (action.verb == Verb::pause);
    }
  }
  return false;
}

}  // namespace payments
