// Payments, operations and amounts as clients read them. What is told never goes beyond what is
// believed: unknown, parked and pending all read "pending" (I30).
#pragma once

#include "payments/journal/payment.hpp"
#include "payments/journal/rows.hpp"
#include "payments/ledger/balances.hpp"

#include <functional>
#include <nlohmann/json.hpp>
#include <string>

namespace payments::server {

using Json = nlohmann::ordered_json;

[[nodiscard]] Json amount_view(Money amount);
/// `reference`: the client's own of it.
[[nodiscard]] Json operation_view(const OperationView& operation, const std::string& reference);
/// A payment with its sums and its operations. `reference_of`: the client's own of one of them.
[[nodiscard]] Json payment_view(
    const Payment& payment,
    const std::function<std::string(const OperationView& operation)>& reference_of);
[[nodiscard]] Json balance_view(const BalanceRow& balance);
/// An account of the books with what is booked, pending and available.
[[nodiscard]] Json account_view(const Account& account, Currency currency, const Balance& balance);
/// An entry with its legs. `reference`: the client's own of its operation, if that has one.
[[nodiscard]] Json entry_view(const LedgerEntry& entry, const std::string& reference);

/// Where a payment is found, and one of its operations.
[[nodiscard]] std::string payment_path(const std::string& reference);
[[nodiscard]] std::string operation_path(const std::string& reference, const OperationId& id);

[[nodiscard]] std::string text_of(const Json& json);

}  // namespace payments::server
