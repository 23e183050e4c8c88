// What a customer was charged, captured less refunded, by the truth: and how far the service's own
// account of it may be away from that, since something is open. Serves I20 where a balance is what
// somebody is told or has written down for good.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "properties/detail/funds.hpp"
#include "properties/index.hpp"

namespace assay::properties::detail {

/// One customer's money in one currency, in minor units.
struct Account {
  Name customer;
  Currency currency;
  Wide truth = 0;         ///< captures less refunds that took effect and stand
  Wide open = 0;          ///< what open items may still account for, either way
  bool unpriced = false;  ///< an open item names no amount: it may account for any
  const Observation* last = nullptr;  ///< the last fact that touches it

  /// What is said of it is wrong, and nothing that is open explains it.
  [[nodiscard]] bool contradicts(std::int64_t said) const {
    const Wide apart = truth > said ? truth - said : said - truth;
    return !unpriced && apart > open;
  }
};

/// All accounts as the facts up to a sequence number leave them, in the order of appearance.
class Accounts {
 public:
  Accounts(const Index& index, std::uint64_t until);

  /// The account, or nullptr where nothing ever touched it.
  [[nodiscard]] const Account* of(Name customer, Currency currency) const;
  [[nodiscard]] const std::vector<Account>& all() const { return accounts_; }

 private:
  void add(const Effect& effect, Name customer, OperationKind kind);
  void see(const Observation& row, Name customer);
  Account& account(Name customer, Currency currency);

  std::vector<Account> accounts_;
};

}  // namespace assay::properties::detail
