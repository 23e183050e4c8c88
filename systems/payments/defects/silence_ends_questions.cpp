// After so many questions without an answer a payment is put aside for a person, and nothing asks
// again. The processor comes back, and would answer the first question. Where this was found it
// took a hundred questions, eight hours; here it takes two, so that its plan can be read.
#include <algorithm>

#include "systems/payments/defect.hpp"
#include "systems/payments/defects/wrapped_store.hpp"

namespace assay::systems {

namespace {

/// Shows the background work nothing that has come to be asked about rarely.
class ImpatientStore final : public WrappedStore {
 public:
  using WrappedStore::WrappedStore;

  std::expected<std::vector<payments::Row>, payments::StoreError> scan(
      std::string_view table, std::string_view after_key, std::size_t limit) override {
    auto rows = WrappedStore::scan(table, after_key, limit);
    if (!rows || table != payments::tables::open) return rows;
    std::erase_if(*rows, [](const payments::Row& row) {
      const auto open = payments::decode_open(row.value);
      return open && open->rare != 0;
    });
    return rows;
  }
  std::expected<std::vector<payments::Row>, payments::StoreError> due(
      const payments::DueIndex& index, const payments::DuePlace& after, payments::Instant until,
      std::size_t limit) override {
    if (index.name == payments::indexes::parked.name) return std::vector<payments::Row>{};
    return WrappedStore::due(index, after, until, limit);
  }
};

void lose_patience(payments::Config& config) { config.asks_max = 2; }

}  // namespace

Defect silence_ends_questions() {
  return {.name = "silence_ends_questions",
          .summary = "After a few questions without an answer nobody asks the processor again.",
          .lesson = "How long a silence lasts says nothing: ask less often, and never stop.",
          .source = "our own, against I31; found in this code",
          .property = "progress",
          .scenario = "long_outage",
          .system = payments_with("silence_ends_questions",
                                  "payments, with questions that end unanswered", {},
                                  with_store<ImpatientStore>, lose_patience)};
}

}  // namespace assay::systems
