// A decoded row together with the version that a later write must still find. Reading is the
// guard: whatever is decided on it is committed on the condition that it has not changed.
#pragma once

#include "payments/journal/row_key.hpp"
#include "payments/journal/rows.hpp"
#include "payments/ports/store.hpp"
#include "payments/types/ensure.hpp"

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace payments {

/// The alarm about a row that does not decode; its subject is table and key, "open/4:op-1". Nothing
/// is decided on such a row, and nothing that does not need it waits for it.
inline constexpr std::string_view unreadable_alarm = "unreadable_row";

template <typename Value>
struct Stored {
  Value value;
  std::uint64_t version = 0;
};

template <typename Value>
using Fetched = std::expected<std::optional<Stored<Value>>, StoreError>;

/// Reads and decodes one row. Errors: unavailable; unreadable where it does not decode.
template <typename Value>
[[nodiscard]] Fetched<Value> fetch(Store& store, std::string_view table, const RowKey& key,
                                   std::optional<Value> (*decode)(std::string_view)) {
  Fetched<Value> found;
  const auto row = store.read(table, key.text());
  if (!row) {
    found = std::unexpected(row.error());
  } else if (*row) {
    std::optional<Value> value = decode((*row)->value);
    if (value) {
      found->emplace(std::move(*value), (*row)->version);
    } else {
      found = std::unexpected(StoreError::unreadable);
    }
  }
  return found;
}

/// A write on the condition that the row still has `version`. Contract: rows of its table never
/// fall due; those that do have writes of their own (due_rows.hpp).
[[nodiscard]] inline Write put(std::string_view table, RowKey key, std::string value,
                               std::uint64_t version) {
  ensure(!tables::falls_due(table), "a row that falls due is written with its index");
  return {std::string(table), std::move(key).text(), std::move(value), version};
}

/// A write of a row that was scanned, on the condition that it is still the same.
[[nodiscard]] inline Write put(std::string_view table, const Row& row, std::string value) {
  return put(table, RowKey::read_back(row.key), std::move(value), row.version);
}

/// A deletion on the same condition.
[[nodiscard]] inline Write erase(std::string_view table, RowKey key, std::uint64_t version) {
  return {std::string(table), std::move(key).text(), std::nullopt, version};
}
[[nodiscard]] inline Write erase(std::string_view table, const Row& row) {
  return erase(table, RowKey::read_back(row.key), row.version);
}

}  // namespace payments
