// Idempotency keys at the processor: the table of states, and the whole processor behind them.
#include <catch2/catch.hpp>

#include "models/rules/key_store.hpp"
#include "tests/models/stage.hpp"

namespace {

namespace harness = assay::harness;
using namespace assay::history;
using namespace assay::models;
using namespace assay::models::testing;
using assay::sim::TimePoint;

using Answer = std::expected<harness::ProcessorReply, harness::NoAnswer>;

const std::string error_site = "acquirer.authorise/error @ shop-1/pay-1/authorise-1/attempt-1";

TEST_CASE("a key is fresh once, then in flight, then answered, until it is pruned") {
  KeyStore keys{24_h};
  harness::ProcessorReply answer;
  answer.reference = "fx-1";
  const TimePoint start;
  CHECK(keys.claim("k", 1, start) == KeyState::fresh);
  CHECK(keys.claim("k", 1, start) == KeyState::in_flight);
  CHECK(keys.claim("k", 2, start) == KeyState::other_body);
  keys.complete("k", answer);
  CHECK(keys.claim("k", 1, start + 24_h - 1_ns) == KeyState::answered);
  CHECK(keys.answer("k") == answer);
  CHECK(keys.claim("k", 2, start + 24_h - 1_ns) == KeyState::other_body);
  CHECK(keys.claim("k", 2, start + 24_h) == KeyState::fresh);
}

TEST_CASE("a released key is fresh again, and a key in flight is never pruned") {
  KeyStore keys{1_s};
  CHECK(keys.claim("k", 1, TimePoint{}) == KeyState::fresh);
  CHECK(keys.claim("k", 1, TimePoint{} + 10_s) == KeyState::in_flight);
  keys.release("k");
  CHECK(keys.claim("k", 1, TimePoint{} + 10_s) == KeyState::fresh);
}

TEST_CASE("the same key and body is answered alike and takes effect once") {
  Stage stage;
  Answer first, second;
  stage.play([&](assay::sim::Node& node) {
    first = stage.client(node).send(authorisation(), 1);
    second = stage.client(node).send(authorisation(), 2);
  });
  REQUIRE(first);
  CHECK(first->status == harness::ProcessorStatus::done);
  CHECK(second == first);
  CHECK(stage.ledger().effects().size() == 1);
  CHECK(stage.marked(CoverageMark::processor_replayed_result) == 1);
}

TEST_CASE("a key reused for another body is refused without effect") {
  Stage stage;
  Answer second;
  stage.play([&](assay::sim::Node& node) {
    (void)stage.client(node).send(authorisation(), 1);
    auto other = authorisation();
    other.amount.minor = 999;
    second = stage.client(node).send(other, 2);
  });
  CHECK(second->status == harness::ProcessorStatus::key_reused);
  CHECK(stage.ledger().effects().size() == 1);
}

TEST_CASE("a key whose request is being worked on is answered 409 without effect") {
  Stage stage;
  Answer first, second;
  stage.play([&](assay::sim::Node& node) {
    node.spawn("first", assay::sim::Role::operation,
               [&] { first = stage.client(node).send(authorisation(), 1); });
    stage.pause(5_ms);
    second = stage.client(node).send(authorisation(), 2);
  });
  CHECK(first->status == harness::ProcessorStatus::done);
  CHECK(second->status == harness::ProcessorStatus::in_flight);
  CHECK(outcome_of(second) == Outcome::unknown);
  CHECK(stage.ledger().effects().size() == 1);
}

TEST_CASE("an internal error is stored under its key and replayed, whatever happened") {
  for (const char* word : {"error_before_effect", "error_after_effect"}) {
    Stage stage{{at(error_site, word)}};
    Answer first, second;
    stage.play([&](assay::sim::Node& node) {
      first = stage.client(node).send(authorisation(), 1);
      second = stage.client(node).send(authorisation(), 2);
    });
    INFO(word);
    CHECK(first->status == harness::ProcessorStatus::failed);
    CHECK(second == first);
    CHECK(stage.ledger().effects().size() == (word == std::string{"error_after_effect"} ? 1 : 0));
  }
}

TEST_CASE("a profile that does not store errors carries the request out again") {
  Profile lenient = card_profile();
  lenient.replays_errors = false;
  Stage stage{{at(error_site, "error_before_effect")}, {.profile = &lenient}};
  Answer second;
  stage.play([&](assay::sim::Node& node) {
    (void)stage.client(node).send(authorisation(), 1);
    second = stage.client(node).send(authorisation(), 2);
  });
  CHECK(second->status == harness::ProcessorStatus::done);
}

TEST_CASE("a profile that does not store errors tells under its key what took effect") {
  Stage stage{{at(error_site, "error_after_effect")}, {.profile = find_profile("redriven")}};
  Answer first, second;
  stage.play([&](assay::sim::Node& node) {
    first = stage.client(node).send(authorisation(), 1);
    second = stage.client(node).send(authorisation(), 2);
  });
  CHECK(first->status == harness::ProcessorStatus::failed);
  CHECK(second->status == harness::ProcessorStatus::done);
  CHECK(stage.ledger().effects().size() == 1);
}

TEST_CASE("a key reused after its retention is a new request and a second effect") {
  Stage stage;
  stage.play([&](assay::sim::Node& node) {
    (void)stage.client(node).send(authorisation(), 1);
    stage.pause(24_h);
    (void)stage.client(node).send(authorisation(), 2);
  });
  CHECK(stage.ledger().effects().size() == 2);
}

TEST_CASE("a processor without keys carries out every request") {
  Stage stage{{}, {.profile = find_profile("keyless")}};
  stage.play([&](assay::sim::Node& node) {
    (void)stage.client(node).send(authorisation(), 1);
    (void)stage.client(node).send(authorisation(), 2);
  });
  CHECK(stage.ledger().effects().size() == 2);
}

}  // namespace
