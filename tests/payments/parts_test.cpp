// Each replaceable part, replaced by a believable wrong one: the checks that pass for the real
// service must fail for these, or they check nothing.
#include "payments/execution/recording_engine.hpp"
#include "payments/execution/stored_journal_recorder.hpp"
#include "payments/recovery/asking_resolver.hpp"
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

/// Takes a try that nobody knows the outcome of for one that failed.
struct RashStateMachine : TableStateMachine {
  Ruling rule(State state, Evidence evidence) const override {
    const bool in_doubt = state == State::attempting && evidence == Evidence::unknown;
    return in_doubt ? Ruling{RulingKind::moves, State::failed}
                    : TableStateMachine::rule(state, evidence);
  }
};

/// Says that it has recorded what came of a try, and has not.
struct ForgetfulRecorder : StoredJournalRecorder {
  using StoredJournalRecorder::StoredJournalRecorder;
  Recorded record(Case& subject, const Move& move) override {
    if (move.purpose == "record_outcome") return Recorded::yes;
    return StoredJournalRecorder::record(subject, move);
  }
};

/// Takes every look-up that finds nothing for proof.
struct CredulousEngine : RecordingEngine {
  using RecordingEngine::RecordingEngine;
  std::optional<Absence> absence(const Case& subject, AskedAt) const override {
    return proved(subject.view().attempt);
  }
};

/// Leaves what is open to whoever asks.
struct IdleResolver : AskingResolver {
  using AskingResolver::AskingResolver;
  StepResult step() override { return {}; }
  StepResult recover() override { return {}; }
};

/// Reads no list.
struct IdleReconciliation : Reconciliation {
  StepResult step() override { return {}; }
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

TEST_CASE("a state machine that takes doubt for failure contradicts the processor") {
  const auto belief_after_silence = [](const Adapt& adapt) {
    World world;
    world.restart(adapt);
    world.processor.mishaps = {Mishap::lose_reply};
    return world.view(world.service->handle(authorise()).operation)->state;
  };
  CHECK(belief_after_silence({}) == State::unknown);
  CHECK(belief_after_silence([](Parts& parts, const Ports&, const Config&) {
          parts.machine = std::make_unique<RashStateMachine>();
        }) == State::failed);
}

TEST_CASE("a recorder that forgets what came of a try is caught by the sweep") {
  CHECK(harmful_steps([](Parts& parts, const Ports&, const Config&) {
          parts.make_recorder = [](const Ports& ports, const Config& config, Parts& made) {
            return std::make_unique<ForgetfulRecorder>(ports, config, *made.machine,
                                                       *made.idempotency, *made.bookkeeping);
          };
        }) > 0);
}

TEST_CASE("a resolver that leaves things open leaves them in doubt") {
  const auto belief_in_the_end = [](const Adapt& adapt) {
    World world;
    world.restart(adapt);
    world.processor.mishaps = {Mishap::lose_request};
    const Response asked = world.service->handle(authorise());
    world.settle(20);
    return world.view(asked.operation)->state;
  };
  CHECK(belief_in_the_end({}) == State::succeeded);
  CHECK(belief_in_the_end([](Parts& parts, const Ports&, const Config&) {
          parts.make_resolver = [](const Ports& ports, const Config& config, Parts& made) {
            return std::make_unique<IdleResolver>(ports, config, *made.idempotency, *made.engine,
                                                  *made.recovery, *made.recorder, made.pulse);
          };
        }) == State::unknown);
}

TEST_CASE("an engine that takes nothing found for proof tells it at once") {
  const auto state_after_one_question = [](const Adapt& adapt) {
    World world;
    world.restart(adapt);
    world.processor.mishaps = {Mishap::late, Mishap::late, Mishap::late};
    world.processor.able.keys = false;
    const Response asked = world.service->handle(authorise());
    world.pass(world.config.lease + world.config.ask_delay_min);
    world.service->resolve();
    return world.view(asked.operation)->state;
  };
  CHECK(state_after_one_question({}) != State::failed);
  CHECK(state_after_one_question([](Parts& parts, const Ports&, const Config&) {
          parts.make_engine = [](const Ports& ports, const Config& config, Parts& made) {
            return std::make_unique<CredulousEngine>(ports, config, *made.rulebook, *made.keys,
                                                     *made.reader, *made.heard, *made.recorder);
          };
        }) == State::failed);
}

TEST_CASE("without reconciliation what only the list shows stays unseen") {
  const auto breaks_seen = [](const Adapt& adapt) {
    World world;
    world.restart(adapt);
    world.processor.effects.push_back({{"op-of-nobody"},
                                       OperationKind::capture,
                                       "pay-9",
                                       1,
                                       {Outcome::success, "ref", "", 5.00_eur, {}}});
    world.service->reconcile();
    return world.store.rows(tables::breaks).size();
  };
  CHECK(breaks_seen({}) == 1);
  CHECK(breaks_seen([](Parts& parts, const Ports&, const Config&) {
          parts.make_reconciliation = [](const Ports&, const Config&, Parts&) {
            return std::make_unique<IdleReconciliation>();
          };
        }) == 0);
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
