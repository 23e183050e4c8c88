// One sum for each layer; a release takes from the sum what its reservation added.
#include "payments/ledger/balances.hpp"

#include "payments/types/ensure.hpp"

namespace payments {
namespace {

Side grows(AccountKind kind) { return chart()[static_cast<std::size_t>(kind)].grows; }

void add_to(std::int64_t& sum, std::int64_t minor) {
  ensure(!__builtin_add_overflow(sum, minor, &sum), "a balance fits into 64 bits");
}

}  // namespace

void Balances::add(const LedgerEntry& entry) {
  for (const Leg& leg : entry.legs()) {
    const std::int64_t towards =
        grows(leg.account.kind) == Side::debit ? leg.amount.minor : -leg.amount.minor;
    Balance& balance = all_[{leg.account, leg.amount.currency}];
    add_to(leg.layer == Layer::posted ? balance.booked : balance.pending, towards);
  }
}

Balance Balances::of(const Account& account, Currency currency) const {
  const auto found = all_.find({account, currency});
  return found == all_.end() ? Balance{} : found->second;
}

}  // namespace payments
