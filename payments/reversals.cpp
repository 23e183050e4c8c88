// A row leaves the list only when its reversal has a final answer; until then it is asked for
// again under the same key, which is how a crash in between does no harm.
#include "payments/reversals.hpp"

#include "payments/stored.hpp"

#include <utility>

namespace payments {
namespace {

Request reversal_of(const OperationView& view) {
  const bool hold = view.facts.kind == OperationKind::authorise;
  return {.scope = {view.facts.payable.tenant, std::string(own_scope)},
          .key = {"reverse-" + view.facts.operation.value},
          .command = {.kind = hold ? OperationKind::void_authorisation : OperationKind::refund,
                      .payable = view.facts.payable,
                      .ordinal = first_own_ordinal + static_cast<std::uint32_t>(view.settled),
                      .customer = view.facts.customer,
                      .amount = view.facts.amount,
                      .parent = hold ? view.facts.operation : view.facts.parent}};
}

/// True once the reversal of this row needs no more care.
bool reversed(const Ports& ports, const FollowUpRow& row,
              const std::function<Response(const Request&)>& execute) {
  const auto payment =
      fetch(ports.store, tables::payments, payment_key(row.payable), decode_payment);
  if (!payment || !*payment) return false;
  const OperationView* view = (*payment)->value.find(row.operation);
  if (view == nullptr) return false;
  const Response response = execute(reversal_of(*view));
  if (response.code == status::succeeded) return true;
  const bool final_no =
      response.code == status::declined || response.code == status::unprocessable;
  if (final_no) ports.telemetry.alarm("reversal_refused", row.operation.value);
  return final_no;
}

}  // namespace

StepResult reverse_late_successes(const Ports& ports, const Config& config,
                                  const std::function<Response(const Request&)>& execute) {
  StepResult result;
  const auto rows = ports.store.scan(tables::reversals, "", config.page);
  if (!rows) {
    result.wake_at(ports.clock.now() + config.ask_delay_min);
    return result;
  }
  for (const Row& row : *rows) {
    const auto late = decode_follow_up(row.value);
    const bool done = late && reversed(ports, *late, execute) &&
                      ports.store
                          .commit({"reversed", row.key,
                                   {erase(tables::reversals, row)}})
                          .has_value();
    result.changed = result.changed || done;
    if (!done) result.wake_at(ports.clock.now() + config.ask_delay_min);
  }
  return result;
}

}  // namespace payments
