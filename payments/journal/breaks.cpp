// The row's text, and the two commits it can be part of.
#include "payments/journal/breaks.hpp"

#include "payments/journal/record_text.hpp"
#include "payments/journal/row_fields.hpp"
#include "payments/journal/rows.hpp"
#include "payments/journal/stored.hpp"
#include "payments/journal/words.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace payments {
namespace {

constexpr std::array<std::string_view, 7> break_words{
    "unknown_operation", "unsent_operation",     "second_effect", "amount_differs",
    "no_amount",         "unreadable_operation", "success_denied"};

std::optional<BreakRow::What> what_from(std::string_view text) {
  return detail::value_of<BreakRow::What>(text, break_words);
}

}  // namespace

std::string_view to_text(BreakRow::What what) {
  return break_words[static_cast<std::size_t>(what)];
}

RowKey break_key(const BreakRow& row) {
  return RowKey::of(row.payable, row.operation, to_text(row.what), row.effect);
}

std::string encode(const BreakRow& row) {
  RecordWriter out("break");
  out.text(to_text(row.what)).text(row.operation.value);
  detail::write(out, row.payable);
  out.text(to_text(row.kind)).count(row.ordinal).text(row.effect);
  out.count(row.amount ? 1U : 0U);
  detail::write(out, row.amount.value_or(Money{}));
  out.number(row.since.count).text(row.settled_by).text(row.grounds);
  return std::move(out).finish();
}

std::optional<BreakRow> decode_break(std::string_view value) {
  BreakRow row;
  std::uint32_t stated = 0;
  Money amount;
  RecordReader in(value, "break");
  detail::read_word(in, row.what, what_from);
  in.text(row.operation.value);
  detail::read(in, row.payable);
  detail::read_word(in, row.kind, detail::operation_kind_from);
  in.count(row.ordinal).text(row.effect).count(stated);
  detail::read(in, amount);
  in.number(row.since.count).text(row.settled_by).text(row.grounds);
  if (stated > 1) in.reject();
  if (stated != 0) row.amount = amount;
  return in.finished() ? std::optional(std::move(row)) : std::nullopt;
}

std::expected<bool, StoreError> add_break(const Ports& ports, Transaction& draft,
                                          const BreakRow& row) {
  RowKey key = break_key(row);
  const auto known = ports.store.read(tables::breaks, key.text());
  if (!known) return std::unexpected(known.error());
  const bool drafted = std::ranges::any_of(draft.writes, [&](const Write& write) {
    return write.table == tables::breaks && write.key == key.text();
  });
  if (*known || drafted) return false;
  draft.writes.push_back(put(tables::breaks, std::move(key), encode(row), 0));
  ports.telemetry.alarm(to_text(row.what), row.operation.value);
  return true;
}

bool settle_break(Store& store, const RowKey& key, std::string who, std::string grounds) {
  const auto found = fetch(store, tables::breaks, key, decode_break);
  if (!found || !*found || !(*found)->value.settled_by.empty() || who.empty()) return false;
  BreakRow row = (*found)->value;
  row.settled_by = std::move(who);
  row.grounds = std::move(grounds);
  return store
      .commit({"settle", row.operation.value,
               {put(tables::breaks, key, encode(row), (*found)->version)}})
      .has_value();
}

}  // namespace payments
