// The simulated transactional store that the nodes of a service share: it outlives their crashes.
// The fault model, asked once per commit at "store.<purpose>/commit @ <node>/<subject>":
//   unknown_applied  an error is reported although the commit was applied
//   unknown_lost     an error is reported and nothing was applied; nobody says so
//   unavailable      refused: definitely not applied
//   serialisation    a conflict with another transaction: definitely not applied
//   row_spoiled      applied and acknowledged, but the first row of it cannot be read afterwards
// The power may go at "store.<purpose>/before" and "/after", and while the commit is under way: it
// is applied as a whole or not at all, and durable once applied. Real conflicts come by themselves.
// Not modelled: replica lag, read faults, locks, SQL. Source: I12, I23, S05, S32.
#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "harness/store.hpp"
#include "models/recorder.hpp"
#include "sim/kernel/sync.hpp"
#include "sim/time.hpp"
#include "sim/world/node.hpp"

namespace assay::models {

using namespace sim::literals;

<<<<<<< HEAD
=======
/// Any version will do, or no row at all: an unconditional write.
inline constexpr std::uint64_t any_version = ~std::uint64_t{0};

/// A committed row. `version` is 1 when it is inserted and grows by 1 with each write.
struct StoredRow {
  std::string key;
  std::string value;
  std::uint64_t version = 0;
};

/// One row to write. The views must live until `commit` returns.
struct RowWrite {
  std::string_view table;
  std::string_view key;
  std::optional<std::string_view> value;  ///< none: the row is deleted
  std::uint64_t expected_version = 0;     ///< 0: the row must not exist (a unique constraint)
};

/// All of its writes become durable together, or none does.
struct RowTransaction {
  std::string_view purpose;  ///< a stable word, such as "claim": part of the sites' names
  std::string_view subject;  ///< what it is about, such as "pay-1/authorise-1"
  std::span<const RowWrite> writes;
};

/// Why a commit was not acknowledged. All but `unknown` say that it did not happen.
enum class CommitFailure : std::uint8_t { duplicate, stale, serialisation, unavailable, unknown };

/// One applied write, as the commit's observer sees it. The views live until it returns.
struct CommittedRow {
  std::string_view table;
  std::string_view key;
  std::optional<std::string_view> value;   ///< none: deleted
  std::optional<std::string_view> before;  ///< none: inserted
  std::uint64_t version = 0;               ///< of a deleted row: its last
  std::string_view transaction;            ///< "tx-12"
  std::string_view purpose;
};

>>>>>>> d430d68 (The simulated store is a map of maps)
/// How long a commit takes, on each side of the moment at which it is decided. Reads take no time.
struct CommitLatency {
  sim::Duration to_store = 500_us;
  sim::Duration from_store = 500_us;
};

class Database {
 public:
  using Observer = std::function<void(const harness::CommittedRow&, sim::Node&)>;

  explicit Database(Recorder& recorder, CommitLatency latency = {})
      : recorder_{recorder}, latency_{latency}, idle_{recorder.world().kernel()} {}

  /// Starts a run with empty tables and no observer.
  void begin();
  /// Who is told of every applied write, within the commit: it must not wait.
  void observe(Observer observer) { observer_ = std::move(observer); }

  /// Whether the node can reach the store at all: false while a dead node unwinds.
  [[nodiscard]] bool reachable_from(sim::Node& node);
  /// The row as last committed, or nullptr. Valid until the next wait.
  const StoredRow* read(sim::Node& node, std::string_view table, std::string_view key);
  /// Rows of one snapshot with a key after `after`, in the order of their bytes.
  std::vector<StoredRow> scan(sim::Node& node, std::string_view table, std::string_view after,
                              std::size_t limit);
  /// Applies all writes or none.
  std::expected<void, harness::CommitFailure> commit(sim::Node& node, const harness::Transaction& transaction);

  /// How many transactions were applied so far.
  [[nodiscard]] std::uint64_t changes() const { return transactions_; }
  /// Waits in a housekeeping loop for the next one. Returns: false when the loop is to end.
  bool doze() { return idle_.doze(); }

  /// All rows of a table, for reports and tests.
  [[nodiscard]] std::vector<StoredRow> rows(std::string_view table) const;

 private:
  enum class Fate : std::uint8_t {
    applied,
    unknown_applied,
    unknown_lost,
    unavailable,
    serialisation,
    row_spoiled,
  };

  /// A row that was damaged, and the fault that shows when somebody reads it.
  struct Spoiled {
    std::string table, key;
    sim::FaultMark fault = 0;
  };

  using Meant = std::pair<std::string, std::string>;  // purpose and subject of a transaction
  using Table = std::map<std::string, StoredRow, std::less<>>;

<<<<<<< HEAD
  RowTable& table(std::string_view name);
  [[nodiscard]] const RowTable* find_table(std::string_view name) const;
  Fate fate_of(sim::Node& node, const harness::Transaction& transaction, sim::FaultMark& fault);
  std::expected<void, harness::CommitFailure> decide(sim::Node& node, const harness::Transaction& transaction);
  [[nodiscard]] std::optional<harness::CommitFailure> conflict(const harness::Transaction& transaction) const;
  void apply(sim::Node& node, const harness::Transaction& transaction);
  void apply(sim::Node& node, const harness::Write& write, harness::CommittedRow row);
  void note(const harness::CommittedRow& row);
  void spoil_first(const harness::Transaction& transaction, sim::FaultMark fault);
=======
  [[nodiscard]] const StoredRow* find(std::string_view table, std::string_view key) const;
  [[nodiscard]] std::vector<StoredRow> rows_after(std::string_view table, std::string_view after,
                                                  std::size_t limit) const;
  Fate fate_of(sim::Node& node, const RowTransaction& transaction, sim::FaultMark& fault);
  std::expected<void, CommitFailure> decide(sim::Node& node, const RowTransaction& transaction);
  [[nodiscard]] std::optional<CommitFailure> conflict(const RowTransaction& transaction) const;
  void apply(sim::Node& node, const RowTransaction& transaction);
  void apply(sim::Node& node, const RowWrite& write, CommittedRow row);
  void note(const CommittedRow& row);
  void spoil_first(const RowTransaction& transaction, sim::FaultMark fault);
>>>>>>> d430d68 (The simulated store is a map of maps)
  void show_if_spoiled(std::string_view table, std::string_view key);
  void note_retry(const harness::Transaction& transaction, bool refused);

  Recorder& recorder_;
  CommitLatency latency_;
  Observer observer_;
  std::map<std::string, Table, std::less<>> tables_;
  std::vector<Spoiled> spoiled_;
  std::vector<Meant> refused_;  // and not done since
  std::string transaction_;
  std::uint64_t transactions_ = 0;
  sim::WaitList idle_;
};

}  // namespace assay::models
