// The table is written out in full, a row per standing, so that a reader can check each pair.
#include "payments/journal/standing.hpp"

#include <algorithm>
#include <cstddef>

namespace payments {
namespace {

using Follows = std::array<Succession, 4>;  // authorise, capture, void, refund

constexpr Succession yes{Permission::granted, ""};
constexpr Succession refuse(std::string_view reason) { return {Permission::refused, reason}; }
constexpr Succession wait(std::string_view reason) { return {Permission::busy, reason}; }

constexpr Succession unheld = refuse("not_authorised");
constexpr Succession opening = wait("authorisation_unresolved");
constexpr Succession taking = wait("capture_unresolved");
constexpr Succession taken = refuse("already_captured");
constexpr Succession freeing = wait("void_unresolved");
constexpr Succession freed = refuse("already_voided");
constexpr Succession late = refuse("authorisation_lapsed");
constexpr Succession holding = refuse("already_authorised");
constexpr Succession empty = refuse("nothing_captured");

// clang-format off
constexpr std::array<Follows, standings.size()> successions{{
  // authorise capture  void     refund
  {{ yes,      unheld,  unheld,  unheld  }},  // absent
  {{ opening,  opening, opening, opening }},  // unresolved
  {{ yes,      unheld,  unheld,  unheld  }},  // without_effect
  {{ holding,  yes,     yes,     empty   }},  // held
  {{ taking,   taking,  taking,  taking  }},  // capturing
  {{ taken,    yes,     yes,     yes     }},  // part_captured
  {{ taken,    taken,   taken,   yes     }},  // captured
  {{ freeing,  freeing, freeing, freeing }},  // voiding
  {{ yes,      freed,   freed,   freed   }},  // voided
  {{ yes,      late,    late,    late    }},  // lapsed
}};

constexpr std::array<std::string_view, standings.size()> standing_names{
    "absent",        "unresolved", "without_effect", "held",   "capturing",
    "part_captured", "captured",   "voiding",        "voided", "lapsed"};
// clang-format on

/// What was done on a hold, of one kind; what undoes a second effect of it leaves it as it is.
struct Done {
  bool effective = false;
  bool last = false;  ///< of captures: none follows
  bool open = false;
};

Done done(const Payment& payment, OperationKind kind, const OperationId& hold) {
  Done found;
  for (const OperationView& view : payment.operations) {
    if (view.facts.kind != kind || view.facts.parent != hold) continue;
    if (of_second_effect(payment, view)) continue;
    const bool effective = view.state == State::succeeded;
    found.effective = found.effective || effective;
    found.last = found.last || (effective && !view.facts.terms.more_to_come);
    found.open = found.open || unresolved(view.state);
  }
  return found;
}

}  // namespace

Standing standing(const Payment& payment, const OperationView& hold, Instant now) {
  if (unresolved(hold.state)) return Standing::unresolved;
  if (hold.state != State::succeeded) return Standing::without_effect;
  const Done captures = done(payment, OperationKind::capture, hold.facts.operation);
  if (captures.last) return Standing::captured;
  const Done voids = done(payment, OperationKind::void_authorisation, hold.facts.operation);
  if (voids.effective) return captures.effective ? Standing::captured : Standing::voided;
  if (captures.open) return Standing::capturing;
  if (voids.open) return Standing::voiding;
  const bool lapsed = hold.capture_before && *hold.capture_before <= now;
  if (captures.effective) return lapsed ? Standing::captured : Standing::part_captured;
  return lapsed ? Standing::lapsed : Standing::held;
}

Succession may_follow(Standing standing, OperationKind next) {
  return successions[static_cast<std::size_t>(standing)][static_cast<std::size_t>(next)];
}

std::string_view to_text(Standing standing) {
  return standing_names[static_cast<std::size_t>(standing)];
}

}  // namespace payments
