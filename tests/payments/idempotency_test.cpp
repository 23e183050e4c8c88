// The records behind the keys: leases, tokens, retention.
#include "world.hpp"

#include <catch2/catch.hpp>

using namespace payments;
using namespace payments::testing;

namespace {

const ClaimRequest wanted{{tenant, "shop"},      {"k-1"}, "body", {tenant, "pay-1"},
                          OperationKind::refund, 1};

struct Keys {
  World world;
  StoredIdempotency idempotency{world.store, world.clock, world.ids, world.config};
};

using Kind = ClaimAnswer::Kind;

}  // namespace

TEST_CASE("a key is claimed once, and again with a higher token when the lease is over") {
  Keys keys;
  const ClaimAnswer first = keys.idempotency.claim(wanted);
  const ClaimAnswer second = keys.idempotency.claim(wanted);
  keys.world.pass(keys.world.config.lease + keys.world.config.clock_skew);
  const ClaimAnswer third = keys.idempotency.claim(wanted);

  CHECK(first.kind == Kind::granted);
  CHECK(second.kind == Kind::in_flight);
  CHECK(third.kind == Kind::granted);
  CHECK(third.claim.value.token == first.claim.value.token + 1);
}

TEST_CASE("a holder whose lease was taken over can no longer end the claim") {
  Keys keys;
  const ClaimAnswer first = keys.idempotency.claim(wanted);
  keys.world.pass(1_min);
  const ClaimAnswer second = keys.idempotency.claim(wanted);

  CHECK_FALSE(keys.idempotency.end(first.claim, ClaimState::released, {}));
  CHECK(keys.idempotency.end(second.claim, ClaimState::released, {}));
}

TEST_CASE("a released key is claimed with a higher token and no operation") {
  Keys keys;
  const ClaimAnswer first = keys.idempotency.claim(wanted);
  CHECK(keys.idempotency.end(first.claim, ClaimState::released, {}));

  const ClaimAnswer second = keys.idempotency.claim(wanted);

  CHECK(second.kind == Kind::granted);
  CHECK(second.claim.value.token == 2);
  CHECK(second.claim.value.operation.empty());
}

TEST_CASE("another body under a key is a mismatch, at work or done, until retention is over") {
  Keys keys;
  ClaimRequest other = wanted;
  other.fingerprint = "another body";
  const ClaimAnswer first = keys.idempotency.claim(wanted);

  CHECK(keys.idempotency.claim(other).kind == Kind::mismatch);
  keys.idempotency.end(first.claim, ClaimState::completed, no_result(status::succeeded, ""));
  CHECK(keys.idempotency.claim(other).kind == Kind::mismatch);
  keys.world.pass(keys.world.config.key_retention);
  CHECK(keys.idempotency.claim(other).kind == Kind::granted);
}

TEST_CASE("an unknown commit of a claim is recognised as one's own") {
  Keys keys;
  keys.world.store.trouble = {1, CommitError::unknown, true};

  CHECK(keys.idempotency.claim(wanted).kind == Kind::granted);
  CHECK(keys.world.store.commits == 1);
}

TEST_CASE("of two claims at the same moment one is granted") {
  Keys keys;
  ClaimAnswer faster;
  keys.world.store.before_commit = [&](const Transaction&) {
    faster = keys.idempotency.claim(wanted);
  };

  const ClaimAnswer slower = keys.idempotency.claim(wanted);

  CHECK(faster.kind == Kind::granted);
  CHECK(slower.kind == Kind::in_flight);
}

TEST_CASE("the reaper takes records whose retention is over, and no others") {
  World world;
  world.service->handle(authorise());
  world.processor.mishaps = {Mishap::lose_reply};
  world.service->handle(capture());
  REQUIRE(world.store.count(tables::claims) == 2);

  world.service->reap();
  CHECK(world.store.count(tables::claims) == 2);
  world.pass(world.config.key_retention + 1_s);
  world.service->reap();

  CHECK(world.store.count(tables::claims) == 1);
  CHECK(world.store.count(tables::intents) == 1);
}

TEST_CASE("an owner who wakes after his claim was reaped has no part in the next one") {
  Keys keys;
  const ClaimAnswer sleeper = keys.idempotency.claim(wanted);
  keys.world.pass(keys.world.config.lease + keys.world.config.clock_skew);
  keys.idempotency.reap();
  REQUIRE(keys.world.store.count(tables::claims) == 0);
  const ClaimAnswer next = keys.idempotency.claim(wanted);
  REQUIRE(next.kind == Kind::granted);

  CHECK(!keys.idempotency.end(sleeper.claim, ClaimState::completed,
                              no_result(status::succeeded, "the sleeper's")));
  CHECK(!keys.idempotency.remove(sleeper.claim));
  CHECK(keys.idempotency.claim(wanted).kind == Kind::in_flight);
  CHECK(keys.idempotency.end(next.claim, ClaimState::completed,
                             no_result(status::succeeded, "his own")));
}

TEST_CASE("what a request saw of an operation's entry is not taken for one that was made anew") {
  Keys keys;
  const ClaimAnswer declined = keys.idempotency.claim(wanted);
  keys.idempotency.end(declined.claim, ClaimState::completed, no_result(status::declined, ""));
  ClaimRequest late = wanted;
  late.key = {"k-2"};
  ClaimRequest faster = wanted;
  faster.key = {"k-3"};
  ClaimAnswer running;
  keys.world.store.before_commit = [&](const Transaction&) {
    REQUIRE(keys.idempotency.remove(wanted.scope, wanted.key));
    running = keys.idempotency.claim(faster);
  };

  CHECK(keys.idempotency.claim(late).kind == Kind::in_flight);
  CHECK(running.kind == Kind::granted);
}

TEST_CASE("a claim that goes on from its own version fits, whatever was reaped before") {
  Keys keys;
  for (int i = 0; i < 3; ++i) {
    const ClaimAnswer claimed = keys.idempotency.claim(wanted);
    REQUIRE(claimed.kind == Kind::granted);
    CHECK(
        keys.idempotency.end(claimed.claim, ClaimState::released, no_result(status::declined, "")));
    REQUIRE(keys.idempotency.remove(wanted.scope, wanted.key));
  }
}

TEST_CASE("a claim that its owner goes on with while the reaper is at another one stays") {
  Keys keys;
  ClaimRequest abandoned = wanted;
  abandoned.key = {"k-0"};
  abandoned.ordinal = 2;
  REQUIRE(keys.idempotency.claim(abandoned).kind == Kind::granted);
  const ClaimAnswer owner = keys.idempotency.claim(wanted);
  keys.world.pass(keys.world.config.lease * 20);
  keys.world.store.before_commit = [&](const Transaction&) {
    ClaimRecord renewed = owner.claim.value;
    renewed.lease_end = keys.world.clock.now() + keys.world.config.lease;
    REQUIRE(keys.world.store.commit(
        {"begin", "", {put(renewed, owner.claim.version)}}));
  };

  keys.idempotency.reap();

  CHECK(keys.world.store.count(tables::claims) == 1);
  CHECK(keys.idempotency.claim(wanted).kind == Kind::in_flight);
}
