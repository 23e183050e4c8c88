// Port: a transactional store of rows, optimistic and generic. All exclusion between requests,
// nodes and restarts goes through its conditional writes. Values are bytes to it.
// Readable to implement on SQLite or PostgreSQL: one table of (table, key, value, version).
#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace payments {

/// A committed row. `version` is 1 when it is inserted and grows by 1 with each write.
struct Row {
  std::string key;
  std::string value;
  std::uint64_t version = 0;
};

/// One row to write, on the condition that it still has the version we saw.
struct Write {
  std::string table;
  std::string key;
  std::optional<std::string> value;    ///< none: the row is deleted
  std::uint64_t expected_version = 0;  ///< 0: the row must not exist
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

  /// Applies all writes or none. Errors: CommitError; all but `unknown` say that none was applied.
  virtual std::expected<void, CommitError> commit(const Transaction& transaction) = 0;
};

}  // namespace payments
