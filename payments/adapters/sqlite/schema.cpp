// Each step is applied once and never changed afterwards: a new version is a new line.
#include "payments/adapters/sqlite/schema.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "payments/adapters/sqlite/connection.hpp"

namespace payments::sqlite {
namespace {

/// What makes version n of version n - 1.
constexpr std::array<const char*, 4> steps{
    // Keys are bytes, and are compared as bytes: the order that the port promises.
    "CREATE TABLE rows (tbl BLOB NOT NULL, key BLOB NOT NULL, value BLOB NOT NULL,"
    " version INTEGER NOT NULL, PRIMARY KEY (tbl, key)) WITHOUT ROWID",
    // Written when a commit has failed in doubt: see store.hpp.
    "CREATE TABLE fence (id INTEGER PRIMARY KEY CHECK (id = 1), count INTEGER NOT NULL);"
    "INSERT INTO fence VALUES (1, 0)",
    // Where a row waits and until when stand in the row itself; SQLite keeps the index in step.
    "ALTER TABLE rows ADD COLUMN due_index BLOB;"
    "ALTER TABLE rows ADD COLUMN due INTEGER;"
    "CREATE INDEX due_rows ON rows (tbl, due_index, due, key) WHERE due_index IS NOT NULL",
    // The highest version at which a row of a table was deleted. What was deleted before is
    // remembered by nobody: whoever opens the file has just begun.
    "CREATE TABLE deleted (tbl BLOB PRIMARY KEY, through INTEGER NOT NULL) WITHOUT ROWID"};

/// Before this version no row said when it is due.
constexpr std::size_t indexed_since = 3;

std::optional<std::int64_t> version_of(sqlite3& connection) {
  Statement asked(connection, "PRAGMA user_version");
  if (asked.empty() || asked.step() != SQLITE_ROW) return std::nullopt;
  return asked.number(0);
}

/// A row of an older file, and where it waits.
struct Waiting {
  std::string table, key;
  Due due;
};

/// None: the rows cannot be read.
std::optional<std::vector<Waiting>> waiting_rows(sqlite3& connection, const DueOf& due_of) {
  Statement all(connection, "SELECT tbl, key, value FROM rows");
  std::vector<Waiting> found;
  int code = SQLITE_ERROR;
  while (!all.empty() && (code = all.step()) == SQLITE_ROW) {
    auto due = due_of(all.bytes(0), all.bytes(2));
    if (due) found.push_back({all.bytes(0), all.bytes(1), std::move(*due)});
  }
  return code == SQLITE_DONE ? std::optional(std::move(found)) : std::nullopt;
}

bool index_rows(sqlite3& connection, const DueOf& due_of) {
  const auto rows = waiting_rows(connection, due_of);
  Statement put(connection, "UPDATE rows SET due_index = ?3, due = ?4 WHERE tbl = ?1 AND key = ?2");
  if (!rows || put.empty()) return false;
  return std::ranges::all_of(*rows, [&](const Waiting& row) {
    const Use use(put);
    put.bind(1, row.table);
    put.bind(2, row.key);
    put.bind(3, row.due.index);
    put.bind(4, row.due.at.count);
    return put.step() == SQLITE_DONE;
  });
}

/// All of a step or nothing of it: rows that are not in their index would never be looked at.
bool apply(sqlite3& connection, std::size_t step, const DueOf& due_of) {
  const std::size_t version = step + 1;
  const std::string number = "PRAGMA user_version = " + std::to_string(version);
  const bool done = run(connection, "BEGIN IMMEDIATE") == SQLITE_OK &&
                    run(connection, steps.at(step)) == SQLITE_OK &&
                    (version != indexed_since || index_rows(connection, due_of)) &&
                    run(connection, number.c_str()) == SQLITE_OK &&
                    run(connection, "COMMIT") == SQLITE_OK;
  if (!done && sqlite3_get_autocommit(&connection) == 0) (void)run(connection, "ROLLBACK");
  return done;
}

bool has_rows(sqlite3& connection) {
  Statement any(connection, "SELECT 1 FROM rows LIMIT 1");
  return !any.empty() && any.step() == SQLITE_ROW;
}

}  // namespace

std::int64_t schema_version() { return static_cast<std::int64_t>(steps.size()); }

std::optional<std::string> migrate(sqlite3& connection, const DueOf& due_of) {
  const auto version = version_of(connection);
  if (!version) return sqlite3_errmsg(&connection);
  if (*version > schema_version() || *version < 0) {
    return "the file has version " + std::to_string(*version) + ", and this program knows up to " +
           std::to_string(schema_version());
  }
  const bool older = static_cast<std::size_t>(*version) < indexed_since;
  if (older && !due_of && has_rows(connection)) {
    return "the file has rows of version " + std::to_string(*version) +
           ", and nobody says when they are due";
  }
  for (auto step = static_cast<std::size_t>(*version); step < steps.size(); ++step) {
    if (!apply(connection, step, due_of)) return sqlite3_errmsg(&connection);
  }
  return std::nullopt;
}

}  // namespace payments::sqlite
