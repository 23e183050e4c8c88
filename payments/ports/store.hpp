// Port: a transactional store of rows, optimistic and generic. All exclusion between requests,
// nodes and restarts goes through its conditional writes. Values are bytes to it. A row that
// somebody has to come back to says when: background work reads what is due, and no more.
// Readable to implement on SQLite or PostgreSQL: one table of (table, key, value, version, index,
// due) and an SQL index over (table, index, due, key).
#pragma once

#include "payments/types/time.hpp"

#include <cstddef>
#include <cstdint>
#include <expected>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace payments {

/// A committed row. Its version grows by 1 with each write, and never comes again: an inserted row
/// begins 1 above the highest version at which a row of its table was deleted. So nobody who
/// remembers a row takes one that was made anew under its key for it. Whoever inserts a row of a
/// table that loses rows reads it to learn its version.
struct Row {
  std::string key;
  std::string value;
  std::uint64_t version = 0;
  std::optional<Instant> due;  ///< when it is due in the index that it is in; none: in none
};

/// Rows of one table that wait for the same kind of work, by due time.
struct DueIndex {
  std::string_view table;
  std::string_view name;  ///< among those of the table
};

/// A place in such an index. As it is made, before every row.
struct DuePlace {
  Instant due{std::numeric_limits<std::int64_t>::min()};
  std::string key;
};

/// Where a row waits, and until when.
struct Due {
  std::string index;
  Instant at;

  friend bool operator==(const Due&, const Due&) = default;
};

/// One row to write, on the condition that it still has the version we saw.
struct Write {
  std::string table;
  std::string key;
  std::optional<std::string> value;    ///< none: the row is deleted
  std::uint64_t expected_version = 0;  ///< 0: the row must not exist
  /// Part of the row, as its value is: written with it, gone with it. None: nobody waits for it.
  std::optional<Due> due = {};
};

/// All of its writes become durable together, or none does.
struct Transaction {
  std::string purpose;  ///< a stable word, such as "claim", for telemetry and fault sites
  std::string subject;  ///< what it is about, such as "pay-1/authorise-1"
  std::vector<Write> writes;
};

/// Why a read gave nothing.
enum class StoreError : std::uint8_t {
  unavailable,  ///< the store is not there
  unreadable,   ///< what was read is no row of ours: nothing may be decided on it
};

/// Why a commit was not acknowledged. All but `unknown` say that it did not happen.
enum class CommitError : std::uint8_t {
  duplicate,      ///< a row that had to be absent exists
  stale,          ///< a row no longer has the expected version
  serialisation,  ///< lost to a concurrent transaction: read again and retry
  busy,           ///< somebody else held the store for too long: try again, nothing has changed
  unavailable,    ///< the store is not there
  unknown,        ///< may have been applied: read back by primary key before going on
};

/// The rows of all services that share it.
/// Threads: called in the thread or fiber that calls the service, by several where several do.
class Store {
 public:
  virtual ~Store() = default;

  /// The row as last committed, from the primary, or none.
  /// Errors: StoreError; nothing is known of the row.
  virtual std::expected<std::optional<Row>, StoreError> read(std::string_view table,
                                                             std::string_view key) = 0;

  /// Up to `limit` rows of one snapshot with a key after `after_key`, in the order of their bytes.
  /// Errors: StoreError; nothing is known of the rows.
  virtual std::expected<std::vector<Row>, StoreError> scan(std::string_view table,
                                                           std::string_view after_key,
                                                           std::size_t limit) = 0;

  /// Up to `limit` rows of one snapshot that wait in an index, behind `after` and due by `until`:
  /// by due time, then in the order of their keys' bytes. It costs what it returns, whatever else
  /// the table holds. Errors: StoreError; nothing is known of the rows.
  virtual std::expected<std::vector<Row>, StoreError> due(const DueIndex& index,
                                                          const DuePlace& after, Instant until,
                                                          std::size_t limit) = 0;

  /// Applies all writes or none. Errors: CommitError; all but `unknown` say that none was applied.
  virtual std::expected<void, CommitError> commit(const Transaction& transaction) = 0;
};

}  // namespace payments
