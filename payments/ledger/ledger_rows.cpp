// An entry is written as its cause and its legs, and made anew when it is read.
#include "payments/ledger/ledger_rows.hpp"

#include "payments/journal/record_text.hpp"
#include "payments/journal/row_fields.hpp"
#include "payments/journal/rows.hpp"
#include "payments/journal/stored.hpp"

#include <utility>
#include <vector>

namespace payments {
namespace {

void write_leg(RecordWriter& out, const Leg& leg) {
  out.text(to_text(leg.account.kind)).text(leg.account.tenant.value);
  out.text(leg.account.name).text(leg.account.part).text(to_text(leg.layer));
  detail::write(out, leg.amount);
}

std::optional<Layer> layer_from(std::string_view text) {
  if (text == to_text(Layer::pending)) return Layer::pending;
  return text == to_text(Layer::posted) ? std::optional(Layer::posted) : std::nullopt;
}

void read_leg(RecordReader& in, Leg& leg) {
  detail::read_word(in, leg.account.kind, account_kind_from);
  in.text(leg.account.tenant.value).text(leg.account.name).text(leg.account.part);
  detail::read_word(in, leg.layer, layer_from);
  detail::read(in, leg.amount);
}

}  // namespace

RowKey entry_key(const EntryCause& cause) {
  return RowKey::of(cause.payable, cause.operation, cause.version, cause.what, cause.effect);
}

RowKey entry_range(const PayableId& payable) { return RowKey::of(payable); }

std::string encode(const LedgerEntry& entry) {
  const EntryCause& cause = entry.cause();
  RecordWriter out("entry");
  detail::write(out, cause.payable);
  out.text(cause.operation.value).text(to_text(cause.kind)).count(cause.ordinal);
  out.text(cause.customer.value).count(cause.version).text(cause.effect).text(cause.what);
  out.number(entry.at().count).count(entry.place());
  for (const Leg& leg : entry.legs()) write_leg(out, leg);
  return std::move(out).finish();
}

std::optional<LedgerEntry> decode_entry(std::string_view value) {
  EntryCause cause;
  Instant at;
  std::uint64_t place = 0;
  std::vector<Leg> legs;
  RecordReader in(value, "entry");
  detail::read(in, cause.payable);
  in.text(cause.operation.value);
  detail::read_word(in, cause.kind, detail::operation_kind_from);
  in.count(cause.ordinal).text(cause.customer.value).count(cause.version);
  in.text(cause.effect).text(cause.what).number(at.count).count(place);
  while (in.more()) read_leg(in, legs.emplace_back());
  if (!in.finished()) return std::nullopt;
  auto entry = LedgerEntry::make(std::move(cause), at, place, legs);
  return entry ? std::optional(*std::move(entry)) : std::nullopt;
}

void add_entry(Transaction& draft, const LedgerEntry& entry) {
  draft.writes.push_back(put(tables::ledger, entry_key(entry.cause()), encode(entry), 0));
}

void add_entry(Transaction& draft, const BreakRow& row) {
  const std::vector<Leg> legs = legs_of_break(row);
  const auto entry = LedgerEntry::make({.payable = row.payable,
                                        .operation = row.operation,
                                        .kind = row.kind,
                                        .ordinal = row.ordinal,
                                        .customer = {},
                                        .version = 0,
                                        .effect = row.effect,
                                        .what = std::string(to_text(row.what))},
                                       row.since, 0, legs);
  if (entry) add_entry(draft, *entry);
}

}  // namespace payments
