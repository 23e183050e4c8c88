// Amounts first: an effect of another amount is that of nothing we asked for.
#include "payments/execution/shown_effect.hpp"

namespace payments {

std::optional<BreakRow::What> mismatch(const GatewayReply& shown, const OperationView& view,
                                       const Capabilities& able) {
  if (shown.amount && *shown.amount != view.facts.amount) return BreakRow::What::amount_differs;
  const bool settled = view.state == State::succeeded;
  if (!shown.amount && !settled && !able.all_or_nothing) return BreakRow::What::no_amount;
  return std::nullopt;
}

bool is_another_effect(const GatewayReply& shown, const OperationView& view) {
  return !view.reference.empty() && !shown.reference.empty() && view.reference != shown.reference;
}

}  // namespace payments
