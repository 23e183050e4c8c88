// A key is looked up and, where it is not known, inserted; nothing in the store forbids a second
// insert. Requests that come at the same moment all find nothing, all insert, and each takes itself
// for the one that owns the key.
#include "harness/store.hpp"
#include "systems/payments/defect.hpp"
#include "systems/payments/defects/wrapped_store.hpp"

namespace assay::systems {

namespace {

/// A store whose tables of keys have no unique index: inserting what is there replaces it.
class UnindexedStore final : public WrappedStore {
 public:
  using WrappedStore::WrappedStore;

  std::expected<void, payments::CommitError> commit(
      const payments::Transaction& transaction) override {
    payments::Transaction loose = transaction;
    for (payments::Write& write : loose.writes) {
      if (write.expected_version == 0) write.expected_version = harness::any_version;
    }
    return WrappedStore::commit(loose);
  }
};

}  // namespace

Defect claims_without_unique_index() {
  return {.name = "claims_without_unique_index",
          .summary = "A key is looked up and then inserted, and nothing forbids a second insert.",
          .lesson =
              "Looking first does not exclude anybody; only a condition that the store checks at "
              "the commit does.",
          .source = "getlago/lago-api #3223",
          .property = "single_executor",
          .scenario = "same_key_storm",
          .system = payments_with("claims_without_unique_index",
                                  "payments, with keys that are found or created",
                                  &keep_claims_in<ClaimsIn<UnindexedStore>>)};
}

}  // namespace assay::systems
