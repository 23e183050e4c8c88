// What may be done about a payment next. Part of the service that a host may replace: another rail
// has other rules, and a merchant may have limits of its own. Decides on what it is shown, and
// remembers nothing: the commit that follows is conditional on the payment being still the same.
// Serves: I02, I11, I16, I17.
#pragma once

#include "payments/journal/payment.hpp"
#include "payments/types/config.hpp"

namespace payments {

class Rulebook {
 public:
  virtual ~Rulebook() = default;

  /// Whether `command` may begin now, on which authorisation, and for how much.
  [[nodiscard]] virtual Advice advise(const Payment& payment, const Command& command,
                                      Instant now) const = 0;

  /// The operation that has already done what the client means, or nullptr.
  [[nodiscard]] virtual const OperationView* done_before(const Payment& payment,
                                                         const Command& command) const = 0;

  /// The operation that was begun for what the client means and has no result, or nullptr.
  [[nodiscard]] virtual const OperationView* begun_before(const Payment& payment,
                                                          const Command& command) const = 0;
};

/// The rules of card payments. Source: `advise` in payment.hpp.
class CardRulebook : public Rulebook {
 public:
  explicit CardRulebook(const Config& config) : capture_margin_(config.capture_margin) {}

  [[nodiscard]] Advice advise(const Payment& payment, const Command& command,
                              Instant now) const override;
  [[nodiscard]] const OperationView* done_before(const Payment& payment,
                                                 const Command& command) const override;

  [[nodiscard]] const OperationView* begun_before(const Payment& payment,
                                                  const Command& command) const override;

 private:
  Duration capture_margin_;
};

}  // namespace payments
