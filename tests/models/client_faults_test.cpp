// Clients that ask amiss: one key for two requests, the same request many times at once, retries
// when nobody knows the key; and the flows in which steps depend on what became of others.
#include <catch2/catch.hpp>

#include "models/clients/client.hpp"
#include "tests/models/stage.hpp"

namespace {

namespace harness = assay::harness;
using namespace assay::history;
using namespace assay::models;
using namespace assay::models::testing;
using assay::sim::Node;
using assay::sim::Request;

/// A shop that answers as the test says, and keeps what it was asked.
struct Shop {
  explicit Shop(assay::sim::Plan plan = {}) : stage{std::move(plan)} {}

  void serve(ClientConfig config) {
    Node& shop = stage.add("shop-1", "shop", [this](Node&) {
      auto program = std::make_unique<Scripted>();
      program->on_request = [this](const Request& request) {
        asked.push_back(*decode_edge_request(request.body));
        at.push_back(stage.world.now().ns() / 1'000'000);
        return encode(answer(asked.back()));
      };
      return program;
    });
    config.service = {&shop};
    config.think_max = 0_s;
    stage.add("client-1", "client", [this, config](Node& node) {
      return std::make_unique<Client>(node, stage.recorder, config);
    });
    stage.run();
  }

  Stage stage;
  std::function<harness::EdgeResponse(const harness::EdgeRequest&)> answer =
      [](const harness::EdgeRequest&) {
        return harness::EdgeResponse{200, Outcome::success, "op-1", "", {}, {}, false};
      };
  std::vector<harness::EdgeRequest> asked;
  std::vector<std::int64_t> at;  // milliseconds
};

ClientConfig flow(Flow wanted) {
  ClientConfig config;
  config.flow = wanted;
  return config;
}

std::string ask(const char* word) { return std::string{word} + " @ client-1/pay-1/authorise-1"; }

}  // namespace

TEST_CASE("a key goes out with another amount, while the first is under way or after it") {
  for (const auto& [word, after] :
       {std::pair{"other_body_in_flight", 205}, std::pair{"other_body_later", 15}}) {
    Shop shop{{at(ask("client.authorise/ask"), word)}};
    shop.serve(flow(Flow::authorise));

    INFO(word);
    REQUIRE(shop.asked.size() == 2);
    CHECK(shop.asked[0].key == shop.asked[1].key);
    CHECK(shop.asked[1].amount.minor == shop.asked[0].amount.minor + 1);
    CHECK(shop.asked[0].fingerprint != shop.asked[1].fingerprint);
    CHECK(shop.at[1] == after);
  }
}

TEST_CASE("a late retry comes when keys are forgotten, with the old key or a new one") {
  for (const auto& [word, hours, same] :
       {std::tuple{"late_retry", 25, true}, std::tuple{"very_late_retry", 49, true},
        std::tuple{"late_new_key", 49, false}}) {
    Shop shop{{at(ask("client.authorise/ask"), word)}};
    shop.serve(flow(Flow::authorise));

    INFO(word);
    REQUIRE(shop.asked.size() == 2);
    CHECK((shop.asked[0].key == shop.asked[1].key) == same);
    CHECK(shop.asked[0].fingerprint == shop.asked[1].fingerprint);
    CHECK(shop.at[1] - shop.at[0] >= hours * 3'600'000LL);
    CHECK(shop.stage.marked(CoverageMark::late_retry_recognised) == 1);
  }
}

TEST_CASE("copies of a request are identical, leave at once, and mean one thing") {
  Shop shop;
  ClientConfig config = flow(Flow::authorise_and_capture);
  config.copies = 7;
  shop.serve(config);

  REQUIRE(shop.asked.size() == 14);
  CHECK(std::ranges::count(shop.asked, shop.asked.front()) == 7);
  CHECK(shop.stage.seen<IntentDeclared>() == 2);
  CHECK(shop.stage.seen<FulfilmentStarted>() == 1);
}

TEST_CASE("what cannot be captured is voided, and what was captured is not") {
  for (const bool declined : {true, false}) {
    Shop shop;
    shop.answer = [&](const harness::EdgeRequest& request) {
      const bool no = declined && request.kind == OperationKind::capture;
      return harness::EdgeResponse{
          no ? 402U : 200U, no ? Outcome::declined : Outcome::success, "op-1", "", {}, {}, false};
    };
    shop.serve(flow(Flow::authorise_capture_or_void));

    REQUIRE(shop.asked.size() == (declined ? 3 : 2));
    const auto last = declined ? OperationKind::void_authorisation : OperationKind::capture;
    CHECK(shop.asked.back().kind == last);
    CHECK(shop.asked.back().amount == shop.asked.front().amount);
  }
}

TEST_CASE("two refunds leave at the same time, within or beyond what was captured") {
  for (const bool beyond : {false, true}) {
    assay::sim::Plan plan;
    if (beyond) plan = {at("client.refunds @ client-1/pay-1", "choice-2")};
    Shop shop{plan};
    shop.serve(flow(Flow::refund_twice));

    REQUIRE(shop.asked.size() == 4);
    CHECK(shop.asked[2].ordinal + shop.asked[3].ordinal == 3);
    CHECK(shop.at[2] == shop.at[3]);
    const auto sum = shop.asked[2].amount.minor + shop.asked[3].amount.minor;
    CHECK((sum > shop.asked[0].amount.minor) == beyond);
  }
}
