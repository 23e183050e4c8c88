// What may follow what on a card, for all five services. Source: R21 (captures within the hold),
// R24 (void before capture, refund after), R25 and I16 (refunds within what was captured).
#pragma once

#include <string>
#include <string_view>

#include <assay/harness/edge.hpp>

#include "parts/operation.hpp"

namespace designs {

struct Ruling {
  enum class Verdict : std::uint8_t { granted, busy, refused } verdict{};
  std::string_view reason{};  ///< a stable word; empty where it is granted
  std::string parent{};       ///< the authorisation that it leans on
  std::string effect{};       ///< the one of its effects that counts

  /// Granted, also to an operation that was begun before and leans on `known`.
  [[nodiscard]] bool allows(std::string_view known) const {
    return verdict == Verdict::granted && parent == known;
  }
};

/// Whether what is wanted may be begun. `lapsed_before`: holds that end before this are gone.
[[nodiscard]] Ruling rule_on(const Payable& payable, const assay::harness::EdgeRequest& wanted,
                             std::int64_t lapsed_before);

/// A hold that can still be captured or voided, or that was captured.
[[nodiscard]] bool is_backed(const Payable& payable, std::int64_t lapsed_before);

}  // namespace designs
