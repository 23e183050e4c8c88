// A claim whose owner is gone before any operation began. Serves: S09, R7, L2.
#include "world.hpp"

#include <catch2/catch.hpp>

using namespace payments;
using namespace payments::testing;

namespace {

/// What stops right after its claim.
ClaimAnswer claim_and_stop(World& world, const Request& request) {
  StoredIdempotency keys{world.store, world.clock, world.ids, world.config};
  const Command& command = request.command;
  return keys.claim({request.scope, request.key, canonical(command), command.payable, command.kind,
                     command.ordinal});
}

Request under_another_key() {
  Request request = authorise();
  request.key = {"after a reload"};
  return request;
}

}  // namespace

TEST_CASE("a lapsed claim under which nothing began does not keep another key out") {
  World world;
  REQUIRE(claim_and_stop(world, authorise()).kind == ClaimAnswer::Kind::granted);

  CHECK(world.service->handle(under_another_key()).code == status::in_progress);
  world.pass(world.config.lease + world.config.clock_skew);

  CHECK(world.service->handle(under_another_key()).code == status::succeeded);
  CHECK(world.service->handle(authorise()).replayed);
  CHECK(world.processor.effects.size() == 1);
}

TEST_CASE("a lapsed claim does not keep another payload out either") {
  World world;
  claim_and_stop(world, authorise());
  world.pass(world.config.lease + world.config.clock_skew);
  Request other = authorise(99.00_eur);
  other.key = {"another basket"};

  CHECK(world.service->handle(other).code == status::succeeded);
  CHECK(world.service->handle(authorise(99.00_eur)).reason == "key_reused");
}

TEST_CASE("an owner who wakes after his claim was let go begins nothing") {
  World world;
  const ClaimAnswer sleeper = claim_and_stop(world, authorise());
  world.pass(world.config.lease + world.config.clock_skew);
  world.service->handle(under_another_key());
  Parts parts = standard_parts(world.ports, world.config);
  assemble(world.ports, world.config, parts);
  Engine& engine = *parts.engine;
  Request second = authorise();
  second.command.ordinal = 2;
  Case subject{{}, {{{tenant, "pay-2"}, 0, {}}, 0}, {}, sleeper.claim};
  second.command.payable = {tenant, "pay-2"};

  CHECK(engine.begin(subject, second.command).recorded != Recorded::yes);

  CHECK(world.processor.sends.size() == 1);
}

TEST_CASE("claims under which nothing began are reaped once they have lapsed") {
  World world;
  claim_and_stop(world, authorise());
  world.service->reap();
  CHECK(world.store.count(tables::claims) == 1);
  world.pass(world.config.lease + world.config.clock_skew);

  world.service->reap();

  CHECK(world.store.count(tables::claims) == 0);
  CHECK(world.store.count(tables::intents) == 0);
  CHECK(world.service->handle(authorise()).code == status::succeeded);
}
