// What is to be given back leaves the list once the processor has answered, whatever it answered.
// So a release that is refused counts as done: its row is gone, its break is closed, and the hold
// too many stays on the customer's card, known to nobody.
#include "payments/journal/breaks.hpp"
#include "payments/journal/stored.hpp"
#include "systems/payments/defect.hpp"
#include "systems/payments/defects/wrapped_store.hpp"

namespace assay::systems {

namespace {

using payments::BreakRow;
using payments::FollowUpRow;

/// A store in which a reversal that was refused is one that is over.
class ForgivingStore final : public WrappedStore {
 public:
  using WrappedStore::WrappedStore;

  std::expected<void, payments::CommitError> commit(
      const payments::Transaction& transaction) override {
    payments::Transaction ticked = transaction;
    if (transaction.purpose == "reversed") tick_off(ticked);
    return WrappedStore::commit(ticked);
  }

 private:
  void tick_off(payments::Transaction& transaction) {
    for (std::size_t i = 0; i < transaction.writes.size(); ++i) {
      payments::Write& write = transaction.writes[i];
      if (write.table != payments::tables::reversals || !write.value) continue;
      const auto refused = payments::decode_follow_up(*write.value);
      write.value.reset();
      if (refused) close_break(transaction, *refused);
    }
  }
  void close_break(payments::Transaction& transaction, const FollowUpRow& refused) {
    BreakRow wanted;
    wanted.what = BreakRow::What::second_effect;
    wanted.operation = refused.operation;
    wanted.payable = refused.payable;
    wanted.effect = refused.effect;
    namespace tables = payments::tables;
    const payments::RowKey at = payments::break_key(wanted);
    const auto found = payments::fetch(*this, tables::breaks, at, payments::decode_break);
    if (!found || !*found) return;
    BreakRow row = (*found)->value;
    row.settled_by = payments::own_scope;
    row.grounds = "reversed";
    transaction.writes.push_back(
        payments::put(tables::breaks, at, payments::encode(row), (*found)->version));
  }
};

}  // namespace

Defect refusal_ticked_off() {
  return {.name = "refusal_ticked_off",
          .summary = "A reversal that the processor refuses leaves the list like one that is done.",
          .lesson = "An answer is not a success: what was refused stays open until somebody acts.",
          .source = "our own, against I33; found in this code",
          .property = "no_unseen_effect",
          .scenario = "refused_release",
          .system = payments_with("refusal_ticked_off",
                                  "payments, with refused reversals that count as done", {},
                                  with_store<ForgivingStore>)};
}

}  // namespace assay::systems
