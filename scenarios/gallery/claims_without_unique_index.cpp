// A key is looked up and, where it is not known, inserted; nothing in the store forbids a second
// insert. Requests that come at the same moment all find nothing, all insert, and each takes itself
// for the one that owns the key.
#include "models/database.hpp"
#include "scenarios/defect.hpp"
#include "scenarios/systems/payments_host.hpp"

namespace assay::scenarios {

namespace {

/// A store whose tables of keys have no unique index: inserting what is there replaces it.
class UnindexedStore final : public payments::Store {
 public:
  explicit UnindexedStore(payments::Store& inner) : inner_{inner} {}

  std::expected<std::optional<payments::Row>, payments::StoreError> read(
      std::string_view table, std::string_view key) override {
    return inner_.read(table, key);
  }
  std::expected<std::vector<payments::Row>, payments::StoreError> scan(std::string_view table,
                                                                       std::string_view after_key,
                                                                       std::size_t limit) override {
    return inner_.scan(table, after_key, limit);
  }
  std::expected<void, payments::CommitError> commit(
      const payments::Transaction& transaction) override {
    payments::Transaction loose = transaction;
    for (payments::Write& write : loose.writes) {
      if (write.expected_version == 0) write.expected_version = models::any_version;
    }
    return inner_.commit(loose);
  }

 private:
  payments::Store& inner_;
};

/// Members of a base live longer than what is built on them.
struct Unindexed {
  UnindexedStore store;
};

class FindOrCreate final : private Unindexed, public payments::StoredIdempotency {
 public:
  FindOrCreate(const payments::Ports& ports, const payments::Config& config)
      : Unindexed{UnindexedStore{ports.store}},
        StoredIdempotency{Unindexed::store, ports.clock, ports.ids, config} {}
};

void find_or_create(payments::Parts& parts, const payments::Ports& ports,
                    const payments::Config& config) {
  parts.idempotency = std::make_unique<FindOrCreate>(ports, config);
}

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
                                  "payments, with keys that are found or created", find_or_create)};
}

}  // namespace assay::scenarios
