// The routes that only read, past the service: what is committed is the truth.
#include "payments/server/edge.hpp"

#include "payments/journal/stored.hpp"
#include "payments/server/problems.hpp"
#include "payments/server/views.hpp"

namespace payments::server {
namespace {

[[noreturn]] void refuse_unknown(std::string_view what) {
  throw Refusal{problem(404, "unknown", "There is no such thing.", what)};
}

}  // namespace

Payment Edge::payment(const Asked& asked) {
  const PayableId payable{asked.tenant, asked.target.path.at(2)};
  const auto found = fetch(parts_.store, tables::payments, payment_key(payable), decode_payment);
  if (!found) refuse_unreadable();
  if (!*found) refuse_unknown("no payment of this reference");
  return (*found)->value;
}

std::string Edge::reference_of(const OperationView& operation) {
  const Facts& facts = operation.facts;
  return references_.reference(facts.payable, facts.kind, facts.ordinal);
}

HttpAnswer Edge::show_payment(const Asked& asked) {
  const auto reference = [this](const OperationView& one) { return reference_of(one); };
  return {200, text_of(payment_view(payment(asked), reference))};
}

HttpAnswer Edge::show_operations(const Asked& asked) {
  const Payment found = payment(asked);
  Json all = Json::array();
  for (const OperationView& one : found.operations) {
    all.push_back(operation_view(one, reference_of(one)));
  }
  return {200, text_of({{"operations", all}})};
}

HttpAnswer Edge::show_operation(const Asked& asked) {
  const Payment found = payment(asked);
  const OperationView* const one = found.find({asked.target.path.at(4)});
  if (one == nullptr) refuse_unknown("no operation of this id");
  return {200, text_of(operation_view(*one, reference_of(*one)))};
}

}  // namespace payments::server
