// double_entry, consumer_once, funds_before_goods, amount_binding: histories accepted and refused.
#include "history_builder.hpp"

#include <catch2/catch.hpp>

using namespace assay::properties;
using namespace assay::properties::stories;

namespace {

HistoryBuilder authorised() {
  HistoryBuilder story;
  story.intent("pay-1", OperationKind::authorise, 1).effect("hold");
  return story;
}

HistoryBuilder captured() {
  auto story = authorised();
  return story.intent("pay-1", OperationKind::capture, 1).effect("capture");
}

HistoryBuilder& in_dollars(HistoryBuilder& story) {
  story.about.amount.currency = "USD";
  return story;
}

}  // namespace

TEST_CASE("the legs of a posting add up to nothing") {
  HistoryBuilder story;
  story.post("p-1", "clearing", 1250).post("p-1", "ann", -1000).post("p-1", "fees", -250);
  CHECK(says(HistoryBuilder(story).rest(), "double_entry") == "holds");
  CHECK(says(HistoryBuilder(story).post("p-1", "fees", 1).rest(), "double_entry") == "violated");
  CHECK(says(HistoryBuilder(story).post("p-2", "ann", 1).rest(), "double_entry") == "violated");
}

TEST_CASE("legs of two postings may be written down in any order") {
  HistoryBuilder story;
  story.post("p-1", "clearing", 5).post("p-2", "clearing", 7).post("p-2", "ann", -7);
  CHECK(says(story.post("p-1", "ann", -5).rest(), "double_entry") == "holds");
}

TEST_CASE("each currency balances for itself") {
  HistoryBuilder story;
  story.post("p-1", "clearing", 10);
  auto mixed = story;
  in_dollars(mixed).post("p-1", "ann", -10);
  CHECK(says(mixed.rest(), "double_entry") == "violated");
  story.post("p-1", "exchange", -10);
  in_dollars(story).post("p-1", "exchange", 11).post("p-1", "ann", -11);
  CHECK(says(story.rest(), "double_entry") == "holds");
}

TEST_CASE("a posting that the recording cuts off, or that has no name, cannot be judged") {
  CHECK(says(HistoryBuilder().post("p-1", "ann", 5), "double_entry") == "unknown");
  CHECK(says(HistoryBuilder().post("", "ann", 5).rest(), "double_entry") == "unknown");
}

TEST_CASE("a message that is delivered twice takes effect once") {
  auto story = begun().settle(Outcome::success).deliver("event-1");
  CHECK(says(HistoryBuilder(story).publish("event-1", "ledger").consume("event-1", "ledger"),
             "consumer_once") == "holds");
  CHECK(says(HistoryBuilder(story).apply("event-1", "ledger"), "consumer_once") == "violated");
  CHECK(says(HistoryBuilder(story).apply("event-2", "ledger"), "consumer_once") == "holds");
  CHECK(says(HistoryBuilder(story).apply("event-1", "warehouse"), "consumer_once") == "holds");
}

TEST_CASE("messages without a name cannot be told apart") {
  CHECK(says(HistoryBuilder().apply("", "ledger").apply("", "ledger"), "consumer_once") ==
        "unknown");
}

TEST_CASE("goods leave on a hold or on captured money") {
  CHECK(says(authorised().fulfil(), "funds_before_goods") == "holds");
  CHECK(says(captured().fulfil(), "funds_before_goods") == "holds");
  CHECK(says(captured().priced(500).fulfil(), "funds_before_goods") == "holds");
  CHECK(says(captured().fulfil().reverse("capture"), "funds_before_goods") == "holds");
}

TEST_CASE("goods do not leave without money, before it, or after it has gone") {
  CHECK(says(HistoryBuilder().fulfil(), "funds_before_goods") == "violated");
  CHECK(says(HistoryBuilder().fulfil().effect("capture"), "funds_before_goods") == "violated");
  CHECK(says(authorised().reverse("hold").fulfil(), "funds_before_goods") == "violated");
  CHECK(says(captured().priced(1251).fulfil(), "funds_before_goods") == "violated");
  auto refunded = captured().intent("pay-1", OperationKind::refund, 1).effect("refund");
  CHECK(says(refunded.fulfil(), "funds_before_goods") == "violated");
  auto other = captured().intent("pay-2", OperationKind::capture, 1);
  CHECK(says(other.fulfil(), "funds_before_goods") == "violated");
}

TEST_CASE("goods priced otherwise, or not at all, need any money behind them") {
  auto dollars = captured();
  CHECK(says(in_dollars(dollars).fulfil(), "funds_before_goods") == "holds");
  CHECK(says(captured().fulfil().for_amount(0), "funds_before_goods") == "holds");
  CHECK(says(HistoryBuilder().fulfil().for_amount(0), "funds_before_goods") == "violated");
}

TEST_CASE("what is sent is what was asked for") {
  CHECK(says(HistoryBuilder().declare().send(), "amount_binding") == "holds");
  CHECK(says(HistoryBuilder().declare().priced(125'000).send(), "amount_binding") == "violated");
  auto dollars = HistoryBuilder().declare();
  CHECK(says(in_dollars(dollars).send(), "amount_binding") == "violated");
  CHECK(says(HistoryBuilder().request().priced(1249).send(), "amount_binding") == "violated");
}

TEST_CASE("what nobody asked for has nothing to be compared with, and a void has no amount") {
  CHECK(says(HistoryBuilder().send(), "amount_binding") == "holds");
  HistoryBuilder voided;
  voided.intent("pay-1", OperationKind::void_authorisation, 1).declare().priced(0).send();
  CHECK(says(voided, "amount_binding") == "holds");
}

TEST_CASE("an answer for another amount makes nothing succeed") {
  auto story = begun().look_up(Outcome::success).for_amount(1249);
  CHECK(says(HistoryBuilder(story).step("parked", "amount_differs"), "amount_binding") == "holds");
  CHECK(says(HistoryBuilder(story).step("succeeded"), "amount_binding") == "violated");
  CHECK(says(HistoryBuilder(story).answer(Outcome::success).step("succeeded"), "amount_binding") ==
        "holds");
  CHECK(says(begun().look_up(Outcome::success).for_amount(1250).step("succeeded"),
             "amount_binding") == "holds");
}
