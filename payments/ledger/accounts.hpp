// The chart of accounts: which accounts there are, what each is for, and on which side it grows.
// Data, not a flow: what is booked where is posting_rules.hpp. docs/ledger.md holds a copy.
// Serves: I18, I20.
#pragma once

#include "payments/types/ids.hpp"

#include <compare>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace payments {

/// What an account is for: a closed list, in the order of the chart.
enum class AccountKind : std::uint8_t {
  clearing,
  receivable,
  reserve,
  suspense,
  fx_difference,
  dispute,
  payable,
  customer,
  fees,
  tax,
};

/// The side on which an account grows. A debit is a positive amount, a credit a negative one.
enum class Side : std::uint8_t { debit, credit };

/// One line of the chart.
struct ChartLine {
  AccountKind kind{};
  std::string_view word;
  Side grows{};
  std::string_view one_for;   ///< whom there is one account for, beside tenant and currency
  std::string_view meaning;   ///< what its balance says
  std::string_view moved_by;  ///< what books on it; empty: nothing yet
};

/// The chart: one line for each kind, in order. Lives as long as the program.
[[nodiscard]] std::span<const ChartLine> chart();

[[nodiscard]] std::string_view to_text(AccountKind kind);
[[nodiscard]] std::optional<AccountKind> account_kind_from(std::string_view text);

/// The chart as a Markdown table.
[[nodiscard]] std::string chart_table();

/// One account of a tenant's books; each has a balance in every currency that it was booked in.
struct Account {
  AccountKind kind{};
  Tenant tenant;
  std::string name;  ///< of the processor, or of the customer; else empty
  std::string part;  ///< the merchant account at that processor; else empty

  friend auto operator<=>(const Account&, const Account&) = default;
};

/// Where captured money stands until it is settled: one for each merchant account.
[[nodiscard]] Account clearing_account(const Tenant& tenant, std::string_view merchant_account);
/// What is held of a customer's for later.
[[nodiscard]] Account customer_account(const Tenant& tenant, const CustomerId& customer);
/// An account of which a tenant has one: payable, fees, tax and the like.
[[nodiscard]] Account single_account(AccountKind kind, const Tenant& tenant);

/// Such as "clearing/processor/default": a word for people, not an identity.
[[nodiscard]] std::string to_text(const Account& account);

}  // namespace payments
