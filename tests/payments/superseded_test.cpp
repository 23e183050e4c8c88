// What was told as final and turned out untrue: every later answer is the new one, and says so.
#include "world.hpp"

#include <catch2/catch.hpp>

using namespace payments;
using namespace payments::testing;

namespace {

/// A hold that was declined and has effect after all: the processor's list says so.
Response decline_that_was_none(World& world) {
  world.processor.outcome = Outcome::declined;
  const Response told = world.service->handle(authorise());
  REQUIRE(told.code == status::declined);
  world.processor.outcome = Outcome::success;
  const GatewayReply effect{Outcome::success, "ref", "", 12.50_eur, {}};
  world.processor.effects.push_back({told.operation, OperationKind::authorise, "", 1, effect});
  return told;
}

}  // namespace

TEST_CASE("after a late success a replay is the success, marked, and no longer the decline") {
  World world;
  const Response told = decline_that_was_none(world);
  CHECK(world.service->handle(authorise()).code == status::declined);
  REQUIRE(world.service->reconcile().changed);

  const Response now = world.service->handle(authorise());

  CHECK(now.code == status::succeeded);
  CHECK(now.operation == told.operation);
  CHECK(now.superseded);
  CHECK(now.reason == "superseded");
  CHECK(world.service->handle(authorise()) == now);
}

TEST_CASE("nothing that was final is said again while nobody can look whether it still is") {
  World world;
  (void)decline_that_was_none(world);
  REQUIRE(world.service->reconcile().changed);
  const Row row = world.store.rows(tables::payments).front();
  REQUIRE(world.store.commit({"damage", "", {put(tables::payments, row, "garbage")}}));

  CHECK(world.service->handle(authorise()).code == status::unavailable);
}

TEST_CASE("a late success that was given back is not told as money that was taken") {
  World world;
  (void)decline_that_was_none(world);
  Request again = authorise();
  again.key = {"again"};
  again.command.ordinal = 2;
  REQUIRE(world.service->handle(again).code == status::succeeded);
  world.service->reconcile();
  REQUIRE(world.settle());

  const Response now = world.service->handle(authorise());

  CHECK(now.code == status::declined);
  CHECK(now.superseded);
  CHECK(now.reason == "given_back");
}

TEST_CASE("a decline that is true is replayed as it was") {
  World world;
  world.processor.outcome = Outcome::declined;
  const Response told = world.service->handle(authorise());
  const Response again = world.service->handle(authorise());

  CHECK(again.replayed);
  CHECK_FALSE(again.superseded);
  CHECK(again.code == told.code);
}
