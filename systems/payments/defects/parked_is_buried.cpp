// What was put aside is looked after by nobody: the job that asks the processor passes over it. So
// a payment that one more question would settle stays pending for ever, and its client is told to
// wait.
#include <algorithm>

#include "systems/payments/defect.hpp"
#include "systems/payments/defects/wrapped_store.hpp"

namespace assay::systems {

namespace {

/// Shows the background work nothing that was put aside.
class BuryingStore final : public WrappedStore {
 public:
  using WrappedStore::WrappedStore;

  std::expected<std::vector<payments::Row>, payments::StoreError> scan(
      std::string_view table, std::string_view after_key, std::size_t limit) override {
    auto rows = WrappedStore::scan(table, after_key, limit);
    if (!rows || table != payments::tables::open) return rows;
    std::erase_if(*rows, [this](const payments::Row& row) { return put_aside(row); });
    return rows;
  }
  std::expected<std::vector<payments::Row>, payments::StoreError> due(
      const payments::DueIndex& index, const payments::DuePlace& after, payments::Instant until,
      std::size_t limit) override {
    if (index.table != payments::tables::open) {
      return WrappedStore::due(index, after, until, limit);
    }
    return due_but(index, after, until, limit,
                   [this](const payments::Row& row) { return put_aside(row); });
  }

 private:
  bool put_aside(const payments::Row& row) {
    const auto open = payments::decode_open(row.value);
    if (!open) return false;
    const auto payment = payments::fetch(*this, payments::tables::payments,
                                         payments::payment_key(open->payable),
                                         payments::decode_payment);
    if (!payment || !*payment) return false;
    const payments::OperationView* view = (*payment)->value.find(open->operation);
    return view != nullptr && view->state == payments::State::parked;
  }
};

}  // namespace

Defect parked_is_buried() {
  return {.name = "parked_is_buried",
          .summary = "A payment that was put aside is never asked about again.",
          .lesson =
              "Put aside is not given up: what nobody asks about again is lost to its customer.",
          .source = "our own, against I31; found in this code",
          .property = "progress",
          .scenario = "keyless_processor",
          .system = payments_with("parked_is_buried",
                                  "payments, with parked operations that nobody asks about", {},
                                  with_store<BuryingStore>)};
}

}  // namespace assay::systems
