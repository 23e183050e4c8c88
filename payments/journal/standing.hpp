// Where one authorisation stands, and what may follow on it: a table of all pairs. Not the ladder
// of amounts: how much may move is payment.hpp's.
// Serves: capture and void exclude each other (I17), no competing attempt while one is unresolved
// (I11), and what leans on an operation leans on one that can bear it (R20, R21, R24, R25).
#pragma once

#include "payments/journal/payment.hpp"

#include <array>
#include <cstdint>
#include <string_view>

namespace payments {

/// What has become of an authorisation, everything done on it included.
enum class Standing : std::uint8_t {
  absent,      ///< it is none of the payment's
  unresolved,  ///< it may still take effect
  without_effect,  ///< declined or given up
  held,
  capturing,  ///< a capture of it may still take effect
  part_captured,  ///< some of it, and more may be
  captured,       ///< for the last time, or the rest of it was released
  voiding,  ///< a void of it may still take effect
  voided,
  lapsed,  ///< its deadline has passed, and nothing took it before
};

inline constexpr std::array standings{
    Standing::absent,  Standing::unresolved, Standing::without_effect, Standing::held,
    Standing::capturing, Standing::part_captured, Standing::captured, Standing::voiding,
    Standing::voided,  Standing::lapsed};

/// Where `hold` stands at `now`; `hold` is an authorisation of `payment`.
[[nodiscard]] Standing standing(const Payment& payment, const OperationView& hold, Instant now);

/// Whether an operation of this kind may follow on such an authorisation, and else why not. The
/// reason is a stable word, empty where granted.
struct Succession {
  Permission permission = Permission::refused;
  std::string_view reason;

  friend bool operator==(const Succession&, const Succession&) = default;
};

/// The table. Defined for every pair. For `authorise`: whether another one may begin beside it.
[[nodiscard]] Succession may_follow(Standing standing, OperationKind next);

[[nodiscard]] std::string_view to_text(Standing standing);

}  // namespace payments
