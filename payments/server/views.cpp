// Times are RFC 3339, amounts whole minor units.
#include "payments/server/views.hpp"

#include "payments/adapters/http/times.hpp"
#include "payments/api/request.hpp"
#include "payments/server/target.hpp"

namespace payments::server {
namespace {

std::string_view told(State state) {
  switch (state) {
    case State::succeeded: return "succeeded";
    case State::declined: return "declined";
    case State::failed: return "not_attempted";
    default: return "pending";
  }
}

}  // namespace

Json amount_view(Money amount) {
  return {{"minor", amount.minor}, {"currency", amount.currency.code()}};
}

Json operation_view(const OperationView& operation, const std::string& reference) {
  const Facts& facts = operation.facts;
  Json view{{"id", facts.operation.value}, {"kind", to_text(facts.kind)},
            {"status", told(operation.state)}, {"amount", amount_view(facts.amount)}};
  if (facts.kind == OperationKind::capture) view["final"] = !facts.terms.more_to_come;
  if (!reference.empty()) view["reference"] = reference;
  if (facts.ordinal >= first_own_ordinal) view["initiated_by"] = "service";
  view["since"] = http::to_rfc3339(operation.since);
  if (!operation.reference.empty()) view["processor_reference"] = operation.reference;
  if (operation.capture_before) {
    view["capture_before"] = http::to_rfc3339(*operation.capture_before);
  }
  return view;
}

Json payment_view(const Payment& payment,
                  const std::function<std::string(const OperationView&)>& reference_of) {
  const std::string& reference = payment.payable.value;
  Json view{{"id", reference}, {"reference", reference}, {"status", journey(payment)}};
  Json operations = Json::array();
  for (const OperationView& one : payment.operations) {
    operations.push_back(operation_view(one, reference_of(one)));
  }
  if (!payment.operations.empty()) {
    const Facts& first = payment.operations.front().facts;
    const Totals sums = totals(payment);
    view["customer"] = first.customer.value;
    view["currency"] = first.amount.currency.code();
    view["authorised"] = sums.authorised;
    view["voided"] = sums.voided;
    view["captured"] = sums.captured;
    view["refunded"] = sums.refunded;
  }
  view["operations"] = std::move(operations);
  return view;
}

Json balance_view(const BalanceRow& balance) {
  return {{"customer", balance.customer.value}, {"amount", amount_view(balance.amount)}};
}

Json account_view(const Account& account, Currency currency, const Balance& balance) {
  return {{"account", to_text(account)},
          {"currency", currency.code()},
          {"booked", balance.booked},
          {"pending", balance.pending},
          {"available", balance.available()}};
}

Json entry_view(const LedgerEntry& entry, const std::string& reference) {
  const EntryCause& cause = entry.cause();
  Json view{{"at", http::to_rfc3339(entry.at())}, {"kind", to_text(cause.kind)}};
  if (!reference.empty()) view["reference"] = reference;
  view["operation"] = cause.operation.value;
  view["because"] = cause.what;
  Json legs = Json::array();
  for (const Leg& leg : entry.legs()) {
    const std::int64_t minor = leg.amount.minor;
    const Money amount{minor < 0 ? -minor : minor, leg.amount.currency};
    legs.push_back({{"account", to_text(leg.account)},
                    {"layer", to_text(leg.layer)},
                    {minor < 0 ? "credit" : "debit", amount_view(amount)}});
  }
  view["legs"] = std::move(legs);
  return view;
}

std::string payment_path(const std::string& reference) {
  return "/v1/payments/" + escaped(reference);
}

std::string operation_path(const std::string& reference, const OperationId& id) {
  return payment_path(reference) + "/operations/" + escaped(id.value);
}

std::string text_of(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace payments::server
