// Days of a shop as all sources tell them, with nothing wrong: many operations of equal amounts,
// parts, netted refunds, fees inside and apart, disputes, reserves, payouts, and bank lines that
// pay several of them. Seeded: the same seed, the same lines.
#pragma once

#include "payments/reconciliation/matching.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace payments::testing {

/// SplitMix64: enough chance for a test, and the same everywhere.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}

  std::uint64_t roll();
  /// One of 0 to `sides` - 1.
  std::size_t roll(std::size_t sides) { return static_cast<std::size_t>(roll() % sides); }
  bool one_in(std::size_t sides) { return roll(sides) == 0; }

 private:
  std::uint64_t state_;
};

struct CleanBatch {
  std::vector<reconciliation::Line> lines;
  std::vector<std::string> plain;   ///< operations with one line each in books, list, settlement
  std::vector<std::string> netted;  ///< captures that a settlement line has netted with a refund
  std::vector<std::string> paid;    ///< payouts with a bank line of their own
  std::vector<std::string> paid_together;  ///< pairs of payouts with one bank line
};

/// Today, as of which everything is judged.
inline constexpr reconciliation::Day today{20'000};
[[nodiscard]] reconciliation::Expectations usual();

/// About `operations` operations, without payouts. `prefix` makes its names its own.
[[nodiscard]] CleanBatch sold(Dice& dice, std::size_t operations, const std::string& prefix);
/// Adds payouts that pay what the settlement lines say, and what the bank says of them.
void pay(CleanBatch& batch, Dice& dice);

}  // namespace payments::testing
