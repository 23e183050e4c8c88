// One row that cannot be read, in each table: it is named to a person once, and all others go on.
#include "world.hpp"

#include <catch2/catch.hpp>

#include <limits>

using namespace payments;
using namespace payments::testing;

namespace {

Request about(const std::string& name, Request request) {
  request.command.payable = {tenant, name};
  request.key = {name + "/" + request.key.value};
  return request;
}

void damage(World& world, std::string_view table, std::size_t at = 0) {
  const Row row = world.store.rows(table).at(at);
  REQUIRE(world.store.commit({"damage",
                              "",
                              {{std::string(table), row.key, "garbage", row.version,
                                Service::due_of(table, row.value)}}}));
}

/// Two payments whose holds nobody knows the outcome of.
void leave_two_in_doubt(World& world) {
  for (const char* const name : {"pay-1", "pay-2"}) {
    world.processor.mishaps = {Mishap::lose_reply};
    REQUIRE(world.service->handle(about(name, authorise())).code == status::accepted);
  }
}

std::size_t settled(const World& world) {
  std::size_t succeeded = 0;
  for (const Row& row : world.store.rows(tables::payments)) {
    const auto payment = decode_payment(row.value);
    if (payment && payment->operations.front().state == State::succeeded) ++succeeded;
  }
  return succeeded;
}

void run_for_a_while(World& world) {
  world.service->recover();
  for (int i = 0; i < 40; ++i) {
    world.service->step();
    world.pass(1_min);
  }
}

}  // namespace

TEST_CASE("a damaged row of any table that is worked through is named once, and the others go on") {
  for (const std::string_view table : {tables::open, tables::payments, tables::journal}) {
    INFO(table);
    World world;
    leave_two_in_doubt(world);
    damage(world, table);
    world.restart();

    run_for_a_while(world);

    CHECK(world.telemetry.alarms["unreadable_row"] >= 1);
    CHECK(world.telemetry.alarms["unreadable_row"] <= 3);  // by each that met it
    CHECK(settled(world) >= 1);
  }
}

TEST_CASE("a payment that contradicts its journal is named, and the start goes on without it") {
  World world;
  leave_two_in_doubt(world);
  Row row = world.store.rows(tables::payments).front();
  Payment payment = decode_payment(row.value).value();
  payment.operations.front().attempt = 7;
  REQUIRE(world.store.commit({"damage", "", {put(tables::payments, row, encode(payment))}}));
  world.restart();

  world.service->recover();

  CHECK(world.telemetry.alarms["payment_contradicts_journal"] == 1);
}

TEST_CASE("reconciliation reads on behind an entry whose journal cannot be read") {
  World world;
  leave_two_in_doubt(world);
  damage(world, tables::journal);  // the first entry of the first operation

  world.service->reconcile();

  CHECK(settled(world) == 1);
  CHECK(world.telemetry.alarms["unreadable_row"] == 1);
}

TEST_CASE(
    "where nobody can read how far the list was read, it is named, and read from the beginning") {
  World world;
  REQUIRE(world.service->handle(authorise()).code == status::succeeded);
  world.service->reconcile();
  damage(world, tables::cursors);
  world.processor.mishaps = {Mishap::lose_reply};
  REQUIRE(world.service->handle(about("pay-2", authorise())).code == status::accepted);

  world.service->reconcile();
  world.service->reconcile();

  CHECK(settled(world) == 2);
  CHECK(world.telemetry.alarms["unreadable_row"] == 1);
}

TEST_CASE("a success that reconciliation waits for and cannot read is named") {
  World world;
  REQUIRE(world.service->handle(authorise()).code == status::succeeded);
  world.processor.hidden.push_back(world.processor.effects.front().operation);
  damage(world, tables::unmatched);

  world.service->reconcile();
  world.service->reconcile();

  CHECK(world.telemetry.alarms["unreadable_row"] == 1);
}

namespace {

/// Captures that were believed lost, and came after the hold was voided: each must be given back.
void take_late(World& world, const std::vector<std::string>& names) {
  world.config.attempts_max = 1;
  world.config.attempts_immediate = 1;
  world.restart();
  for (const std::string& name : names) {
    REQUIRE(world.service->handle(about(name, authorise())).code == status::succeeded);
    world.processor.mishaps = {Mishap::late};
    REQUIRE(world.service->handle(about(name, capture())).code == status::accepted);
  }
  REQUIRE(world.settle());
  for (const std::string& name : names) {
    REQUIRE(world.service->handle(about(name, void_hold())).code == status::succeeded);
  }
  world.processor.apply_late();
}

std::size_t refunds(const World& world) {
  return static_cast<std::size_t>(
      std::ranges::count(world.processor.effects, OperationKind::refund, &ListEntry::kind));
}

}  // namespace

TEST_CASE("a page of reversals that get nowhere keeps none behind it from being done") {
  World world;
  world.config.page = 2;
  take_late(world, {"pay-1", "pay-2", "pay-3", "pay-4"});
  world.processor.mishaps = {Mishap::lose_request, Mishap::lose_request};

  world.service->reconcile();
  world.service->reconcile();

  CHECK(refunds(world) >= 2);
}

TEST_CASE("a reversal that cannot be read is named, and the others are done") {
  World world;
  take_late(world, {"pay-1", "pay-2"});
  const auto no_send = [&] { world.processor.mishaps = {Mishap::refuse, Mishap::refuse}; };
  no_send();
  world.service->reconcile();
  REQUIRE(world.store.count(tables::reversals) >= 1);
  damage(world, tables::reversals);
  world.processor.mishaps.clear();

  run_for_a_while(world);

  CHECK(world.telemetry.alarms["unreadable_row"] == 1);
  CHECK(refunds(world) >= 1);
}

TEST_CASE("an amount that no sum of millions could hold is refused at the edge") {
  World world;
  CHECK(world.service->handle(authorise({amount_max + 1, Currency::of("EUR")})).reason ==
        "amount_too_large");
  CHECK(world.store.ever.empty());
  CHECK(world.service->handle(authorise({amount_max, Currency::of("EUR")})).code ==
        status::succeeded);
}

TEST_CASE("money that moved and does not fit into its balance is kept beside it, and named") {
  const Currency eur = Currency::of("EUR");
  World world;
  const BalanceRow full{tenant, {"c-1"}, {std::numeric_limits<std::int64_t>::max(), eur}};
  REQUIRE(world.store.commit({"fill", "", {put(tables::balances, balance_key(tenant, {"c-1"}, eur),
                                               encode(full), 0)}}));
  REQUIRE(world.service->handle(authorise()).code == status::succeeded);

  CHECK(world.service->handle(capture()).code == status::succeeded);

  CHECK(world.service->balance(tenant, {"c-1"}, eur)->minor == full.amount.minor);
  REQUIRE(world.store.count(tables::unposted) == 1);
  CHECK(decode_balance(world.store.rows(tables::unposted)[0].value)->amount == 12.50_eur);
  CHECK(world.telemetry.alarms["not_in_balance"] == 1);
  world.restart();
  run_for_a_while(world);
  CHECK(world.store.count(tables::open) == 0);
}

TEST_CASE("a balance that cannot be read keeps no outcome from being recorded") {
  World world;
  REQUIRE(world.service->handle(authorise()).code == status::succeeded);
  REQUIRE(world.service->handle(capture(5.00_eur)).code == status::succeeded);
  damage(world, tables::balances);

  CHECK(world.service->handle(refund(1.00_eur)).code == status::succeeded);

  CHECK(world.store.count(tables::unposted) == 1);
}
