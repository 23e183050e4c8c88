// Each replaceable part, replaced by a believable wrong one: the checks that pass for the real
// service must fail for these, or they check nothing.
#include "world.hpp"

#include <catch2/catch.hpp>

using namespace payments;
using namespace payments::testing;

namespace {

using Adapt = std::function<void(Parts&, const Ports&, const Config&)>;

/// Takes no answer for a no.
struct TimeoutIsFailure : CautiousOutcomeReader {
  Reading read(const std::expected<GatewayReply, GatewayError>& answer,
               Money amount) const override {
    const Reading careful = CautiousOutcomeReader::read(answer, amount);
    if (careful.outcome != Outcome::unknown) return careful;
    return {Outcome::declined, careful.cause};
  }
};

/// Takes a lost try for one that failed at the processor, and sends it again as a new one.
struct ResendingRecovery : Recovery {
  void resume(Engine& engine, Case& subject) override {
    engine.adopt(subject, GatewayReply{}, Cause::server_error);
    engine.drive(subject);
  }
};

/// Lets a merchant of small things in, and nobody else.
struct SmallAmounts : FormCheck {
  std::optional<std::string_view> fault_of(const Request& request) const override {
    const auto fault = FormCheck::fault_of(request);
    if (fault || request.command.amount.minor <= 500) return fault;
    return "above_merchants_limit";
  }
};

/// Claims never lapse.
struct EndlessClaims : StoredIdempotency {
  using StoredIdempotency::StoredIdempotency;
  Instant lease_end(Instant) const override { return Instant::never(); }
};

/// A rejected twin cleans up after itself, and takes the owner's record with it.
struct DeletingIdempotency : StoredIdempotency {
  using StoredIdempotency::StoredIdempotency;
  ClaimAnswer claim(const ClaimRequest& request) override {
    ClaimAnswer answer = StoredIdempotency::claim(request);
    if (answer.kind == ClaimAnswer::Kind::in_flight) remove(request.scope, request.key);
    return answer;
  }
};

/// Tells consumers itself once the transition is committed.
struct DirectPublishing : Bookkeeping {
  DirectPublishing(Store& kept, EventBus& told) : store(kept), bus(told) {}
  std::expected<void, CommitError> commit(Transaction draft, const Posting& posting) override {
    const auto added = add_balance(store, draft, posting);
    if (!added) return std::unexpected(added.error());
    const auto committed = store.commit(draft);
    if (!committed || !posting.event) return committed;
    for (const Consumer consumer : consumers) {
      (void)bus.publish(consumer, *posting.event);
    }
    return committed;
  }

  Store& store;
  EventBus& bus;
};

template <typename Part>
Adapt with_idempotency() {
  return [](Parts& parts, const Ports& ports, const Config& config) {
    parts.idempotency = std::make_unique<Part>(ports.store, ports.clock, ports.ids, config);
  };
}

/// Cuts the power at a step of authorise and capture, restarts, and says whether harm was done.
bool harmed(const Adapt& adapt, int step) {
  World world;
  world.restart(adapt);
  world.fuse.cut_at(step);
  try {
    world.service->handle(authorise());
    world.service->handle(capture());
    world.settle(20);
  } catch (const PowerCut&) {
  }
  world.fuse.cut_at(0);
  world.restart(adapt);
  world.service->recover();
  world.insist(authorise());
  world.insist(capture());
  const bool rest = world.settle();
  return !rest || !world.audit().empty();
}

int harmful_steps(const Adapt& adapt) {
  int harm = 0;
  for (int step = 1; step < 90; ++step) harm += harmed(adapt, step) ? 1 : 0;
  return harm;
}

}  // namespace

TEST_CASE("the standard parts are harmed by no power cut") { CHECK(harmful_steps({}) == 0); }

TEST_CASE("a recovery that sends again without asking is caught by the sweep") {
  CHECK(harmful_steps([](Parts& parts, const Ports&, const Config&) {
          parts.recovery = std::make_unique<ResendingRecovery>();
        }) > 0);
}

TEST_CASE("claims without an end leave operations stuck after a power cut") {
  CHECK(harmful_steps(with_idempotency<EndlessClaims>()) > 0);
}

TEST_CASE("publishing beside the transaction loses events in a power cut") {
  CHECK(harmful_steps([](Parts& parts, const Ports& ports, const Config&) {
          parts.bookkeeping = std::make_unique<DirectPublishing>(ports.store, ports.bus);
        }) > 0);
}

TEST_CASE("a time-out taken for a decline contradicts the processor") {
  World world;
  world.restart([](Parts& parts, const Ports&, const Config&) {
    parts.reader = std::make_unique<TimeoutIsFailure>();
  });
  world.processor.mishaps = {Mishap::lose_reply};

  CHECK(world.service->handle(authorise()).code == status::declined);
  CHECK(world.processor.effects.size() == 1);
}

TEST_CASE("a rejected twin that deletes its owner's record makes no second refund all the same") {
  World world;
  world.restart(with_idempotency<DeletingIdempotency>());
  world.service->handle(authorise());
  world.service->handle(capture());
  int commits = 0;
  const std::function<void(const Transaction&)> twins = [&](const Transaction&) {
    if (++commits < 4) {
      world.store.before_commit = twins;
      return;
    }
    world.service->handle(refund(2.00_eur));
    world.service->handle(refund(2.00_eur));
  };
  world.store.before_commit = twins;

  world.service->handle(refund(2.00_eur));
  world.settle();

  CHECK(world.processor.effects.size() == 3);
}

TEST_CASE("what may come in is the host's to say, and what may not leaves nothing behind") {
  World world;
  world.restart([](Parts& parts, const Ports&, const Config&) {
    parts.check = std::make_unique<SmallAmounts>();
  });
  const Response refused = world.service->handle(authorise());
  CHECK(refused.code == status::malformed);
  CHECK(refused.reason == "above_merchants_limit");
  Request small = authorise();
  small.command.amount.minor = 500;
  CHECK(world.service->handle(small).code == status::succeeded);
  small.key = {};
  CHECK(world.service->handle(small).reason == "missing_key");
}
