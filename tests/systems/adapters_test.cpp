// The payment code's ports over the models: words that mean the same on both sides.
#include <catch2/catch.hpp>

#include "models/environment/node_environment.hpp"
#include "systems/payments/adapters/ports.hpp"
#include "systems/payments/adapters/translate.hpp"
#include "tests/models/stage.hpp"

namespace {

namespace harness = assay::harness;
using namespace assay::history;
using namespace assay::models;
using namespace assay::models::testing;
using namespace assay::systems;
using assay::sim::Node;
namespace pay = payments;
using payments::literals::operator""_eur;

const std::string scope = "shop-1/pay-1/authorise-1/attempt-1";

/// A shop with all of its ports, in a world with both consumers.
class Shop {
 public:
  explicit Shop(assay::sim::Plan plan = {}) : stage{std::move(plan)} {
    ledger_ = &stage.add_consumer("ledger");
    sink_ = &stage.add_consumer("notifications");
  }
  void play(std::function<void(pay::Ports, Node&)> body) {
    stage.play([this, body = std::move(body)](Node& node) {
      const SharedServices shared{stage.recorder,
                                  stage.database,
                                  ids,
                                  telemetry,
                                  {{*stage.acquirer, card_profile()}},
                                  {*ledger_, *sink_},
                                  30_s};
      const assay::harness::Settings settings;
      NodeEnvironment environment{node, shared, settings};
      PortAdapters ports{environment, environment.processor("acquirer"), 2_s};
      body(ports.ports(), node);
    });
  }

  Stage stage;
  IdCounters ids;
  TelemetryLog telemetry;

 private:
  Node* ledger_ = nullptr;
  Node* sink_ = nullptr;
};

pay::GatewayRequest request() {
  return {.kind = pay::OperationKind::authorise,
          .operation = {"op-1"},
          .payable = {{}, "pay-1"},
          .ordinal = 1,
          .attempt = 1,
          .key = {"key-1"},
          .amount = 12.50_eur,
          .parent = {}};
}

pay::Event event() {
  return {
      .id = {"ev-1"},
      .kind = pay::EventKind::late_success,
      .place = 1,
      .facts = {{"op-1"}, {{}, "pay-1"}, pay::OperationKind::capture, 1, {"ada"}, 12.50_eur, {}},
      .at = {}};
}

TEST_CASE("a gateway call ends as the payment code's word for what happened") {
  const std::vector<std::tuple<std::string, std::string, pay::GatewayError>> cases{
      {"acquirer.authorise/reply @ " + scope, "lose", pay::GatewayError::timed_out},
      {"acquirer.authorise/reply @ " + scope, "reset", pay::GatewayError::broken},
      {"acquirer.authorise/error @ " + scope, "error_after_effect",
       pay::GatewayError::server_error}};
  for (const auto& [site, word, expected] : cases) {
    Shop shop{{at(site, word)}};
    std::expected<pay::GatewayReply, pay::GatewayError> reply;
    shop.play([&](pay::Ports ports, Node&) { reply = ports.gateway.send(request()); });
    INFO(word);
    REQUIRE_FALSE(reply);
    CHECK(reply.error() == expected);
  }
}

TEST_CASE("a gateway reply carries reference, amount and deadline, and look-up and list agree") {
  Shop shop;
  pay::GatewayReply sent, found, listed;
  bool absent = false;
  shop.play([&](pay::Ports ports, Node&) {
    const pay::LookUpRequest about{{"op-1"}, pay::OperationKind::authorise, {{}, "pay-1"}, 1};
    absent = !ports.gateway.look_up(about)->answer.has_value();
    sent = *ports.gateway.send(request());
    found = *ports.gateway.look_up(about)->answer;
    listed = ports.gateway.list({.after = "", .limit = 9})->entries.at(0).answer;
  });
  CHECK(absent);
  CHECK(sent.outcome == pay::Outcome::success);
  CHECK(sent.amount == 12.50_eur);
  CHECK(sent.capture_before.has_value());
  CHECK(found.reference == sent.reference);
  CHECK(listed.reference == sent.reference);
  CHECK(listed.capture_before == sent.capture_before);
}

TEST_CASE("a key that is reused for another body is reported as such") {
  Shop shop;
  std::expected<pay::GatewayReply, pay::GatewayError> reply;
  shop.play([&](pay::Ports ports, Node&) {
    (void)ports.gateway.send(request());
    auto other = request();
    other.amount = 9.99_eur;
    reply = ports.gateway.send(other);
  });
  REQUIRE_FALSE(reply);
  CHECK(reply.error() == pay::GatewayError::key_reused);
}

TEST_CASE("an event reaches the consumer it is for, and a lost acknowledgement is unknown") {
  for (const bool lost : {false, true}) {
    Shop shop{lost ? assay::sim::Plan{at("ledger.post/reply @ shop-1/pay-1/event-1", "lose")}
                   : assay::sim::Plan{}};
    std::expected<void, pay::PublishError> result;
    shop.play([&](pay::Ports ports, Node&) {
      result = ports.bus.publish(pay::Consumer::ledger, event());
    });
    CHECK(shop.stage.unplaced.empty());
    CHECK(result.has_value() != lost);
    CHECK(shop.stage.seen<EventPublished>() == 1);
    CHECK(shop.stage.seen<EventApplied>() == 1);
    CHECK(shop.stage.seen<NotificationReceived>() == 0);
  }
}

TEST_CASE("power may go before and after an event is published") {
  for (const char* edge : {"before", "after"}) {
    Shop shop{{at(std::string{"ledger.post/"} + edge + " @ shop-1/pay-1/event-1", "crash")}};
    shop.play([&](pay::Ports ports, Node& node) {
      if (node.life() == 1) (void)ports.bus.publish(pay::Consumer::ledger, event());
    });
    CHECK(shop.stage.unplaced.empty());
    CHECK(shop.stage.seen<EventApplied>() == (edge == std::string{"after"} ? 1U : 0U));
  }
}

TEST_CASE("rows pass through the store port as they were written") {
  Shop shop;
  std::optional<pay::Row> row;
  std::size_t scanned = 0;
  bool gone = false;
  std::expected<void, pay::CommitError> again;
  shop.play([&](pay::Ports ports, Node&) {
    const pay::Transaction insert{"claim", "pay-1", {{"t", "a", "value", 0}}};
    (void)ports.store.commit(insert);
    again = ports.store.commit(insert);
    row = *ports.store.read("t", "a");
    scanned = ports.store.scan("t", "", 10)->size();
    (void)ports.store.commit({"drop", "pay-1", {{"t", "a", std::nullopt, 1}}});
    gone = !ports.store.read("t", "a")->has_value();
  });
  REQUIRE(row);
  CHECK(row->value == "value");
  CHECK(row->version == 1);
  CHECK(scanned == 1);
  CHECK(again.error() == pay::CommitError::duplicate);
  CHECK(gone);
}

TEST_CASE("ids differ between nodes and between the lives of one node") {
  Shop shop{{at("store.test/before @ shop-1/x", "crash")}};
  std::vector<std::string> minted;
  shop.play([&](pay::Ports ports, Node&) {
    minted.push_back(ports.ids.mint("op"));
    (void)ports.store.commit({"test", "x", {}});
  });
  REQUIRE(minted.size() == 2);
  CHECK(minted[0] != minted[1]);
  CHECK(minted[0].starts_with("op-"));
}

TEST_CASE("the clock is the node's own, and sleeping until a time reaches it") {
  Shop shop;
  pay::Instant before, after;
  shop.play([&](pay::Ports ports, Node& node) {
    node.clock.skew = 40_ms;
    before = ports.clock.now();
    ports.clock.sleep_until(before + pay::Duration{5'000'000});
    after = ports.clock.now();
  });
  CHECK(before.count == (40_ms).ns());
  CHECK(after - before == pay::Duration{5'000'000});
}

TEST_CASE("words translate there and back") {
  for (const auto kind : {OperationKind::authorise, OperationKind::capture,
                          OperationKind::void_authorisation, OperationKind::refund}) {
    CHECK(translate(translate(kind)) == kind);
  }
  CHECK(translate(Amount{1250, "EUR"}) == 12.50_eur);
  CHECK(translate(12.50_eur) == Amount{1250, "EUR"});
  CHECK_FALSE(translate(Amount{1, "nothing"}).currency.known());
  CHECK(translate(pay::EventKind::failed) == Outcome::not_attempted);
  CHECK(translate(pay::EventKind::late_success) == Outcome::success);
}

TEST_CASE("what is counted and alarmed about is kept by its word") {
  Shop shop;
  shop.play([&](pay::Ports ports, Node&) {
    ports.telemetry.count("replayed", "pay-1");
    ports.telemetry.count("replayed", "pay-2");
    ports.telemetry.alarm("parked", "pay-1");
  });
  CHECK(shop.telemetry.count("replayed") == 2);
  CHECK(shop.telemetry.count("parked") == 1);
  CHECK(shop.telemetry.entries()[1].alarm);
}

}  // namespace
