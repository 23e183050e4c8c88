// What becomes of an operation nobody got an answer about.
#include "world.hpp"

#include <catch2/catch.hpp>

using namespace payments;
using namespace payments::testing;

namespace {

std::set<std::string> keys_used(const World& world) {
  std::set<std::string> keys;
  for (const GatewayRequest& request : world.processor.sends) keys.insert(request.key.value);
  return keys;
}

}  // namespace

TEST_CASE("a lost request is sent again with the same key, but only after D_max") {
  World world;
  world.processor.mishaps = {Mishap::lose_request};
  world.service->handle(authorise());

  for (Duration passed{}; passed < world.config.effect_max; passed = passed + 5_s) {
    world.service->resolve();
    CHECK(world.processor.sends.size() == 1);
    world.pass(5_s);
  }
  CHECK(world.insist(authorise()).code == status::succeeded);

  CHECK(world.processor.sends.size() == 2);
  CHECK(keys_used(world).size() == 1);
}

TEST_CASE("a failure stored at the processor is overcome with a new key, once it is harmless") {
  World world;
  world.processor.mishaps = {Mishap::error_no_effect};
  world.service->handle(authorise());

  CHECK(world.insist(authorise()).code == status::succeeded);

  CHECK(keys_used(world).size() == 2);
  CHECK(world.processor.effects.size() == 1);
}

TEST_CASE("a failure after the effect is found by asking, without another send") {
  World world;
  world.processor.mishaps = {Mishap::error_with_effect};
  world.service->handle(authorise());

  CHECK(world.insist(authorise()).code == status::succeeded);
  CHECK(world.processor.sends.size() == 1);
}

TEST_CASE("while the processor cannot be asked nothing is sent and nothing is concluded") {
  World world;
  world.processor.mishaps = {Mishap::lose_request};
  world.service->handle(authorise());
  world.processor.reachable = false;

  for (int i = 0; i < 20; ++i) {
    const StepResult result = world.service->resolve();
    if (result.next_due) world.clock.sleep_until(*result.next_due);
  }

  CHECK(world.processor.sends.size() == 1);
  CHECK(world.service->handle(authorise()).code == status::accepted);
  world.processor.reachable = true;
  CHECK(world.insist(authorise()).code == status::succeeded);
}

TEST_CASE("questions come less and less often, within the bound of the configuration") {
  World world;
  world.processor.mishaps = {Mishap::lose_request};
  world.service->handle(authorise());
  world.processor.reachable = false;

  Duration last{};
  for (int i = 0; i < 12; ++i) {
    const Instant before = world.clock.time;
    world.clock.sleep_until(world.service->resolve().next_due.value());
    const Duration gap = world.clock.time - before;
    CHECK(gap >= last);
    CHECK(gap <= world.config.ask_delay_max);
    last = gap;
  }
  CHECK(last == world.config.ask_delay_max);
}

TEST_CASE("a capture first resolves the unknown authorisation it leans on") {
  World world;
  world.processor.mishaps = {Mishap::lose_reply};
  CHECK(world.service->handle(authorise()).code == status::accepted);

  CHECK(world.service->handle(capture()).code == status::succeeded);
  CHECK(world.processor.asked.size() == 1);
}

TEST_CASE("a capture waits while its authorisation cannot be resolved") {
  World world;
  world.processor.mishaps = {Mishap::lose_request};
  world.service->handle(authorise());

  const Response early = world.service->handle(capture());

  CHECK(early.code == status::in_progress);
  CHECK(early.reason == "authorisation_unresolved");
  CHECK(world.insist(authorise()).code == status::succeeded);
  CHECK(world.insist(capture()).code == status::succeeded);
}

TEST_CASE("an unknown payment does not hold up the customer's next one") {
  World world;
  world.processor.mishaps = {Mishap::lose_request};
  world.processor.reachable = false;
  world.service->handle(authorise());
  Request other = authorise();
  other.key = {"other"};
  other.command.payable = {tenant, "pay-2"};

  CHECK(world.service->handle(other).code == status::succeeded);
}

TEST_CASE("a pending operation is asked about until the processor decides") {
  World world;
  world.processor.outcome = Outcome::pending;
  CHECK(world.service->handle(authorise()).code == status::accepted);
  CHECK(world.service->handle(authorise()).code == status::accepted);

  world.processor.outcome = Outcome::success;
  world.processor.settle_pending();

  CHECK(world.insist(authorise()).code == status::succeeded);
  CHECK(world.processor.sends.size() == 1);
}

TEST_CASE("evidence of another amount is for a person, and believed by nobody") {
  World world;
  world.processor.amount_shown = 1.00_eur;
  const Response first = world.service->handle(authorise());
  world.pass(5_s);
  world.service->resolve();

  CHECK(first.code == status::accepted);
  CHECK(world.view(first.operation)->state == State::parked);
  CHECK(world.view(first.operation)->cause == Cause::amount_differs);
  CHECK(world.telemetry.alarms["amount_differs"] == 1);
}

TEST_CASE("a processor that stays silent is asked a bounded number of times") {
  World world;
  world.config.asks_max = 5;
  world.restart();
  world.processor.mishaps = {Mishap::lose_request};
  world.processor.reachable = false;
  const Response first = world.service->handle(authorise());

  for (int i = 0; i < 30; ++i) {
    world.service->resolve();
    world.pass(1_h);
  }

  CHECK(world.processor.asked.size() == 5);
  CHECK(world.view(first.operation)->state == State::parked);
  CHECK(world.view(first.operation)->cause == Cause::no_answer);
}

TEST_CASE("after the re-drive horizon an absent operation is given up, not sent again") {
  World world;
  world.processor.mishaps = {Mishap::lose_request};
  const Response first = world.service->handle(authorise());
  world.pass(world.config.redrive_horizon + 1_s);

  world.settle();

  CHECK(world.processor.sends.size() == 1);
  CHECK(world.view(first.operation)->state == State::failed);
  CHECK(world.view(first.operation)->cause == Cause::absent);
}

TEST_CASE("sends of one operation are bounded over its whole life") {
  World world;
  world.processor.mishaps = std::vector<Mishap>(50, Mishap::lose_request);
  const Response first = world.service->handle(authorise());

  CHECK(world.settle());

  CHECK(world.processor.sends.size() == world.config.attempts_max);
  CHECK(world.view(first.operation)->state == State::failed);
}

TEST_CASE("a capture whose hold lapsed meanwhile is not sent again") {
  World world;
  world.processor.capture_before = world.clock.time + 10_min;
  world.service->handle(authorise());
  world.processor.mishaps = {Mishap::lose_request};
  const Response first = world.service->handle(capture());
  world.pass(10_min);

  CHECK(world.settle());

  CHECK(world.view(first.operation)->state == State::failed);
  CHECK(world.view(first.operation)->cause == Cause::lapsed);
  CHECK(world.service->handle(capture()).reason == "authorisation_lapsed");
}

TEST_CASE("an owner that was paused beyond its lease sends nothing") {
  World world;
  int commits = 0;
  const std::function<void(const Transaction&)> pause = [&](const Transaction&) {
    if (++commits < 3) {
      world.store.before_commit = pause;
    } else {
      world.pass(world.config.lease * 2);
    }
  };
  world.store.before_commit = pause;

  CHECK(world.service->handle(authorise()).code == status::accepted);
  CHECK(world.processor.sends.empty());
  CHECK(world.insist(authorise()).code == status::succeeded);
  CHECK(world.processor.sends.size() == 1);
}

namespace {

/// Parked, since nobody could be asked; and nobody can yet.
Response parked_in_silence(World& world) {
  world.config.asks_max = 5;
  world.restart();
  world.processor.mishaps = {Mishap::lose_reply};
  world.processor.reachable = false;
  const Response first = world.service->handle(authorise());
  for (int i = 0; i < 30; ++i) {
    world.service->resolve();
    world.pass(5_min);
  }
  REQUIRE(world.view(first.operation)->state == State::parked);
  world.processor.asked.clear();
  return first;
}

}  // namespace

TEST_CASE("what is parked is asked about again, rarely and ever more so") {
  World world;
  parked_in_silence(world);

  for (int i = 0; i < 7 * 24 * 12; ++i) {
    world.service->step();
    world.pass(5_min);
  }

  CHECK(world.processor.asked.size() >= 7 * 4);
  CHECK(world.processor.asked.size() <= 7 * 4 + 8);
  CHECK(world.telemetry.alarms["no_answer"] == 1);
}

TEST_CASE("once the processor answers again, what is parked is asked about at once") {
  World world;
  const Response first = parked_in_silence(world);
  world.service->step();
  world.pass(1_s);
  world.processor.reachable = true;

  world.service->step();

  CHECK(world.view(first.operation)->state == State::succeeded);
  CHECK(world.insist(authorise()).code == status::succeeded);
}

TEST_CASE("who comes back first to what another parked calls once more") {
  World world;
  parked_in_silence(world);
  world.telemetry.alarms.clear();
  world.restart();

  for (int i = 0; i < 7 * 24 * 12; ++i) {
    world.service->step();
    world.pass(5_min);
  }

  CHECK(world.telemetry.alarms["no_answer"] == 1);
}

TEST_CASE("clients who keep asking raise no further alarm about a parked operation") {
  World world;
  parked_in_silence(world);

  for (int i = 0; i < 200; ++i) {
    world.service->handle(capture());
    world.service->step();
    world.pass(1_min);
  }

  CHECK(world.telemetry.alarms["no_answer"] == 1);
}
