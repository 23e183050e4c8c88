// Each step is applied once and never changed afterwards: a new version is a new line.
#include "payments/adapters/sqlite/schema.hpp"

#include <sqlite3.h>

#include <array>

#include "payments/adapters/sqlite/connection.hpp"

namespace payments::sqlite {
namespace {

/// What makes version n of version n - 1.
constexpr std::array<const char*, 2> steps{
    // Keys are bytes, and are compared as bytes: the order that the port promises.
    "CREATE TABLE rows (tbl BLOB NOT NULL, key BLOB NOT NULL, value BLOB NOT NULL,"
    " version INTEGER NOT NULL, PRIMARY KEY (tbl, key)) WITHOUT ROWID",
    // Written when a commit has failed in doubt: see store.hpp.
    "CREATE TABLE fence (id INTEGER PRIMARY KEY CHECK (id = 1), count INTEGER NOT NULL);"
    "INSERT INTO fence VALUES (1, 0)"};

std::optional<std::int64_t> version_of(sqlite3& connection) {
  Statement asked(connection, "PRAGMA user_version");
  if (asked.empty() || asked.step() != SQLITE_ROW) return std::nullopt;
  return asked.number(0);
}

bool apply(sqlite3& connection, std::size_t step) {
  const std::string sql = std::string("BEGIN IMMEDIATE;") + steps.at(step) +
                          ";PRAGMA user_version = " + std::to_string(step + 1) + ";COMMIT";
  if (run(connection, sql.c_str()) == SQLITE_OK) return true;
  if (sqlite3_get_autocommit(&connection) == 0) (void)run(connection, "ROLLBACK");
  return false;
}

}  // namespace

std::int64_t schema_version() { return static_cast<std::int64_t>(steps.size()); }

std::optional<std::string> migrate(sqlite3& connection) {
  const auto version = version_of(connection);
  if (!version) return sqlite3_errmsg(&connection);
  if (*version > schema_version() || *version < 0) {
    return "the file has version " + std::to_string(*version) + ", and this program knows up to " +
           std::to_string(schema_version());
  }
  for (auto step = static_cast<std::size_t>(*version); step < steps.size(); ++step) {
    if (!apply(connection, step)) return sqlite3_errmsg(&connection);
  }
  return std::nullopt;
}

}  // namespace payments::sqlite
