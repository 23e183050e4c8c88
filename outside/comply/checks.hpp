// Idempotency as black-box checks: what a request under a key must do, and must not, told by
// answers and by the truth. Source: payment-rules R1 to R5, I03 to I05, I07; the IETF draft
// draft-ietf-httpapi-idempotency-key-header.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "outside/comply/payments.hpp"

namespace assay::outside {

enum class CheckVerdict : std::uint8_t { pass, fail, not_judged };

[[nodiscard]] std::string_view to_text(CheckVerdict verdict);

struct CheckResult {
  CheckVerdict verdict = CheckVerdict::pass;
  std::string why;  ///< one sentence
  std::vector<Exchange> said{};
};

/// One check of the list.
struct Check {
  std::string_view name;
  std::string_view claim;  ///< what a caller can rely on
  std::string_view rule;
  /// What three processors do, by their documentation; payment-rules R3 to R6, read in 2026.
  std::string_view stripe, adyen, paypal;
  CheckResult (*run)(Payments& payments);
};

/// All checks, in the order in which they are run: the first is one payment, without which nothing
/// else says anything. Constants, valid for ever.
[[nodiscard]] const std::vector<Check>& checks();

/// The date on which what processors do was read.
[[nodiscard]] std::string_view processors_read_on();

}  // namespace assay::outside
