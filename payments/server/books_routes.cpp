// The routes that read the books: folded from entries when asked, so that they lag behind nothing.
#include "payments/server/edge.hpp"

#include "payments/adapters/http/times.hpp"
#include "payments/journal/stored.hpp"
#include "payments/ledger/statement.hpp"
#include "payments/server/problems.hpp"
#include "payments/server/views.hpp"

#include <algorithm>

namespace payments::server {
namespace {

constexpr std::size_t balances_max = 1'000;
constexpr std::size_t rows_at_a_time = 256;

/// The customer that is asked about; none: everybody.
std::optional<std::string> customer_in(const Target& target) {
  std::optional<std::string> customer;
  for (const auto& [name, value] : target.query) {
    if (name != "customer") refuse_malformed("no such parameter: " + name);
    customer = value;
  }
  return customer;
}

/// The moment that is asked about; none: now.
std::optional<Instant> moment_in(const Target& target) {
  std::optional<Instant> moment;
  for (const auto& [name, value] : target.query) {
    if (name != "as_of") refuse_malformed("no such parameter: " + name);
    moment = http::from_rfc3339(value);
    if (!moment) refuse_malformed("as_of is no time");
  }
  return moment;
}

}  // namespace

HttpAnswer Edge::show_balances(const Asked& asked) {
  const auto customer = customer_in(asked.target);
  const RowKey begin = customer ? RowKey::of(asked.tenant, *customer) : RowKey::of(asked.tenant);
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
  const auto books = balances_of(parts_.store, asked.tenant, rows_at_a_time);
  if (!books) refuse_unreadable();
  Json accounts = Json::array();
  for (const auto& [key, balance] : books->all()) {
    const Account& account = key.first;
    const bool personal =
        account.kind == AccountKind::customer || account.kind == AccountKind::receivable;
    if (customer && !(personal && account.name == *customer)) continue;
    accounts.push_back(account_view(account, key.second, balance));
  }
  return {200, text_of({{"balances", all}, {"more", more}, {"accounts", accounts}})};
}

HttpAnswer Edge::show_statement(const Asked& asked) {
  const auto moment = moment_in(asked.target);
  const Payment found = payment(asked);
  auto entries = entries_of(parts_.store, found.payable);
  if (!entries) refuse_unreadable();
  if (moment) *entries = as_of(*std::move(entries), *moment);
  Balances balances;
  Json lines = Json::array();
  for (const LedgerEntry& entry : *entries) {
    balances.add(entry);
    const OperationView* const operation = found.find(entry.cause().operation);
    lines.push_back(
        entry_view(entry, operation == nullptr ? std::string{} : reference_of(*operation)));
  }
  Json view{{"payment", found.payable.value}};
  if (moment) view["as_of"] = http::to_rfc3339(*moment);
  view["entries"] = std::move(lines);
  view["balances"] = Json::array();
  for (const auto& [key, balance] : balances.all()) {
    view["balances"].push_back(account_view(key.first, key.second, balance));
  }
  return {200, text_of(view)};
}

}  // namespace payments::server
