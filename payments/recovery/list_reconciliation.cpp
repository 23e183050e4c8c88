// The cursor moves past an entry only in a commit that comes after the entry's success is
// recorded, so a crash reads it again. Two reconciliations meet at the cursor's version.
#include "payments/recovery/list_reconciliation.hpp"

#include "payments/execution/shown_effect.hpp"
#include "payments/journal/due_rows.hpp"
#include "payments/journal/record_text.hpp"
#include "payments/journal/stored.hpp"
#include "payments/ledger/ledger_rows.hpp"

#include <algorithm>
#include <utility>

namespace payments {
namespace {

constexpr std::string_view cursor_row = "reconcile";

/// How far the list was read, and how many effects too many it has shown so far.
struct Cursor {
  std::string place;
  std::uint32_t seconds = 0;
};

std::string encode_cursor(const Cursor& cursor) {
  return std::move(RecordWriter("cursor").text(cursor.place).count(cursor.seconds)).finish();
}

std::optional<Cursor> decode_cursor(std::string_view value) {
  RecordReader in(value, "cursor");
  Cursor cursor;
  in.text(cursor.place).count(cursor.seconds);
  return in.finished() ? std::optional(std::move(cursor)) : std::nullopt;
}

/// In the place of a cursor that nobody can read. What the list shows twice is matched twice, and
/// changes nothing.
Fetched<Cursor> from_the_beginning(Store& store, const RowKey& key) {
  const auto row = store.read(tables::cursors, key.text());
  if (!row) return std::unexpected(row.error());
  return *row ? std::optional(Stored<Cursor>{{}, (*row)->version}) : std::nullopt;
}

}  // namespace

/// What is committed once a page has been read.
struct ListReconciliation::Page {
  Transaction draft;
  std::uint32_t seconds = 0;  ///< effects too many that the list has shown so far
};

StepResult ListReconciliation::step() {
  StepResult result;
  bool whole = true;
  for (bool more = true; more && whole;) whole = read_page(result, more);
  result.idle = whole && nothing_awaited(result);
  result.wake_at(ports_.clock.now() + config_.reconcile_delay);
  return result;
}

/// Matches one page and moves the cursor behind it. False if it has to be read again later.
bool ListReconciliation::read_page(StepResult& result, bool& more) {
  more = false;
  const RowKey key = cursor_key(cursor_row);
  auto cursor = fetch(ports_.store, tables::cursors, key, decode_cursor);
  if (unreadable(cursor, tables::cursors, key)) cursor = from_the_beginning(ports_.store, key);
  if (!cursor) return false;
  const Cursor before = *cursor ? (*cursor)->value : Cursor{};
  Page read{{"reconcile", std::string(cursor_row), {}}, before.seconds};
  const auto page =
      ports_.gateway.list({before.place, static_cast<std::uint32_t>(config_.page)});
  pulse_.listed(page.has_value());
  if (!page) return false;
  if (page->entries.empty()) return true;
  for (const ListEntry& entry : page->entries) {
    if (!match(entry, read, result)) return false;
  }
  read.draft.writes.push_back(put(tables::cursors, key, encode_cursor({page->next, read.seconds}),
                                  *cursor ? (*cursor)->version : 0));
  if (!ports_.store.commit(read.draft)) return false;
  result.changed = true;
  more = page->entries.size() == config_.page;
  return true;
}

/// False if the store did not let us know or record what the entry means.
bool ListReconciliation::match(const ListEntry& entry, Page& page, StepResult& result) {
  const OperationId& id = entry.operation;
  const auto first = fetch(ports_.store, tables::journal, journal_key(id, 1), decode_journal);
  if (unreadable(first, tables::journal, journal_key(id, 1))) {
    const PayableId named{{}, entry.payable};
    return note(BreakRow::What::unreadable_operation, entry, named, page);
  }
  if (!first) return false;
  const PayableId whose = *first ? (*first)->value.facts.payable : PayableId{{}, entry.payable};
  if (!*first) return note(BreakRow::What::unknown_operation, entry, whose, page);
  auto subject = load_case(ports_.store, whose, id);
  const bool damaged = unreadable(subject, tables::payments, payment_key(whose)) ||
                       (subject && subject->state() == State::none);
  if (damaged) return note(BreakRow::What::unreadable_operation, entry, whose, page);
  if (!subject || !believe(entry, *subject, page, result)) return false;
  return compare(entry, *subject, page);
}

bool ListReconciliation::believe(const ListEntry& entry, Case& subject, Page& page,
                                 StepResult& result) {
  const PayableId whose = subject.payment.value.payable;
  const auto wrong = mismatch(entry.answer, subject.view(), ports_.gateway.capabilities());
  if (wrong) return note(*wrong, entry, whose, page);
  const bool late = terminal(subject.state());
  switch (engine_.adopt(subject, entry.answer, Cause::listed, true)) {
    case Recorded::ignored: return true;
    case Recorded::refused: return note(BreakRow::What::unsent_operation, entry, whose, page);
    case Recorded::yes:
      ports_.telemetry.count(late ? "late_success" : "found_by_list", entry.operation.value);
      result.changed = true;
      return true;
    default: return false;
  }
}

/// Holds the effect against the one that we go by: they are the same, or one is too many.
bool ListReconciliation::compare(const ListEntry& entry, const Case& subject, Page& page) {
  const OperationView& view = subject.view();
  if (view.state != State::succeeded) return true;
  if (is_another_effect(entry.answer, view)) return note_second(entry, view.facts.payable, page);
  const RowKey key = operation_key(entry.operation);
  const auto row = fetch(ports_.store, tables::unmatched, key, decode_follow_up);
  if (unreadable(row, tables::unmatched, key)) return true;
  if (!row) return false;
  const bool listed_before = std::ranges::any_of(page.draft.writes, [&](const Write& write) {
    return write.table == tables::unmatched && write.key == key.text();
  });
  if (*row && !listed_before) {
    page.draft.writes.push_back(erase(tables::unmatched, key, (*row)->version));
  }
  return true;
}

bool ListReconciliation::note(BreakRow::What what, const ListEntry& entry, const PayableId& whose,
                              Page& page) {
  const BreakRow row{.what = what,
                     .operation = entry.operation,
                     .payable = whose,
                     .kind = entry.kind,
                     .ordinal = entry.ordinal,
                     .effect = entry.answer.reference,
                     .amount = entry.answer.amount,
                     .since = ports_.clock.now(),
                     .settled_by = {},
                     .grounds = {}};
  const auto added = add_break(ports_, page.draft, row);
  if (added.value_or(false)) add_entry(page.draft, row);
  return added.has_value();
}

/// A hold too many is released, once. Anything else needs a person.
bool ListReconciliation::note_second(const ListEntry& entry, const PayableId& whose, Page& page) {
  const std::size_t before = page.draft.writes.size();
  if (!note(BreakRow::What::second_effect, entry, whose, page)) return false;
  const bool known = page.draft.writes.size() == before;
  if (entry.kind != OperationKind::authorise) return true;
  ++page.seconds;  // also of one that is known: a list that is read anew counts to the same number
  if (known) return true;
  const std::string& effect = entry.answer.reference;
  const FollowUpRow row{entry.operation, whose, ports_.clock.now(), 0, effect, page.seconds};
  page.draft.writes.push_back(
      put(tables::reversals, RowKey::of(entry.operation, effect), encode(row), 0));
  return true;
}

/// Raises the alarm about successes that should have been listed by now. True if none is awaited.
bool ListReconciliation::nothing_awaited(StepResult& result) {
  const auto awaited = any_awaited();
  if (!awaited) return false;
  const Instant until = ports_.clock.now() - config_.reconcile_grace;
  DuePlace after;
  for (bool more = *awaited; more;) {
    auto rows = ports_.store.due(indexes::unlisted, after, until, config_.page);
    if (!rows) return false;
    more = rows->size() == config_.page;
    if (more) after = place_behind(*rows);
    sort_by_key(*rows);
    for (const Row& row : *rows) alarm_about(row, result);
  }
  return !*awaited;
}

/// Whether a success is still to be listed. None: the store did not let us know.
std::optional<bool> ListReconciliation::any_awaited() {
  DuePlace after;
  for (;;) {
    const auto rows = ports_.store.due(indexes::unlisted, after, Instant::never(), config_.page);
    if (!rows) return std::nullopt;
    for (const Row& row : *rows) {
      if (decode_follow_up(row.value)) return true;
      damage_.unreadable(tables::unmatched, row.key);
    }
    if (rows->size() < config_.page) return false;
    after = place_behind(*rows);
  }
}

void ListReconciliation::alarm_about(const Row& row, StepResult& result) {
  auto success = decode_follow_up(row.value);
  if (!success) return;
  ports_.telemetry.alarm("success_not_listed", success->operation.value);
  success->alarmed = 1;
  const auto told = ports_.store.commit(
      {"reconcile", success->operation.value, {put_unmatched(*success, row.version)}});
  result.changed = told.has_value() || result.changed;
}

}  // namespace payments
