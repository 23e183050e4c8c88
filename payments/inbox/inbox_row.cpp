// Records as record_text.hpp has them; strict both ways.
#include "payments/inbox/inbox_row.hpp"

#include "payments/journal/record_text.hpp"
#include "payments/journal/row_fields.hpp"
#include "payments/journal/words.hpp"

#include <array>
#include <utility>

namespace payments {
namespace {

constexpr std::array<std::string_view, 7> words{"waiting", "adopted",    "stale",   "asked_for",
                                                "broken",  "unreadable", "unplaced"};

std::optional<Due> due_of(const InboxRow& row) {
  if (row.applied == Applied::waiting) return std::nullopt;
  return Due{std::string(indexes::applied.name), row.received};
}

std::optional<Due> due_of(const UnappliedRow& row) {
  return Due{std::string(indexes::unapplied.name), row.due};
}

std::optional<Applied> applied_from(std::string_view text) {
  return detail::value_of<Applied>(text, words);
}

}  // namespace

std::string_view to_text(Applied applied) { return words[static_cast<std::size_t>(applied)]; }

RowKey event_key(std::string_view event) { return RowKey::of(event); }

std::string encode(const InboxRow& row) {
  RecordWriter out("inbox");
  out.text(row.event).text(row.body).number(row.received.count).text(to_text(row.applied));
  return std::move(out).finish();
}

std::string encode(const UnappliedRow& row) {
  RecordWriter out("unapplied");
  out.text(row.event).number(row.due.count).count(row.tries);
  return std::move(out).finish();
}

Write put(const InboxRow& row, std::uint64_t version) {
  return {std::string(tables::inbox), event_key(row.event).text(), encode(row), version,
          due_of(row)};
}

Write put(const UnappliedRow& row, std::uint64_t version) {
  return {std::string(tables::unapplied), event_key(row.event).text(), encode(row), version,
          due_of(row)};
}

std::optional<Due> due_of_event(std::string_view table, std::string_view value) {
  if (table == tables::inbox) {
    const auto row = decode_inbox(value);
    return row ? due_of(*row) : std::nullopt;
  }
  const auto row = table == tables::unapplied ? decode_unapplied(value) : std::nullopt;
  return row ? due_of(*row) : std::nullopt;
}

std::optional<InboxRow> decode_inbox(std::string_view value) {
  RecordReader in(value, "inbox");
  InboxRow row;
  in.text(row.event).text(row.body).number(row.received.count);
  detail::read_word(in, row.applied, applied_from);
  return in.finished() ? std::optional(std::move(row)) : std::nullopt;
}

std::optional<UnappliedRow> decode_unapplied(std::string_view value) {
  RecordReader in(value, "unapplied");
  UnappliedRow row;
  in.text(row.event).number(row.due.count).count(row.tries);
  return in.finished() ? std::optional(std::move(row)) : std::nullopt;
}

}  // namespace payments
