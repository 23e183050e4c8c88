// The tables of the store's file, and how a file of an older program becomes one of ours. The
// version of a file is SQLite's `user_version`.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

struct sqlite3;

namespace payments::sqlite {

/// The version that this program writes.
[[nodiscard]] std::int64_t schema_version();

/// Brings a file to `schema_version()`, each step in a transaction of its own with its number.
/// Returns: none, or why the file cannot be used: SQLite's sentence, or that a newer program has
/// written it.
[[nodiscard]] std::optional<std::string> migrate(sqlite3& connection);

}  // namespace payments::sqlite
