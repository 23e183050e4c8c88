// Whose part is what of money that was captured: merchant, fees, tax. The parts always sum to the
// whole, and what goes back over any row of refunds stays within what each got (I19, R28).
// Not a price list: the rates are data that its caller gives.
#pragma once

#include "payments/ledger/accounts.hpp"
#include "payments/types/money.hpp"

#include <array>
#include <cstddef>
#include <cstdint>

namespace payments {

/// Who gets a part, in the order in which a tie for a remaining minor unit is settled.
inline constexpr std::array components{AccountKind::payable, AccountKind::fees, AccountKind::tax};
inline constexpr std::size_t component_count = components.size();

/// An amount, or a weight, for each of `components`. Units: minor units, of one currency.
using Shares = std::array<std::int64_t, component_count>;

/// What a capture is shared by. Units: ten-thousandths; they sum to 10,000.
struct SharePlan {
  Shares weights{};
};

/// A fee of 2.9 %, and a fifth of it as tax: an example of the size that is usual for cards.
inline constexpr SharePlan house_plan{{9'652, 290, 58}};

/// Splits `whole` by the plan: by largest remainder, a tie to the earlier component.
/// Contract: `whole` is not negative.
[[nodiscard]] Shares shares_of(std::int64_t whole, const SharePlan& plan);

/// Splits `returned` over what is left of each part, so that none gives more than it has left, and
/// all of it takes what is left of each. What is beyond all that is left is nobody's part.
[[nodiscard]] Shares returns_of(std::int64_t returned, const Shares& left);

}  // namespace payments
