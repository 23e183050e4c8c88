// A balance that is being written is shown as it was before, so that nobody sees money whose
// booking may yet be rolled back. What was put away for that is dropped when the write has ended; a
// commit that nobody knows the end of is not taken for one. It was applied, nobody repeats it, and
// this node shows its customer the old balance for as long as nothing else is booked.
#include <map>
#include <optional>
#include <string>

#include "systems/payments/defect.hpp"
#include "systems/payments/defects/wrapped_store.hpp"

namespace assay::systems {

namespace {

using payments::CommitError;

class SteadyBalanceStore final : public WrappedStore {
 public:
  using WrappedStore::WrappedStore;

  std::expected<std::optional<payments::Row>, payments::StoreError> read(
      std::string_view table, std::string_view key) override {
    if (table == payments::tables::balances) {
      const auto before = before_.find(std::string{key});
      if (before != before_.end()) return before->second;
    }
    return WrappedStore::read(table, key);
  }
  std::expected<void, CommitError> commit(const payments::Transaction& transaction) override {
    for (const payments::Write& write : transaction.writes) put_away(write);
    auto done = WrappedStore::commit(transaction);
    const bool ended = done || done.error() != CommitError::unknown;
    if (!ended) return done;
    for (const payments::Write& write : transaction.writes) {
      if (write.table == payments::tables::balances) before_.erase(write.key);
    }
    return done;
  }

 private:
  /// Keeps a balance as it is now, to be shown until its write has ended.
  void put_away(const payments::Write& write) {
    if (write.table != payments::tables::balances) return;
    auto row = WrappedStore::read(write.table, write.key);
    if (row) before_.insert_or_assign(write.key, std::move(*row));
  }

  std::map<std::string, std::optional<payments::Row>> before_;  // by key
};

}  // namespace

Defect doubtful_balance_stays_old() {
  return {.name = "doubtful_balance_stays_old",
          .summary = "A balance whose write ended in doubt is shown as it was before, for good.",
          .lesson =
              "A value kept back until a write has ended needs an end for the write that nobody "
              "knows the end of.",
          .source = "own",
          .property = "",
          .scenario = "",
          .system = payments_with("doubtful_balance_stays_old",
                                  "payments, with balances that stand still while written", {},
                                  with_store<SteadyBalanceStore>)};
}

}  // namespace assay::systems
