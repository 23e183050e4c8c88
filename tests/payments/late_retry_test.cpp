// Retries that come when their key is forgotten: the payment itself knows what has been done.
#include "world.hpp"

#include <catch2/catch.hpp>

using namespace payments;
using namespace payments::testing;

namespace {

/// A paid order, and a part of it returned, so long ago that nobody knows the keys.
struct LongAgo {
  LongAgo() {
    for (const Request& one : {authorise(), capture(), refund(3.00_eur, 1)}) {
      told.push_back(world.service->handle(one));
    }
    world.settle();
    sends = world.processor.sends.size();
    world.pass(world.config.key_retention + world.config.clock_skew + world.config.reap_delay);
    world.service->reap();
  }

  World world;
  std::vector<Response> told;
  std::size_t sends = 0;
};

}  // namespace

TEST_CASE("a retry whose key is forgotten gets the answer of then, and nothing is sent") {
  LongAgo ago;
  REQUIRE(ago.world.store.count(tables::claims) == 0);

  CHECK(ago.world.service->handle(authorise()).operation == ago.told[0].operation);
  CHECK(ago.world.service->handle(capture()).operation == ago.told[1].operation);
  const Response again = ago.world.service->handle(refund(3.00_eur, 1));

  CHECK(again.code == status::succeeded);
  CHECK(again.operation == ago.told[2].operation);
  CHECK(again.replayed);
  CHECK(ago.world.processor.sends.size() == ago.sends);
  CHECK(ago.world.audit() == std::vector<std::string>{});
}

TEST_CASE("a late retry under another key is known as well, and replayed under it") {
  LongAgo ago;
  Request anew = refund(3.00_eur, 1);
  anew.key = {"another"};

  CHECK(ago.world.service->handle(anew).operation == ago.told[2].operation);
  CHECK(ago.world.service->handle(anew).replayed);
  CHECK(ago.world.processor.sends.size() == ago.sends);
}

TEST_CASE("the ordinal of something done cannot be used for something else") {
  LongAgo ago;

  const Response other = ago.world.service->handle(refund(2.00_eur, 1));

  CHECK(other.code == status::unprocessable);
  CHECK(other.reason == "ordinal_reused");
  CHECK(ago.world.processor.sends.size() == ago.sends);
}

TEST_CASE("a further refund of the same amount is a new operation, however late") {
  LongAgo ago;

  const Response second = ago.world.service->handle(refund(3.00_eur, 2));

  CHECK(second.code == status::succeeded);
  CHECK(second.operation != ago.told[2].operation);
  CHECK(ago.world.processor.sends.size() == ago.sends + 1);
}
