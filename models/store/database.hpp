// The simulated transactional store that the nodes of a service share: it outlives their crashes.
// The fault model, commit_faults(), is asked once per commit, at "store.<purpose>/commit @
// <node>/<subject>".
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
#include "models/store/commit_fault.hpp"
#include "models/store/table.hpp"
#include "sim/kernel/sync.hpp"
#include "sim/time.hpp"
#include "sim/world/node.hpp"

namespace assay::models {

using namespace sim::literals;

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
  const harness::Row* read(sim::Node& node, std::string_view table, std::string_view key);
  /// Rows of one snapshot with a key after `after`, in the order of their bytes.
  std::vector<harness::Row> scan(sim::Node& node, std::string_view table, std::string_view after,
                                 std::size_t limit);
  /// Rows of one snapshot that wait in an index behind `after` and due by `until`, by due time,
  /// then key.
  std::vector<harness::Row> due(sim::Node& node, std::string_view table, std::string_view index,
                                const harness::DuePlace& after, harness::TimePoint until,
                                std::size_t limit);
  /// Applies all writes or none.
  std::expected<void, harness::CommitFailure> commit(sim::Node& node,
                                                     const harness::Transaction& transaction);

  /// How many transactions were applied so far.
  [[nodiscard]] std::uint64_t changes() const { return transactions_; }
  /// Waits in a housekeeping loop for the next one. Returns: false when the loop is to end.
  bool wait_for_change() { return idle_.wait_for_change(); }

  /// All rows of a table, for reports and tests.
  [[nodiscard]] std::vector<harness::Row> rows(std::string_view table) const;

 private:
  /// A row that was damaged, and the fault that shows when somebody reads it.
  struct Spoiled {
    std::string table, key;
    sim::FaultMark fault = 0;
  };

  using Meant = std::pair<std::string, std::string>;  // purpose and subject of a transaction

  [[nodiscard]] const Table* table(std::string_view name) const;
  [[nodiscard]] const harness::Row* find(std::string_view table, std::string_view key) const;
  void show(sim::Node& node, std::string_view name, const std::vector<harness::Row>& rows);
  [[nodiscard]] bool is_read_only() const;
  CommitEffect effect_on(sim::Node& node, const harness::Transaction& transaction);
  std::expected<void, harness::CommitFailure> decide(sim::Node& node,
                                                     const harness::Transaction& transaction);
  [[nodiscard]] std::optional<harness::CommitFailure> conflict(
      const harness::Transaction& transaction) const;
  void apply(sim::Node& node, const harness::Transaction& transaction);
  void apply(sim::Node& node, const harness::Write& write, harness::CommittedRow row);
  void note(const harness::CommittedRow& row, std::uint64_t writes);
  void spoil_first(const harness::Transaction& transaction, sim::FaultMark fault);
  void show_if_spoiled(std::string_view table, std::string_view key);
  void note_retry(const harness::Transaction& transaction, bool refused);

  Recorder& recorder_;
  CommitLatency latency_;
  Observer observer_;
  std::map<std::string, Table, std::less<>> tables_;
  std::vector<Spoiled> spoiled_;
  sim::TimePoint read_only_until_{};
  std::vector<Meant> refused_;  // and not done since
  std::string transaction_;
  std::uint64_t transactions_ = 0;
  sim::WaitList idle_;
};

}  // namespace assay::models
