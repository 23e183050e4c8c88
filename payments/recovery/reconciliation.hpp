// Finds what every message missed, by comparing what the processor shows with what we believe. Part
// of the service that a host may replace.
#pragma once

#include "payments/types/step.hpp"

namespace payments {

class Reconciliation {
 public:
  virtual ~Reconciliation() = default;

  /// Goes on from where the last step ended. Adopts what it finds, and never takes a success back
  /// by itself.
  virtual StepResult step() = 0;
};

}  // namespace payments
