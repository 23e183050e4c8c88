// What stands of one payable's money, moment by moment, summed from effects at processors; and what
// its client declared that it owes. Serves every property about sums. Several effects of one intent
// count once: that they are several is at_most_one_effect's matter. The facts of a payable are gone
// through once; any moment is then found by bisection, however many facts there are.
#pragma once

#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "properties/detail/effects.hpp"
#include "properties/index.hpp"

namespace assay::properties::detail {

/// Wide enough for any sum of amounts, so that what was added can be taken away again.
__extension__ using Wide = __int128;

/// A sum as an amount, held at an amount's limits.
[[nodiscard]] std::int64_t narrow(Wide sum);

/// Minor units of one currency, of one payable.
struct Funds {
  std::int64_t authorised = 0;  ///< by every hold that was ever there, gone or not
  std::int64_t held = 0;        ///< by holds that were not released
  std::int64_t captured = 0;
  std::int64_t refunded = 0;
};

/// The same from a fact on, until the next moment.
struct FundsMoment {
  const Observation* from = nullptr;
  Funds funds;
};

/// The funds of a payable over time.
class FundsOverTime {
 public:
  /// The effects of one payable, in their order. `each` counts every effect, also where several
  /// belong to one intent.
  FundsOverTime(const Index& index, const std::vector<Effect>& effects, bool each = false);

  /// What stands right after the fact with that sequence number.
  [[nodiscard]] Funds at(std::uint64_t sequence, Currency currency) const;
  /// Every change of a currency's funds, in order.
  [[nodiscard]] const std::vector<FundsMoment>& moments(Currency currency) const;

 private:
  std::map<Currency, std::vector<FundsMoment>> moments_;  // by currency
};

/// The effects on one payable, in their order, and its funds over time.
struct PayableMoney {
  PayableMoney(const Index& index, Rows payable)
      : effects(effects_of(payable)), funds(index, effects) {}

  std::vector<Effect> effects;
  FundsOverTime funds;
};

/// What the client of a payable had asked for.
struct Owed {
  std::int64_t minor = 0;
  bool declared = false;  ///< anything of that kind was
};

/// What the client of a payable owed over time through operations of one kind: all that it
/// declared, or what it asked for in place of that where it asked for more, less what it took back
/// or was told had been declined; but never less than the largest single declaration, as a payment
/// told to have failed may still be adopted.
class OwedOverTime {
 public:
  OwedOverTime(const Index& index, Rows payable);

  [[nodiscard]] Owed at(OperationKind kind, std::uint64_t sequence, Currency currency) const;

 private:
  struct Moment {
    std::uint64_t sequence = 0;
    std::int64_t minor = 0;
  };

  std::map<std::pair<OperationKind, Currency>, std::vector<Moment>> moments_;
  std::map<OperationKind, std::uint64_t> declared_;  // the first declaration of a kind
};

/// The intent of this fact is over for its client with it: taken back, or told to be declined.
bool ends_for_client(const Observation& seen);

}  // namespace assay::properties::detail
