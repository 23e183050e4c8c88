// key_scope_isolation, no_false_miss, single_executor: histories accepted and refused.
#include "history_builder.hpp"

#include <catch2/catch.hpp>

using namespace assay::properties;
using namespace assay::properties::stories;

namespace {

// Two captures of one payable, for the same amount; the first has succeeded.
HistoryBuilder& another(HistoryBuilder& story) {
  return story.intent("pay-1", OperationKind::capture, 2);
}

HistoryBuilder first_done() {
  HistoryBuilder story;
  story.intent("pay-1", OperationKind::capture, 1).declare().request().send().effect("effect-1");
  return story.answer(Outcome::success).respond(201, Outcome::success);
}

}  // namespace

TEST_CASE("operations have keys of their own at a processor") {
  auto story = first_done();
  CHECK(says(HistoryBuilder(another(story)).send(), "key_scope_isolation") == "holds");
  story.about.processor_key = "pk-pay-1-1-1";
  CHECK(says(HistoryBuilder(story).send(), "key_scope_isolation") == "violated");
  story.about.processor = "other acquirer";
  CHECK(says(story.send(), "key_scope_isolation") == "holds");
}

TEST_CASE("another payable, or another customer, does not share a key either") {
  auto story = first_done();
  const auto key = story.about.processor_key;
  story.about.customer = "bob";
  story.intent("pay-2", OperationKind::capture, 1).about.processor_key = key;
  CHECK(says(story.send(), "key_scope_isolation") == "violated");
}

TEST_CASE("a key stands for one kind of operation, unless its processor keeps endpoints apart") {
  auto story = first_done();
  story.intent("pay-1", OperationKind::refund, 1).about.processor_key = "pk-pay-1-1-1";
  CHECK(says(HistoryBuilder(story).send(), "key_scope_isolation") == "violated");
  story.keys_by_kind();
  CHECK(says(HistoryBuilder(story).send(), "key_scope_isolation") == "holds");
  story.send().intent("pay-2", OperationKind::refund, 1).about.processor_key = "pk-pay-1-1-1";
  CHECK(says(story.send(), "key_scope_isolation") == "violated");
}

TEST_CASE("a key stands for one body") {
  CHECK(says(begun().body(7).send().body(7), "key_scope_isolation") == "holds");
  CHECK(says(begun().body(7).send().body(8), "key_scope_isolation") == "violated");
  CHECK(says(begun().send().for_amount(1), "key_scope_isolation") == "violated");
}

TEST_CASE("an operation takes a second key only once the first can have had no effect") {
  CHECK(says(begun().send_with("pk-2"), "key_scope_isolation") == "violated");
  CHECK(says(begun().answer(Outcome::pending).send_with("pk-2"), "key_scope_isolation") ==
        "violated");
  CHECK(says(begun().answer(Outcome::success).send_with("pk-2"), "key_scope_isolation") ==
        "violated");
  CHECK(says(begun().answer(Outcome::declined).send_with("pk-2"), "key_scope_isolation") ==
        "holds");
  CHECK(says(begun().answer(Outcome::not_attempted).send_with("pk-2"), "key_scope_isolation") ==
        "holds");
  CHECK(says(begun().send().send(), "key_scope_isolation") == "holds");
}

TEST_CASE("absence is no reason for another key, and none against the same one") {
  auto absent = begun().answer(Outcome::unknown).wait(31).look_up(Outcome::not_attempted);
  CHECK(says(HistoryBuilder(absent).send_with("pk-2"), "key_scope_isolation") == "violated");
  CHECK(says(HistoryBuilder(absent).operation("op-2").send_with("pk-2"), "key_scope_isolation") ==
        "violated");
  CHECK(says(HistoryBuilder(absent).send().answer(Outcome::not_attempted).send_with("pk-2"),
             "key_scope_isolation") == "violated");
  CHECK(says(HistoryBuilder(absent).send(), "key_scope_isolation") == "holds");
  auto unanswered = begun().wait(31).look_up(Outcome::not_attempted);
  CHECK(says(unanswered.send_with("pk-2"), "key_scope_isolation") == "violated");
  auto declined = HistoryBuilder(absent).send().answer(Outcome::declined);
  CHECK(says(declined.send_with("pk-2"), "key_scope_isolation") == "holds");
}

TEST_CASE("a failure of the processor's own asks for another key once it had no effect") {
  auto failed = begun().answer_failed();
  CHECK(says(HistoryBuilder(failed).send_with("pk-2"), "key_scope_isolation") == "violated");
  auto early = HistoryBuilder(failed).wait(20).look_up(Outcome::not_attempted);
  CHECK(says(early.send_with("pk-2"), "key_scope_isolation") == "violated");
  auto proved = HistoryBuilder(failed).wait(31).look_up(Outcome::not_attempted);
  CHECK(says(HistoryBuilder(proved).send_with("pk-2"), "key_scope_isolation") == "holds");
  CHECK(says(proved.send_with("pk-2").answer(Outcome::unknown).wait(31)
                 .look_up(Outcome::not_attempted).send_with("pk-3"),
             "key_scope_isolation") == "violated");
}

TEST_CASE("a second key is legal once the first one's effect was undone") {
  auto story = begun().effect("effect-1").answer(Outcome::success).reverse("effect-1");
  CHECK(says(story.send_with("pk-2"), "key_scope_isolation") == "holds");
  auto unseen = HistoryBuilder().recorded(0).send().answer(Outcome::success).send_with("pk-2");
  CHECK(says(unseen, "key_scope_isolation") == "unknown");
}

TEST_CASE("a key in one scope is not answered with what another scope did under it") {
  auto story = first_done();
  const auto key = story.about.key, operation = story.about.operation;
  story.intent("pay-2", OperationKind::capture, 1).operation(operation).about.key = key;
  story.declare().request().respond(201, Outcome::success).in_scope("another shop");
  CHECK(says(story, "key_scope_isolation") == "violated");
  CHECK(says(story, "no_false_miss") == "violated");
}

TEST_CASE("a new operation for the same amount is carried out") {
  auto story = first_done();
  another(story).declare().request().send().effect("effect-2").answer(Outcome::success);
  CHECK(says(story.respond(201, Outcome::success), "no_false_miss") == "holds");
}

TEST_CASE("a new operation is not answered from another's stored result") {
  auto story = first_done();
  const auto operation = story.about.operation;
  another(story).operation(operation).declare().request().respond(201, Outcome::success);
  CHECK(says(story, "no_false_miss") == "violated");
}

TEST_CASE("one id for a whole payment is no borrowed answer") {
  auto story = first_done();
  const auto operation = story.about.operation;
  another(story).operation(operation).declare().request().send().effect("effect-2");
  story.answer(Outcome::success).respond(201, Outcome::success);
  CHECK(says(story, "no_false_miss") == "holds");
  story.intent("pay-1", OperationKind::void_authorisation, 1).operation(operation);
  CHECK(says(story.declare().respond(201, Outcome::success), "no_false_miss") == "holds");
}

TEST_CASE("a replay of its own answer is no borrowed answer") {
  CHECK(says(first_done().request(2).respond(201, Outcome::success), "no_false_miss") == "holds");
}

TEST_CASE("a processor's replay under a shared key is found out") {
  auto story = first_done();
  another(story).about.processor_key = "pk-pay-1-1-1";
  story.declare().send().answer(Outcome::success);
  CHECK(says(story, "no_false_miss") == "violated");
}

TEST_CASE("a key passes to a higher token, and then only that one ends it") {
  HistoryBuilder story;
  story.claim().take_over().complete();
  CHECK(says(story, "single_executor") == "holds");
  HistoryBuilder stale;
  stale.claim().take_over().about.token = 1;
  CHECK(says(HistoryBuilder(stale).complete(), "single_executor") == "violated");
  CHECK(says(HistoryBuilder(stale).release(), "single_executor") == "violated");
  CHECK(says(HistoryBuilder(stale).claim(), "single_executor") == "violated");
}

TEST_CASE("two owners with one token are two holders, one that writes twice is one") {
  CHECK(says(HistoryBuilder().claim().claim(), "single_executor") == "holds");
  CHECK(says(HistoryBuilder().claim().by("node 1").claim().by("node 2"), "single_executor") ==
        "violated");
}

TEST_CASE("tokens may start anew once a key was completed or let go") {
  HistoryBuilder story;
  story.claim().take_over().complete().release().about.token = 1;
  CHECK(says(story.claim().complete(), "single_executor") == "holds");
  HistoryBuilder freed;
  freed.claim().take_over().release().about.token = 1;
  CHECK(says(freed.claim().complete(), "single_executor") == "holds");
}

TEST_CASE("a completion by a former owner after that of the last is found out") {
  HistoryBuilder story;
  story.claim().take_over().complete().about.token = 1;
  CHECK(says(story.complete(), "single_executor") == "violated");
}

TEST_CASE("keys that change hands without tokens cannot be judged") {
  HistoryBuilder story;
  story.about.token = 0;
  CHECK(says(HistoryBuilder(story).claim().complete(), "single_executor") == "holds");
  CHECK(says(story.claim().claim(), "single_executor") == "unknown");
}

TEST_CASE("another key's tokens do not matter") {
  HistoryBuilder story;
  story.claim().take_over().intent("pay-2", OperationKind::capture, 1).claim().complete();
  CHECK(says(story, "single_executor") == "holds");
}
