// A decoded row together with the version that a later write must still find. Reading is the
// guard: whatever is decided on it is committed on the condition that it has not changed.
#pragma once

#include "payments/ports/store.hpp"

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace payments {

template <typename Value>
struct Stored {
  Value value;
  std::uint64_t version = 0;
};

template <typename Value>
using Fetched = std::expected<std::optional<Stored<Value>>, StoreError>;

/// Reads and decodes one row. Errors: unavailable; unreadable where it does not decode.
template <typename Value>
[[nodiscard]] Fetched<Value> fetch(Store& store, std::string_view table, std::string_view key,
                                   std::optional<Value> (*decode)(std::string_view)) {
  Fetched<Value> found;
  const auto row = store.read(table, key);
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

/// A write on the condition that the row still has `version`.
[[nodiscard]] inline Write put(std::string_view table, std::string key, std::string value,
                               std::uint64_t version) {
  return {std::string(table), std::move(key), std::move(value), version};
}

/// A deletion on the same condition.
[[nodiscard]] inline Write erase(std::string_view table, std::string key, std::uint64_t version) {
  return {std::string(table), std::move(key), std::nullopt, version};
}

}  // namespace payments
