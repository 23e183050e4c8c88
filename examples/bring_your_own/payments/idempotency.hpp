// The row that is kept for an idempotency key of a client: what was asked for, and how far it got.
// Its text is this shop's own: "order-7|1|1|1250|EUR|paid".
#pragma once

#include <string>
#include <string_view>

#include "models/payment.hpp"

namespace shop {

struct IdempotencyRow {
  Payment payment;
  std::string state;  ///< "started", "paid", "refused"
};

[[nodiscard]] std::string to_text(const IdempotencyRow& row);
[[nodiscard]] IdempotencyRow row_from(std::string_view text);

}  // namespace shop
