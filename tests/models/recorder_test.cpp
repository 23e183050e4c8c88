// The recorder: order, digest and memory. Every field of an observation changes the digest, and a
// digest that skips one is found by the same check.
#include <catch2/catch.hpp>

#include <array>

#include "models/observation_text.hpp"
#include "tests/models/stage.hpp"

namespace {

using namespace assay::history;
using namespace assay::models;
using namespace assay::models::testing;
using assay::sim::Digester;
using Fold = std::function<void(Digester&, const Observation&)>;

const std::vector<std::function<void(Observation&)>> changes{
    [](Observation& o) { o.fact = Fact::at_rest; },
    [](Observation& o) { o.outcome = Outcome::unknown; },
    [](Observation& o) { o.kind = OperationKind::refund; },
    [](Observation& o) { o.at = 1; },
    [](Observation& o) { o.sequence = 1; },
    [](Observation& o) { o.number = 1; },
    [](Observation& o) { o.ordinal = 1; },
    [](Observation& o) { o.status = 1; },
    [](Observation& o) { o.amount.minor = 1; },
    [](Observation& o) { o.amount.currency = "x"; },
    [](Observation& o) { o.observer = "x"; },
    [](Observation& o) { o.payable = "x"; },
    [](Observation& o) { o.operation = "x"; },
    [](Observation& o) { o.customer = "x"; },
    [](Observation& o) { o.scope = "x"; },
    [](Observation& o) { o.key = "x"; },
    [](Observation& o) { o.fingerprint = "x"; },
    [](Observation& o) { o.processor = "x"; },
    [](Observation& o) { o.processor_key = "x"; },
    [](Observation& o) { o.effect = "x"; },
    [](Observation& o) { o.from = "x"; },
    [](Observation& o) { o.to = "x"; },
    [](Observation& o) { o.evidence = "x"; },
    [](Observation& o) { o.transaction = "x"; },
    [](Observation& o) { o.event = "x"; },
    [](Observation& o) { o.reason = "x"; },
};

/// How many pairs of different observations this way of folding cannot tell apart.
std::size_t blind_spots(const Fold& fold_one) {
  std::vector<assay::sim::Digest> digests;
  std::size_t equal = 0;
  const auto digest_of = [&](const Observation& seen) {
    Digester digest;
    digest.reset();
    fold_one(digest, seen);
    return digest.value();
  };
  digests.push_back(digest_of({}));
  for (const auto& change : changes) {
    Observation seen;
    change(seen);
    const auto digest = digest_of(seen);
    for (const auto& other : digests) equal += digest == other;
    digests.push_back(digest);
  }
  return equal;
}

TEST_CASE("each field of an observation changes the digest, and in a way of its own") {
  CHECK(blind_spots(fold) == 0);
}

TEST_CASE("a recorder that skips any one field is found by the same check") {
  const std::vector<std::function<void(Observation&)>> skips{
      [](Observation& o) { o.reason.clear(); }, [](Observation& o) { o.status = 0; },
      [](Observation& o) { o.amount.currency.clear(); }, [](Observation& o) { o.outcome = {}; }};
  for (const auto& skip : skips) {
    const Fold planted = [&](Digester& digest, Observation seen) {
      skip(seen);
      fold(digest, seen);
    };
    CHECK(blind_spots(planted) > 0);
  }
}

TEST_CASE("facts are stamped with time, place and observer") {
  Stage stage;
  stage.play([&](assay::sim::Node& node) {
    stage.pause(3_ms);
    stage.recorder.record(node, [] { return Observation{.fact = Fact::intent_declared}; });
    stage.recorder.record({.fact = Fact::healed});
  });
  const auto& seen = stage.recorder.history().observations;
  REQUIRE(seen.size() == 2);
  CHECK(seen[0].at == (3_ms).ns());
  CHECK(seen[0].sequence == 1);
  CHECK(seen[0].observer == "shop-1");
  CHECK(seen[1].sequence == 2);
  CHECK(seen[1].observer.empty());
}

/// The digest, and the world's fingerprint, after one observation with this amount.
std::pair<assay::sim::Digest, std::uint64_t> after_observing(std::int64_t minor,
                                                             assay::sim::KeepDecisions keep) {
  assay::sim::World world;
  assay::sim::FaultModel faults;
  assay::sim::RunInput input;
  input.keep = keep;
  world.begin(input, faults);
  Recorder recorder{world};
  recorder.begin({});
  recorder.record({.fact = Fact::amount_read, .amount = {minor, "EUR"}});
  const std::pair result{world.digest().value(), world.fingerprint()};
  world.run();
  world.end();
  return result;
}

TEST_CASE("what is observed is part of the run's digest, and of state where a search prunes") {
  using assay::sim::KeepDecisions;
  const auto one = after_observing(1, KeepDecisions::all);
  const auto two = after_observing(2, KeepDecisions::all);
  CHECK(after_observing(1, KeepDecisions::all) == one);
  CHECK(one.first != two.first);
  CHECK(one.second != two.second);
  CHECK(after_observing(1, KeepDecisions::answers).second ==
        after_observing(2, KeepDecisions::answers).second);
}

TEST_CASE("a new run starts with an empty history and no sightings, in the same memory") {
  Stage stage;
  stage.recorder.record({.fact = Fact::healed});
  stage.recorder.saw(Sighting::client_gave_up);
  const auto* const memory = stage.recorder.history().observations.data();
  stage.recorder.begin({.effect_max = 7});
  CHECK(stage.recorder.history().observations.empty());
  CHECK(stage.recorder.history().bounds.effect_max == 7);
  CHECK(stage.recorder.sightings().mask() == 0);
  stage.recorder.record({.fact = Fact::healed});
  CHECK(stage.recorder.history().observations.data() == memory);
}

TEST_CASE("an observation reads as one line that names operation, money and change") {
  const Observation seen{.fact = Fact::transition_committed,
                         .kind = OperationKind::capture,
                         .number = 3,
                         .ordinal = 2,
                         .amount = {1250, "EUR"},
                         .payable = "pay-1",
                         .operation = "op-7",
                         .from = "attempting",
                         .to = "unknown"};
  CHECK(one_line(seen) ==
        "transition_committed: pay-1/capture-2, 12.50 EUR, number 3, attempting -> unknown, "
        "operation op-7");
}

}  // namespace
