// A commit: on its way, decided in one instant, answered; with the power going at any of them.
#include "models/store/database.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "sim/world/trace.hpp"

namespace assay::models {
namespace {

std::string action_of(const harness::Transaction& transaction, std::string_view edge) {
  return fmt::format("store.{}/{}", transaction.purpose, edge);
}

/// A row as somebody who reads it sees it. He compares versions and does not count with them, so
/// that what other rows of the table met is no part of it.
std::uint64_t seen(const Table& rows, const harness::Row& row) {
  return sim::hash_text(row.value) + rows.writes(row);
}

}  // namespace

void Database::begin() {
  tables_.clear();
  observer_ = nullptr;
  refused_.clear();
  spoiled_.clear();
  read_only_until_ = {};
  idle_.clear();
  transactions_ = 0;
}

const Table* Database::table(std::string_view name) const {
  const auto found = tables_.find(name);
  return found == tables_.end() ? nullptr : &found->second;
}

const harness::Row* Database::find(std::string_view table, std::string_view key) const {
  const Table* const rows = this->table(table);
  return rows == nullptr ? nullptr : rows->find(key);
}

std::vector<harness::Row> Database::rows(std::string_view table) const {
  const Table* const rows = this->table(table);
  return rows == nullptr ? std::vector<harness::Row>{} : rows->all();
}

bool Database::reachable_from(sim::Node& node) {
  return recorder_.world().kernel().may_act() && node.alive;
}

const harness::Row* Database::read(sim::Node& node, std::string_view table, std::string_view key) {
  const harness::Row* const row = find(table, key);
  if (row != nullptr) show_if_spoiled(table, key);
  if (recorder_.world().decisions().keeps_all()) {
    node.note_input(row == nullptr ? 0 : seen(*this->table(table), *row));
  }
  return row;
}

void Database::show(sim::Node& node, std::string_view name, const std::vector<harness::Row>& rows) {
  for (const harness::Row& row : rows) {
    show_if_spoiled(name, row.key);
    if (recorder_.world().decisions().keeps_all()) node.note_input(seen(*table(name), row));
  }
}

std::vector<harness::Row> Database::scan(sim::Node& node, std::string_view table,
                                         std::string_view after, std::size_t limit) {
  const Table* const rows = this->table(table);
  if (rows == nullptr) return {};
  std::vector<harness::Row> found = rows->scan(after, limit);
  show(node, table, found);
  return found;
}

std::vector<harness::Row> Database::due(sim::Node& node, std::string_view table,
                                        std::string_view index, const harness::DuePlace& after,
                                        harness::TimePoint until, std::size_t limit) {
  const Table* const rows = this->table(table);
  if (rows == nullptr) return {};
  std::vector<harness::Row> found = rows->due(index, after, until, limit);
  show(node, table, found);
  return found;
}

std::expected<void, harness::CommitFailure> Database::commit(
    sim::Node& node, const harness::Transaction& transaction) {
  if (!reachable_from(node)) return std::unexpected{harness::CommitFailure::unknown};
  sim::Kernel& kernel = recorder_.world().kernel();
  crash_point(recorder_, node, action_of(transaction, "before"), transaction.subject);
  (void)kernel.wait(kernel.now() + latency_.to_store);
  const std::uint64_t transactions = transactions_;
  const std::expected<void, harness::CommitFailure> result = decide(node, transaction);
  const bool applied = transactions_ != transactions;
  if (recorder_.world().decisions().keeps_all()) {
    node.note_input(result ? 1U : 2U + static_cast<std::uint64_t>(result.error()));
  }
  (void)kernel.wait(kernel.now() + latency_.from_store);
  if (applied) {
    crash_point(recorder_, node, action_of(transaction, "after"), transaction.subject);
  }
  return result;
}

/// What becomes of a commit that nothing else stands against.
CommitEffect Database::effect_on(sim::Node& node, const harness::Transaction& transaction) {
  sim::World& world = recorder_.world();
  const std::string action = action_of(transaction, "commit");
  const std::string scope = fmt::format("{}/{}", node.name(), transaction.subject);
  if (world.trace().enabled()) {
    world.note(sim::TraceKind::commit, node.name(), fmt::format("{} @ {}", action, scope));
  }
  const CommitFault* const fault = world.fault_at(action, scope, commit_faults());
  return fault == nullptr ? CommitEffect{} : fault->effect;
}

bool Database::is_read_only() const {
  return !recorder_.world().kernel().healed() && recorder_.world().now() < read_only_until_;
}

std::expected<void, harness::CommitFailure> Database::decide(sim::Node& node,
                                                    const harness::Transaction& transaction) {
  if (is_read_only()) {
    note_retry(transaction, true);
    return std::unexpected{harness::CommitFailure::unavailable};
  }
  const CommitEffect effect = effect_on(node, transaction);
  const sim::FaultMark fault = recorder_.world().latest_fault();
  if (effect.is_definite()) {
    read_only_until_ = recorder_.world().now() + effect.everything_for;
    note_retry(transaction, true);
    recorder_.world().showed(fault);
    return std::unexpected{*effect.reports};
  }
  const std::optional<harness::CommitFailure> conflict = this->conflict(transaction);
  const bool applies = !conflict && effect.applies;
  if (applies) apply(node, transaction);
  if (effect.reports) {
    if (!conflict) recorder_.world().showed(fault);
    recorder_.reached(applies ? history::CoverageMark::commit_unknown_had_happened
                              : history::CoverageMark::commit_unknown_was_lost);
    return std::unexpected{*effect.reports};
  }
  if (conflict) return std::unexpected{*conflict};
  if (effect.spoils_row) spoil_first(transaction, fault);
  return {};
}

void Database::spoil_first(const harness::Transaction& transaction, sim::FaultMark fault) {
  const auto first = std::ranges::find_if(
      transaction.writes, [](const harness::Write& write) { return write.value.has_value(); });
  if (first == transaction.writes.end()) return;
  tables_.find(first->table)->second.spoil(first->key);
  recorder_.world().digest().fold(first->key);
  spoiled_.push_back({std::string{first->table}, std::string{first->key}, fault});
}

void Database::show_if_spoiled(std::string_view table, std::string_view key) {
  for (const Spoiled& spoiled : spoiled_) {
    if (spoiled.table == table && spoiled.key == key) recorder_.world().showed(spoiled.fault);
  }
}

std::optional<harness::CommitFailure> Database::conflict(
    const harness::Transaction& transaction) const {
  for (const harness::Write& write : transaction.writes) {
    if (write.expected_version == harness::any_version) continue;
    const harness::Row* const row = find(write.table, write.key);
    const std::uint64_t version = row == nullptr ? 0 : row->version;
    if (version == write.expected_version) continue;
    recorder_.reached(history::CoverageMark::stale_write_refused);
    return write.expected_version == 0 ? harness::CommitFailure::duplicate
                                       : harness::CommitFailure::stale;
  }
  return std::nullopt;
}

void Database::apply(sim::Node& node, const harness::Transaction& transaction) {
  note_retry(transaction, false);
  transaction_ = fmt::format("tx-{}", ++transactions_);
  for (const harness::Write& write : transaction.writes) {
    apply(node, write,
          {.table = write.table,
           .key = write.key,
           .value = write.value,
           .before = std::nullopt,
           .version = 0,
           .transaction = transaction_,
           .purpose = transaction.purpose});
  }
  recorder_.world().kernel().changed();
  idle_.wake_all();
}

void Database::apply(sim::Node& node, const harness::Write& write, harness::CommittedRow row) {
  auto rows = tables_.find(write.table);
  if (rows == tables_.end()) rows = tables_.try_emplace(std::string{write.table}).first;
  const harness::Row* const known = rows->second.find(write.key);
  const std::string before = known == nullptr ? std::string{} : known->value;
  if (known != nullptr) row.before = before;
  std::uint64_t writes = 0;
  if (write.value) {
    const harness::Row& put = rows->second.put(write);
    row.version = put.version;
    writes = rows->second.writes(put);
  } else if (known != nullptr) {
    row.version = known->version;
    writes = rows->second.writes(*known);
    rows->second.erase(write.key);
  }
  note(row, writes);
  if (observer_) observer_(row, node);
}

void Database::note(const harness::CommittedRow& row, std::uint64_t writes) {
  sim::World& world = recorder_.world();
  sim::Digester& digest = world.digest();
  digest.fold(row.table);
  digest.fold(row.key);
  digest.fold(writes * 2 + (row.value ? 1U : 0U));
  if (row.value) digest.fold(*row.value);
  if (!world.decisions().keeps_all()) return;
  const std::uint64_t content = row.value ? sim::hash_text(*row.value) : 0;
  world.note_observed(sim::mix(sim::hash_text(row.table) ^ writes) ^
                      sim::mix(sim::hash_text(row.key) ^ content));
}

void Database::note_retry(const harness::Transaction& transaction, bool refused) {
  if (!refused && refused_.empty()) return;
  const Meant meant{transaction.purpose, transaction.subject};
  if (refused) {
    refused_.push_back(meant);
  } else if (std::erase(refused_, meant) > 0) {
    recorder_.reached(history::CoverageMark::commit_was_retried);
  }
}

}  // namespace assay::models
