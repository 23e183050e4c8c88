// What checks have in common: how they end, and what they count. Not for whoever runs them: that
// is checks.hpp.
#pragma once

#include <optional>
#include <string>

#include "outside/comply/checks.hpp"

namespace assay::outside {

[[nodiscard]] inline CheckResult passed(std::string why = "") {
  return {CheckVerdict::pass, std::move(why)};
}
[[nodiscard]] inline CheckResult failed(std::string why) {
  return {CheckVerdict::fail, std::move(why)};
}
[[nodiscard]] inline CheckResult not_judged(std::string why) {
  return {CheckVerdict::not_judged, std::move(why)};
}

/// Fails where the payment has another number of effects; nothing where it has that, or nobody can
/// say. `what`: a clause, "one payment".
[[nodiscard]] std::optional<CheckResult> wrong_effects(Payments& payments, const Payment& payment,
                                                       std::int64_t wanted,
                                                       const std::string& what);

/// "201 success", "no answer".
[[nodiscard]] std::string words_of(const Payments& payments, const Exchange& exchange);

/// Whether two answers tell the same result.
[[nodiscard]] bool same_result(const Payments& payments, const Exchange& one,
                               const Exchange& other);

/// The checks themselves; checks() has them with their claims.
CheckResult one_payment(Payments& payments);
CheckResult two_payments(Payments& payments);
CheckResult replay(Payments& payments);
CheckResult in_flight(Payments& payments);
CheckResult other_body(Payments& payments);
CheckResult other_body_in_flight(Payments& payments);
CheckResult missing_key(Payments& payments);
CheckResult empty_key(Payments& payments);
CheckResult long_keys(Payments& payments);
CheckResult repeated_header(Payments& payments);
CheckResult quoted_and_raw(Payments& payments);
CheckResult other_tenant(Payments& payments);
CheckResult other_route(Payments& payments);
CheckResult after_decline(Payments& payments);
CheckResult after_failure(Payments& payments);
CheckResult storm(Payments& payments);
CheckResult retention(Payments& payments);

}  // namespace assay::outside
