// How clients retry: the same request with the same key, further and further apart, and then no
// more.
#include <catch2/catch.hpp>

#include "models/clients/balance_reader.hpp"
#include "models/clients/client.hpp"
#include "tests/models/stage.hpp"

namespace {

namespace harness = assay::harness;
using namespace assay::history;
using namespace assay::models;
using namespace assay::models::testing;
using assay::sim::Node;
using assay::sim::Request;

/// A shop that answers the n-th request, from 1, as the test says, and a client that asks it.
class Counter {
 public:
  explicit Counter(assay::sim::Plan plan = {}) : stage{std::move(plan)} {}

  std::function<harness::EdgeResponse(std::uint32_t)> answer = [](std::uint32_t) {
    return harness::EdgeResponse{200, Outcome::success, "op-1", "", {}, {}, false};
  };

  void serve(ClientConfig config) {
    Node& shop = stage.add("shop-1", "shop", [this](Node&) {
      auto program = std::make_unique<Scripted>();
      program->on_request = [this](const Request& request) {
        bodies.emplace_back(request.body);
        return encode(answer(static_cast<std::uint32_t>(bodies.size())));
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

  /// When each request left, in virtual milliseconds.
  [[nodiscard]] std::vector<std::int64_t> sent() const {
    std::vector<std::int64_t> times;
    for (const auto& sent : stage.all<RequestSent>()) times.push_back(sent.at / 1'000'000);
    return times;
  }

  Stage stage;
  std::vector<std::string> bodies;
};

ClientConfig one_authorisation() {
  ClientConfig config;
  config.flow = Flow::authorise;
  return config;
}

TEST_CASE("after a lost reply the identical request is sent again, and its answer counts") {
  Counter shop{{at("shop.authorise/reply @ client-1/pay-1/authorise-1/try-1", "lose")}};
  shop.serve(one_authorisation());
  REQUIRE(shop.bodies.size() == 2);
  CHECK(shop.bodies[0] == shop.bodies[1]);
  CHECK(shop.stage.seen<RequestSent>() == 2);
  CHECK(shop.stage.seen<ResponseReceived>() == 1);
  CHECK(shop.stage.seen<IntentAbandoned>() == 0);
}

TEST_CASE("each step of a flow has a key of its own and follows a success") {
  Counter shop;
  ClientConfig config;
  config.flow = Flow::authorise_capture_and_refund;
  shop.serve(config);
  std::vector<std::string> keys;
  for (const auto& body : shop.bodies) keys.push_back(decode_edge_request(body)->key);
  CHECK(keys == std::vector<std::string>{"k-pay-1-a1", "k-pay-1-c1", "k-pay-1-r1"});
  CHECK(shop.stage.seen<IntentDeclared>() == 3);
}

TEST_CASE("goods leave once, when a capture was told to have worked, and not before") {
  for (const auto flow : {Flow::authorise, Flow::authorise_capture_and_refund}) {
    Counter shop;
    ClientConfig config;
    config.flow = flow;
    shop.serve(config);
    CHECK(shop.stage.seen<FulfilmentStarted>() == (flow == Flow::authorise ? 0 : 1));
  }
}

TEST_CASE("a decline is final: no further try, no further step, and nothing abandoned") {
  Counter shop;
  shop.answer = [](std::uint32_t) {
    return harness::EdgeResponse{402, Outcome::declined, "op-1", "do_not_honour", {}, {}, false};
  };
  shop.serve({});
  CHECK(shop.bodies.size() == 1);
  CHECK(shop.stage.seen<IntentDeclared>() == 1);
  CHECK(shop.stage.seen<IntentAbandoned>() == 0);
}

TEST_CASE("a pending answer is asked for again until it is final") {
  Counter shop;
  shop.answer = [](std::uint32_t n) {
    if (n < 3) return harness::EdgeResponse{202, Outcome::pending, "op-1", "", {}, 3_s, false};
    return harness::EdgeResponse{200, Outcome::success, "op-1", "", {}, {}, true};
  };
  shop.serve(one_authorisation());
  CHECK(shop.bodies.size() == 3);
  CHECK(shop.stage.marked(CoverageMark::pending_was_told) == 2);
  CHECK(shop.stage.marked(CoverageMark::retry_replayed) == 1);
  const auto times = shop.sent();
  CHECK(times[1] - times[0] >= 3'000);
}

TEST_CASE("an agent backs off in steps that double, and honours a hint that asks for more") {
  Counter shop;
  shop.answer = [](std::uint32_t n) {
    const auto hint = n == 3 ? 900_ms : 0_ms;
    return harness::EdgeResponse{
        n < 5 ? 409U : 200U, Outcome::none, "", "in_progress", {}, hint, false};
  };
  ClientConfig config = one_authorisation();
  config.kind = ClientKind::agent;
  config.backoff_min = 20_ms;
  config.backoff_max = 50_ms;
  shop.serve(config);
  const auto times = shop.sent();
  REQUIRE(times.size() == 5);
  const std::int64_t trip = 10;  // there and back
  CHECK(times[1] - times[0] == 20 + trip);
  CHECK(times[2] - times[1] == 40 + trip);
  CHECK(times[3] - times[2] == 900 + trip);
  CHECK(times[4] - times[3] == 50 + trip);
  CHECK(shop.stage.marked(CoverageMark::retry_met_claim_in_flight) == 3);
}

TEST_CASE("a client whose tries are spent gives up, once, and says so") {
  Counter shop;
  shop.answer = [](std::uint32_t) { return harness::EdgeResponse{}; };
  ClientConfig config;
  config.tries_max = 3;
  shop.serve(config);
  CHECK(shop.bodies.size() == 3);
  CHECK(shop.stage.seen<IntentAbandoned>() == 1);
  CHECK(shop.stage.marked(CoverageMark::client_gave_up) == 1);
}

TEST_CASE("a refusal that is final abandons the intent for its reason") {
  Counter shop;
  shop.answer = [](std::uint32_t) {
    return harness::EdgeResponse{422, Outcome::not_attempted, "", "key_reused", {}, {}, false};
  };
  shop.serve({});
  CHECK(shop.bodies.size() == 1);
  CHECK(shop.stage.all<IntentAbandoned>().back().reason == "key_reused");
  CHECK(shop.stage.marked(CoverageMark::client_gave_up) == 0);
}

TEST_CASE("a person pays one thing after another, an agent all at the same time") {
  for (const auto kind : {ClientKind::person, ClientKind::agent}) {
    Counter shop;
    ClientConfig config = one_authorisation();
    config.kind = kind;
    config.payments = 3;
    config.first_payable = 7;
    shop.serve(config);
    const auto times = shop.sent();
    REQUIRE(times.size() == 3);
    CHECK((times[0] == times[2]) == (kind == ClientKind::agent));
    CHECK(decode_edge_request(shop.bodies[0])->payable == "pay-7");
  }
}

TEST_CASE("the first of several nodes is asked unless the workload says otherwise") {
  Stage stage{{{"client.node @ client-1/pay-1/authorise-1/try-1", 1, "choice-2",
                assay::sim::DecisionKind::workload}}};
  std::vector<Node*> nodes;
  std::string asked;
  for (const char* name : {"shop-1", "shop-2"}) {
    nodes.push_back(&stage.add(name, "shop", [&asked](Node& node) {
      auto program = std::make_unique<Scripted>();
      program->on_request = [&asked, &node](const Request&) {
        asked += node.name();
        return encode(harness::EdgeResponse{200, Outcome::success, "op", "", {}, {}, false});
      };
      return program;
    }));
  }
  ClientConfig config;
  config.service = nodes;
  config.think_max = 0_s;
  stage.add("client-1", "client", [&](Node& node) {
    return std::make_unique<Client>(node, stage.recorder, config);
  });
  stage.run();
  CHECK(asked == "shop-2shop-1");
}

TEST_CASE("a balance is read period after period, and the world rests all the same") {
  Stage stage;
  Node& shop = stage.add("shop-1", "shop", [](Node&) {
    auto program = std::make_unique<Scripted>();
    program->on_request = [](const Request&) {
      return encode(harness::EdgeResponse{200, Outcome::none, "", "", {1250, "EUR"}, {}, false});
    };
    return program;
  });
  BalanceReaderConfig config;
  config.service = {&shop};
  stage.add("reader-1", "reader", [&](Node& node) {
    return std::make_unique<BalanceReader>(node, stage.recorder, config);
  });
  CHECK(stage.run() == assay::sim::Exit::at_rest);
  REQUIRE(stage.seen<AmountRead>() > 0);
  CHECK(stage.all<AmountRead>().front().amount == Amount{1250, "EUR"});
}

}  // namespace
