// The routes that only read, past the service: what is committed is the truth.
#include "payments/server/edge.hpp"

#include "payments/journal/stored.hpp"
#include "payments/server/problems.hpp"
#include "payments/server/views.hpp"

namespace payments::server {
namespace {

constexpr std::size_t balances_max = 1'000;

[[noreturn]] void refuse_unreadable() {
  throw Refusal{problem(503, "unavailable", "What is asked for cannot be read now.")};
}

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

HttpAnswer Edge::show_balances(const Asked& asked) {
  RowKey begin = RowKey::of(asked.tenant);
  for (const auto& [name, value] : asked.target.query) {
    if (name != "customer") refuse_malformed("no such parameter: " + name);
    begin = RowKey::of(asked.tenant, value);
  }
  const auto rows = parts_.store.scan(tables::balances, begin.text(), balances_max + 1);
  if (!rows) refuse_unreadable();
  Json all = Json::array();
  bool more = false;
  for (const Row& row : *rows) {
    if (!row.key.starts_with(begin.text())) break;
    more = all.size() == balances_max;
    if (more) break;
    const auto balance = decode_balance(row.value);
    if (!balance) refuse_unreadable();
    all.push_back(balance_view(*balance));
  }
  return {200, text_of({{"balances", all}, {"more", more}})};
}

}  // namespace payments::server
