// The whole processor: what goes wrong at it, what it can be asked, and what the record says of it.
#include <catch2/catch.hpp>

#include "tests/models/stage.hpp"

namespace {

namespace harness = assay::harness;
using namespace assay::history;
using namespace assay::models;
using namespace assay::models::testing;
using enum OperationKind;

using Answer = std::expected<harness::ProcessorReply, harness::NoAnswer>;

const std::string scope = "shop-1/pay-1/authorise-1/attempt-1";

TEST_CASE("a request that arrives after D_max is refused and never takes effect") {
  // The request is let go past its caller's time-out of 40 s; D_max is 30 s.
  Stage stage{{at("acquirer.authorise/request @ " + scope, "past_timeout")}};
  Answer answer;
  Answer look_up;
  stage.play([&](assay::sim::Node& node) {
    answer = stage.client(node, 40_s).send(authorisation(), 1);
    stage.pause(1_min);
    look_up = stage.client(node).look_up(authorisation());
  });
  CHECK(stage.unplaced.empty());
  CHECK(answer.error() == harness::NoAnswer::timed_out);
  CHECK(looked_up(look_up) == Outcome::not_attempted);
  CHECK(stage.seen<EffectApplied>() == 0);
}

TEST_CASE("a request that arrives late but within D_max takes effect") {
  Stage stage{{at("acquirer.authorise/request @ " + scope, "past_timeout")}};
  Answer answer;
  stage.play([&](assay::sim::Node& node) {
    answer = stage.client(node, 20_s).send(authorisation(), 1);
  });
  CHECK(answer.error() == harness::NoAnswer::timed_out);
  CHECK(stage.seen<EffectApplied>() == 1);
}

TEST_CASE("a late success comes after the time-out and after a look-up that finds nothing") {
  Stage stage{{at("acquirer.authorise/error @ " + scope, "late_success")}};
  Answer answer, before, after;
  stage.play([&](assay::sim::Node& node) {
    answer = stage.client(node).send(authorisation(), 1);
    stage.pause(5_s);
    before = stage.client(node).look_up(authorisation());
    stage.pause(25_s);
    after = stage.client(node).look_up(authorisation());
  });
  CHECK(answer.error() == harness::NoAnswer::timed_out);
  CHECK(looked_up(before) == Outcome::not_attempted);
  CHECK(looked_up(after) == Outcome::success);
  for (const auto& effect : stage.all<EffectApplied>()) CHECK(effect.at <= (30_s).ns());
}

TEST_CASE("an error is answered before or after the effect, and only a look-up tells which") {
  for (const bool after : {false, true}) {
    Stage stage{{at("acquirer.authorise/error @ " + scope,
                    after ? "error_after_effect" : "error_before_effect")}};
    Answer answer, look_up;
    stage.play([&](assay::sim::Node& node) {
      answer = stage.client(node).send(authorisation(), 1);
      look_up = stage.client(node).look_up(authorisation());
    });
    CHECK(outcome_of(answer) == Outcome::unknown);
    CHECK(looked_up(look_up) == (after ? Outcome::success : Outcome::not_attempted));
    CHECK(stage.seen<EffectApplied>() == (after ? 1U : 0U));
    REQUIRE(stage.seen<AttemptAnswered>() == 1);
    CHECK(stage.all<AttemptAnswered>().front().processor_failed);
  }
}

TEST_CASE("a part is approved where the profile allows it, and only a look-up says how much") {
  for (const bool partial : {false, true}) {
    const Profile& profile = *find_profile(partial ? "partial" : "card");
    Stage stage{{at("acquirer.authorise/error @ " + scope, "approve_part")}, {.profile = &profile}};
    Answer answer, look_up;
    stage.play([&](assay::sim::Node& node) {
      answer = stage.client(node).send(authorisation(), 1);
      look_up = stage.client(node).look_up(authorisation());
    });
    const std::int64_t asked = authorisation().amount.minor;
    const std::int64_t moved = partial ? asked - asked / 2 : asked;
    CHECK(outcome_of(answer) == Outcome::success);
    CHECK(answer->amount == (partial ? Amount{} : authorisation().amount));
    CHECK(look_up->amount.minor == moved);
    CHECK(stage.seen<EffectApplied>() == 1);
  }
}

TEST_CASE("a processor that cannot be asked says nothing of what it did, but in its list") {
  Stage stage{{}, {.profile = find_profile("mute")}};
  Answer look_up;
  std::expected<harness::ListPage, harness::NoAnswer> page;
  stage.play([&](assay::sim::Node& node) {
    CHECK(outcome_of(stage.client(node).send(authorisation(), 1)) == Outcome::success);
    look_up = stage.client(node).look_up(authorisation());
    page = stage.client(node).list({.after = "", .limit = 5});
  });
  CHECK(looked_up(look_up) == Outcome::unknown);
  CHECK(page->entries.size() == 1);
}

TEST_CASE("a decline is a result, recorded, and found by a look-up") {
  Stage stage{{at("acquirer.authorise/error @ " + scope, "decline")}};
  Answer answer, look_up;
  stage.play([&](assay::sim::Node& node) {
    answer = stage.client(node).send(authorisation(), 1);
    look_up = stage.client(node).look_up(authorisation());
  });
  CHECK(outcome_of(answer) == Outcome::declined);
  CHECK(answer->decline_code == "do_not_honour");
  CHECK(looked_up(look_up) == Outcome::declined);
  CHECK(stage.seen<EffectDeclined>() == 1);
}

TEST_CASE("a void undoes the effect of its authorisation in the record of the truth") {
  Stage stage;
  stage.play([&](assay::sim::Node& node) {
    (void)stage.client(node).send(authorisation(), 1);
    (void)stage.client(node).send(following(void_authorisation, "op-2", 1250), 1);
  });
  CHECK(stage.seen<EffectApplied>() == 2);
  REQUIRE(stage.seen<EffectReversed>() == 1);
  const auto undone = stage.all<EffectReversed>().front();
  CHECK(undone.effect == stage.ledger().effects()[0].id);
  CHECK(undone.reason == "voided");
}

TEST_CASE("a hold that lapses is recorded at its deadline, and the answer had stated it") {
  Profile short_hold = card_profile();
  short_hold.hold = 10_s;
  Stage stage{{}, {.profile = &short_hold}};
  Answer answer;
  stage.play([&](assay::sim::Node& node) {
    answer = stage.client(node).send(authorisation(), 1);
    stage.pause(20_s);
  });
  REQUIRE(stage.seen<EffectReversed>() == 1);
  const auto undone = stage.all<EffectReversed>().front();
  CHECK(undone.at == answer->capture_before);
  CHECK(undone.reason == "expired");
}

TEST_CASE("the list shows effects in order, page by page, and goes on where it ended") {
  Stage stage;
  std::expected<harness::ListPage, harness::NoAnswer> first, second, third;
  stage.play([&](assay::sim::Node& node) {
    auto client = stage.client(node);
    (void)client.send(authorisation(), 1);
    (void)client.send(following(capture, "op-2", 1250), 1);
    first = client.list({.after = "", .limit = 1});
    second = client.list({.after = first->next, .limit = 5});
    third = client.list({.after = second->next, .limit = 5});
  });
  REQUIRE(first->entries.size() == 1);
  CHECK(first->entries[0].operation == "op-1");
  REQUIRE(second->entries.size() == 1);
  CHECK(second->entries[0].operation == "op-2");
  CHECK(third->entries.empty());
  CHECK(third->next == second->next);
}

TEST_CASE("a request that makes no sense is refused without effect") {
  Stage stage;
  std::vector<harness::ProcessorRequest> requests(4, authorisation());
  requests[0].amount.minor = 0;
  requests[1].amount.minor = -5;
  requests[2].amount.currency = {};
  requests[3].operation.clear();
  std::vector<Answer> answers;
  stage.play([&](assay::sim::Node& node) {
    for (const auto& request : requests) answers.push_back(stage.client(node).send(request, 1));
  });
  for (const Answer& answer : answers) {
    REQUIRE(answer);
    CHECK(answer->status == harness::ProcessorStatus::malformed);
    CHECK(outcome_of(answer) == Outcome::not_attempted);
  }
  CHECK(stage.ledger().effects().empty());
}

TEST_CASE("a try is recorded when it leaves and when it is answered, and power may go around it") {
  for (const char* edge : {"before", "after"}) {
    Stage stage{{at(std::string{"acquirer.authorise/"} + edge + " @ " + scope, "crash")}};
    stage.play([&](assay::sim::Node& node) {
      if (node.life() == 1) (void)stage.client(node).send(authorisation(), 1);
    });
    INFO(edge);
    CHECK(stage.unplaced.empty());
    const bool sent = edge == std::string{"after"};
    CHECK(stage.seen<AttemptSent>() == (sent ? 1U : 0U));
    CHECK(stage.seen<AttemptAnswered>() == (sent ? 1U : 0U));
    CHECK(stage.seen<EffectApplied>() == (sent ? 1U : 0U));
  }
}

TEST_CASE("a lost reply and a broken connection are told apart, and neither says what happened") {
  for (const auto& [word, expected] : {std::pair{"lose", harness::NoAnswer::timed_out},
                                       std::pair{"reset", harness::NoAnswer::broken}}) {
    Stage stage{{at("acquirer.authorise/reply @ " + scope, word)}};
    Answer answer;
    stage.play([&](assay::sim::Node& node) {
      answer = stage.client(node).send(authorisation(), 1);
    });
    INFO(word);
    REQUIRE_FALSE(answer);
    CHECK(answer.error() == expected);
    CHECK(outcome_of(answer) == Outcome::unknown);
    CHECK(stage.seen<EffectApplied>() == 1);
  }
}

}  // namespace
