// I20: truth, operations, ledger and open items, per payable.
#include "history_builder.hpp"

#include <catch2/catch.hpp>

using namespace assay::properties;
using namespace assay::properties::stories;

namespace {

std::string_view books_at_rest(HistoryBuilder story) {
  return says(story.heal().wait(5).rest(), "books_agree");
}

// A capture that was booked, its posting naming its event.
HistoryBuilder posted_for(std::int64_t minor) {
  auto story = begun();
  story.effect("effect-1").answer(Outcome::success).step("succeeded");
  story.commit_event(Outcome::success);
  story.post_for(story.last_event(), "clearing", minor);
  return story.post_for(story.last_event(), "ann", -minor);
}

}  // namespace

TEST_CASE("books that say what moved agree with the truth") {
  CHECK(says(happy(), "books_agree") == "holds");
  CHECK(books_at_rest(posted_for(1250)) == "holds");
}

TEST_CASE("an effect that no operation accounts for is a difference") {
  auto story = happy();
  CHECK(says(story.effect("effect-2"), "books_agree") == "violated");
}

TEST_CASE("a difference that is on the list of open items is explained") {
  auto story = happy();
  story.effect("effect-2").note_break("effect-2");
  CHECK(says(story, "books_agree") == "holds");
}

TEST_CASE("a break beside books that agree makes no difference") {
  auto story = happy();
  CHECK(says(story.note_break("effect-1"), "books_agree") == "holds");
}

TEST_CASE("an operation that waits for a person explains what it may have moved") {
  auto story = begun();
  story.effect("effect-1").answer(Outcome::unknown).step("unknown").step("parked", "no_look_up");
  CHECK(books_at_rest(story) == "holds");
}

TEST_CASE("a success that moved nothing is a difference") {
  auto story = begun();
  CHECK(books_at_rest(story.step("succeeded")) == "violated");
}

TEST_CASE("a ledger that posted another amount than moved is a difference") {
  CHECK(books_at_rest(posted_for(1251)) == "violated");
}

TEST_CASE("two events with one business effect are booked twice, and show") {
  auto story = posted_for(1250);
  story.commit_event(Outcome::success).post_for(story.last_event(), "clearing", 1250);
  CHECK(books_at_rest(story.post_for(story.last_event(), "ann", -1250)) == "violated");
}

TEST_CASE("a movement that the ledger was never told of is a difference") {
  auto story = posted_for(1250);
  story.intent("pay-2", OperationKind::capture, 1).declare().step("initiated").step("attempting");
  story.send().effect("effect-2").answer(Outcome::success).step("succeeded");
  CHECK(books_at_rest(story) == "violated");
}

TEST_CASE("a hold that was voided was there, and so was its void") {
  HistoryBuilder story;
  story.intent("pay-1", OperationKind::authorise, 1).declare().step("initiated").step("attempting");
  story.send().effect("hold").answer(Outcome::success).step("succeeded");
  story.intent("pay-1", OperationKind::void_authorisation, 1).declare().step("initiated");
  story.step("attempting").send().effect("void").reverse("hold").step("succeeded");
  CHECK(books_at_rest(story) == "holds");
}

TEST_CASE("a refund that the bank sent back agrees with books that do not believe in it") {
  auto story = happy();
  story.intent("pay-1", OperationKind::refund, 1).declare().step("initiated").step("attempting");
  story.send().effect("refund").answer(Outcome::success).step("succeeded");
  story.wait(20).reverse("refund").step("failed");
  CHECK(says(story, "books_agree") == "holds");
}

TEST_CASE("a world that did not come to rest tells nothing of its books") {
  auto story = begun();
  CHECK(says(story.effect("effect-1").stop("time_limit"), "books_agree") == "unknown");
}

TEST_CASE("an open operation explains its own amount, and no more") {
  auto story = begun();
  story.effect("effect-1").effect("effect-2").answer(Outcome::unknown).step("unknown");
  CHECK(books_at_rest(story.step("parked", "no_look_up")) == "violated");
}

TEST_CASE("a balance that stays behind what was charged is wrong for good") {
  auto story = happy();
  CHECK(says(story.balance(1250), "books_agree") == "holds");
  CHECK(says(story.balance(0), "books_agree") == "violated");
}

TEST_CASE("a customer who was charged and has no balance is missing, where others have one") {
  auto story = happy();
  story.about.customer = "bob";
  story.intent("pay-2", OperationKind::capture, 1).declare().step("initiated").step("attempting");
  story.send().effect("effect-2").answer(Outcome::success).step("succeeded");
  story.post("posting-2", "clearing", 1250).post("posting-2", "bob", -1250);
  CHECK(says(story, "books_agree") == "violated");
  CHECK(says(story.balance(1250), "books_agree") == "holds");
}

TEST_CASE("a balance may be stale until nothing is left to come, and not for good") {
  const auto story = posted_for(1250);
  auto once = HistoryBuilder(story).read(0);
  CHECK(books_at_rest(once) == "holds");
  CHECK(books_at_rest(once.read(0)) == "violated");
  CHECK(books_at_rest(once.read(0).by("another")) == "violated");
  auto right = HistoryBuilder(story).read(0);
  CHECK(books_at_rest(right.read(1250).read(1250)) == "holds");
  auto others = HistoryBuilder(story).read(0);
  CHECK(books_at_rest(others.read(0).by("another")) == "holds");
}

TEST_CASE("what is open explains what a reader is told") {
  auto story = begun();
  story.effect("effect-1").answer(Outcome::unknown).step("unknown").step("parked", "no_look_up");
  CHECK(books_at_rest(story.read(0).read(0)) == "holds");
  CHECK(books_at_rest(story.read(-1).read(-1)) == "violated");
}

TEST_CASE("what is booked to another customer's account is booked wrongly") {
  auto story = begun();
  story.effect("effect-1").answer(Outcome::success).step("succeeded");
  story.commit_event(Outcome::success);
  const std::string event = story.last_event();
  story.post_for(event, "clearing", 1250);
  auto other = HistoryBuilder(story).post_for(event, "bob", -1250);
  other.about.customer = "bob";
  other.intent("pay-2", OperationKind::capture, 1).declare();
  CHECK(books_at_rest(HistoryBuilder(story).post_for(event, "ann", -1250)) == "holds");
  CHECK(books_at_rest(HistoryBuilder(story).post_for(event, "sales", -1250)) == "holds");
  CHECK(books_at_rest(other.step("initiated")) == "violated");
}
