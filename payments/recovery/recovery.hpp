// What becomes of a try whose sender is gone: its process died, or its lease ended, between the
// record of the try and the record of its outcome. Part of the service that a host may replace.
// Serves: a restart asks before it sends again (I11, S03, S04, S33).
#pragma once

#include "payments/execution/engine.hpp"

namespace payments {

class Recovery {
 public:
  virtual ~Recovery() = default;

  /// Takes up an operation that is `attempting`. The case holds its claim, so that nobody else
  /// can send; without a claim it may only record.
  virtual void resume(Engine& engine, Case& subject) = 0;
};

/// Believes nothing about the lost try but that it may have had an effect; the resolver asks.
class AskingRecovery : public Recovery {
 public:
  void resume(Engine& engine, Case& subject) override;
};

}  // namespace payments
