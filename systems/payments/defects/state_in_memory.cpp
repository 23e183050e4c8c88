// The store is a map in the process: quick, transactional, and gone with the power. Whatever was
// under way at a restart is unknown to the service afterwards, and its client's next try is a
// payment like any other. The processor still knows of the first.
#include <algorithm>
#include <map>
#include <utility>

#include "systems/payments/defect.hpp"
#include "systems/payments/payments_beliefs.hpp"
#include "systems/payments/payments_system.hpp"

namespace assay::systems {

namespace {

/// Keeps the contract of a store in full, but for durability.
class MemoryStore final : public payments::Store {
 public:
  explicit MemoryStore(harness::Statements& statements) : statements_{statements} {}

  std::expected<std::optional<payments::Row>, payments::StoreError> read(
      std::string_view table, std::string_view key) override {
    const auto found = rows_.find(place(table, key));
    if (found == rows_.end()) return std::optional<payments::Row>{};
    return found->second;
  }

  std::expected<std::vector<payments::Row>, payments::StoreError> scan(std::string_view table,
                                                                       std::string_view after_key,
                                                                       std::size_t limit) override {
    std::vector<payments::Row> rows;
    for (auto next = rows_.upper_bound(place(table, after_key));
         next != rows_.end() && next->first.first == table && rows.size() < limit; ++next) {
      rows.push_back(next->second);
    }
    return rows;
  }

  std::expected<std::vector<payments::Row>, payments::StoreError> due(
      const payments::DueIndex& index, const payments::DuePlace& after, payments::Instant until,
      std::size_t limit) override {
    std::vector<payments::Row> rows;
    for (const auto& [place, waiting] : waiting_) {
      const bool behind = std::pair{after.due, after.key} < std::pair{waiting.at, place.second};
      if (place.first != index.table || waiting.index != index.name) continue;
      if (behind && waiting.at <= until) rows.push_back(rows_.at(place));
    }
    std::ranges::sort(rows, {}, [](const payments::Row& row) {
      return std::pair{*row.due, row.key};
    });
    if (rows.size() > limit) rows.resize(limit);
    return rows;
  }

  std::expected<void, payments::CommitError> commit(
      const payments::Transaction& transaction) override {
    for (const payments::Write& write : transaction.writes) {
      const std::uint64_t version = version_of(write);
      if (version == write.expected_version) continue;
      const bool exists = write.expected_version == 0;
      return std::unexpected{exists ? payments::CommitError::duplicate
                                    : payments::CommitError::stale};
    }
    const std::string number = "memory-" + std::to_string(++transactions_);
    for (const payments::Write& write : transaction.writes) apply(write, transaction, number);
    return {};
  }

 private:
  using Place = std::pair<std::string, std::string>;

  static Place place(std::string_view table, std::string_view key) {
    return {std::string{table}, std::string{key}};
  }
  [[nodiscard]] std::uint64_t version_of(const payments::Write& write) const {
    const auto found = rows_.find({write.table, write.key});
    return found == rows_.end() ? 0 : found->second.version;
  }
  void apply(const payments::Write& write, const payments::Transaction& transaction,
             const std::string& number) {
    payments::Row& row = rows_[{write.table, write.key}];
    const bool inserted = row.version == 0;
    const std::string before = std::exchange(row.value, write.value.value_or(""));
    harness::CommittedRow seen{.table = write.table,
                               .key = write.key,
                               .value = std::nullopt,
                               .before = std::nullopt,
                               .version = row.version,
                               .transaction = number,
                               .purpose = transaction.purpose};
    if (!inserted) seen.before = before;
    if (inserted) row.version = deleted_through_[write.table];
    if (write.value) {
      row.key = write.key;
      seen.version = ++row.version;
      seen.value = row.value;
    }
    row.due.reset();
    waiting_.erase({write.table, write.key});
    if (write.value && write.due) {
      row.due = write.due->at;
      waiting_[{write.table, write.key}] = *write.due;
    }
    observe_payments(seen, statements_);
    if (write.value) return;
    std::uint64_t& through = deleted_through_[write.table];
    through = std::max(through, row.version);
    rows_.erase({write.table, write.key});
  }

  harness::Statements& statements_;
  std::map<Place, payments::Row> rows_;
  std::map<Place, payments::Due> waiting_;
  std::map<std::string, std::uint64_t> deleted_through_;  // by table
  std::uint64_t transactions_ = 0;
};

payments::Ports with_memory(const payments::Ports& ports, harness::Environment& environment,
                            std::shared_ptr<void>& owner) {
  auto store = std::make_shared<MemoryStore>(environment.statements());
  payments::Ports adapted{ports.clock, ports.ids,       *store,        ports.gateway,
                          ports.bus,   ports.telemetry, ports.webhooks};
  owner = std::move(store);
  return adapted;
}

}  // namespace

Defect state_in_memory() {
  return {.name = "state_in_memory",
          .summary = "Everything that the service knows is in its memory, and goes with the power.",
          .lesson = "What is not durable before the call is not known after the crash.",
          .source = "our own, against R16",
          .property = "at_most_one_effect",
          .scenario = "crash_after_processor",
          .system = payments_with("state_in_memory",
                                  "payments, with a store that is a map in the process", {},
                                  with_memory)};
}

}  // namespace assay::systems
