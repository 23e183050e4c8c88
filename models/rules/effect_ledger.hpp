// The truth: every effect on money at one processor, and the rules by which a request has one. Not
// idempotent: two requests for one operation are two effects where the rules allow it. That is what
// keys, and the code under test, are for.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <expected>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "harness/processor.hpp"
#include "sim/time.hpp"

namespace assay::models {

/// One effect on money.
struct Effect {
  std::string id;  ///< "fx-1": the processor's own reference
  harness::ProcessorRequest request;
  /// When the hold lapses: of an authorisation, and of a capture that leaves some of it standing.
  sim::TimePoint capture_before;
  std::size_t authorisation = 0;  ///< the effect that it leans on; itself for an authorisation
  std::int64_t captured = 0;      ///< of an authorisation, minor units
  std::int64_t refunded = 0;      ///< of an authorisation, minor units
  bool closed = false;            ///< of an authorisation: its last capture was made
  std::string_view undone;        ///< why it no longer counts; empty while it does
};

/// Why a request has no effect: a stable word.
using DeclineCode = std::string_view;

class EffectLedger {
 public:
  /// `keeps_remainder`: what a final capture leaves is held until it is voided or lapses.
  explicit EffectLedger(sim::Duration hold, bool keeps_remainder = false)
      : hold_{hold}, keeps_remainder_{keeps_remainder} {}

  /// Carries a request out where the rules allow it. Returns: the effect's place in `effects`.
  /// Errors: why not; it did not happen.
  /// Source: R20 (hold and deadline), R21 (captures within the hold, none after the final one),
  /// R22 (an equal amount is another operation), R24 (a void releases what is left), R25 (refunds
  /// within what was captured).
  std::expected<std::size_t, DeclineCode> apply(const harness::ProcessorRequest& request,
                                                sim::TimePoint now);
  /// Remembers that an operation was declined, for look-ups.
  void note_decline(const harness::ProcessorRequest& request, DeclineCode code);
  /// Lets a hold lapse of which something is left to be taken or released. Returns: whether it did.
  bool expire(std::size_t authorisation, sim::TimePoint now);

  /// All effects in the order in which they were applied; append-only.
  [[nodiscard]] const std::deque<Effect>& effects() const { return effects_; }
  /// The first effect of an operation by the caller's reference, or nullptr.
  [[nodiscard]] const Effect* find(std::string_view operation) const;
  /// Why an operation was declined, where it was and has no effect.
  [[nodiscard]] std::optional<DeclineCode> declined(std::string_view operation) const;

 private:
  using Ruling = std::expected<std::size_t, DeclineCode>;

  /// The authorisation that the request may lean on, or why none.
  [[nodiscard]] Ruling rule(const harness::ProcessorRequest& request, sim::TimePoint now) const;
  [[nodiscard]] DeclineCode refusal(const Effect& hold, const harness::ProcessorRequest& request,
                                    sim::TimePoint now) const;
  /// Whether something of the hold stands besides what was captured.
  [[nodiscard]] bool stands(const Effect& hold) const;
  void take(Effect& hold, Effect& capture) const;
  std::size_t append(const harness::ProcessorRequest& request, std::size_t authorisation);

  /// Places in `effects_` by a name of theirs, those of one name in order.
  using Places = std::multimap<std::string, std::size_t, std::less<>>;

  sim::Duration hold_;
  bool keeps_remainder_;
  std::deque<Effect> effects_;
  Places of_operation_;
  Places holds_on_payable_;
  std::map<std::string, DeclineCode, std::less<>> declined_;  // the first reason of each operation
};

}  // namespace assay::models
