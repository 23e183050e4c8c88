// What a violation came to in its run: severity and money, as measured.
#include "history_builder.hpp"

#include <catch2/catch.hpp>

using namespace assay::properties;
using namespace assay::properties::stories;

namespace {

Harm harm(HistoryBuilder story, std::string_view property) {
  const auto judgement = judged(story.heal().wait(300).rest().told(), property);
  REQUIRE(judgement.verdict == Verdict::violated);
  return judgement.harm;
}

// A payment of 12.50 for which goods, holds and captures are what each test says.
HistoryBuilder held() {
  HistoryBuilder story;
  story.intent("pay-1", OperationKind::authorise, 1).declare().request().claim();
  story.step("initiated").step("attempting").send().effect("hold").answer(Outcome::success);
  return concluded(story);
}

HistoryBuilder taken() {
  auto story = begun();
  story.effect("effect-1").answer(Outcome::success);
  return concluded(story);
}

}  // namespace

TEST_CASE("a charge that was made twice is counted once, for what was too much") {
  auto story = taken();
  story.send_with("pk-2").effect("effect-2").answer(Outcome::success);
  for (int i = 0; i < 48; ++i) story.notify(Outcome::success);
  const auto done = harm(story, "at_most_one_effect");
  CHECK(done.severity == Severity::double_charge);
  CHECK(done.moved == Amount{1250, "EUR"});
}

TEST_CASE("facts that repeat a lie do not multiply the money") {
  auto story = begun();
  story.answer(Outcome::unknown).step("unknown").effect("effect-1");
  for (int i = 0; i < 49; ++i) story.request(2).respond(402, Outcome::declined);
  story.step("failed");
  const auto done = harm(story, "told_truth");
  CHECK(done.severity == Severity::money_lost);
  CHECK(done.moved == Amount{1250, "EUR"});
}

TEST_CASE("one event that two consumers miss is not twice the money") {
  auto story = begun();
  story.effect("effect-1").answer(Outcome::success).settle(Outcome::success);
  story.publish(story.last_event(), "ledger").publish(story.last_event(), "notifications");
  const auto done = harm(story, "outbox_complete");
  CHECK(done.severity == Severity::noise);
  CHECK(done.moved == Amount{});
}

TEST_CASE("an over-refund that was declined moved nothing") {
  auto story = taken();
  story.intent("pay-1", OperationKind::refund, 1).priced(1300).declare().send().decline();
  const auto done = harm(story, "amount_ladder");
  CHECK(done.severity == Severity::noise);
  CHECK(done.moved == Amount{});
}

TEST_CASE("an over-refund that was carried out lost the difference") {
  auto story = taken();
  story.intent("pay-1", OperationKind::refund, 1).priced(1300).declare().send().effect("refund");
  const auto done = harm(story.settle(Outcome::success), "amount_ladder");
  CHECK(done.severity == Severity::money_lost);
  CHECK(done.moved == Amount{50, "EUR"});
}

TEST_CASE("two holds of which one was released are no double charge") {
  auto story = held();
  story.send_with("pk-2").effect("hold-2").reverse("hold-2");
  CHECK(harm(story, "key_scope_isolation").severity == Severity::noise);
}

TEST_CASE("two holds that both stand keep money from its owner, and charge nobody twice") {
  auto story = held();
  story.send_with("pk-2").effect("hold-2");
  const auto done = harm(story, "at_most_one_effect");
  CHECK(done.severity == Severity::money_lost);
  CHECK(done.moved == Amount{1250, "EUR"});
}

TEST_CASE("a second charge that was given back in the end is none") {
  auto story = taken();
  story.send_with("pk-2").effect("effect-2").wait(10).reverse("effect-2");
  CHECK(harm(story, "at_most_one_effect").severity == Severity::noise);
}

TEST_CASE("what the books do not know of is money lost, once per payment") {
  auto story = begun();
  story.effect("effect-1").answer(Outcome::unknown).step("unknown").step("failed");
  const auto done = harm(story, "no_false_failure");
  CHECK(done.severity == Severity::money_lost);
  CHECK(done.moved == Amount{1250, "EUR"});
}

TEST_CASE("a payment that is stuck moved nothing wrongly") {
  auto story = begun();
  story.answer(Outcome::unknown).step("unknown").abandon();
  const auto done = harm(story, "eventual_terminal");
  CHECK(done.severity == Severity::stuck);
  CHECK(done.moved == Amount{});
}

TEST_CASE("without a record of the truth the property's own severity stands") {
  auto history = begun().send_with("pk-2").told();
  history.recorded = bit(assay::history::Source::gateway);
  CHECK(judged(history, "no_blind_redrive").harm.severity == Severity::double_charge);
}

TEST_CASE("sums beyond the largest amount are held there") {
  auto story = taken();
  story.priced(INT64_MAX).send_with("pk-2").effect("effect-2");
  story.send_with("pk-3").effect("effect-3");
  CHECK(harm(story, "at_most_one_effect").moved == Amount{INT64_MAX - 1250, "EUR"});
}
