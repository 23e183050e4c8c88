// Keys of rows: two things never share one, whatever a tenant calls them, and what belongs together
// stands together. Every table takes part; one that is added without a line here fails.
#include "payments/inbox/inbox_row.hpp"
#include "payments/journal/breaks.hpp"
#include "payments/journal/rows.hpp"
#include "payments/ledger/ledger_rows.hpp"

#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include <algorithm>
#include <functional>
#include <map>
#include <tuple>

using namespace payments;

namespace {

/// What a row may be named after. The names look like the insides of other keys.
using Names = std::tuple<std::string, std::string, std::string, std::uint32_t>;

std::string drawn_name() {
  return *rc::gen::container<std::string>(rc::gen::elementOf(std::string("012ab:/-")));
}
Names drawn_names() {
  return {drawn_name(), drawn_name(), drawn_name(), *rc::gen::inRange<std::uint32_t>(1, 2000)};
}

using MakeKey = std::function<RowKey(const Names&)>;

PayableId payable(const Names& n) { return {{std::get<0>(n)}, std::get<1>(n)}; }

/// For each table, the key of the row that is named so, by all of the names that it goes by.
const std::map<std::string_view, MakeKey> keys_by_table{
    {tables::journal, [](const Names& n) { return journal_key({std::get<1>(n)}, std::get<3>(n)); }},
    {tables::payments, [](const Names& n) { return payment_key(payable(n)); }},
    {tables::claims,
     [](const Names& n) {
       return claim_key({{std::get<0>(n)}, std::get<1>(n)}, {std::get<2>(n)});
     }},
    {tables::intents,
     [](const Names& n) { return intent_key(payable(n), OperationKind::refund, std::get<3>(n)); }},
    {tables::balances,
     [](const Names& n) {
       return balance_key({std::get<0>(n)}, {std::get<1>(n)}, Currency::of("EUR"));
     }},
    {tables::unposted, [](const Names& n) { return operation_key({std::get<1>(n)}); }},
    {tables::ledger,
     [](const Names& n) {
       return entry_key(
           {.payable = payable(n), .operation = {std::get<2>(n)}, .version = std::get<3>(n)});
     }},
    {tables::outbox, [](const Names& n) { return outbox_key(payable(n), std::get<3>(n)); }},
    {tables::open, [](const Names& n) { return operation_key({std::get<1>(n)}); }},
    {tables::unmatched, [](const Names& n) { return operation_key({std::get<1>(n)}); }},
    {tables::reversals, [](const Names& n) { return operation_key({std::get<1>(n)}); }},
    {tables::breaks,
     [](const Names& n) {
       BreakRow row;
       row.payable = payable(n);
       row.effect = std::get<2>(n);
       return break_key(row);
     }},
    {tables::cursors, [](const Names& n) { return cursor_key(std::get<1>(n)); }},
    {tables::inbox, [](const Names& n) { return event_key(std::get<1>(n)); }},
    {tables::unapplied, [](const Names& n) { return event_key(std::get<1>(n)); }},
};

/// The names that a table's rows go by, the others blanked: operations are ours, so that no tenant
/// can name one, and a cursor and an event belong to a processor.
Names known_by(std::string_view table, Names names) {
  const bool of_operation = table == tables::unposted || table == tables::open ||
                            table == tables::unmatched || table == tables::reversals;
  const bool of_processor =
      table == tables::cursors || table == tables::inbox || table == tables::unapplied;
  const bool tenantless = of_operation || of_processor || table == tables::journal;
  const bool numbered = table == tables::journal || table == tables::intents ||
                        table == tables::outbox || table == tables::ledger;
  if (tenantless) std::get<0>(names).clear();
  const bool thrice = table == tables::claims || table == tables::breaks || table == tables::ledger;
  if (!thrice) std::get<2>(names).clear();
  if (!numbered) std::get<3>(names) = 0;
  return names;
}

}  // namespace

TEST_CASE("every table has its keys under test") {
  for (const std::string_view table : tables::all) CHECK(keys_by_table.contains(table));
  CHECK(keys_by_table.size() == tables::all.size());
}

TEST_CASE("two rows share a key only if they share every name, whatever is in the names") {
  for (const auto& [table, key_of] : keys_by_table) {
    INFO(table);
    CHECK(rc::check([which = table, key = key_of] {
      const Names a = known_by(which, drawn_names());
      const Names b = known_by(which, drawn_names());
      RC_ASSERT((key(a) == key(b)) == (a == b));
    }));
  }
}

TEST_CASE("equal names in two tenants are two rows, in every table that tenants name rows of") {
  for (const auto& [table, key_of] : keys_by_table) {
    INFO(table);
    CHECK(rc::check([which = table, key = key_of] {
      Names one = drawn_names(), other = one;
      std::get<0>(other) += drawn_name() + "x";
      const bool tenants_matter = known_by(which, one) != known_by(which, other);
      RC_ASSERT((key(one) != key(other)) == tenants_matter);
    }));
  }
}

TEST_CASE("the events of a payable stand side by side, in the order of their places") {
  CHECK(rc::check([] {
    const Names a = drawn_names(), b = drawn_names();
    const PayableId one = payable(a), other = payable(b);
    const std::uint64_t place = std::get<3>(a), later = place + std::get<3>(b);
    RC_ASSERT(outbox_key(one, place) < outbox_key(one, later));
    if (one == other) return;
    const RowKey between = outbox_key(other, std::get<3>(b));
    RC_ASSERT(between < outbox_key(one, place) || outbox_key(one, later) < between);
  }));
}

TEST_CASE("the journal of an operation is read in the order of its versions") {
  std::uint64_t before = 0;
  for (const std::uint64_t version : {1ULL, 9ULL, 10ULL, 99'999'999ULL, 100'000'000ULL, ~0ULL}) {
    CHECK(journal_key({"op-1"}, before) < journal_key({"op-1"}, version));
    before = version;
  }
}
