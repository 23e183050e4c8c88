// Fields in their order, as journal/record_text.hpp has it.
#include "payments/reconciliation/rows.hpp"

#include "payments/journal/record_text.hpp"
#include "payments/journal/row_fields.hpp"

#include <algorithm>
#include <utility>

namespace payments::reconciliation {
namespace {

using payments::detail::read_word;

void write(RecordWriter& out, const std::optional<Money>& amount) {
  out.count(amount ? 1U : 0U);
  payments::detail::write(out, amount.value_or(Money{}));
}

void read(RecordReader& in, std::optional<Money>& amount) {
  std::uint32_t stated = 0;
  Money money;
  in.count(stated);
  payments::detail::read(in, money);
  if (stated > 1) in.reject();
  if (stated == 1) amount = money;
}

void write(RecordWriter& out, Day day) { out.number(day.count); }

void read(RecordReader& in, Day& day) {
  std::int64_t count = 0;
  in.number(count);
  day.count = static_cast<std::int32_t>(count);
  if (day.count != count) in.reject();
}

void write(RecordWriter& out, const std::vector<std::string>& texts) {
  out.count(texts.size());
  for (const std::string& text : texts) out.text(text);
}

void read(RecordReader& in, std::vector<std::string>& texts) {
  std::uint32_t count = 0;
  in.count(count);
  for (std::uint32_t i = 0; i < count && in.more(); ++i) in.text(texts.emplace_back());
  if (texts.size() != count) in.reject();
}

void write(RecordWriter& out, const Line& line) {
  out.text(to_text(line.source)).text(to_text(line.kind)).text(line.id);
  write(out, line.references);
  out.text(line.batch);
  write(out, line.amount);
  out.text(line.stated);
  write(out, line.fee);
  write(out, line.day);
  out.text(line.counterpart).text(line.place);
  out.count(line.open ? 1U : 0U).count(line.more ? 1U : 0U);
}

void read(RecordReader& in, Line& line) {
  read_word(in, line.source, source_from);
  read_word(in, line.kind, line_kind_from);
  in.text(line.id);
  read(in, line.references);
  in.text(line.batch);
  read(in, line.amount);
  in.text(line.stated);
  read(in, line.fee);
  read(in, line.day);
  std::uint32_t open = 0, more = 0;
  in.text(line.counterpart).text(line.place).count(open).count(more);
  if (open > 1 || more > 1) in.reject();
  line.open = open == 1;
  line.more = more == 1;
}

}  // namespace

RowKey document_key(Source source, std::string_view name) {
  return RowKey::of(to_text(source), name);
}

RowKey file_break_key(const FileBreakRow& row) {
  return RowKey::of(to_text(row.bucket), to_text(row.said_by), std::string_view(row.reference),
                    std::string_view(row.line));
}

std::string encode(const DocumentRow& row) {
  RecordWriter out("document");
  out.text(to_text(row.document.source)).text(row.document.name).text(row.document.digest);
  write(out, row.digests);
  out.count(row.document.lines.size());
  for (const Line& line : row.document.lines) write(out, line);
  return std::move(out).finish();
}

std::optional<DocumentRow> decode_document(std::string_view value) {
  DocumentRow row;
  RecordReader in(value, "document");
  std::uint32_t lines = 0;
  read_word(in, row.document.source, source_from);
  in.text(row.document.name).text(row.document.digest);
  read(in, row.digests);
  in.count(lines);
  for (std::uint32_t i = 0; i < lines && in.more(); ++i)
    read(in, row.document.lines.emplace_back());
  if (row.document.lines.size() != lines) in.reject();
  return in.finished() ? std::optional(std::move(row)) : std::nullopt;
}

std::string encode(const FileBreakRow& row) {
  RecordWriter out("file_break");
  out.text(to_text(row.bucket)).text(to_text(row.said_by)).text(row.reference).text(row.line);
  write(out, row.amount);
  write(out, row.since);
  out.number(row.seen.count).text(row.reason).text(row.settled_by).text(row.grounds);
  return std::move(out).finish();
}

std::optional<FileBreakRow> decode_file_break(std::string_view value) {
  FileBreakRow row;
  RecordReader in(value, "file_break");
  read_word(in, row.bucket, bucket_from);
  read_word(in, row.said_by, source_from);
  in.text(row.reference).text(row.line);
  read(in, row.amount);
  read(in, row.since);
  in.number(row.seen.count).text(row.reason).text(row.settled_by).text(row.grounds);
  return in.finished() ? std::optional(std::move(row)) : std::nullopt;
}

}  // namespace payments::reconciliation
