// A break that is no longer so is settled by that, and opened again should it come back; one that a
// person has settled stays settled.
#include "payments/reconciliation/file_reconciliation.hpp"

#include "payments/journal/stored.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace payments::reconciliation {
namespace {

FileBreakRow row_of(const Difference& difference, Instant now) {
  return {difference.bucket,
          difference.said_by,
          difference.reference,
          difference.line,
          difference.amount,
          difference.since,
          now,
          difference.reason,
          {},
          {}};
}

/// What a row becomes, now that the difference is as it is.
FileBreakRow brought_up_to_date(const FileBreakRow& known, const FileBreakRow& found) {
  FileBreakRow row = found;
  row.seen = known.seen;
  if (known.settled_by != mended_by) {
    row.settled_by = known.settled_by;
    row.grounds = known.grounds;
  }
  return row;
}

}  // namespace

Intake FileReconciliation::hear(const Document& document) {
  const RowKey key = document_key(document.source, document.name);
  const auto known = fetch(ports_.store, file_tables::documents, key, decode_document);
  if (!known) return Intake::unavailable;
  DocumentRow row = *known ? (*known)->value : DocumentRow{};
  const bool heard = std::ranges::find(row.digests, document.digest) != row.digests.end();
  if (heard) return Intake::known;
  row.document = document;
  row.digests.push_back(document.digest);
  const auto done = ports_.store.commit(
      {"hear_document",
       document.name,
       {put(file_tables::documents, key, encode(row), *known ? (*known)->version : 0)}});
  if (!done) return Intake::unavailable;
  return *known ? Intake::replaced : Intake::taken;
}

std::expected<std::vector<Line>, StoreError> FileReconciliation::heard_lines() {
  std::vector<Line> lines;
  std::string after;
  for (;;) {
    const auto rows = ports_.store.scan(file_tables::documents, after, 1);
    if (!rows) return std::unexpected(rows.error());
    if (rows->empty()) return lines;
    auto heard = decode_document(rows->front().value);
    if (!heard) return std::unexpected(StoreError::unreadable);
    std::ranges::move(heard->document.lines, std::back_inserter(lines));
    after = rows->front().key;
  }
}

/// All lines of all sources. Errors: some source did not answer.
std::expected<FileReconciliation::All, StoreError> FileReconciliation::all_lines(Day today) {
  auto own = own_lines(ports_.store, config_.page);
  auto lines = heard_lines();
  if (!own) return std::unexpected(own.error());
  if (!lines) return std::unexpected(lines.error());
  std::ranges::copy(own->lines, std::back_inserter(*lines));
  if (expected_.processor_list) {
    const auto listed =
        listed_lines(ports_.gateway, static_cast<std::uint32_t>(config_.page), today);
    if (!listed) return std::unexpected(StoreError::unavailable);
    std::ranges::copy(*listed, std::back_inserter(*lines));
  }
  return All{*std::move(lines), std::move(own->payables)};
}

Pass FileReconciliation::run() {
  Pass pass;
  const Day today = day_of(ports_.clock.now());
  auto all = all_lines(today);
  if (!all) return pass;
  Matching matching = match(all->lines, expected_, today);
  settle_definite(*all, matching, pass);
  if (pass.settled != 0) {
    // What was just mended is no break.
    all = all_lines(today);
    if (!all) return pass;
    matching = match(all->lines, expected_, today);
  }
  for (const Bucket bucket : matching.buckets) ++pass.lines[static_cast<std::size_t>(bucket)];
  pass.complete = keep_rows(matching, today, pass);
  return pass;
}

void FileReconciliation::settle_definite(const All& all, const Matching& matching, Pass& pass) {
  for (const Repair& repair : repairs_of(all.lines, matching)) {
    // What the books lack is taken in by whoever reads the processor's list.
    if (repair.what != Repair::What::settle_success) continue;
    const std::string& operation = all.lines[repair.line].references.front();
    const auto payable = all.payables.find(operation);
    if (payable == all.payables.end()) continue;
    if (settle_(payable->second, {operation}, repair.grounds)) ++pass.settled;
  }
}

/// False: the store did not take all of it, and the next pass goes on.
bool FileReconciliation::keep_rows(const Matching& matching, Day today, Pass& pass) {
  std::map<std::string, const Difference*> found;
  for (const Difference& one : matching.differences) {
    if (is_break(one.bucket)) found.emplace(file_break_key(row_of(one, {})).text(), &one);
  }
  std::vector<Difference> unsettled;
  std::vector<Write> writes;
  std::string after;
  for (bool more = true; more;) {
    const auto rows = ports_.store.scan(file_tables::breaks, after, config_.page);
    if (!rows) return false;
    for (const Row& stored : *rows) {
      const auto known = decode_file_break(stored.value);
      if (!known) return false;
      FileBreakRow row = *known;
      const auto still = found.find(stored.key);
      if (still != found.end()) {
        row = brought_up_to_date(*known, row_of(*still->second, known->seen));
        if (row.settled_by.empty()) unsettled.push_back(*still->second);
        found.erase(still);
      } else if (row.settled_by.empty()) {
        row.settled_by = mended_by;
        row.grounds = "no longer so on " + format(today);
      }
      if (row != *known) writes.push_back(put(file_tables::breaks, stored, encode(row)));
    }
    more = rows->size() == config_.page;
    if (more) after = rows->back().key;
  }
  for (const auto& [key, difference] : found) {
    writes.push_back(put(file_tables::breaks, RowKey::read_back(key),
                         encode(row_of(*difference, ports_.clock.now())), 0));
    unsettled.push_back(*difference);
  }
  if (!writes.empty() && !ports_.store.commit({"note_differences", format(today), writes})) {
    return false;
  }
  pass.breaks = unsettled.size();
  pass.alerts = alerts_of(unsettled, thresholds_, today);
  for (const std::string& alert : pass.alerts) ports_.telemetry.alarm("breaks_above", alert);
  return true;
}

}  // namespace payments::reconciliation
