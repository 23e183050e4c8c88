// The books: no entry that does not balance, no minor unit lost, no movement booked twice.
#include "payments/ledger/ledger_rows.hpp"

#include "payments/ledger/statement.hpp"
#include "world.hpp"

#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include <algorithm>
#include <fstream>
#include <limits>
#include <numeric>
#include <sstream>
#include <type_traits>

using namespace payments;
using namespace payments::literals;
using namespace payments::testing;

namespace {

// What must not compile: legs are not an entry.
static_assert(!std::is_default_constructible_v<LedgerEntry>);
static_assert(
    !std::is_constructible_v<LedgerEntry, EntryCause, Instant, std::uint64_t, std::vector<Leg>>);

constexpr Currency eur = Currency::of("EUR");
const Tenant nobody;
const Account clearing = clearing_account(nobody, {});
const Account payable = single_account(AccountKind::payable, nobody);
const Account exchange = single_account(AccountKind::fx_difference, nobody);

auto made(const std::vector<Leg>& legs) { return LedgerEntry::make({}, {}, 1, legs); }

std::vector<LedgerEntry> books(const World& world) {
  std::vector<LedgerEntry> entries;
  for (const Row& row : world.store.rows(tables::ledger)) {
    const auto entry = decode_entry(row.value);
    REQUIRE(entry);
    entries.push_back(*entry);
  }
  return entries;
}

/// Of one account kind in one layer, over all entries.
std::int64_t sum(const World& world, AccountKind kind, Layer layer) {
  std::int64_t minor = 0;
  for (const LedgerEntry& entry : books(world)) {
    for (const Leg& leg : entry.legs()) {
      if (leg.account.kind == kind && leg.layer == layer) minor += leg.amount.minor;
    }
  }
  return minor;
}

std::int64_t total(const Shares& parts) {
  return std::accumulate(parts.begin(), parts.end(), std::int64_t{0});
}

SharePlan any_plan() {
  SharePlan plan;
  for (std::int64_t& weight : plan.weights) weight = *rc::gen::inRange<std::int64_t>(0, 10'000);
  plan.weights[0] += 1;
  return plan;
}

}  // namespace

TEST_CASE("legs that do not add up to nothing make no entry") {
  CHECK(made({}).error() == EntryError::nothing);
  CHECK(made({{clearing, Layer::posted, 1.00_eur}}).error() == EntryError::unbalanced);
  CHECK(made({{clearing, Layer::posted, 1.00_eur}, {payable, Layer::posted, {-99, eur}}}).error() ==
        EntryError::unbalanced);
  CHECK(made({{clearing, Layer::posted, 1.00_eur}, {payable, Layer::posted, {-100, eur}}}));
}

TEST_CASE("what is pending balances by itself, and so does each currency") {
  CHECK(made({{clearing, Layer::pending, 1.00_eur}}).error() == EntryError::unbalanced);
  CHECK(
      made({{clearing, Layer::posted, 1.00_eur}, {payable, Layer::pending, {-100, eur}}}).error() ==
      EntryError::unbalanced);
  CHECK(made({{clearing, Layer::posted, 100_jpy}, {payable, Layer::posted, {-100, eur}}}).error() ==
        EntryError::unbalanced);
}

TEST_CASE("two currencies meet in one entry through an explicit pair alone") {
  const Money euros = 1.00_eur, yen = 160_jpy;
  const std::vector<Leg> bare{{clearing, Layer::posted, euros},
                              {payable, Layer::posted, {-100, eur}},
                              {clearing, Layer::posted, {-160, yen.currency}},
                              {payable, Layer::posted, yen}};
  CHECK(made(bare).error() == EntryError::no_exchange);
  CHECK(made({{clearing, Layer::posted, euros},
              {exchange, Layer::posted, {-100, eur}},
              {exchange, Layer::posted, yen},
              {payable, Layer::posted, {-160, yen.currency}}}));
}

TEST_CASE("an entry is read back as it was written, and one that does not balance is damaged") {
  const auto entry = LedgerEntry::make(
      {.payable = {{"acme"}, "pay-1"},
       .operation = {"op-1"},
       .kind = OperationKind::refund,
       .ordinal = 2,
       .customer = {"c-1"},
       .version = 3,
       .effect = "e",
       .what = "succeeded"},
      {7}, 4,
      std::vector<Leg>{{clearing, Layer::posted, 1.00_eur}, {payable, Layer::posted, {-100, eur}}});
  REQUIRE(entry);
  std::string row = encode(*entry);
  CHECK(decode_entry(row) == *entry);
  row.replace(row.find("-100"), 4, "-101");
  CHECK_FALSE(decode_entry(row));
}

TEST_CASE("parts of a capture sum to the whole") {
  CHECK(rc::check([] {
    const auto whole = *rc::gen::inRange<std::int64_t>(0, amount_max);
    RC_ASSERT(total(shares_of(whole, any_plan())) == whole);
  }));
  CHECK(total(shares_of(1, house_plan)) == 1);
}

TEST_CASE("who gets a minor unit does not depend on the order in which parts are written") {
  CHECK(rc::check([] {
    const auto whole = *rc::gen::inRange<std::int64_t>(0, 100'000);
    const SharePlan plan = any_plan();
    // Distinct remainders: a tie goes to the earlier component, which is what an order is for.
    std::vector<std::int64_t> cut;
    const std::int64_t all = total(plan.weights);
    for (const std::int64_t weight : plan.weights) cut.push_back(whole * weight % all);
    std::ranges::sort(cut);
    RC_PRE(std::ranges::adjacent_find(cut) == cut.end());
    SharePlan turned{{plan.weights[2], plan.weights[0], plan.weights[1]}};
    const Shares straight = shares_of(whole, plan), back = shares_of(whole, turned);
    RC_ASSERT(straight[0] == back[1]);
    RC_ASSERT(straight[1] == back[2]);
    RC_ASSERT(straight[2] == back[0]);
  }));
}

TEST_CASE(
    "over any row of refunds nobody gives back more than they got, and in the end all of it") {
  CHECK(rc::check([] {
    const auto whole = *rc::gen::inRange<std::int64_t>(1, 2'000);
    Shares left = shares_of(whole, any_plan());
    for (std::int64_t rest = whole; rest > 0;) {
      const std::int64_t back = *rc::gen::inRange<std::int64_t>(1, rest + 1);
      const Shares parts = returns_of(back, left);
      RC_ASSERT(total(parts) == back);
      for (std::size_t i = 0; i < left.size(); ++i) {
        RC_ASSERT(parts[i] >= 0 && parts[i] <= left[i]);
        left[i] -= parts[i];
      }
      rest -= back;
    }
    RC_ASSERT(left == Shares{});
  }));
}

TEST_CASE("a hold is pending, its capture is posted, and nothing stays reserved") {
  World world;
  REQUIRE(world.service->handle(authorise()).code == status::succeeded);
  CHECK(sum(world, AccountKind::customer, Layer::pending) == -1'250);
  CHECK(sum(world, AccountKind::clearing, Layer::posted) == 0);
  REQUIRE(world.service->handle(capture()).code == status::succeeded);
  CHECK(sum(world, AccountKind::customer, Layer::pending) == 0);
  CHECK(sum(world, AccountKind::clearing, Layer::pending) == 0);
  CHECK(sum(world, AccountKind::clearing, Layer::posted) == 1'250);
  CHECK(sum(world, AccountKind::payable, Layer::posted) == -1'207);
  CHECK(sum(world, AccountKind::fees, Layer::posted) == -36);
  CHECK(sum(world, AccountKind::tax, Layer::posted) == -7);
}

TEST_CASE("a decline takes the reservation back") {
  World world;
  world.processor.outcome = Outcome::declined;
  REQUIRE(world.service->handle(authorise()).code == status::declined);
  CHECK(books(world).size() == 2);
  CHECK(sum(world, AccountKind::customer, Layer::pending) == 0);
}

TEST_CASE("a release takes the reservation back") {
  World world;
  REQUIRE(world.service->handle(authorise()).code == status::succeeded);
  REQUIRE(world.service->handle(void_hold()).code == status::succeeded);
  CHECK(sum(world, AccountKind::customer, Layer::pending) == 0);
  CHECK(sum(world, AccountKind::clearing, Layer::posted) == 0);
}

TEST_CASE("a refund in doubt is set aside, and booked once it is known") {
  World world;
  REQUIRE(world.service->handle(authorise()).code == status::succeeded);
  REQUIRE(world.service->handle(capture()).code == status::succeeded);
  world.processor.mishaps = {Mishap::lose_reply};
  REQUIRE(world.service->handle(refund(5.00_eur)).code == status::accepted);
  CHECK(sum(world, AccountKind::clearing, Layer::pending) < 0);
  CHECK(sum(world, AccountKind::clearing, Layer::posted) == 1'250);
  REQUIRE(world.settle());
  CHECK(sum(world, AccountKind::clearing, Layer::pending) == 0);
  CHECK(sum(world, AccountKind::clearing, Layer::posted) == 750);
}

TEST_CASE("an entry whose commit is in doubt is booked once") {
  World world;
  REQUIRE(world.service->handle(authorise()).code == status::succeeded);
  for (int at = 1; at <= 4; ++at) {
    world.store.trouble = MemoryStore::Trouble{at, CommitError::unknown, true};
    (void)world.service->handle(capture());
  }
  REQUIRE(world.settle());
  CHECK(sum(world, AccountKind::clearing, Layer::posted) == 1'250);
}

TEST_CASE("an effect that belongs to no operation stands in suspense, once") {
  World world;
  REQUIRE(world.service->handle(authorise()).code == status::succeeded);
  world.processor.effects.push_back({{"op-of-nobody"},
                                     OperationKind::capture,
                                     "pay-9",
                                     1,
                                     {Outcome::success, "ref-9", "", 5.00_eur, {}}});
  REQUIRE(world.settle());
  (void)world.service->reconcile();
  CHECK(sum(world, AccountKind::suspense, Layer::posted) == -500);
  CHECK(sum(world, AccountKind::clearing, Layer::posted) == 500);
}

TEST_CASE("an amount whose sum does not fit is told, and stops nothing") {
  constexpr std::int64_t top = std::numeric_limits<std::int64_t>::max();
  const std::vector<Leg> legs{{clearing, Layer::posted, {top, eur}},
                              {payable, Layer::posted, {-top, eur}},
                              {clearing, Layer::posted, {top, eur}},
                              {payable, Layer::posted, {-top, eur}}};
  CHECK(made(legs).error() == EntryError::overflow);
}

TEST_CASE("docs/ledger.md has the chart of accounts as it is") {
  std::ostringstream text;
  text << std::ifstream(ASSAY_SOURCE_DIR "/docs/ledger.md").rdbuf();
  CHECK(std::move(text).str().contains(chart_table()));
}

TEST_CASE("balances are folds: booked, pending, and available less what is set aside") {
  World world;
  REQUIRE(world.service->handle(authorise()).code == status::succeeded);
  REQUIRE(world.service->handle(capture()).code == status::succeeded);
  world.processor.mishaps = {Mishap::lose_reply};
  REQUIRE(world.service->handle(refund(5.00_eur)).code == status::accepted);
  const auto balances = balances_of(world.store, tenant, 2);
  REQUIRE(balances);
  const Balance merchant = balances->of(single_account(AccountKind::payable, tenant), eur);
  CHECK(merchant == Balance{1'207, -483});
  CHECK(merchant.available() == 724);
  CHECK(balances->of(clearing_account(tenant, {}), eur) == Balance{1'250, -500});
  CHECK(balances->of(customer_account(tenant, {"c-1"}), eur) == Balance{});
}

TEST_CASE("a statement has the entries of one payment in the order of its commits") {
  World world;
  REQUIRE(world.service->handle(authorise()).code == status::succeeded);
  world.pass(1_s);
  const Instant between = world.clock.time;
  world.pass(1_s);
  REQUIRE(world.service->handle(capture()).code == status::succeeded);
  const auto entries = entries_of(world.store, {tenant, "pay-1"});
  REQUIRE(entries);
  CHECK(std::ranges::is_sorted(*entries, {}, &LedgerEntry::place));
  CHECK(entries->back().cause().kind == OperationKind::capture);
  const auto before = as_of(*entries, between);
  REQUIRE(before.size() == entries->size() - 1);
  CHECK(before.back().cause().kind == OperationKind::authorise);
  CHECK(entries_of(world.store, {tenant, "pay"})->empty());
}

TEST_CASE("what stood at a moment ends before the first later commit, whatever clocks say") {
  World world;
  REQUIRE(world.service->handle(authorise()).code == status::succeeded);
  world.clock.time = {500};  // another node, whose clock is behind
  REQUIRE(world.service->handle(capture()).code == status::succeeded);
  const auto entries = *entries_of(world.store, {tenant, "pay-1"});
  CHECK(as_of(entries, {500}).empty());
  CHECK(as_of(entries, {2'000'000'000}).size() == entries.size());
}
