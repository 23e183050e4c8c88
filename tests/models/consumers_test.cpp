// The consumers downstream: once per event, in order per payable, and what they tell.
#include <catch2/catch.hpp>

#include "models/consumers/event_message.hpp"
#include "tests/models/stage.hpp"

namespace {

namespace harness = assay::harness;
using namespace assay::history;
using namespace assay::models;
using namespace assay::models::testing;
using assay::sim::Node;

harness::Event event(std::uint64_t place, OperationKind kind, std::int64_t minor,
                     Outcome outcome = Outcome::success) {
  return {.event = "pay-1/" + std::to_string(place),
          .place = place,
          .operation = "op-" + std::to_string(place),
          .payable = "pay-1",
          .kind = kind,
          .ordinal = 1,
          .customer = "ada",
          .amount = {minor, "EUR"},
          .outcome = outcome};
}

/// Delivers events to a consumer, one after another.
void deliver(Stage& stage, std::string_view name, const std::vector<harness::Event>& events) {
  Node& consumer = stage.add_consumer(name);
  stage.play([&](Node& node) {
    for (const harness::Event& one : events) {
      (void)stage.world.network().call(
          node,
          {.to = consumer, .operation = "post", .scope = "", .body = encode(one), .timeout = 1_s});
    }
  });
}

TEST_CASE("the ledger books captures less refunds, once each, and nothing that failed") {
  Stage stage;
  deliver(stage, harness::consumers::ledger,
          {event(1, OperationKind::authorise, 1250), event(2, OperationKind::capture, 1250),
           event(2, OperationKind::capture, 1250), event(3, OperationKind::refund, 250),
           event(4, OperationKind::refund, 100, Outcome::declined)});
  std::int64_t owed = 0;
  for (const auto& leg : stage.all<PostingCommitted>()) {
    if (leg.account == "ada") owed -= leg.amount.minor;
  }
  CHECK(owed == 1000);
  CHECK(stage.seen<EventConsumed>() == 5);
  CHECK(stage.seen<EventApplied>() == 4);
  CHECK(stage.marked(CoverageMark::consumer_dropped_duplicate) == 1);
}

TEST_CASE("the ledger books each movement once, as two legs that add up to nothing") {
  Stage stage;
  const auto captured = event(1, OperationKind::capture, 1250);
  deliver(stage, harness::consumers::ledger,
          {captured, captured, event(2, OperationKind::refund, 250)});
  std::vector<std::int64_t> legs;
  for (const auto& leg : stage.all<PostingCommitted>()) legs.push_back(leg.amount.minor);
  CHECK(legs == std::vector<std::int64_t>{1250, -1250, -250, 250});
}

TEST_CASE("events that arrive out of order are applied in order") {
  Stage stage;
  deliver(stage, harness::consumers::ledger,
          {event(3, OperationKind::refund, 1), event(2, OperationKind::capture, 9),
           event(1, OperationKind::authorise, 9)});
  std::string applied;
  for (const auto& event : stage.all<EventApplied>()) applied += std::to_string(event.place);
  CHECK(applied == "123");
}

TEST_CASE("the customer is told of each event once, with its outcome") {
  Stage stage;
  const auto declined = event(1, OperationKind::authorise, 1250, Outcome::declined);
  deliver(stage, harness::consumers::notifications, {declined, declined});
  REQUIRE(stage.seen<NotificationReceived>() == 1);
  CHECK(stage.recorder.history().back().is<EventConsumed>());
  const auto news = stage.all<NotificationReceived>().front();
  CHECK(news.customer == "ada");
  CHECK(news.outcome == Outcome::declined);
  CHECK(news.by_event == declined.event);
}

TEST_CASE("a body that is no event is not acknowledged and leaves no trace") {
  Stage stage;
  Node& ledger = stage.add_consumer(harness::consumers::ledger);
  std::string answer;
  stage.play([&](Node& node) {
    answer = stage.world.network()
                 .call(node, {.to = ledger, .operation = "post", .scope = "", .body = "x",
                              .timeout = 1_s})
                 .body;
  });
  CHECK(answer != acknowledged);
  CHECK(stage.seen<EventConsumed>() == 0);
}

TEST_CASE("a consumer refuses once, for a while or for ever, and takes what it is told again") {
  struct Row {
    const char* word;
    std::size_t taken;  // of four deliveries of one event, ten seconds apart
  };
  for (const auto& [word, taken] : {Row{"refuse", 3}, Row{"refuse_for_a_while", 1},
                                    Row{"refuse_for_ever", 0}}) {
    Stage stage{{at("ledger.post/take @ shop-1/pay-1", word)}};
    Node& ledger = stage.add_consumer(harness::consumers::ledger);
    stage.play([&](Node& node) {
      for (int i = 0; i < 4; ++i) {
        (void)stage.world.network().call(
            node, {.to = ledger, .operation = "post", .scope = "pay-1",
                   .body = encode(event(1, OperationKind::capture, 1250)), .timeout = 1_s});
        stage.pause(10_s);
      }
    });
    INFO(word);
    CHECK(stage.unplaced.empty());
    CHECK(stage.seen<EventConsumed>() == taken);
    CHECK(stage.marked(CoverageMark::consumer_refused_event) == 4 - taken);
  }
}

}  // namespace
