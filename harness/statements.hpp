// The one narrow door through which a system says something of itself: what it believes, and that
// it broke a promise of its own. Recorded as its own statement; whether it is true is for the
// properties to say.
#pragma once

#include <string_view>

#include "history/observation.hpp"

namespace assay::harness {

class Statements {
 public:
  virtual ~Statements() = default;

  /// What the system holds to be so, from now on. A fact of belief, of
  /// keys, or of an event that became durable. Errors: std::logic_error for any other: what others
  /// see is not for a system to say.
  virtual void believe(history::Observation fact) = 0;
};

}  // namespace assay::harness
