// The store port over one SQLite file: a writer's connection and some readers', any number of
// threads. Not a cache: every read asks the file, and what is committed has been synced.
// A commit that fails while it is being written is in doubt: its pages may lie in the write-ahead
// log and be found there after a crash, although SQLite shows nothing of them now. Before anything
// is read again, a small transaction is therefore written over them and synced, and until that
// succeeds the store is unavailable: what is read back stays true.
#pragma once

#include "payments/adapters/sqlite/connection.hpp"
#include "payments/adapters/sqlite/schema.hpp"
#include "payments/ports/store.hpp"

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <expected>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace payments::sqlite {

struct StoreOptions {
  std::string file;
  std::size_t readers = 4;      ///< reads at the same time
  int busy_timeout_ms = 1'000;  ///< for how long a commit waits where another process writes
  std::string vfs = {};         ///< SQLite's name of the file layer; empty: the usual one
  DueOf due_of = {};            ///< for rows of an older program's file; empty: there are none
};

/// Rows in one file, which other processes may open as well.
/// Threads: any, at the same time; commits take turns.
class SqliteStore : public Store {
 public:
  /// Opens the file, brings its schema up to date, and makes durable what a process that died has
  /// left in the log. Errors: a sentence for people.
  static std::expected<std::unique_ptr<SqliteStore>, std::string> open(StoreOptions options);

  SqliteStore(const SqliteStore&) = delete;
  SqliteStore& operator=(const SqliteStore&) = delete;

  std::expected<std::optional<Row>, StoreError> read(std::string_view table,
                                                     std::string_view key) override;
  std::expected<std::vector<Row>, StoreError> scan(std::string_view table,
                                                   std::string_view after_key,
                                                   std::size_t limit) override;
  std::expected<std::vector<Row>, StoreError> due(const DueIndex& index, const DuePlace& after,
                                                  Instant until, std::size_t limit) override;
  /// duplicate, stale: a condition does not hold. busy: another process was writing for longer than
  /// the time-out. unavailable: it failed before it was written. unknown: COMMIT itself failed.
  std::expected<void, CommitError> commit(const Transaction& transaction) override;

 private:
  struct Reader {
    Connection connection;
    Statement one, some, due;

    [[nodiscard]] bool prepare();
  };
  class Lent;

  explicit SqliteStore(StoreOptions options) : options_(std::move(options)) {}

  [[nodiscard]] std::optional<std::string> prepare();
  [[nodiscard]] bool certain();
  [[nodiscard]] bool write_fence();
  [[nodiscard]] std::optional<CommitError> conflict(const Transaction& transaction);
  [[nodiscard]] bool apply(const Write& write);
  [[nodiscard]] bool put(const Write& write);
  [[nodiscard]] bool remove(const Write& write);
  [[nodiscard]] std::expected<void, CommitError> finish();
  void roll_back();

  StoreOptions options_;

  std::mutex writing_;
  Connection writer_;
  Statement version_, insert_, update_, remove_, note_deleted_;
  std::atomic<bool> in_doubt_ = true;

  std::mutex lending_;
  std::condition_variable returned_;
  std::vector<std::unique_ptr<Reader>> readers_;
};

}  // namespace payments::sqlite
