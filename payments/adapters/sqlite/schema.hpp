// The tables of the store's file, and how a file of an older program becomes one of ours. The
// version of a file is SQLite's `user_version`.
#pragma once

#include "payments/ports/store.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

struct sqlite3;

namespace payments::sqlite {

/// Says of a row, by table and value, where it waits.
using DueOf = std::function<std::optional<Due>(std::string_view table, std::string_view value)>;

/// The version that this program writes.
[[nodiscard]] std::int64_t schema_version();

/// Brings a file to `schema_version()`, each step in a transaction of its own with its number.
/// `due_of` is asked about each row of a file that was written before rows said when they are due.
/// Returns: none, or why the file cannot be used: SQLite's sentence, that a newer program has
/// written it, or that `due_of` is empty and there are such rows.
[[nodiscard]] std::optional<std::string> migrate(sqlite3& connection, const DueOf& due_of);

}  // namespace payments::sqlite
