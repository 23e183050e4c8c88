// Each account once, then each reading; a customer is reported once for each of the two.
#include "properties/detail/accounts_at_rest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <map>
#include <set>
#include <utility>

#include "properties/detail/accounts.hpp"
#include "properties/detail/wording.hpp"

namespace assay::properties::detail {
namespace {

constexpr auto everything = std::numeric_limits<std::uint64_t>::max();

std::string truth_of(const Account& account) {
  return money({narrow(account.truth), account.currency});
}

Amount gap_of(const Account& account, std::int64_t said) {
  const Wide difference = account.truth - said;
  return {narrow(difference < 0 ? -difference : difference), account.currency};
}

void judge_balances(const Index& index, const Accounts& accounts, Violations& violations) {
  const auto balances = index.of<BalanceCommitted>();
  if (balances.empty()) return;  // it keeps none
  std::map<std::pair<Name, Currency>, const Seen<BalanceCommitted>*> last;
  for (const auto& balance : balances) last[{balance.customer, balance.amount.currency}] = &balance;
  for (const Account& account : accounts.all()) {
    const auto found = last.find({account.customer, account.currency});
    const auto* balance = found == last.end() ? nullptr : found->second;
    const std::int64_t said = balance == nullptr ? 0 : balance->amount.minor;
    if (!account.contradicts(said)) continue;
    violations.add(violation(
        fmt::format("the balance of {} stays at {}, though {} was charged in the end, and no open "
                    "item explains the difference",
                    account.customer, money({said, account.currency}), truth_of(account)),
        gap_of(account, said), {account.last, balance == nullptr ? account.last : balance}));
  }
}

// The accounts that a ledger keeps under customers' names, where it keeps any: what is charged to a
// customer stands there, on whichever side that ledger has it.
void judge_ledger(const Index& index, const Accounts& accounts, Violations& violations) {
  struct Booked {
    Wide sum = 0;
    const Seen<PostingCommitted>* last = nullptr;
  };
  std::map<std::pair<Name, Currency>, Booked> booked;
  for (const auto& leg : index.of<PostingCommitted>()) {
    Booked& account = booked[{leg.account, leg.amount.currency}];
    account.sum += leg.amount.minor;
    account.last = &leg;
  }
  const auto is_kept = [&](const Account& it) {
    return booked.contains({it.customer, it.currency});
  };
  if (std::ranges::none_of(accounts.all(), is_kept)) return;
  for (const Account& account : accounts.all()) {
    const Booked& said = booked[{account.customer, account.currency}];
    const std::int64_t sum = narrow(said.sum);
    const std::int64_t opposite = narrow(-said.sum);
    if (!account.contradicts(sum) || !account.contradicts(opposite)) continue;
    violations.add(violation(
        fmt::format("the ledger's account of {} stands at {}, though {} was charged in the end, "
                    "and no open item explains the difference",
                    account.customer, money({sum, account.currency}), truth_of(account)),
        gap_of(account, std::max(sum, opposite)),
        {account.last, said.last == nullptr ? account.last : said.last}));
  }
}

// The last fact about each customer that is no reading.
std::map<Name, std::uint64_t> last_news_of(const Index& index) {
  std::map<Name, std::uint64_t> news;
  std::vector<Name> customers(index.payables().size());
  const auto note = [&](Name customer, std::uint64_t sequence) {
    auto& last = news[customer];
    last = std::max(last, sequence);
  };
  for (const auto& declared : index.of<IntentDeclared>()) {
    if (const Id payable = index.payable_of(declared); payable != no_id)
      customers[payable] = declared.customer;
  }
  for (std::size_t payable = 0; payable < customers.size(); ++payable) {
    const Rows rows = index.payables()[payable];
    if (!rows.empty()) note(customers[payable], rows.back()->sequence);
  }
  for (const auto& balance : index.of<BalanceCommitted>()) note(balance.customer, balance.sequence);
  return news;
}

void judge_readings(const Index& index, const Accounts& accounts, Violations& violations) {
  const auto readings = index.of<AmountRead>();
  if (readings.empty()) return;
  const auto news = last_news_of(index);
  std::set<std::pair<Name, Name>> read_since;  // by whom, of whom
  std::set<Name> reported;
  for (const auto& reading : readings) {
    const auto last = news.find(reading.customer);
    if (last == news.end() || reading.sequence < last->second) continue;
    // The first may have been answered before the news and have arrived after it.
    if (read_since.insert({reading.observer, reading.customer}).second) continue;
    const Account* account = accounts.of(reading.customer, reading.amount.currency);
    if (account == nullptr || !account->contradicts(reading.amount.minor)) continue;
    if (!reported.insert(reading.customer).second) continue;
    violations.add(violation(
        fmt::format("{} was still told at {} that {} had paid {}, though {} was charged in the "
                    "end, and no open item explains the difference",
                    reading.observer.empty() ? std::string_view("a reader")
                                             : reading.observer.text(),
                    moment(reading.at), reading.customer, money(reading.amount),
                    truth_of(*account)),
        gap_of(*account, reading.amount.minor), {account->last, &reading}));
  }
}

}  // namespace

void judge_accounts_at_rest(const Index& index, Violations& violations) {
  const Accounts accounts(index, everything);
  if (accounts.all().empty()) return;
  judge_balances(index, accounts, violations);
  judge_ledger(index, accounts, violations);
  judge_readings(index, accounts, violations);
}

}  // namespace assay::properties::detail
