// An event goes by what it is about, not by what it is called: two events may tell the same, and
// one may come before the commit that it is about.
#include "payments/inbox/stored_inbox.hpp"

#include "payments/execution/shown_effect.hpp"
#include "payments/journal/due_rows.hpp"
#include "payments/ledger/ledger_rows.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace payments {

/// An event that is due, as it was read.
struct StoredInbox::DueEvent {
  Stored<InboxRow> kept;
  Stored<UnappliedRow> waits;
};

Delivered StoredInbox::deliver(const SignedMessage& message) {
  if (ports_.webhooks == nullptr || !ports_.webhooks->genuine(message)) {
    ports_.telemetry.count("event_forged", message.id);
    return Delivered::forged;
  }
  const Instant now = ports_.clock.now();
  if (message.sent + config_.event_tolerance + config_.clock_skew < now) {
    ports_.telemetry.count("event_out_of_time", message.id);
    return Delivered::out_of_time;
  }
  const RowKey key = event_key(message.id);
  const auto known = fetch(ports_.store, tables::inbox, key, decode_inbox);
  if (!known) return Delivered::unavailable;
  if (*known) return Delivered::known;
  const auto stored = ports_.store.commit(
      {"store_event",
       message.id,
       {put(InboxRow{message.id, message.body, now}, 0), put(UnappliedRow{message.id, now}, 0)}});
  if (stored) return Delivered::stored;
  if (stored.error() == CommitError::duplicate) return Delivered::known;
  return stored.error() == CommitError::unknown ? read_back(message.id) : Delivered::unavailable;
}

/// After a commit that nobody acknowledged.
Delivered StoredInbox::read_back(std::string_view event) {
  const auto found = fetch(ports_.store, tables::inbox, event_key(event), decode_inbox);
  return found && *found ? Delivered::stored : Delivered::unavailable;
}

StepResult StoredInbox::step() {
  StepResult result;
  if (ports_.webhooks == nullptr) return result;
  const Instant until = ports_.clock.now();
  DuePlace after;
  for (bool more = true; more;) {
    auto rows = ports_.store.due(indexes::unapplied, after, until, config_.page);
    if (!rows) return try_again();
    more = rows->size() == config_.page;
    if (more) after = place_behind(*rows);
    sort_by_key(*rows);
    for (const Row& row : *rows) result.merge(apply(row));
  }
  const auto next = ports_.store.due(indexes::unapplied, place_behind(until), Instant::never(), 1);
  if (!next) return try_again();
  if (!next->empty()) result.wake_at(*next->front().due);
  return result;
}

StepResult StoredInbox::try_again() {
  return {false, ports_.clock.now() + config_.event_delay_min};
}

StepResult StoredInbox::apply(const Row& row) {
  const auto waits = decode_unapplied(row.value);
  if (!waits) {
    damage_.unreadable(tables::unapplied, row.key);
    return {};
  }
  const RowKey key = event_key(waits->event);
  const auto kept = fetch(ports_.store, tables::inbox, key, decode_inbox);
  const bool gone = kept && !*kept;
  if (gone || (!kept && kept.error() == StoreError::unreadable)) {
    damage_.unreadable(tables::inbox, key.text());
    return {};
  }
  const Instant later = ports_.clock.now() + config_.event_delay_min;
  if (!kept) return {false, later};
  const DueEvent due{**kept, {*waits, row.version}};
  if (apply(due)) return {true, std::nullopt};
  postpone(due);
  return {false, later};
}

/// False: nothing was decided, and it is to be tried again.
bool StoredInbox::apply(const DueEvent& due) {
  const auto event = ports_.webhooks->read(due.kept.value.body);
  if (!event) return set_aside(due, Applied::unreadable, "event_unreadable");
  return place(due, *event);
}

/// By the reference that we wrote before the call, whatever our answer to it was (R32).
bool StoredInbox::place(const DueEvent& due, const WebhookEvent& event) {
  const RowKey first = journal_key(event.operation, 1);
  const auto begun = fetch(ports_.store, tables::journal, first, decode_journal);
  if (!begun) return false;
  if (!*begun) {
    const Instant end = due.kept.value.received + config_.event_patience;
    return end < ports_.clock.now() && set_aside(due, Applied::unplaced, "event_unplaced");
  }
  const Facts& facts = (*begun)->value.facts;
  if (facts.kind != event.kind || facts.ordinal != event.ordinal) {
    return note(due, event, facts.payable, BreakRow::What::unknown_operation);
  }
  auto subject = load_case(ports_.store, facts.payable, event.operation);
  if (!subject || subject->state() == State::none) return false;
  return take(due, event, *subject);
}

bool StoredInbox::take(const DueEvent& due, const WebhookEvent& event, Case& subject) {
  if (event.answer.outcome != Outcome::success) return ask(due, subject);
  const OperationView& view = subject.view();
  const auto wrong = mismatch(event.answer, view, ports_.gateway.capabilities());
  if (wrong) return note(due, event, view.facts.payable, *wrong);
  if (view.state != State::succeeded) return adopt(due, event, subject);
  if (!is_another_effect(event.answer, view)) return finish(due, Applied::stale);
  return note(due, event, view.facts.payable, BreakRow::What::second_effect);
}

bool StoredInbox::adopt(const DueEvent& due, const WebhookEvent& event, Case& subject) {
  const bool late = terminal(subject.state());
  const Recorded done = recorder_.record(subject, {.why = Evidence::success,
                                                   .cause = Cause::told,
                                                   .purpose = "apply_event",
                                                   .facts = {},
                                                   .key = {},
                                                   .reference = event.answer.reference,
                                                   .capture_before = event.answer.capture_before,
                                                   .fenced = false,
                                                   .listed = false,
                                                   .attempt = {},
                                                   .who = {},
                                                   .grounds = {},
                                                   .along = marks(due, Applied::adopted)});
  switch (done) {
    case Recorded::yes:
      ports_.telemetry.count(late ? "late_success" : "found_by_event", event.operation.value);
      return true;
    case Recorded::ignored: return finish(due, Applied::stale);
    case Recorded::refused:
      return note(due, event, subject.view().facts.payable, BreakRow::What::unsent_operation);
    default: return false;
  }
}

/// No proof, for it may be about a try before the last one (I15): whoever looks after the operation
/// asks at once.
bool StoredInbox::ask(const DueEvent& due, const Case& subject) {
  if (!subject.open || terminal(subject.state())) return finish(due, Applied::stale);
  OpenRow row = subject.open->value;
  row.due = std::min(row.due, ports_.clock.now());
  return finish(due, Applied::asked_for, {put(row, subject.open->version)});
}

/// A break is noted in the transaction that marks the event.
bool StoredInbox::note(const DueEvent& due, const WebhookEvent& event, const PayableId& whose,
                       BreakRow::What what) {
  Transaction draft{"apply_event", due.kept.value.event, marks(due, Applied::broken)};
  const BreakRow row{.what = what,
                     .operation = event.operation,
                     .payable = whose,
                     .kind = event.kind,
                     .ordinal = event.ordinal,
                     .effect = event.answer.reference,
                     .amount = event.answer.amount,
                     .since = ports_.clock.now(),
                     .settled_by = {},
                     .grounds = {}};
  const auto added = add_break(ports_, draft, row);
  if (added.value_or(false)) add_entry(draft, row);
  return added && ports_.store.commit(draft);
}

/// Nothing can be done with it but by a person. It stays in the inbox.
bool StoredInbox::set_aside(const DueEvent& due, Applied how, std::string_view alarm) {
  if (!finish(due, how)) return false;
  ports_.telemetry.alarm(alarm, due.kept.value.event);
  return true;
}

bool StoredInbox::finish(const DueEvent& due, Applied how, std::vector<Write> along) {
  std::vector<Write> writes = marks(due, how);
  std::ranges::move(along, std::back_inserter(writes));
  return ports_.store.commit({"apply_event", due.kept.value.event, std::move(writes)}).has_value();
}

/// The rows that say what came of an event.
std::vector<Write> StoredInbox::marks(const DueEvent& due, Applied how) const {
  const RowKey key = event_key(due.kept.value.event);
  InboxRow row = due.kept.value;
  row.applied = how;
  return {put(row, due.kept.version), erase(tables::unapplied, key, due.waits.version)};
}

void StoredInbox::postpone(const DueEvent& due) {
  UnappliedRow row = due.waits.value;
  Duration delay = config_.event_delay_min;
  for (std::uint32_t i = 0; i < row.tries && delay < config_.event_delay_max; ++i) {
    delay = delay * 2;
  }
  row.due = ports_.clock.now() + std::min(delay, config_.event_delay_max);
  ++row.tries;
  (void)ports_.store.commit({"postpone_event", row.event, {put(row, due.waits.version)}});
}

StepResult StoredInbox::reap() {
  StepResult result;
  const Instant until = ports_.clock.now() - config_.event_retention;
  DuePlace after;
  for (bool more = ports_.webhooks != nullptr; more;) {
    const auto rows = ports_.store.due(indexes::applied, after, until, config_.page);
    if (!rows) break;
    Transaction draft{"reap_events", "inbox", {}};
    for (const Row& row : *rows) {
      const auto kept = decode_inbox(row.value);
      if (kept && kept->received < until) draft.writes.push_back(erase(tables::inbox, row));
    }
    if (!draft.writes.empty()) result.changed |= ports_.store.commit(draft).has_value();
    more = rows->size() == config_.page;
    if (more) after = place_behind(*rows);
  }
  return result;
}

}  // namespace payments
