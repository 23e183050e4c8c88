// The processor's list against our journal, both ways.
#include "world.hpp"

#include <catch2/catch.hpp>

using namespace payments;
using namespace payments::testing;

namespace {

/// Another card for the same order.
Request another_authorisation() { return request(OperationKind::authorise, 12.50_eur, 2); }

/// An authorisation given up on good evidence, that the processor applies all the same (S02).
Response late_authorisation(World& world) {
  world.config.attempts_max = 1;
  world.config.attempts_immediate = 1;
  world.restart();
  world.processor.mishaps = {Mishap::late};
  const Response first = world.service->handle(authorise());
  world.settle();
  return first;
}

}  // namespace

TEST_CASE("a success that nobody reported is found in the list") {
  World world;
  world.processor.mishaps = {Mishap::lose_reply};
  const Response first = world.service->handle(authorise());

  world.service->reconcile();

  CHECK(world.view(first.operation)->state == State::succeeded);
  CHECK(world.view(first.operation)->cause == Cause::listed);
  CHECK(world.insist(authorise()).code == status::succeeded);
  CHECK(world.settle());
  CHECK(world.audit() == std::vector<std::string>{});
}

TEST_CASE("a late success is adopted while the payment is open for it") {
  World world;
  const Response first = late_authorisation(world);
  REQUIRE(world.view(first.operation)->state == State::failed);

  world.processor.apply_late();
  CHECK(world.settle());

  CHECK(world.view(first.operation)->state == State::succeeded);
  CHECK(world.bus.taken[Consumer::ledger].back().kind == EventKind::late_success);
  CHECK(world.telemetry.counts["late_success"] == 1);
  CHECK(world.audit() == std::vector<std::string>{});
}

TEST_CASE("a late success beside another hold is reversed exactly once") {
  World world;
  const Response first = late_authorisation(world);
  const Response second = world.service->handle(another_authorisation());
  REQUIRE(second.code == status::succeeded);

  world.processor.apply_late();
  CHECK(world.settle());

  int voids = 0;
  for (const GatewayRequest& sent : world.processor.sends) {
    if (sent.kind != OperationKind::void_authorisation) continue;
    CHECK(sent.parent == first.operation);
    ++voids;
  }
  CHECK(voids == 1);
  CHECK(world.service->handle(capture()).code == status::succeeded);
  CHECK(world.processor.sends.back().parent == second.operation);
}

TEST_CASE("a reversal survives a power cut at any step, and happens once") {
  for (int step = 1;; ++step) {
    World world;
    late_authorisation(world);
    world.service->handle(another_authorisation());
    world.processor.apply_late();
    world.fuse.cut_at(step);
    try {
      world.settle();
      break;
    } catch (const PowerCut&) {
      world.fuse.cut_at(0);
    }
    world.restart();
    world.service->recover();
    INFO("step " << step);
    CHECK(world.settle());
    CHECK(world.processor.effects.size() == 3);
    CHECK(world.store.count(tables::reversals) == 0);
  }
}

TEST_CASE("a success that the list does not show raises one alarm and stays") {
  World world;
  const Response first = world.service->handle(authorise());
  world.processor.hidden = {first.operation};

  world.service->reconcile();
  CHECK(world.telemetry.alarms.empty());
  world.pass(world.config.reconcile_grace);
  world.service->reconcile();
  world.service->reconcile();

  CHECK(world.telemetry.alarms["success_not_listed"] == 1);
  CHECK(world.view(first.operation)->state == State::succeeded);
}

TEST_CASE("an effect that is none of ours raises an alarm and holds nothing up") {
  World world;
  world.processor.effects.push_back({{"op-of-nobody"}, OperationKind::capture, "pay-9", 1,
                                     {Outcome::success, "ref", "", 5.00_eur, {}}});
  world.service->handle(authorise());

  world.service->reconcile();

  CHECK(world.telemetry.alarms["unknown_operation"] == 1);
  CHECK(world.store.count(tables::unmatched) == 0);
}

TEST_CASE("a parked operation that the list shows is settled, and its client told") {
  World world;
  world.config.asks_max = 2;
  world.restart();
  world.processor.mishaps = {Mishap::lose_reply};
  world.processor.reachable = false;
  const Response first = world.service->handle(authorise());
  for (int i = 0; i < 5; ++i) {
    world.service->resolve();
    world.pass(1_h);
  }
  REQUIRE(world.view(first.operation)->state == State::parked);
  world.processor.reachable = true;

  world.service->reconcile();

  CHECK(world.insist(authorise()).code == status::succeeded);
  CHECK(world.processor.sends.size() == 1);
}

TEST_CASE("an entry whose success could not be recorded is read again") {
  World world;
  world.config.commit_tries_max = 1;
  world.restart();
  world.processor.mishaps = {Mishap::lose_reply};
  const Response first = world.service->handle(authorise());
  world.store.trouble = {1, CommitError::unavailable, false};

  world.service->reconcile();
  CHECK(world.view(first.operation)->state == State::unknown);
  world.service->reconcile();

  CHECK(world.view(first.operation)->state == State::succeeded);
}

TEST_CASE("a second look at the same list changes nothing") {
  World world;
  world.service->handle(authorise());
  CHECK(world.service->reconcile().changed);

  CHECK_FALSE(world.service->reconcile().changed);
}
