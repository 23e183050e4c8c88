// All conditions are checked before the first row is written, under the writer's lock on the file.
#include "payments/adapters/sqlite/store.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <utility>

namespace payments::sqlite {
namespace {

constexpr int primary_code(int code) { return code & 0xff; }

StoreError read_error(int code) {
  const int primary = primary_code(code);
  const bool damaged = primary == SQLITE_CORRUPT || primary == SQLITE_NOTADB;
  return damaged ? StoreError::unreadable : StoreError::unavailable;
}

Row row_of(const Statement& found) {
  std::optional<Instant> due;
  if (!found.null(3)) due = Instant{found.number(3)};
  return {found.bytes(0), found.bytes(1), static_cast<std::uint64_t>(found.number(2)), due};
}

/// What a statement finds, with its parameters bound.
std::expected<std::vector<Row>, StoreError> rows_of(Statement& statement) {
  std::vector<Row> rows;
  for (;;) {
    const int code = statement.step();
    if (code == SQLITE_DONE) return rows;
    if (code != SQLITE_ROW) return std::unexpected(read_error(code));
    rows.push_back(row_of(statement));
  }
}

}  // namespace

/// A reader for as long as one read lasts.
class SqliteStore::Lent {
 public:
  explicit Lent(SqliteStore& store) : store_(store) {
    std::unique_lock lock(store.lending_);
    store.returned_.wait(lock, [&] { return !store.readers_.empty(); });
    reader_ = std::move(store.readers_.back());
    store.readers_.pop_back();
  }
  Lent(const Lent&) = delete;
  Lent& operator=(const Lent&) = delete;
  ~Lent() {
    {
      const std::lock_guard lock(store_.lending_);
      store_.readers_.push_back(std::move(reader_));
    }
    store_.returned_.notify_one();
  }
  Reader* operator->() const { return reader_.get(); }

 private:
  SqliteStore& store_;
  std::unique_ptr<Reader> reader_;
};

std::expected<std::unique_ptr<SqliteStore>, std::string> SqliteStore::open(StoreOptions options) {
  std::unique_ptr<SqliteStore> store(new SqliteStore(std::move(options)));
  if (auto why = store->prepare()) return std::unexpected(store->options_.file + ": " + *why);
  return store;
}

std::optional<std::string> SqliteStore::prepare() {
  std::string why;
  writer_ = open_connection(options_.file, options_.vfs, options_.busy_timeout_ms, why);
  if (writer_ == nullptr) return why;
  if (auto fault = migrate(*writer_, options_.due_of)) return fault;
  version_ = {*writer_, "SELECT version FROM rows WHERE tbl = ?1 AND key = ?2"};
  insert_ = {*writer_,
             "INSERT INTO rows VALUES (?1, ?2, ?3,"
             " 1 + COALESCE((SELECT through FROM deleted WHERE tbl = ?1), 0), ?4, ?5)"};
  update_ = {*writer_,
             "UPDATE rows SET value = ?3, version = version + 1, due_index = ?4, due = ?5"
             " WHERE tbl = ?1 AND key = ?2"};
  remove_ = {*writer_, "DELETE FROM rows WHERE tbl = ?1 AND key = ?2"};
  note_deleted_ = {*writer_,
                   "INSERT INTO deleted VALUES (?1, ?2)"
                   " ON CONFLICT (tbl) DO UPDATE SET through = MAX(through, ?2)"};
  const bool prepared = !version_.empty() && !insert_.empty() && !update_.empty() &&
                        !remove_.empty() && !note_deleted_.empty();
  if (!prepared) return sqlite3_errmsg(writer_.get());
  for (std::size_t i = 0; i < std::max<std::size_t>(options_.readers, 1); ++i) {
    auto reader = std::make_unique<Reader>();
    reader->connection =
        open_connection(options_.file, options_.vfs, options_.busy_timeout_ms, why);
    if (reader->connection == nullptr) return why;
    if (!reader->prepare()) return sqlite3_errmsg(reader->connection.get());
    readers_.push_back(std::move(reader));
  }
  if (!certain()) return std::string("its log cannot be written");
  return std::nullopt;
}

bool SqliteStore::Reader::prepare() {
  one = {*connection, "SELECT key, value, version, due FROM rows WHERE tbl = ?1 AND key = ?2"};
  some = {*connection,
          "SELECT key, value, version, due FROM rows WHERE tbl = ?1 AND key > ?2"
          " ORDER BY key LIMIT ?3"};
  due = {*connection,
         "SELECT key, value, version, due FROM rows INDEXED BY due_rows"
         " WHERE tbl = ?1 AND due_index = ?2 AND (due, key) > (?3, ?4) AND due <= ?5"
         " ORDER BY due, key LIMIT ?6"};
  return !one.empty() && !some.empty() && !due.empty();
}

/// Whether nothing is in doubt, or no longer.
bool SqliteStore::certain() {
  if (!in_doubt_) return true;
  const std::lock_guard lock(writing_);
  return write_fence();
}

/// Writes over what a failed commit may have left. With the writer's lock held.
bool SqliteStore::write_fence() {
  if (!in_doubt_) return true;
  if (run(*writer_, "BEGIN IMMEDIATE") != SQLITE_OK) return false;
  const bool done = run(*writer_, "UPDATE fence SET count = count + 1") == SQLITE_OK &&
                    run(*writer_, "COMMIT") == SQLITE_OK;
  if (done) in_doubt_ = false;
  if (!done) roll_back();
  return done;
}

std::expected<std::optional<Row>, StoreError> SqliteStore::read(std::string_view table,
                                                                std::string_view key) {
  if (!certain()) return std::unexpected(StoreError::unavailable);
  const Lent reader(*this);
  const Use use(reader->one);
  reader->one.bind(1, table);
  reader->one.bind(2, key);
  const int code = reader->one.step();
  if (code == SQLITE_ROW) return row_of(reader->one);
  if (code == SQLITE_DONE) return std::optional<Row>();
  return std::unexpected(read_error(code));
}

std::expected<std::vector<Row>, StoreError> SqliteStore::scan(std::string_view table,
                                                              std::string_view after_key,
                                                              std::size_t limit) {
  if (!certain()) return std::unexpected(StoreError::unavailable);
  const Lent reader(*this);
  const Use use(reader->some);
  reader->some.bind(1, table);
  reader->some.bind(2, after_key);
  reader->some.bind(3, static_cast<std::int64_t>(limit));
  return rows_of(reader->some);
}

std::expected<std::vector<Row>, StoreError> SqliteStore::due(const DueIndex& index,
                                                             const DuePlace& after, Instant until,
                                                             std::size_t limit) {
  if (!certain()) return std::unexpected(StoreError::unavailable);
  const Lent reader(*this);
  const Use use(reader->due);
  reader->due.bind(1, index.table);
  reader->due.bind(2, index.name);
  reader->due.bind(3, after.due.count);
  reader->due.bind(4, after.key);
  reader->due.bind(5, until.count);
  reader->due.bind(6, static_cast<std::int64_t>(limit));
  return rows_of(reader->due);
}

std::expected<void, CommitError> SqliteStore::commit(const Transaction& transaction) {
  const std::lock_guard lock(writing_);
  if (!write_fence()) return std::unexpected(CommitError::unavailable);
  const int begun = run(*writer_, "BEGIN IMMEDIATE");
  if (begun != SQLITE_OK) {
    const bool busy = primary_code(begun) == SQLITE_BUSY;
    return std::unexpected(busy ? CommitError::busy : CommitError::unavailable);
  }
  std::optional<CommitError> error = conflict(transaction);
  for (const Write& write : transaction.writes) {
    if (!error && !apply(write)) error = CommitError::unavailable;
  }
  if (!error) return finish();
  roll_back();
  return std::unexpected(*error);
}

std::optional<CommitError> SqliteStore::conflict(const Transaction& transaction) {
  for (const Write& write : transaction.writes) {
    const Use use(version_);
    version_.bind(1, write.table);
    version_.bind(2, write.key);
    const int code = version_.step();
    if (code != SQLITE_ROW && code != SQLITE_DONE) return CommitError::unavailable;
    const std::int64_t version = code == SQLITE_ROW ? version_.number(0) : 0;
    if (static_cast<std::uint64_t>(version) == write.expected_version) continue;
    return write.expected_version == 0 ? CommitError::duplicate : CommitError::stale;
  }
  return std::nullopt;
}

bool SqliteStore::apply(const Write& write) { return write.value ? put(write) : remove(write); }

bool SqliteStore::put(const Write& write) {
  Statement& statement = write.expected_version == 0 ? insert_ : update_;
  const Use use(statement);
  statement.bind(1, write.table);
  statement.bind(2, write.key);
  statement.bind(3, *write.value);
  if (write.due) {  // where nothing is bound there is a NULL, in both
    statement.bind(4, write.due->index);
    statement.bind(5, write.due->at.count);
  }
  return statement.step() == SQLITE_DONE;
}

bool SqliteStore::remove(const Write& write) {
  const Use removing(remove_);
  remove_.bind(1, write.table);
  remove_.bind(2, write.key);
  if (remove_.step() != SQLITE_DONE) return false;
  const Use noting(note_deleted_);
  note_deleted_.bind(1, write.table);
  note_deleted_.bind(2, static_cast<std::int64_t>(write.expected_version));
  return note_deleted_.step() == SQLITE_DONE;
}

std::expected<void, CommitError> SqliteStore::finish() {
  const int code = run(*writer_, "COMMIT");
  if (code == SQLITE_OK) return {};
  const bool busy = primary_code(code) == SQLITE_BUSY;  // nothing was written: it is still open
  if (!busy) in_doubt_ = true;
  roll_back();
  return std::unexpected(busy ? CommitError::busy : CommitError::unknown);
}

void SqliteStore::roll_back() {
  if (sqlite3_get_autocommit(writer_.get()) == 0) (void)run(*writer_, "ROLLBACK");
}

}  // namespace payments::sqlite
