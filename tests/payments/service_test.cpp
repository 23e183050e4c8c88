// The edge: what one client sees of one operation, without and with a processor that misbehaves.
#include "world.hpp"

#include <catch2/catch.hpp>

using namespace payments;
using namespace payments::testing;

TEST_CASE("an authorised and captured payment moves its amount once") {
  World world;

  CHECK(world.service->handle(authorise()).code == status::succeeded);
  CHECK(world.service->handle(capture()).code == status::succeeded);

  CHECK(world.settle());
  CHECK(world.audit() == std::vector<std::string>{});
  CHECK(world.service->balance(tenant, {"c-1"}, Currency::of("EUR")) == 12.50_eur);
}

TEST_CASE("a void after an authorisation releases it and moves nothing") {
  World world;

  CHECK(world.service->handle(authorise()).code == status::succeeded);
  CHECK(world.service->handle(void_hold()).code == status::succeeded);

  CHECK(world.settle());
  CHECK(world.audit() == std::vector<std::string>{});
  CHECK(world.service->balance(tenant, {"c-1"}, Currency::of("EUR")) == 0.00_eur);
}

TEST_CASE("two equal refunds are two operations") {
  World world;
  world.service->handle(authorise());
  world.service->handle(capture());

  CHECK(world.service->handle(refund(3.00_eur, 1)).code == status::succeeded);
  CHECK(world.service->handle(refund(3.00_eur, 2)).code == status::succeeded);

  CHECK(world.settle());
  CHECK(world.audit() == std::vector<std::string>{});
  CHECK(world.service->balance(tenant, {"c-1"}, Currency::of("EUR")) == 6.50_eur);
}

TEST_CASE("a decline is final, told as declined, and replayed") {
  World world;
  world.processor.outcome = Outcome::declined;

  const Response first = world.service->handle(authorise());
  const Response second = world.service->handle(authorise());

  CHECK(first.code == status::declined);
  CHECK(first.told == Outcome::declined);
  CHECK(second.code == status::declined);
  CHECK(second.replayed);
  CHECK(world.processor.sends.size() == 1);
}

TEST_CASE("a repeated request is answered from what was stored") {
  World world;
  const Response first = world.service->handle(authorise());

  Response second = world.service->handle(authorise());

  CHECK(second.replayed);
  second.replayed = false;
  CHECK(second == first);
  CHECK(world.processor.sends.size() == 1);
}

TEST_CASE("a key reused for another amount is refused and changes nothing") {
  World world;
  world.service->handle(authorise());
  const int commits = world.store.commits;

  const Response other = world.service->handle(authorise(99.00_eur));

  CHECK(other.code == status::unprocessable);
  CHECK(other.reason == "key_reused");
  CHECK(world.store.commits == commits);
  CHECK(world.processor.sends.size() == 1);
}

TEST_CASE("the same key in another scope is another key") {
  World world;
  world.service->handle(authorise());
  Request other = authorise();
  other.scope = {tenant, "another shop"};
  other.command.payable = {tenant, "pay-2"};

  CHECK(world.service->handle(other).code == status::succeeded);
  CHECK(world.processor.sends.size() == 2);
}

TEST_CASE("while a request is at work, its twin is told so and a changed one is refused") {
  World world;
  Response twin;
  Response changed;
  world.store.before_commit = [&](const Transaction&) {
    world.store.before_commit = [&](const Transaction&) {
      twin = world.service->handle(authorise());
      changed = world.service->handle(authorise(1.00_eur));
    };
  };

  CHECK(world.service->handle(authorise()).code == status::succeeded);

  CHECK(twin.code == status::in_progress);
  CHECK(twin.retry_after.has_value());
  CHECK(changed.code == status::unprocessable);
  CHECK(world.processor.sends.size() == 1);
}

TEST_CASE("the same operation under a second key is answered from the first") {
  World world;
  const Response first = world.service->handle(authorise());
  Request again = authorise();
  again.key = {"another key"};

  const Response second = world.service->handle(again);

  CHECK(second.code == first.code);
  CHECK(second.operation == first.operation);
  CHECK(world.processor.sends.size() == 1);
}

TEST_CASE("after a decline, a new key is a new try") {
  World world;
  world.processor.outcome = Outcome::declined;
  world.service->handle(authorise());
  world.processor.outcome = Outcome::success;
  Request again = authorise();
  again.key = {"another key"};

  CHECK(world.service->handle(again).code == status::succeeded);
  CHECK(world.service->handle(authorise()).code == status::declined);
}

TEST_CASE("what was never attempted is taken up again as the same operation, under its key") {
  World world;
  world.processor.mishaps = {Mishap::refuse, Mishap::refuse};

  const Response first = world.service->handle(authorise());
  const Response second = world.service->handle(authorise());

  CHECK(first.code == status::unavailable);
  CHECK(first.told == Outcome::not_attempted);
  CHECK(second.code == status::succeeded);
  CHECK(second.operation == first.operation);
  CHECK(world.processor.sends.back().key == world.processor.sends.front().key);
  CHECK(world.processor.effects.size() == 1);
}

TEST_CASE("what is taken up again gives way to what has begun beside it meanwhile") {
  World world;
  world.service->handle(authorise());
  world.service->handle(capture());
  world.processor.mishaps = {Mishap::refuse, Mishap::refuse};
  REQUIRE(world.service->handle(refund(7.00_eur, 1)).code == status::unavailable);
  std::uint32_t other = 0;
  const std::function<void(const Transaction&)> cut_in = [&](const Transaction& transaction) {
    if (transaction.purpose != "begin_attempt") {
      world.store.before_commit = cut_in;
      return;
    }
    other = world.service->handle(refund(7.00_eur, 2)).code;
  };
  world.store.before_commit = cut_in;

  const Response again = world.service->handle(refund(7.00_eur, 1));

  CHECK(other == status::succeeded);
  CHECK(again.code != status::succeeded);
  CHECK(world.processor.sends.size() == 5);
  CHECK(world.service->handle(refund(7.00_eur, 1)).reason == "above_captured");
  CHECK(world.settle());
  CHECK(world.audit() == std::vector<std::string>{});
}

TEST_CASE("malformed requests are refused by name and leave no trace") {
  World world;
  Request no_key = authorise();
  no_key.key = {};
  Request no_money = authorise(0.00_eur);
  Request ours = authorise();
  ours.scope = {tenant, std::string(own_scope)};

  for (const Request& bad : {no_key, no_money, ours}) {
    CHECK(world.service->handle(bad).code == status::malformed);
  }
  CHECK(world.service->handle(no_key).reason == "missing_key");
  CHECK(world.store.commits == 0);
}

TEST_CASE("a lost reply reads pending, and is never sent with another key") {
  World world;
  world.processor.mishaps = {Mishap::lose_reply};

  const Response first = world.service->handle(authorise());
  const Response last = world.insist(authorise());

  CHECK(first.code == status::accepted);
  CHECK(first.told == Outcome::pending);
  CHECK(last.code == status::succeeded);
  CHECK(last.operation == first.operation);
  CHECK(world.processor.sends.size() == 1);
  CHECK(world.settle());
  CHECK(world.audit() == std::vector<std::string>{});
}

TEST_CASE("the balance of an unknown customer is nothing") {
  World world;

  CHECK(world.service->balance(tenant, {"nobody"}, Currency::of("JPY")) == 0_jpy);
}
