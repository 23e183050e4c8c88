// The store with something wrapped around it, and claims kept there: what the gallery's stores
// share. Changes nothing by itself; a defect overrides the one call in which it is wrong.
#pragma once

#include "payments/journal/due_rows.hpp"
#include "systems/payments/payments_system.hpp"

namespace assay::systems {

class WrappedStore : public payments::Store {
 public:
  explicit WrappedStore(const payments::Ports& ports) : inner_{ports.store} {}

  std::expected<std::optional<payments::Row>, payments::StoreError> read(
      std::string_view table, std::string_view key) override {
    return inner_.read(table, key);
  }
  std::expected<std::vector<payments::Row>, payments::StoreError> scan(std::string_view table,
                                                                       std::string_view after_key,
                                                                       std::size_t limit) override {
    return inner_.scan(table, after_key, limit);
  }
  std::expected<std::vector<payments::Row>, payments::StoreError> due(
      const payments::DueIndex& index, const payments::DuePlace& after, payments::Instant until,
      std::size_t limit) override {
    return inner_.due(index, after, until, limit);
  }
  std::expected<void, payments::CommitError> commit(
      const payments::Transaction& transaction) override {
    return inner_.commit(transaction);
  }

 protected:
  /// The same without the rows that are `hidden`, however many stand in the way.
  template <class Hidden>
  std::expected<std::vector<payments::Row>, payments::StoreError> due_but(
      const payments::DueIndex& index, payments::DuePlace after, payments::Instant until,
      std::size_t limit, Hidden hidden) {
    for (;;) {
      auto rows = inner_.due(index, after, until, limit);
      const bool more = rows && rows->size() == limit;
      if (more) after = payments::place_behind(*rows);
      if (rows) std::erase_if(*rows, hidden);
      if (!more || !rows->empty()) return rows;
    }
  }

 private:
  payments::Store& inner_;
};

/// The ports of a service, with its store wrapped. `owner` keeps the wrapper.
template <class Wrapper>
payments::Ports with_store(const payments::Ports& ports, harness::Environment&,
                           std::shared_ptr<void>& owner) {
  auto store = std::make_shared<Wrapper>(ports);
  payments::Ports adapted{ports.clock, ports.ids,       *store,        ports.gateway,
                          ports.bus,   ports.telemetry, ports.webhooks};
  owner = std::move(store);
  return adapted;
}

/// Members of a base live longer than what is built on them.
template <class Wrapper>
struct Wrapped {
  Wrapper store;
};

/// The idempotency layer, with its claims in the wrapped store.
template <class Wrapper>
class ClaimsIn : protected Wrapped<Wrapper>, public payments::StoredIdempotency {
 public:
  ClaimsIn(const payments::Ports& ports, const payments::Config& config)
      : Wrapped<Wrapper>{Wrapper{ports}},
        StoredIdempotency{Wrapped<Wrapper>::store, ports.clock, ports.ids, config} {}
};

/// Keeps the claims of a service in the wrapped store.
template <class Claims>
void keep_claims_in(payments::Parts& parts, const payments::Ports& ports,
                    const payments::Config& config) {
  parts.idempotency = std::make_unique<Claims>(ports, config);
}

}  // namespace assay::systems
