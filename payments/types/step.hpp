// What a piece of background work says to the host that called it. Not a scheduler: the host
// decides when to call again.
#pragma once

#include "payments/types/time.hpp"

#include <algorithm>
#include <optional>

namespace payments {

struct StepResult {
  bool changed = false;             ///< something durable moved forward
  std::optional<Instant> next_due;  ///< when calling again can help; none: nothing is waiting
  bool idle = false;  ///< all there was to see was seen: only news from outside brings more to do

  /// Makes `next_due` no later than `due`.
  void wake_at(Instant due) { next_due = next_due ? std::min(*next_due, due) : due; }

  void merge(const StepResult& other) {
    changed = changed || other.changed;
    if (other.next_due) wake_at(*other.next_due);
  }
};

}  // namespace payments
