// What a system's factory makes: its program on one machine, for one of its lives. Not the system
// as a whole: that is system.hpp.
#pragma once

#include "harness/edge.hpp"
#include "harness/operators.hpp"
#include "harness/webhook.hpp"

namespace assay::harness {

/// The program of one machine: `System::make` makes it at the start of each of the machine's lives,
/// and it goes when that ends.
/// Threads: one; `answer` and `balance` are called in fibers, any number at once.
class Service {
 public:
  virtual ~Service() = default;

  /// Recovers what an earlier life has left, and starts background work. Called once, before the
  /// doors open. It may wait.
  virtual void start() {}

  /// Carries an operation out, or repeats what was answered to the same key. Called for each
  /// request, beside others that are under way. It may wait.
  virtual EdgeResponse answer(EdgeRequest request) = 0;

  /// Tells what a customer was charged: captured less refunded, as the amount of the answer.
  virtual EdgeResponse balance(const BalanceQuestion&) { return {}; }

  /// Hears what a processor tells unasked. Called for each delivery, those of one event at the same
  /// time too. It may wait. Returns: webhook_status; by default nobody listens.
  virtual std::uint32_t hear(const Webhook&) { return webhook_status::gone; }

  /// Carries out what a person asks for, by a verb that the system declares; the same id is the
  /// same action. It may wait. Returns: how it came out; by default nothing is known here.
  virtual OperatorAnswer operate(const OperatorCall&) {
    return {OperatorEnd::refused, "no such verb"};
  }
};

}  // namespace assay::harness
