// A client of the flow "generated": benign it is the plain one, and what a plan has it do it does.
#include <catch2/catch.hpp>

#include <algorithm>
#include <set>

#include "models/clients/client.hpp"
#include "models/clients/generated_flow.hpp"
#include "tests/models/stage.hpp"

namespace {

namespace harness = assay::harness;
using namespace assay::history;
using namespace assay::models;
using namespace assay::models::testing;
using assay::sim::Node;
using assay::sim::Request;

/// A choice of the workload's.
assay::sim::Answer chosen(std::string site, std::string word) {
  return {std::move(site), 1, std::move(word), assay::sim::DecisionKind::workload};
}

/// What a client asks a shop for that grants everything.
std::vector<harness::EdgeRequest> asked(assay::sim::Plan plan, std::uint32_t clients = 1) {
  Stage stage{std::move(plan)};
  std::vector<harness::EdgeRequest> requests;
  Node& shop = stage.add("shop-1", "shop", [&](Node&) {
    auto program = std::make_unique<Scripted>();
    program->on_request = [&](const Request& request) {
      requests.push_back(*decode_edge_request(request.body));
      return encode(harness::EdgeResponse{200, Outcome::success, "op-1", "", {}, {}, false});
    };
    return program;
  });
  std::vector<Node*> others;
  for (std::uint32_t number = 1; number <= clients; ++number) {
    ClientConfig config;
    config.flow = Flow::generated;
    config.service = {&shop};
    config.think_max = 0_s;
    config.first_payable = number;
    config.others = others;
    others.push_back(&stage.add("client-" + std::to_string(number), "client",
                                [&stage, config](Node& node) {
                                  return std::make_unique<Client>(node, stage.recorder, config);
                                }));
  }
  stage.run();
  CHECK(stage.unplaced.empty());
  return requests;
}

std::set<std::string> keys_of(const std::vector<harness::EdgeRequest>& requests) {
  std::set<std::string> keys;
  for (const harness::EdgeRequest& request : requests) keys.insert(request.key);
  return keys;
}

}  // namespace

TEST_CASE("a generated workload is benign first: authorised, captured, and left") {
  const auto requests = asked({});
  REQUIRE(requests.size() == 2);
  CHECK(requests[0].kind == OperationKind::authorise);
  CHECK(requests[1].kind == OperationKind::capture);
}

TEST_CASE("a request is copied as often as its manner says, with one key or with many") {
  const auto [word, count, keys] = GENERATE(table<std::string, std::size_t, std::size_t>(
      {{"copies_2", 2, 1}, {"copies_3", 3, 1}, {"copies_50", 50, 1}, {"keys_3", 3, 3},
       {"again_same_key", 2, 1}, {"again_new_key", 2, 2}}));
  const auto requests =
      asked({chosen("client.manner @ client-1/pay-1/step-1", word),
             chosen("client.step @ client-1/pay-1/step-2", "leave")});
  INFO(word);
  CHECK(requests.size() == count);
  CHECK(keys_of(requests).size() == keys);
  const bool alike = std::ranges::all_of(requests, [&](const harness::EdgeRequest& request) {
    return request.fingerprint == requests.front().fingerprint;
  });
  CHECK(alike);
}

TEST_CASE("at once again means a new key, with another card or amount where the manner says so") {
  const auto requests =
      asked({chosen("client.manner @ client-1/pay-1/step-1", "again_other_card"),
             chosen("client.manner @ client-1/pay-1/step-2", "again_other_amount")});
  REQUIRE(requests.size() == 4);
  CHECK(requests[1].terms.instrument != requests[0].terms.instrument);
  CHECK(requests[1].ordinal == requests[0].ordinal);
  CHECK(requests[3].amount.minor != requests[2].amount.minor);
  CHECK(keys_of(requests).size() == 4);
}

TEST_CASE("a payment in the wrong unit is of more than any sum can hold beside another") {
  const auto requests = asked({chosen("client.size @ client-1/pay-1", "absurd")});
  REQUIRE(requests.size() == 2);
  CHECK(requests[1].amount.minor == absurd_minor);
  CHECK(requests[1].amount.minor > std::numeric_limits<std::int64_t>::max() - 1250);
}

TEST_CASE("illegal steps are asked for: a capture of nothing, a refund beyond, a late void") {
  const auto requests = asked({chosen("client.step @ client-1/pay-1/step-1", "capture_first"),
                               chosen("client.step @ client-1/pay-1/step-2", "refund_beyond"),
                               chosen("client.step @ client-1/pay-1/step-3", "void_late")});
  REQUIRE(requests.size() >= 3);
  CHECK(requests[0].kind == OperationKind::capture);
  CHECK(requests[1].kind == OperationKind::refund);
  CHECK(requests[1].amount.minor == requests[0].amount.minor + 1);
  CHECK(requests[2].kind == OperationKind::void_authorisation);
}

TEST_CASE("a step names the authorisation that its client chose, or what is none") {
  const auto requests = asked({chosen("client.parent @ client-1/pay-1/step-2", "latest"),
                               chosen("client.step @ client-1/pay-1/step-3", "refund"),
                               chosen("client.parent @ client-1/pay-1/step-3", "wrong")});
  REQUIRE(requests.size() == 3);
  CHECK(requests[0].parent.empty());
  CHECK(requests[1].parent == "op-1");
  CHECK(requests[2].parent == "op-1");  // of the capture: the shop calls everything so
  CHECK(requests[1].fingerprint != asked({})[1].fingerprint);
}

TEST_CASE("two partial refunds of one amount are two operations") {
  const auto requests = asked({chosen("client.step @ client-1/pay-1/step-3", "refund_two_parts")});
  REQUIRE(requests.size() == 4);
  CHECK(requests[2].ordinal != requests[3].ordinal);
  CHECK(requests[2].amount == requests[3].amount);
  CHECK(keys_of(requests).size() == 4);
}

TEST_CASE("another client asks for the same thing where the manner says so") {
  const auto requests =
      asked({chosen("client.manner @ client-2/pay-2/step-1", "copy_of_another_client"),
             chosen("client.step @ client-2/pay-2/step-2", "leave")},
            2);
  const auto same = std::ranges::count(requests, "pay-2", &harness::EdgeRequest::payable);
  CHECK(same == 2);
}

TEST_CASE("the words of each table of the grammar are different, and the first goes on or leaves") {
  for (const auto state : {ClientState::nothing, ClientState::held, ClientState::taken,
                              ClientState::released, ClientState::doubtful}) {
    const auto& options = step_options(state);
    std::set<std::string> words;
    for (std::uint32_t i = 0; i < options.size(); ++i) words.insert(options.name(i));
    CHECK(words.size() == options.size());
  }
}
