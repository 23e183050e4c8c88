// From the outbox to its consumers: at least once, in order, and nobody waits for another payable.
#include "world.hpp"

#include <catch2/catch.hpp>

using namespace payments;
using namespace payments::testing;

namespace {

Request for_payable(const std::string& payable, Request request) {
  request.command.payable = {tenant, payable};
  request.key = {payable + "-" + request.key.value};
  return request;
}

}  // namespace

TEST_CASE("every consumer gets every event, in the order of its payable") {
  World world;
  world.service->handle(authorise());
  world.service->handle(capture());

  CHECK(world.service->relay().changed);

  for (const Consumer consumer : consumers) {
    REQUIRE(world.bus.taken[consumer].size() == 2);
    CHECK(world.bus.taken[consumer][0].facts.kind == OperationKind::authorise);
    CHECK(world.bus.taken[consumer][1].place == 2);
  }
  CHECK(world.store.count(tables::outbox) == 0);
}

TEST_CASE("a refused event holds up its own payable and no other") {
  World world;
  world.service->handle(for_payable("pay-1", authorise()));
  world.service->handle(for_payable("pay-1", capture()));
  world.service->handle(for_payable("pay-2", authorise()));
  world.bus.mishap = [](Consumer, const Event& event) {
    return event.facts.payable.value == "pay-1" ? std::optional(PublishError::refused)
                                                : std::nullopt;
  };

  const StepResult result = world.service->relay();

  CHECK(world.bus.taken[Consumer::ledger].size() == 1);
  CHECK(world.store.count(tables::outbox) == 2);
  CHECK(result.next_due == world.clock.time + world.config.relay_delay);
  CHECK(world.bus.deliveries == 4);
}

TEST_CASE("an event that one consumer never takes keeps no event from the other consumer") {
  World world;
  world.service->handle(authorise());
  world.bus.mishap = [](Consumer consumer, const Event& event) {
    const bool never = consumer == Consumer::notifications && event.place == 1;
    return never ? std::optional(PublishError::refused) : std::nullopt;
  };
  world.service->relay();
  world.service->handle(capture());
  world.service->relay();

  CHECK(world.bus.taken[Consumer::ledger].size() == 2);
  CHECK(world.bus.taken[Consumer::notifications].empty());
}

TEST_CASE("payables with names like rows of each other do not hold up each other's events") {
  World world;
  const std::vector<std::string> names{"pay", "pay/1", "pay/1/2", "3:pay", "", "pay0000000001"};
  for (const std::string& name : names) {
    world.service->handle(for_payable(name, authorise()));
    world.service->handle(for_payable(name, capture()));
  }
  world.bus.mishap = [](Consumer, const Event& event) {
    return event.facts.payable.value == "pay" ? std::optional(PublishError::refused) : std::nullopt;
  };
  world.service->relay();

  CHECK(world.bus.taken[Consumer::ledger].size() == 2 * (names.size() - 2));  // "" is malformed
  world.bus.mishap = {};
  CHECK(world.settle());
  CHECK(world.audit() == std::vector<std::string>{});
}

TEST_CASE("a consumer that does not answer is left alone soon, and the other has all it needs") {
  World world;
  constexpr int payables = 30;
  for (int i = 0; i < payables; ++i) {
    world.service->handle(for_payable("pay-" + std::to_string(i), authorise()));
  }
  int silences = 0;
  world.bus.mishap = [&](Consumer consumer, const Event&) {
    if (consumer == Consumer::ledger) return std::optional<PublishError>{};
    ++silences;
    return std::optional(PublishError::unknown);
  };
  world.service->relay();

  CHECK(world.bus.taken[Consumer::ledger].size() == payables);
  CHECK(silences == static_cast<int>(world.config.relay_silences_max));
}

TEST_CASE("a consumer that answers nothing about some events gets all the others") {
  World world;
  constexpr int payables = 30, poisonous = 20;
  for (int i = 0; i < payables; ++i) {
    world.service->handle(for_payable("pay-" + std::to_string(100 + i), authorise()));
  }
  world.bus.mishap = [&](Consumer, const Event& event) {
    const bool poison = event.facts.payable.value < "pay-" + std::to_string(100 + poisonous);
    return poison ? std::optional(PublishError::unknown) : std::nullopt;
  };
  const auto steps = poisonous / static_cast<int>(world.config.relay_silences_max) + 1;
  for (int i = 0; i < steps; ++i) world.service->relay();

  CHECK(world.bus.taken[Consumer::ledger].size() == payables - poisonous);
}

TEST_CASE("a row of the outbox that cannot be read is named once and holds up its payable alone") {
  World world;
  for (const Request& request : {authorise(), capture()}) {
    world.service->handle(for_payable("pay-1", request));
  }
  world.service->handle(for_payable("pay-2", authorise()));
  const Row damaged = world.store.rows(tables::outbox).front();
  REQUIRE(world.store.commit({"damage", "", {put(tables::outbox, damaged, "garbage")}}));
  for (int i = 0; i < 10; ++i) world.service->relay();

  REQUIRE(world.bus.taken[Consumer::ledger].size() == 1);
  CHECK(world.bus.taken[Consumer::ledger][0].facts.payable.value == "pay-2");
  CHECK(world.telemetry.alarms["unreadable_row"] == 1);
}

TEST_CASE("a consumer that acknowledged is not told again because another did not") {
  World world;
  world.service->handle(authorise());
  world.bus.mishap = [](Consumer consumer, const Event&) {
    return consumer == Consumer::ledger ? std::optional(PublishError::unknown) : std::nullopt;
  };
  world.service->relay();
  world.bus.mishap = {};

  world.service->relay();

  CHECK(world.bus.deliveries == 3);
  CHECK(world.store.count(tables::outbox) == 0);
}

TEST_CASE("a crash between delivery and mark delivers again and loses nothing") {
  int repeated = 0;
  for (int step = 1;; ++step) {
    World world;
    world.service->handle(authorise());
    world.fuse.cut_at(step);
    try {
      world.service->relay();
      break;
    } catch (const PowerCut&) {
      world.fuse.cut_at(0);
    }
    world.restart();
    world.settle();
    INFO("step " << step);
    CHECK(world.audit() == std::vector<std::string>{});
    repeated += world.bus.deliveries > 2 ? 1 : 0;
  }
  CHECK(repeated > 0);
}

TEST_CASE("two relays at once deliver in order") {
  World world;
  for (const Request& request : {authorise(), capture(), refund(1.00_eur), refund(1.00_eur, 2)}) {
    world.service->handle(request);
  }
  bool nested = false;
  world.bus.mishap = [&](Consumer, const Event&) -> std::optional<PublishError> {
    if (!std::exchange(nested, true)) world.service->relay();
    return std::nullopt;
  };

  world.service->relay();
  world.settle();

  CHECK(world.audit() == std::vector<std::string>{});
}

TEST_CASE("an operation without a definite end makes no event") {
  World world;
  world.processor.mishaps = {Mishap::lose_reply};

  world.service->handle(authorise());

  CHECK(world.store.count(tables::outbox) == 0);
}

TEST_CASE("an event that nobody takes has a budget of quick tries, and then an alarm") {
  World world;
  world.service->handle(authorise());
  world.bus.mishap = [](Consumer, const Event&) { return std::optional(PublishError::refused); };

  for (int i = 0; i < 40; ++i) {
    world.service->relay();
    world.pass(world.config.relay_delay);
  }

  CHECK(world.bus.deliveries == static_cast<int>(world.config.relay_tries_max * consumers.size()));
  CHECK(world.telemetry.alarms["event_undelivered"] == static_cast<int>(consumers.size()));
}

TEST_CASE("an event whose quick tries are spent is tried again after a pause, and delivered") {
  World world;
  world.service->handle(authorise());
  world.bus.mishap = [](Consumer, const Event&) { return std::optional(PublishError::refused); };
  for (std::uint32_t i = 0; i < world.config.relay_tries_max; ++i) world.service->relay();
  world.bus.mishap = {};

  CHECK_FALSE(world.service->relay().changed);
  world.pass(world.config.relay_pause);

  CHECK(world.service->relay().changed);
  CHECK(world.store.count(tables::outbox) == 0);
}
