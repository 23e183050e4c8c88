// Two tenants who call everything the same: neither ever meets the other.
#include "world.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace payments;
using namespace payments::testing;

namespace {

const std::vector<Tenant> one{{"acme"}}, two{{"acme"}, {"bolt"}};

Request of(const Tenant& whose, Request request) {
  request.scope.tenant = whose;
  request.command.payable.tenant = whose;
  return request;
}

/// Each tenant takes the same steps, through every table: a hold, a capture that is believed lost,
/// a void, and then the capture comes late and is given back.
void live(World& world, const std::vector<Tenant>& tenants) {
  world.config.attempts_max = 1;
  world.config.attempts_immediate = 1;
  world.restart();
  for (const Tenant& whose : tenants) {
    REQUIRE(world.service->handle(of(whose, authorise())).code == status::succeeded);
    world.processor.mishaps = {Mishap::late};
    REQUIRE(world.service->handle(of(whose, capture())).code == status::accepted);
  }
  REQUIRE(world.settle());
  for (const Tenant& whose : tenants) {
    REQUIRE(world.service->handle(of(whose, void_hold())).code == status::succeeded);
  }
  world.processor.apply_late();
  for (const Tenant& whose : tenants) {
    world.processor.effects.push_back({{"op-of-nobody"}, OperationKind::authorise,
                                       whose.value + "/pay-9", 1,
                                       {Outcome::success, "ref-9", "", 5.00_eur, {}}});
  }
  REQUIRE(world.settle());
}

}  // namespace

TEST_CASE("two tenants with equal names have twice the rows of one, in every table") {
  World alone, together;
  live(alone, one);
  live(together, two);
  for (const std::string_view table : tables::all) {
    INFO(table);
    if (table == tables::unposted) continue;  // needs a balance near the end of its range
    // The processor names its events, and no tenant does.
    if (table == tables::inbox || table == tables::unapplied) continue;
    const std::size_t rows = alone.store.ever[std::string(table)].size();
    CHECK(rows > 0);
    const bool shared = table == tables::cursors;  // the processor's list is read once, for all
    CHECK(together.store.ever[std::string(table)].size() == (shared ? rows : 2 * rows));
  }
}

TEST_CASE("a table that the service writes is one of those that are tested for tenants") {
  World world;
  live(world, two);
  for (const auto& [table, keys] : world.store.ever) {
    INFO(table);
    CHECK(std::ranges::count(tables::all, table) == 1);
  }
}

TEST_CASE("two tenants with equal names each get what they would get alone") {
  World alone, together;
  live(alone, one);
  live(together, two);
  CHECK(together.audit().empty());
  CHECK(together.processor.effects.size() == 2 * alone.processor.effects.size());
  for (const Tenant& whose : two) {
    CHECK(together.service->balance(whose, {"c-1"}, Currency::of("EUR")) ==
          alone.service->balance(one.front(), {"c-1"}, Currency::of("EUR")));
  }
}

TEST_CASE("a tenant cannot capture or refund what another has authorised") {
  World world;
  REQUIRE(world.service->handle(of(two[0], authorise())).code == status::succeeded);
  CHECK(world.service->handle(of(two[1], capture())).reason == "not_authorised");
  REQUIRE(world.service->handle(of(two[0], capture())).code == status::succeeded);
  CHECK(world.service->handle(of(two[1], refund(1.00_eur))).reason == "not_authorised");
  CHECK(world.processor.effects.size() == 2);
}

TEST_CASE("a tenant is not answered from another's key, nor told that it has been used") {
  World world;
  const Response first = world.service->handle(of(two[0], authorise()));
  const Response other = world.service->handle(of(two[1], authorise(99.00_eur)));
  CHECK(other.code == status::succeeded);
  CHECK_FALSE(other.replayed);
  CHECK(other.operation != first.operation);
}

TEST_CASE("a request that names another tenant's payable is malformed") {
  World world;
  Request crossed = of(two[0], authorise());
  crossed.command.payable.tenant = two[1];
  CHECK(world.service->handle(crossed).reason == "another_tenants_payable");
  CHECK(world.store.ever.empty());
}
