// The cursor moves past an entry only in a commit that comes after the entry's success is
// recorded, so a crash reads it again. Two reconciliations meet at the cursor's version.
#include "payments/reconcile.hpp"

#include "payments/record_text.hpp"
#include "payments/stored.hpp"

#include <algorithm>
#include <utility>

namespace payments {
namespace {

constexpr std::string_view cursor_row = "reconcile";

std::string encode_cursor(const std::string& place) {
  return std::move(RecordWriter("cursor").text(place)).finish();
}

std::optional<std::string> decode_cursor(std::string_view value) {
  RecordReader in(value, "cursor");
  std::string place;
  in.text(place);
  return in.finished() ? std::optional(std::move(place)) : std::nullopt;
}

}  // namespace

StepResult Reconciliation::step() {
  StepResult result;
  bool whole = true;
  for (bool more = true; more && whole;) whole = read_page(result, more);
  if (whole) alarm_unlisted(result);
  result.wake_at(ports_.clock.now() + config_.reconcile_delay);
  return result;
}

/// Matches one page and moves the cursor behind it. False if it has to be read again later.
bool Reconciliation::read_page(StepResult& result, bool& more) {
  more = false;
  const auto cursor = fetch(ports_.store, tables::cursors, cursor_key(cursor_row), decode_cursor);
  if (!cursor) return false;
  const std::string after = *cursor ? (*cursor)->value : std::string{};
  const auto page =
      ports_.gateway.list({after, static_cast<std::uint32_t>(config_.page)});
  pulse_.listed(page.has_value());
  if (!page) return false;
  if (page->entries.empty()) return true;
  Transaction draft{"reconcile", std::string(cursor_row), {}};
  for (const ListEntry& entry : page->entries) {
    if (!match(entry, draft, result)) return false;
  }
  draft.writes.push_back(put(tables::cursors, cursor_key(cursor_row), encode_cursor(page->next),
                             *cursor ? (*cursor)->version : 0));
  if (!ports_.store.commit(draft)) return false;
  result.changed = true;
  more = page->entries.size() == config_.page;
  return true;
}

/// False if the store did not let us know or record what the entry means.
bool Reconciliation::match(const ListEntry& entry, Transaction& draft, StepResult& result) {
  const OperationId& id = entry.operation;
  const auto first = fetch(ports_.store, tables::journal, journal_key(id, 1), decode_journal);
  if (!first) return false;
  if (!*first) {
    ports_.telemetry.alarm("effect_unknown_to_us", id.value);
    return true;
  }
  auto subject = load_case(ports_.store, (*first)->value.facts.payable, id);
  if (!subject || !believe(entry, *subject, result)) return false;
  const auto row = fetch(ports_.store, tables::unmatched, operation_key(id), decode_follow_up);
  if (!row) return false;
  const RowKey key = operation_key(id);
  const bool listed_before = std::ranges::any_of(
      draft.writes, [&](const Write& write) { return write.key == key.text(); });
  if (*row && !listed_before) {
    draft.writes.push_back(erase(tables::unmatched, operation_key(id), (*row)->version));
  }
  return true;
}

bool Reconciliation::believe(const ListEntry& entry, Case& subject, StepResult& result) {
  if (entry.answer.amount && *entry.answer.amount != subject.view().facts.amount) {
    ports_.telemetry.alarm("listed_amount_differs", entry.operation.value);
    return true;
  }
  const bool late = terminal(subject.state());
  switch (engine_.adopt(subject, entry.answer, Cause::listed, true)) {
    case Recorded::ignored: return true;
    case Recorded::refused:
      ports_.telemetry.alarm("effect_of_unsent_operation", entry.operation.value);
      return true;
    case Recorded::yes:
      ports_.telemetry.count(late ? "late_success" : "found_by_list", entry.operation.value);
      result.changed = true;
      return true;
    default: return false;
  }
}

void Reconciliation::alarm_unlisted(StepResult& result) {
  const Instant now = ports_.clock.now();
  std::string after;
  for (bool more = true; more;) {
    const auto rows = ports_.store.scan(tables::unmatched, after, config_.page);
    if (!rows) return;
    for (const Row& row : *rows) {
      auto success = decode_follow_up(row.value);
      if (!success || success->alarmed != 0) continue;
      if (now < success->since + config_.reconcile_grace) continue;
      ports_.telemetry.alarm("success_not_listed", success->operation.value);
      success->alarmed = 1;
      const auto told = ports_.store.commit(
          {"reconcile", success->operation.value,
           {put(tables::unmatched, row, encode(*success))}});
      result.changed = told.has_value() || result.changed;
    }
    more = rows->size() == config_.page;
    if (more) after = rows->back().key;
  }
}

}  // namespace payments
