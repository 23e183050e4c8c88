// What a customer asks this shop for, in the shop's own words. Knows nothing of who takes the
// money.
#pragma once

#include <cstdint>
#include <string>

namespace shop {

/// Cents, or what a currency has in their place.
struct Money {
  std::int64_t cents = 0;
  std::string currency;
  friend bool operator==(const Money&, const Money&) = default;
};

enum class Action : std::uint8_t { authorise, capture, cancel, refund };

/// One step of one order's payment.
struct Payment {
  std::string order;
  Action action{};
  std::uint32_t number = 1;  ///< which of its action on this order
  Money money;
  friend bool operator==(const Payment&, const Payment&) = default;
};

/// What the gateway and our books call it: "order-7/capture/1".
[[nodiscard]] std::string name_of(const Payment& payment);

}  // namespace shop
