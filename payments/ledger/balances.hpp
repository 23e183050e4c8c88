// Balances as folds of entries: what is booked on an account, what is pending, what is available.
// Nothing is added up but entries, so whoever folds the same entries gets the same balances.
// Serves: I18 (the sum over all accounts is nothing), I20.
#pragma once

#include "payments/ledger/entry.hpp"

#include <cstdint>
#include <map>
#include <utility>

namespace payments {

/// Of one account in one currency. Units: minor units, on the side on which the account grows.
struct Balance {
  std::int64_t booked = 0;
  std::int64_t pending = 0;  ///< may yet come; below zero: is set aside and may yet go

  /// What may be spent: booked, less what is set aside.
  [[nodiscard]] std::int64_t available() const { return pending < 0 ? booked + pending : booked; }
  friend bool operator==(const Balance&, const Balance&) = default;
};

/// Every account that was booked on.
class Balances {
 public:
  using Key = std::pair<Account, Currency>;

  /// Adds one entry. Each is to be added once: balances do not know which they have.
  void add(const LedgerEntry& entry);

  /// That of an account; nothing where it was never booked on.
  [[nodiscard]] Balance of(const Account& account, Currency currency) const;
  [[nodiscard]] const std::map<Key, Balance>& all() const { return all_; }
  friend bool operator==(const Balances&, const Balances&) = default;

 private:
  std::map<Key, Balance> all_;
};

}  // namespace payments
