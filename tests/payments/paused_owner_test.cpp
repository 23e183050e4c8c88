// An owner stops between two of its steps for longer than its lease; a second process is asked
// for the same thing meanwhile, finishes it, and then the first one wakes up. Serves: S08, I06.
#include "world.hpp"

#include <catch2/catch.hpp>

using namespace payments;
using namespace payments::testing;

namespace {

/// Lets another process handle `request` just before the n-th commit from now, after a pause.
/// True once that commit was reached.
struct Pause {
  World& world;
  Request request;
  int at = 0;
  Response other{};
  bool reached = false;

  void arm() {
    world.store.before_commit = [this](const Transaction&) {
      if (--at > 0) return arm();
      reached = true;
      world.pass(world.config.lease * 2);
      const auto second = Service::make(world.ports, world.config);
      other = (*second)->handle(request);
    };
  }
};

std::vector<std::string> wake_up(const Request& request, std::vector<Mishap> mishaps, int at,
                                 bool& reached) {
  World world;
  world.service->handle(authorise());
  world.service->handle(capture());
  world.processor.mishaps = std::move(mishaps);
  Pause pause{world, request, at};
  pause.arm();
  world.service->handle(request);
  world.store.before_commit = {};
  reached = pause.reached;
  if (world.insist(request).code != status::succeeded) return {"the request did not succeed"};
  if (!world.settle()) return {"did not come to rest"};
  return world.audit();
}

}  // namespace

TEST_CASE("an owner that wakes up after its lease was taken over makes no second effect") {
  const std::vector<std::vector<Mishap>> weathers{
      {}, {Mishap::lose_reply}, {Mishap::lose_request}, {Mishap::refuse}};
  for (const auto& mishaps : weathers) {
    bool reached = true;
    int pauses = 0;
    for (int at = 1; reached; ++at) {
      INFO("paused before commit " << at);
      CHECK(wake_up(refund(2.00_eur), mishaps, at, reached) == std::vector<std::string>{});
      pauses += reached ? 1 : 0;
    }
    CHECK(pauses >= 4);
  }
}

TEST_CASE("whoever took over answers the client, and the sleeper says nothing else") {
  World world;
  Pause pause{world, authorise(), 2};
  pause.arm();

  const Response sleeper = world.service->handle(authorise());

  CHECK(pause.other.code == status::succeeded);
  CHECK_FALSE(is_final(sleeper));
  CHECK(world.processor.sends.size() == 1);
}

TEST_CASE("what a sleeper learned about one try says nothing about the next") {
  World world;
  world.processor.mishaps = {Mishap::lose_request, Mishap::lose_reply};
  const OperationId operation = world.service->handle(authorise()).operation;
  Case sleeper = load_case(world.store, {tenant, "pay-1"}, operation).value();
  REQUIRE(sleeper.view().attempt == 1);
  world.pass(world.config.effect_max * 2);
  world.service->resolve();  // finds the first try absent and makes the second
  REQUIRE(world.view(operation)->attempt == 2);
  Parts parts = standard_parts(world.ports, world.config);
  assemble(world.ports, world.config, parts);
  Engine& engine = *parts.engine;

  GatewayReply refused;
  refused.outcome = Outcome::not_attempted;
  CHECK(engine.adopt(sleeper, refused, Cause::refused_unsent) == Recorded::ignored);

  CHECK(world.view(operation)->state == State::unknown);
  CHECK(world.settle());
  CHECK(world.view(operation)->state == State::succeeded);
}
