// The processor's rules about money, as a table of what may follow what.
#include <catch2/catch.hpp>

#include "models/rules/effect_ledger.hpp"
#include "tests/models/stage.hpp"

namespace {

using namespace assay::history;
using namespace assay::models;
using namespace assay::models::testing;
using enum OperationKind;
using assay::sim::TimePoint;

struct Step {
  OperationKind kind;
  std::int64_t minor;
  std::string_view expected;  // a decline code; empty: it takes effect
};

struct Case {
  std::string_view claim;
  std::vector<Step> steps;  // after an authorisation of 1250
};

const std::vector<Case> cases{
    {"a capture within the hold takes effect", {{capture, 1250, ""}}},
    {"a partial capture takes effect", {{capture, 1000, ""}}},
    {"a capture is final", {{capture, 400, ""}, {capture, 400, "already_captured"}}},
    {"a capture never exceeds its authorisation", {{capture, 1251, "amount_too_large"}}},
    {"a void releases the hold",
     {{void_authorisation, 1250, ""}, {capture, 1250, "already_voided"}}},
    {"a void is done once",
     {{void_authorisation, 1250, ""}, {void_authorisation, 1250, "already_voided"}}},
    {"a void comes before the capture only",
     {{capture, 1250, ""}, {void_authorisation, 1250, "already_captured"}}},
    {"a refund needs a capture", {{refund, 1, "not_captured"}}},
    {"a refund of a void is refused",
     {{void_authorisation, 1250, ""}, {refund, 1, "not_captured"}}},
    {"refunds are many, within what was captured",
     {{capture, 1000, ""}, {refund, 600, ""}, {refund, 600, "exceeds_captured"}, {refund, 400, ""},
      {refund, 1, "exceeds_captured"}}},
    {"two equal refunds are two operations",
     {{capture, 1000, ""}, {refund, 50, ""}, {refund, 50, ""}}},
};

TEST_CASE("the card processor follows the rules of authorisation, capture, void and refund") {
  for (const Case& one : cases) {
    EffectLedger ledger{1_h};
    REQUIRE(ledger.apply(authorisation(), TimePoint{}));
    for (const Step& step : one.steps) {
      const auto result = ledger.apply(following(step.kind, "op-2", step.minor), TimePoint{1});
      INFO(one.claim << ", " << step.minor);
      CHECK((result ? std::string_view{} : result.error()) == step.expected);
    }
  }
}

TEST_CASE("a hold lapses at its deadline unless it was captured") {
  const TimePoint deadline = TimePoint{} + 1_h;
  EffectLedger ledger{1_h};
  REQUIRE(ledger.apply(authorisation(), TimePoint{}));
  CHECK_FALSE(ledger.expire(0, deadline - 1_ns));
  CHECK(ledger.apply(following(capture, "op-2", 1), deadline).error() == "authorisation_expired");
  CHECK(ledger.expire(0, deadline));
  CHECK_FALSE(ledger.expire(0, deadline));
  CHECK(ledger.effects()[0].undone == "expired");
}

TEST_CASE("a captured authorisation does not lapse and can be refunded after its deadline") {
  EffectLedger ledger{1_h};
  REQUIRE(ledger.apply(authorisation(), TimePoint{}));
  REQUIRE(ledger.apply(following(capture, "op-2", 1250), TimePoint{} + 59_min));
  CHECK_FALSE(ledger.expire(0, TimePoint{} + 2_h));
  CHECK(ledger.apply(following(refund, "op-3", 1250), TimePoint{} + 2_h));
}

harness::ProcessorRequest part_of(std::string operation, std::int64_t minor) {
  auto request = following(capture, std::move(operation), minor);
  request.terms.more_to_come = true;
  return request;
}

TEST_CASE("a hold is captured in parts until the last of them, within what it holds") {
  EffectLedger ledger{1_h};
  REQUIRE(ledger.apply(authorisation(), TimePoint{}));
  REQUIRE(ledger.apply(part_of("op-2", 500), TimePoint{1}));
  REQUIRE(ledger.apply(part_of("op-3", 500), TimePoint{1}));
  CHECK(ledger.apply(part_of("op-4", 251), TimePoint{1}).error() == "amount_too_large");
  REQUIRE(ledger.apply(following(capture, "op-5", 100), TimePoint{1}));
  CHECK(ledger.apply(part_of("op-6", 1), TimePoint{1}).error() == "already_captured");
  const auto after_last = ledger.apply(following(void_authorisation, "op-7", 150), TimePoint{1});
  CHECK(after_last.error() == "already_captured");
  CHECK(ledger.effects()[1].capture_before == TimePoint{} + 1_h);
  CHECK(ledger.effects()[3].capture_before == TimePoint{});
  CHECK_FALSE(ledger.expire(0, TimePoint{} + 1_h));
}

TEST_CASE("a void releases what parts have left, and what was captured can be refunded") {
  EffectLedger ledger{1_h};
  REQUIRE(ledger.apply(authorisation(), TimePoint{}));
  REQUIRE(ledger.apply(part_of("op-2", 500), TimePoint{1}));
  REQUIRE(ledger.apply(following(void_authorisation, "op-3", 750), TimePoint{1}));
  CHECK(ledger.apply(part_of("op-4", 1), TimePoint{1}).error() == "already_voided");
  CHECK(ledger.apply(following(refund, "op-5", 501), TimePoint{1}).error() == "exceeds_captured");
  CHECK(ledger.apply(following(refund, "op-6", 500), TimePoint{1}));
}

TEST_CASE("what parts have left lapses at the deadline of the hold") {
  EffectLedger ledger{1_h};
  REQUIRE(ledger.apply(authorisation(), TimePoint{}));
  REQUIRE(ledger.apply(part_of("op-2", 500), TimePoint{1}));
  CHECK(ledger.apply(part_of("op-3", 1), TimePoint{} + 1_h).error() == "authorisation_expired");
  CHECK(ledger.expire(0, TimePoint{} + 1_h));
}

TEST_CASE("a processor that keeps the remainder holds it until its void or its deadline") {
  for (const bool voided : {true, false}) {
    EffectLedger ledger{1_h, true};
    REQUIRE(ledger.apply(authorisation(), TimePoint{}));
    REQUIRE(ledger.apply(following(capture, "op-2", 1000), TimePoint{1}));
    CHECK(ledger.effects()[1].capture_before == TimePoint{} + 1_h);
    CHECK(ledger.apply(following(capture, "op-3", 1), TimePoint{1}).error() == "already_captured");
    if (voided) CHECK(ledger.apply(following(void_authorisation, "op-4", 250), TimePoint{1}));
    CHECK(ledger.expire(0, TimePoint{} + 1_h) != voided);
  }
}

TEST_CASE("two requests with one reference are two effects: only keys make them one") {
  EffectLedger ledger{1_h};
  REQUIRE(ledger.apply(authorisation(), TimePoint{}));
  REQUIRE(ledger.apply(authorisation(), TimePoint{}));
  CHECK(ledger.effects().size() == 2);
  CHECK(ledger.effects()[0].id != ledger.effects()[1].id);
}

TEST_CASE("a request that names no authorisation leans on that of its payable") {
  EffectLedger ledger{1_h};
  auto request = following(capture, "op-2", 1250);
  request.parent.clear();
  CHECK(ledger.apply(request, TimePoint{}).error() == "no_such_authorisation");
  REQUIRE(ledger.apply(authorisation(), TimePoint{}));
  CHECK(ledger.apply(request, TimePoint{}));
}

TEST_CASE("another currency than the authorisation's is refused") {
  EffectLedger ledger{1_h};
  REQUIRE(ledger.apply(authorisation(), TimePoint{}));
  auto request = following(capture, "op-2", 1250);
  request.amount.currency = "USD";
  CHECK(ledger.apply(request, TimePoint{}).error() == "currency_differs");
}

}  // namespace
