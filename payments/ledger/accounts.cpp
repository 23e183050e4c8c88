// The chart, line by line.
#include "payments/ledger/accounts.hpp"

#include <algorithm>
#include <array>

namespace payments {
namespace {

using enum AccountKind;

constexpr std::array<ChartLine, 10> lines{{
    {clearing, "clearing", Side::debit, "processor and merchant account",
     "what the processor has taken for us and not yet paid out; pending: what it holds or is asked "
     "to return",
     "captures, refunds, breaks; pending: holds, refunds under way"},
    {receivable, "receivable", Side::debit, "customer",
     "what a customer owes back: more was returned than had been taken", "refunds"},
    {reserve, "reserve", Side::debit, "processor and merchant account",
     "what the processor keeps back against later losses", ""},
    {suspense, "suspense", Side::credit, "tenant",
     "what moved at a processor and belongs to no operation that we know, until a person settles "
     "it",
     "breaks"},
    {fx_difference, "fx_difference", Side::debit, "tenant",
     "what an exchange gained or lost: the explicit pair of every entry in two currencies", ""},
    {dispute, "dispute", Side::debit, "processor and merchant account",
     "what was withdrawn by disputes less what was given back", ""},
    {payable, "payable", Side::credit, "tenant",
     "what is owed to the merchant; less what is pending it is what may be spent",
     "captures, refunds; pending: refunds under way"},
    {customer, "customer", Side::credit, "customer",
     "pending alone: what a customer's bank holds for us", "pending: holds"},
    {fees, "fees", Side::credit, "tenant", "our part of what was captured",
     "captures, refunds; pending: refunds under way"},
    {tax, "tax", Side::credit, "tenant", "the tax on our part",
     "captures, refunds; pending: refunds under way"},
}};

/// Until attempts name their processor there is one.
constexpr std::string_view only_processor = "processor";
constexpr std::string_view default_account = "default";

}  // namespace

std::span<const ChartLine> chart() { return lines; }

std::string_view to_text(AccountKind kind) { return lines[static_cast<std::size_t>(kind)].word; }

std::optional<AccountKind> account_kind_from(std::string_view text) {
  const auto* const found = std::ranges::find(lines, text, &ChartLine::word);
  return found == lines.end() ? std::nullopt : std::optional(found->kind);
}

std::string chart_table() {
  std::string table =
      "| account | grows by | one for each | its balance | moved by |\n|---|---|---|---|---|\n";
  for (const ChartLine& line : lines) {
    table.append("| `").append(line.word).append("` | ");
    table.append(line.grows == Side::debit ? "debits" : "credits").append(" | ");
    table.append(line.one_for).append(" | ").append(line.meaning).append(" | ");
    table.append(line.moved_by.empty() ? "nothing yet" : line.moved_by).append(" |\n");
  }
  return table;
}

Account clearing_account(const Tenant& tenant, std::string_view merchant_account) {
  const std::string_view part = merchant_account.empty() ? default_account : merchant_account;
  return {clearing, tenant, std::string(only_processor), std::string(part)};
}

Account customer_account(const Tenant& tenant, const CustomerId& whose) {
  return {customer, tenant, whose.value, {}};
}

Account single_account(AccountKind kind, const Tenant& tenant) { return {kind, tenant, {}, {}}; }

std::string to_text(const Account& account) {
  std::string text(to_text(account.kind));
  if (!account.name.empty()) text.append("/").append(account.name);
  if (!account.part.empty()) text.append("/").append(account.part);
  return text;
}

}  // namespace payments
