// When "not found" proves something, and what may be sent after it. Serves: E1, E3, I05, I10.
#include "world.hpp"

#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include <map>

using namespace payments;
using namespace payments::testing;

namespace {

/// After so long a question that finds nothing proves that a try had no effect.
Duration proof_time(const Config& config) {
  return config.effect_max + config.clock_skew + config.lease + config.pause_budget;
}

/// One try, which nobody hears of; none will be sent by ourselves.
Response lost_once(World& world) {
  world.config.attempts_max = 1;
  world.config.attempts_immediate = 1;
  world.restart();
  world.processor.mishaps = {Mishap::lose_request};
  return world.service->handle(authorise());
}

State state_of(const World& world, const Response& response) {
  return world.view(response.operation)->state;
}

std::map<std::string, std::set<std::string>> keys_by_operation(const World& world) {
  std::map<std::string, std::set<std::string>> keys;
  for (const GatewayRequest& sent : world.processor.sends) {
    keys[sent.operation.value].insert(sent.key.value);
  }
  return keys;
}

bool same_request(GatewayRequest a, const GatewayRequest& b) {
  a.attempt = b.attempt;  // never leaves us
  return a.kind == b.kind && a.operation == b.operation && a.payable == b.payable &&
         a.ordinal == b.ordinal && a.key == b.key && a.amount == b.amount && a.parent == b.parent;
}

World& keyless(World& world) {
  world.processor.able.keys = false;
  return world;
}

}  // namespace

TEST_CASE("a question asked too early proves nothing, however late it is answered") {
  World world;
  const Response first = lost_once(world);
  world.pass(proof_time(world.config) - 1_s);
  world.processor.while_asked = [&] { world.pass(1_h); };

  world.service->resolve();

  CHECK(state_of(world, first) != State::failed);
}

TEST_CASE("a question asked late enough proves that nothing happened") {
  World world;
  const Response first = lost_once(world);
  world.pass(proof_time(world.config));

  world.service->resolve();

  CHECK(state_of(world, first) == State::failed);
  CHECK(world.view(first.operation)->cause == Cause::absent);
}

TEST_CASE("a try that was turned away says nothing of the one before it") {
  World world;
  world.processor.mishaps = {Mishap::lose_request, Mishap::refuse, Mishap::refuse};
  const Response first = world.service->handle(authorise());
  world.pass(world.config.effect_max + world.config.clock_skew);

  world.service->resolve();

  CHECK(world.processor.sends.size() == 3);
  CHECK(state_of(world, first) == State::unknown);
}

TEST_CASE("what was given up as absent is sent again byte for byte when its client asks again") {
  World world;
  const Response first = lost_once(world);
  world.settle();
  REQUIRE(state_of(world, first) == State::failed);
  REQUIRE(world.processor.sends.size() == 1);

  const Response second = world.service->handle(authorise());

  CHECK(second.code == status::succeeded);
  CHECK(second.operation == first.operation);
  CHECK(same_request(world.processor.sends.front(), world.processor.sends.back()));
  CHECK(world.settle());
  CHECK(world.audit() == std::vector<std::string>{});
}

TEST_CASE("another key for the same order goes on with the same operation") {
  World world;
  const Response first = lost_once(world);
  world.settle();
  Request again = authorise();
  again.key = {"after a reload"};

  const Response second = world.service->handle(again);

  CHECK(second.operation == first.operation);
  CHECK(same_request(world.processor.sends.front(), world.processor.sends.back()));
  CHECK(world.service->handle(authorise()).replayed);
}

TEST_CASE("a sleeper who wakes after his operation was taken up again makes no second effect") {
  World world;
  world.config.attempts_max = 1;
  world.config.attempts_immediate = 1;
  world.restart();
  world.processor.mishaps = {Mishap::late};
  world.service->handle(authorise());
  world.settle();
  CHECK(world.service->handle(authorise()).code == status::succeeded);

  world.processor.apply_late();

  CHECK(world.settle());
  CHECK(world.processor.effects.size() == 1);
}

TEST_CASE("another body for what is in doubt is told to wait, with the operation's id") {
  World world;
  const Response first = lost_once(world);
  Request other = authorise(13.00_eur);
  other.key = {"another key"};

  const Response while_unknown = world.service->handle(other);
  world.settle();
  REQUIRE(state_of(world, first) == State::failed);
  const Response while_absent = world.service->handle(other);
  world.pass(world.config.key_retention + 1_h);
  world.service->reap();
  const Response without_keys = world.service->handle(other);

  for (const Response& response : {while_unknown, while_absent, without_keys}) {
    CHECK(response.code == status::in_progress);
    CHECK(response.operation == first.operation);
  }
  CHECK(world.processor.sends.size() == 1);
}

TEST_CASE("without keys a takeover only asks, and only the client's next ask sends") {
  World world;
  keyless(world).processor.mishaps = {Mishap::lose_request};
  const Response first = world.service->handle(authorise());
  world.pass(world.config.ask_delay_min);
  world.service->resolve();
  CHECK(state_of(world, first) == State::parked);
  CHECK(world.view(first.operation)->cause == Cause::sender_may_still_send);
  CHECK(world.service->handle(authorise()).code == status::accepted);
  CHECK(world.telemetry.alarms.empty());

  world.settle();
  CHECK(state_of(world, first) == State::failed);
  CHECK(world.processor.sends.size() == 1);

  CHECK(world.service->handle(authorise()).code == status::succeeded);
  CHECK(world.processor.sends.size() == 2);
}

TEST_CASE("past the processor's memory a takeover only asks, and the client's next ask sends") {
  World world;
  world.processor.mishaps = {Mishap::lose_request};
  const Response first = world.service->handle(authorise());
  world.pass(world.config.redrive_horizon + 1_s);
  world.settle();
  REQUIRE(state_of(world, first) == State::failed);
  REQUIRE(world.processor.sends.size() == 1);

  CHECK(world.service->handle(authorise()).code == status::succeeded);
}

TEST_CASE("a sender of this very process that is still under way is not taken for dead") {
  World world;
  keyless(world).processor.while_sent = [&] {
    for (int i = 0; i < 10; ++i) {
      world.pass(1_h);
      world.service->resolve();
      CHECK(world.service->handle(authorise()).code == status::accepted);
    }
  };

  CHECK(world.service->handle(authorise()).code == status::succeeded);
  CHECK(world.insist(authorise()).code == status::succeeded);
  CHECK(world.processor.effects.size() == 1);
}

TEST_CASE("what this process sent late may act for D_max from then, whenever it was recorded") {
  World world;
  keyless(world).processor.mishaps = {Mishap::lose_request};
  world.processor.while_sent = [&] { world.pass(1_h); };
  const Response first = world.service->handle(authorise());
  world.pass(world.config.effect_max);

  world.service->resolve();

  CHECK(state_of(world, first) != State::failed);
  world.settle();
  CHECK(state_of(world, first) == State::failed);
}

TEST_CASE("a key that holds a stored failure is replaced only with proof of no effect") {
  World world;
  world.processor.mishaps = {Mishap::error_no_effect};
  world.service->handle(authorise());

  world.pass(proof_time(world.config) - 1_s);
  world.service->resolve();
  CHECK(world.processor.sends.size() == 1);
  world.pass(1_h);
  world.service->resolve();

  CHECK(world.processor.sends.size() == 2);
  CHECK(world.processor.sends[0].key != world.processor.sends[1].key);
}

TEST_CASE("a processor that stores no failures is sent the same key again") {
  World world;
  world.processor.able.stores_errors = false;
  world.processor.mishaps = {Mishap::error_no_effect};
  world.service->handle(authorise());
  world.pass(world.config.effect_max + world.config.clock_skew);
  world.service->resolve();

  REQUIRE(world.processor.sends.size() == 2);
  CHECK(world.processor.sends[0].key == world.processor.sends[1].key);
}

TEST_CASE("where nothing can be looked up, the same key again is the question") {
  World world;
  world.processor.able.look_up = false;
  world.processor.mishaps = {Mishap::lose_reply};
  world.service->handle(authorise());

  CHECK(world.insist(authorise()).code == status::succeeded);
  CHECK(world.processor.asked.empty());
  CHECK(world.processor.effects.size() == 1);
}

TEST_CASE("where nothing can be looked up, a failure stored under the key calls a person") {
  World world;
  world.processor.able.look_up = false;
  world.processor.mishaps = {Mishap::error_no_effect};
  const Response first = world.service->handle(authorise());
  world.settle(30);

  CHECK(world.processor.sends.size() == 1);
  CHECK(world.telemetry.alarms["no_look_up"] == 1);
  CHECK(world.view(first.operation)->state == State::parked);
}

TEST_CASE("whatever goes wrong, an operation has one key per stored failure and one effect") {
  CHECK(rc::check([] {
    World world;
    world.processor.mishaps = *rc::gen::container<std::vector<Mishap>>(rc::gen::element(
        Mishap::none, Mishap::lose_request, Mishap::lose_reply, Mishap::error_no_effect,
        Mishap::error_with_effect, Mishap::refuse, Mishap::garbage, Mishap::late));
    const auto failures = static_cast<std::size_t>(
        std::ranges::count(world.processor.mishaps, Mishap::error_no_effect));
    for (const int key : *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 3))) {
      Request request = authorise();
      request.key = {"key-" + std::to_string(key)};
      world.service->handle(request);
      world.settle(*rc::gen::inRange(0, 30));
      if (*rc::gen::arbitrary<bool>()) world.processor.apply_late();
    }
    RC_ASSERT(world.insist(authorise()).code == status::succeeded);
    world.processor.apply_late();
    RC_ASSERT(world.settle());
    RC_ASSERT(world.audit() == std::vector<std::string>{});
    for (const auto& [operation, keys] : keys_by_operation(world)) {
      RC_ASSERT(keys.size() <= 1 + failures);
    }
  }));
}
