// A transactional store of versioned rows that all machines of a system share, and that outlives
// them. One that a system does not use costs nothing: it may bring a store of its own.
// Source: I12 (what is claimed and what is recorded are one transaction), S05, S32.
#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "harness/time.hpp"

namespace assay::harness {

/// A row as it was committed.
struct Row {
  std::string key;
  std::string value;
  /// Grows by 1 with each write, and never comes again: an inserted row begins 1 above the highest
  /// version at which a row of its table was deleted.
  std::uint64_t version = 0;
  /// In the index that it waits in. None: in none.
  std::optional<TimePoint> due;
  friend bool operator==(const Row&, const Row&) = default;
};

/// Where a row waits to be looked at, and until when. An index is one of its table's own.
struct Due {
  std::string_view index;
  TimePoint at;
};

/// A place in an index. As it is made, before every row.
struct DuePlace {
  TimePoint due = TimePoint{std::numeric_limits<std::int64_t>::min()};
  std::string key;
};

/// As an expected version: any will do, or no row at all.
inline constexpr std::uint64_t any_version = ~std::uint64_t{0};

/// One row to write. The views must live until `commit` returns.
struct Write {
  std::string_view table;
  std::string_view key;
  std::optional<std::string_view> value;  ///< none: the row is deleted
  std::uint64_t expected_version = 0;     ///< 0: the row must not exist (a unique constraint)
  /// Part of the row, as its value is: written with it, gone with it. None: nobody waits for it.
  std::optional<Due> due = {};
};

/// All of its writes become durable together, or none does. The views must live until `commit`
/// returns.
struct Transaction {
  /// A stable word for what it is for, such as "claim"; a system declares those that it has. Faults
  /// are allowed by it: "store.claim/commit".
  std::string_view purpose;
  std::string_view subject;  ///< what it is about, such as "pay-1/authorise-1"
  std::vector<Write> writes;
};

/// Why a commit was not acknowledged. All but `unknown` say that it did not happen.
enum class CommitFailure : std::uint8_t { duplicate, stale, serialisation, unavailable, unknown };

/// Why a read has no answer.
enum class ReadFailure : std::uint8_t { unavailable };

/// The store, as one machine sees it.
/// Threads: that of its environment; its fibers may call it side by side.
class Store {
 public:
  virtual ~Store() = default;

  /// The row as last committed; nothing where there is none.
  /// Errors: ReadFailure, which says nothing of the row.
  [[nodiscard]] virtual std::expected<std::optional<Row>, ReadFailure> read(
      std::string_view table, std::string_view key) = 0;
  /// At most `limit` rows of one snapshot with a key after `after`, in the order of their bytes.
  /// Errors: ReadFailure, which says nothing of the rows.
  [[nodiscard]] virtual std::expected<std::vector<Row>, ReadFailure> scan(std::string_view table,
                                                                          std::string_view after,
                                                                          std::size_t limit) = 0;
  /// At most `limit` rows of one snapshot that wait in an index of the table, behind `after` and
  /// due by `until`: by due time, then by the bytes of their keys. It costs what it returns,
  /// whatever else there is. Errors: ReadFailure, which says nothing of the rows.
  [[nodiscard]] virtual std::expected<std::vector<Row>, ReadFailure> due(std::string_view table,
                                                                         std::string_view index,
                                                                         const DuePlace& after,
                                                                         TimePoint until,
                                                                         std::size_t limit) = 0;
  /// Applies all writes or none. It waits. Errors: CommitFailure; after `unknown` all of it may
  /// have been applied, after any other nothing was.
  [[nodiscard]] virtual std::expected<void, CommitFailure> commit(
      const Transaction& transaction) = 0;
};

/// One applied write, as whoever reads belief out of rows sees it. The views live until it returns.
struct CommittedRow {
  std::string_view table;
  std::string_view key;
  std::optional<std::string_view> value;   ///< none: deleted
  std::optional<std::string_view> before;  ///< none: inserted
  std::uint64_t version = 0;               ///< of a deleted row: its last
  std::string_view transaction;            ///< "tx-12"
  std::string_view purpose;
};

}  // namespace assay::harness
