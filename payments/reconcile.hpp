// Compares the processor's list of effects with our journal, both ways, and so finds what every
// message missed. It adopts what the processor shows; it never takes a success back by itself.
// Not a settlement report: amounts of money on the way are not its business.
// Serves: I33, L3, and the late-success edge of I10.
#pragma once

#include "payments/engine.hpp"
#include "payments/pulse.hpp"
#include "payments/step.hpp"

#include <string>
#include <vector>

namespace payments {

class Reconciliation {
 public:
  Reconciliation(const Ports& ports, const Config& config, Engine& engine, Pulse& pulse)
      : ports_(ports), config_(config), engine_(engine), pulse_(pulse) {}

  /// Reads on in the processor's list from where the last step ended, then looks for successes
  /// that the list should have shown by now.
  StepResult step();

 private:
  bool read_page(StepResult& result, bool& more);
  bool match(const ListEntry& entry, Transaction& draft, StepResult& result);
  bool believe(const ListEntry& entry, Case& subject, StepResult& result);
  void alarm_unlisted(StepResult& result);

  Ports ports_;
  const Config& config_;
  Engine& engine_;
  Pulse& pulse_;
};

}  // namespace payments
