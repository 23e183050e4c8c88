// The recorder: order, digest and memory. Every field of an observation changes the digest, and a
// digest that skips one is found by the same check.
#include <catch2/catch.hpp>

#include <set>

#include "models/observation_text.hpp"
#include "tests/models/stage.hpp"

namespace {

using namespace assay::history;
using namespace assay::models;
using namespace assay::models::testing;
using assay::sim::Digester;
/// Folds one fact.
using Fold = std::function<void(Digester&, const Observation&)>;

/// Changes the field of that place, counted from 0.
struct Change {
  History& in;
  std::size_t place;
  std::size_t passed = 0;

  template <typename Value>
  void operator()(Field /*field*/, Value& value) {
    if (passed++ != place) return;
    if constexpr (std::is_same_v<Value, Name>) {
      value = in.name("x");
    } else if constexpr (std::is_same_v<Value, Amount>) {
      value = {1, "EUR"};
    } else {
      value = static_cast<Value>(1);
    }
  }
};

/// Every kind of fact, with nothing in it and with each of its fields changed in turn.
History every_field_changed() {
  History history;
  const auto put = [&]<typename Kind>(const Kind& none) {
    history.add({}, none);
    for (std::size_t place = 0;; ++place) {
      Kind fact = none;
      Change change{history, place};
      Kind::fields(fact, change);
      if (place >= change.passed) return;
      history.add({}, fact);
    }
  };
  [&]<std::size_t... place>(std::index_sequence<place...>) { (put(FactAt<place>{}), ...); }
  (std::make_index_sequence<fact_kinds>{});
  return history;
}

/// How many pairs of different facts this way of folding cannot tell apart.
std::size_t blind_spots(const Fold& fold_one) {
  std::vector<std::string> digests;
  for (const Observation& seen : every_field_changed()) {
    Digester digest;
    digest.reset();
    visit(
        [&]<typename Kind>(const Seen<Kind>& fact) {
          Seen<Kind> unnumbered = fact;
          unnumbered.sequence = 1;
          fold_one(digest, unnumbered);
        },
        seen);
    digests.push_back(digest.value().hex());
  }
  std::ranges::sort(digests);
  return digests.size() - std::set(digests.begin(), digests.end()).size();
}

TEST_CASE("each field of a fact changes the digest, and in a way of its own") {
  CHECK(every_field_changed().size() > 200);
  CHECK(blind_spots(fold) == 0);
}

TEST_CASE("a recorder that skips any one field is found by the same check") {
  const auto skipping = [](auto skip) -> Fold {
    return [skip](Digester& digest, const Observation& seen) {
      visit(
          [&]<typename Kind>(const Seen<Kind>& fact) {
            Seen<Kind> spoilt = fact;
            skip(spoilt);
            fold(digest, spoilt);
          },
          seen);
    };
  };
  CHECK(blind_spots(skipping([](auto& it) {
          if constexpr (requires { it.reason; }) it.reason = {};
        })) > 0);
  CHECK(blind_spots(skipping([](auto& it) {
          if constexpr (requires { it.status; }) it.status = 0;
        })) > 0);
  CHECK(blind_spots(skipping([](auto& it) {
          if constexpr (requires { it.amount; }) it.amount = {};
        })) > 0);
  CHECK(blind_spots(skipping([](auto& it) {
          if constexpr (requires { it.to; }) it.to = {};
        })) > 0);
}

TEST_CASE("the stamp of a fact changes the digest") {
  const auto digest_of = [](const Stamp& stamp) {
    Digester digest;
    digest.reset();
    fold(digest, Seen<Healed>{{stamp, kind_of_fact<Healed>}, {}});
    return digest.value();
  };
  History history;
  const auto none = digest_of({});
  CHECK(digest_of({.at = 1}) != none);
  CHECK(digest_of({.observer = history.name("x")}) != none);
  CHECK(digest_of({.sequence = 1}) != none);
}

TEST_CASE("facts are stamped with time, place and observer") {
  Stage stage;
  stage.play([&](assay::sim::Node& node) {
    stage.pause(3_ms);
    stage.recorder.record(node, IntentDeclared{});
    stage.recorder.record("world", Healed{});
  });
  const History& history = stage.recorder.history();
  REQUIRE(history.size() == 2);
  CHECK(history.at(1)->at == (3_ms).ns());
  CHECK(history.at(1)->observer == "shop-1");
  CHECK(history.at(2)->sequence == 2);
  CHECK(history.at(2)->observer == "world");
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
  recorder.record("", AmountRead{.amount = {minor, "EUR"}});
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

TEST_CASE("a new run starts with an empty history and no coverage, in the same memory") {
  Stage stage;
  stage.recorder.record("", Healed{});
  stage.recorder.reached(CoverageMark::client_gave_up);
  const auto* const memory = &stage.recorder.history().back();
  stage.recorder.begin({.effect_max = 7});
  CHECK(stage.recorder.history().empty());
  CHECK(stage.recorder.history().bounds.effect_max == 7);
  CHECK(stage.recorder.coverage().mask() == 0);
  stage.recorder.record("", Healed{});
  CHECK(&stage.recorder.history().back() == memory);
}

TEST_CASE("a fact reads as one line that names operation, money and change") {
  History history;
  const auto& step = history.add({}, TransitionCommitted{.payable = history.name("pay-1"),
                                                         .operation = history.name("op-7"),
                                                         .amount = {1250, "EUR"},
                                                         .version = 3,
                                                         .ordinal = 2,
                                                         .kind = OperationKind::capture,
                                                         .from = State::attempting,
                                                         .to = State::unknown});
  CHECK(one_line(step) ==
        "transition_committed: pay-1/capture-2, operation op-7, version 3, from attempting, "
        "to unknown, 12.50 EUR");
}

}  // namespace
