// What a processor's answer, or the lack of one, lets us believe. Part of the service that a host
// may replace. Serves: no failure without definite evidence (I10).
#pragma once

#include "payments/journal/journal.hpp"
#include "payments/ports/gateway.hpp"

#include <expected>

namespace payments {

struct Reading {
  Outcome outcome = Outcome::unknown;
  Cause cause = Cause::reply;
};

class OutcomeReader {
 public:
  virtual ~OutcomeReader() = default;

  /// Reads the answer to one try of an operation of this amount.
  [[nodiscard]] virtual Reading read(const std::expected<GatewayReply, GatewayError>& answer,
                                     Money amount) const = 0;
};

/// Takes nothing for definite that is not: whatever may have had an effect is unknown.
class CautiousOutcomeReader : public OutcomeReader {
 public:
  /// Believes a success without an amount only where the processor moves all or nothing.
  explicit CautiousOutcomeReader(const Capabilities& able = {})
      : all_or_nothing_(able.all_or_nothing) {}

  [[nodiscard]] Reading read(const std::expected<GatewayReply, GatewayError>& answer,
                             Money amount) const override;

 private:
  bool all_or_nothing_;
};

}  // namespace payments
