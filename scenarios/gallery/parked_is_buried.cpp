// What was put aside for a person is looked after by nobody else: the job that asks the processor
// passes over it. So a payment that a single question would settle, now that the processor answers
// again, stays pending for ever, and its client is told to wait.
#include <algorithm>

#include "scenarios/defect.hpp"
#include "scenarios/gallery/wrapped_store.hpp"

namespace assay::scenarios {

namespace {

/// Shows the background work nothing that was put aside.
class BuryingStore final : public WrappedStore {
 public:
  using WrappedStore::WrappedStore;

  std::expected<std::vector<payments::Row>, payments::StoreError> scan(
      std::string_view table, std::string_view after_key, std::size_t limit) override {
    auto rows = WrappedStore::scan(table, after_key, limit);
    if (rows && table == payments::tables::open) std::erase_if(*rows, put_aside);
    return rows;
  }

 private:
  static bool put_aside(const payments::Row& row) {
    const auto open = payments::decode_open(row.value);
    return open && open->rare != 0;
  }
};

payments::Ports bury(const payments::Ports& ports, std::shared_ptr<void>& owner) {
  auto store = std::make_shared<BuryingStore>(ports);
  payments::Ports adapted{ports.clock,   ports.ids, *store,
                          ports.gateway, ports.bus, ports.telemetry};
  owner = std::move(store);
  return adapted;
}

}  // namespace

Defect parked_is_buried() {
  return {.name = "parked_is_buried",
          .summary = "A payment that was put aside is never asked about again.",
          .lesson = "Put aside is not given up: ask rarely, and at once when answers come again.",
          .source = "found in this code",
          .property = "progress",
          .scenario = "long_outage",
          .system = payments_with("parked_is_buried",
                                  "payments, with parked operations that nobody asks about", {},
                                  bury)};
}

}  // namespace assay::scenarios
