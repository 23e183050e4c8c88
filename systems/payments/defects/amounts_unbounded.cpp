// Whatever amount a client names is carried out, and a sum that does not fit is a promise broken:
// the service stops rather than book it. One payment of an absurd amount leaves a balance to which
// no other can be added, and the next ordinary one of that customer takes the service down.
#include <algorithm>

#include "payments/journal/stored.hpp"
#include "payments/types/ensure.hpp"
#include "systems/payments/defect.hpp"
#include "systems/payments/payments_system.hpp"

namespace assay::systems {

namespace {

namespace tables = payments::tables;

/// Finds every fault but an amount that is too large.
class OpenHandedCheck final : public payments::FormCheck {
 public:
  [[nodiscard]] std::optional<std::string_view> fault_of(
      const payments::Request& request) const override {
    payments::Request modest = request;
    std::int64_t& minor = modest.command.amount.minor;
    minor = std::min(minor, payments::amount_max);
    return FormCheck::fault_of(modest);
  }
};

/// Takes it for granted that every sum fits.
class ProudBookkeeping final : public payments::OutboxBookkeeping {
 public:
  explicit ProudBookkeeping(const payments::Ports& ports)
      : OutboxBookkeeping{ports}, store_{ports.store} {}

  std::expected<void, payments::CommitError> commit(payments::Transaction draft,
                                                    const payments::Posting& posting) override {
    if (posting.moved) {
      payments::ensure(fits(posting, *posting.moved), "a balance fits into 64 bits");
    }
    return OutboxBookkeeping::commit(std::move(draft), posting);
  }

 private:
  [[nodiscard]] bool fits(const payments::Posting& posting, payments::Money moved) const {
    const auto at = payments::balance_key(posting.tenant, posting.customer, moved.currency);
    const auto found = payments::fetch(store_, tables::balances, at, payments::decode_balance);
    return !found || !*found || payments::add((*found)->value.amount, moved).has_value();
  }

  payments::Store& store_;
};

void set_no_bounds(payments::Parts& parts, const payments::Ports& ports,
                   const payments::Config&) {
  parts.check = std::make_unique<OpenHandedCheck>();
  parts.bookkeeping = std::make_unique<ProudBookkeeping>(ports);
}

}  // namespace

Defect amounts_unbounded() {
  return {.name = "amounts_unbounded",
          .summary =
              "Amounts have no bound, and a balance that cannot hold one more stops the node.",
          .lesson =
              "What cannot be summed is refused at the edge; what moved all the same is kept.",
          .source = "our own, against R28; found in this code",
          .property = "promises_kept",
          .scenario = "absurd_amount",
          .system = payments_with("amounts_unbounded",
                                  "payments, with amounts of any size and sums that must fit",
                                  set_no_bounds)};
}

}  // namespace assay::systems
