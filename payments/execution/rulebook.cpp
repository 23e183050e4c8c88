// The rules themselves are payment.cpp's; here they become a part.
#include "payments/execution/rulebook.hpp"

namespace payments {

Advice CardRulebook::advise(const Payment& payment, const Command& command, Instant now) const {
  return payments::advise(payment, command, now, capture_margin_);
}

const OperationView* CardRulebook::done_before(const Payment& payment,
                                               const Command& command) const {
  return payments::done_before(payment, command);
}

const OperationView* CardRulebook::begun_before(const Payment& payment,
                                                const Command& command) const {
  return payments::begun_before(payment, command);
}

}  // namespace payments
