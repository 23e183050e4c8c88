// A row of the journal that cannot be read contradicts what the service promises of its rows, and a
// service whose promises are broken stops: better than to go on with a wrong belief. But it stops
// at each start, for all payments, because of one row of one of them.
#include <algorithm>

#include "payments/types/ensure.hpp"
#include "systems/payments/defect.hpp"
#include "systems/payments/defects/wrapped_store.hpp"

namespace assay::systems {

namespace {

/// Bears no row of a journal that does not decode.
class RigorousStore final : public WrappedStore {
 public:
  using WrappedStore::WrappedStore;

  std::expected<std::vector<payments::Row>, payments::StoreError> scan(
      std::string_view table, std::string_view after_key, std::size_t limit) override {
    auto rows = WrappedStore::scan(table, after_key, limit);
    if (!rows || table != payments::tables::journal) return rows;
    const bool sound = std::ranges::all_of(*rows, [](const payments::Row& row) {
      return payments::decode_journal(row.value).has_value();
    });
    payments::ensure(sound, "a payment row is the fold of its journals");
    return rows;
  }
};

}  // namespace

Defect damage_stops_the_node() {
  return {.name = "damage_stops_the_node",
          .summary = "One row of a journal that cannot be read stops every node at its start.",
          .lesson = "Damage is named and left alone: one payment's row is no other's business.",
          .source = "our own, against L1; found in this code",
          .property = "eventual_terminal",
          .scenario = "damaged_row",
          .system = payments_with("damage_stops_the_node",
                                  "payments, with journals that must be sound", {},
                                  with_store<RigorousStore>)};
}

}  // namespace assay::systems
