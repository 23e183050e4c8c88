// The SQLite store by itself: threads, restarts, versions of its file.
#include <catch2/catch.hpp>

#include <sqlite3.h>

#include <thread>

#include "payments/adapters/sqlite/schema.hpp"
#include "tests/payments/adapters/faulty_vfs.hpp"
#include "tests/payments/adapters/files.hpp"

namespace {

using namespace payments;
using namespace payments::testing;

/// Adds one to a row until it has gone through, as optimistic writers do.
void add_one(Store& store) {
  for (;;) {
    const auto row = store.read("balances", "ada");
    const std::uint64_t version = *row ? (*row)->version : 0;
    if (store.commit({"begin", "ada", {{"balances", "ada", "v", version}}})) return;
  }
}

std::optional<Due> waits(std::string_view table, std::string_view value) {
  if (table != "open" || value != "waits") return std::nullopt;
  return Due{"open", Instant{7}};
}

TEST_CASE("writers in several threads lose none of their writes to each other") {
  const Folder folder;
  const auto store = open_store(folder / "pay.db", faulty_vfs());
  constexpr int threads = 4, each = 200;
  {
    std::vector<std::jthread> running;
    for (int i = 0; i < threads; ++i) {
      running.emplace_back([&] {
        for (int n = 0; n < each; ++n) add_one(*store);
      });
    }
  }
  CHECK((*store->read("balances", "ada"))->version == threads * each);
}

TEST_CASE("what was committed is there when the file is opened again") {
  const Folder folder;
  const Transaction transaction{"begin", "pay-1", {{"journal", "a", std::string("\0x", 2), 0}}};
  REQUIRE(open_store(folder / "pay.db")->commit(transaction).has_value());
  const auto row = open_store(folder / "pay.db")->read("journal", "a");
  REQUIRE(row->has_value());
  CHECK((*row)->value == std::string("\0x", 2));
  CHECK((*row)->version == 1);
}

TEST_CASE("no version comes again after a row was deleted, nor after the file was opened anew") {
  const Folder folder;
  {
    const auto store = open_store(folder / "pay.db");
    REQUIRE(store->commit({"claim", "pay-1", {{"claims", "a", "1", 0}}}));
    REQUIRE(store->commit({"renew", "pay-1", {{"claims", "a", "2", 1}}}));
    REQUIRE(store->commit({"reap", "pay-1", {{"claims", "a", std::nullopt, 2}}}));
  }
  const auto store = open_store(folder / "pay.db");
  REQUIRE(store->commit({"claim", "pay-1", {{"claims", "a", "1", 0}, {"intents", "a", "1", 0}}}));
  CHECK((*store->read("claims", "a"))->version == 3);
  CHECK((*store->read("intents", "a"))->version == 1);
  CHECK(store->commit({"renew", "pay-1", {{"claims", "a", "mine", 1}}}).error() ==
        CommitError::stale);
}

TEST_CASE("a file of a newer program is refused, and left as it is") {
  const Folder folder;
  (void)open_store(folder / "pay.db");
  std::string why;
  {
    const auto other = sqlite::open_connection(folder / "pay.db", {}, 0, why);
    REQUIRE(sqlite::run(*other, "PRAGMA user_version = 99") == SQLITE_OK);
  }
  const auto refused = sqlite::SqliteStore::open({.file = folder / "pay.db"});
  REQUIRE(!refused.has_value());
  CHECK(refused.error().contains("version 99"));
}

TEST_CASE("a file of an older program keeps its rows and becomes one of this program") {
  const Folder folder;
  std::string why;
  {
    const auto older = sqlite::open_connection(folder / "pay.db", {}, 0, why);
    const char* const first =
        "CREATE TABLE rows (tbl BLOB NOT NULL, key BLOB NOT NULL, value BLOB NOT NULL,"
        " version INTEGER NOT NULL, PRIMARY KEY (tbl, key)) WITHOUT ROWID;"
        "INSERT INTO rows VALUES (CAST('journal' AS BLOB), x'61', x'62', 3);"
        "PRAGMA user_version = 1";
    REQUIRE(sqlite::run(*older, first) == SQLITE_OK);
  }
  const auto opened = sqlite::SqliteStore::open({.file = folder / "pay.db", .due_of = waits});
  REQUIRE(opened.has_value());
  const auto row = (*opened)->read("journal", "a");
  REQUIRE(row->has_value());
  CHECK((*row)->version == 3);
  const auto now = sqlite::open_connection(folder / "pay.db", {}, 0, why);
  sqlite::Statement version(*now, "PRAGMA user_version");
  REQUIRE(version.step() == SQLITE_ROW);
  CHECK(version.number(0) == sqlite::schema_version());
}

/// A file as the program before wrote it: a row that waits, and one for which nobody does.
void write_version_2(const std::string& file) {
  std::string why;
  const auto older = sqlite::open_connection(file, {}, 0, why);
  const char* const second =
      "CREATE TABLE rows (tbl BLOB NOT NULL, key BLOB NOT NULL, value BLOB NOT NULL,"
      " version INTEGER NOT NULL, PRIMARY KEY (tbl, key)) WITHOUT ROWID;"
      "CREATE TABLE fence (id INTEGER PRIMARY KEY CHECK (id = 1), count INTEGER NOT NULL);"
      "INSERT INTO fence VALUES (1, 0);"
      "INSERT INTO rows VALUES (CAST('open' AS BLOB), x'61', CAST('waits' AS BLOB), 3);"
      "INSERT INTO rows VALUES (CAST('open' AS BLOB), x'62', CAST('rests' AS BLOB), 1);"
      "PRAGMA user_version = 2";
  REQUIRE(sqlite::run(*older, second) == SQLITE_OK);
}

TEST_CASE("rows of a file from before there were indexes are due as if there had been some") {
  const Folder folder;
  write_version_2(folder / "pay.db");
  const auto store = sqlite::SqliteStore::open({.file = folder / "pay.db", .due_of = waits});
  REQUIRE(store.has_value());
  const auto due = (*store)->due({"open", "open"}, {}, Instant::never(), 10);
  REQUIRE(due->size() == 1);
  CHECK(due->front().key == "a");
  CHECK(due->front().version == 3);
  CHECK(due->front().due == Instant{7});
  CHECK((*store)->scan("open", "", 10)->size() == 2);
}

TEST_CASE("a file of such rows is left as it is where nobody says when they are due") {
  const Folder folder;
  write_version_2(folder / "pay.db");
  const auto refused = sqlite::SqliteStore::open({.file = folder / "pay.db"});
  REQUIRE(!refused.has_value());
  CHECK(refused.error().contains("nobody says when they are due"));
  CHECK(sqlite::SqliteStore::open({.file = folder / "pay.db", .due_of = waits}).has_value());
}

TEST_CASE("what is due is read from the index, not from the table") {
  const Folder folder;
  (void)open_store(folder / "pay.db");
  std::string why;
  const auto file = sqlite::open_connection(folder / "pay.db", {}, 0, why);
  sqlite::Statement plan(*file,
                         "EXPLAIN QUERY PLAN SELECT key FROM rows INDEXED BY due_rows"
                         " WHERE tbl = ?1 AND due_index = ?2 AND (due, key) > (?3, ?4)"
                         " AND due <= ?5 ORDER BY due, key LIMIT ?6");
  REQUIRE(plan.step() == SQLITE_ROW);
  CHECK(plan.bytes(3).contains("INDEX due_rows (tbl=? AND due_index=? AND "));
  CHECK(plan.step() == SQLITE_DONE);  // nothing is sorted
}

TEST_CASE("a file that is no database is refused in words") {
  const Folder folder;
  std::FILE* const file = std::fopen((folder / "pay.db").c_str(), "w");
  REQUIRE(file != nullptr);
  const std::string text(4'096, 'x');
  (void)std::fwrite(text.data(), 1, text.size(), file);
  (void)std::fclose(file);
  const auto refused = sqlite::SqliteStore::open({.file = folder / "pay.db"});
  REQUIRE(!refused.has_value());
  CHECK(refused.error().contains("not a database"));
}

}  // namespace
