// What is known about one call: five values, because "I do not know" and "it was never tried" are
// neither success nor failure (docs: payment rules R12). Not a state: see state_machine.hpp.
#pragma once

#include <cstdint>
#include <string_view>

namespace payments {

enum class Outcome : std::uint8_t {
  success,        ///< definite: it took effect
  pending,        ///< accepted, the result comes later
  declined,       ///< definite: it was tried and said no
  not_attempted,  ///< definite: it never took effect and never will
  unknown,        ///< may or may not have taken effect
};

[[nodiscard]] constexpr std::string_view to_text(Outcome outcome) {
  switch (outcome) {
    case Outcome::success: return "success";
    case Outcome::pending: return "pending";
    case Outcome::declined: return "declined";
    case Outcome::not_attempted: return "not_attempted";
    case Outcome::unknown: return "unknown";
  }
  return "unknown";
}

}  // namespace payments
