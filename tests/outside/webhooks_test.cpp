// Events on their way: the schedule, and each fault of messages as a listener sees it.
#include <catch2/catch.hpp>

#include "outside/serve/webhooks.hpp"
#include "tests/outside/served.hpp"

namespace {

using namespace assay::outside;
using namespace assay::outside::testing;

/// A served processor, its webhooks, and a listener that writes down what it hears.
struct Heard {
  explicit Heard(unsigned answers = 200) : status{answers} {
    served.service.on_movement = [this](const auto& moved) { webhooks.tell(moved); };
  }

  std::vector<http::Request> requests;
  std::vector<assay::sim::TimePoint> times;
  unsigned status;
  Served served;
  Webhooks webhooks{{.url = "http://127.0.0.1/", .secrets = {"s"}},
                    *served.dialect,
                    served.service.faults(),
                    served.timers,
                    [this](const http::Request& request, const Posted& posted) {
                      requests.push_back(request);
                      times.push_back(served.timers.now());
                      posted(status);
                    }};
};

const std::string way_there = "processor.webhook/request @ pay-1/authorise-1";
const std::string way_back = "processor.webhook/reply @ pay-1/authorise-1";

TEST_CASE("an event that is taken is sent once, after the answer") {
  Heard heard;
  (void)heard.served.ask(authorise());
  CHECK(heard.requests.empty());
  heard.served.pass(24_h * 3);
  REQUIRE(heard.requests.size() == 1);
  CHECK(heard.webhooks.waiting() == 0);
}

TEST_CASE("an event that nobody takes is sent again by the schedule, and then given up") {
  Heard heard{503};
  (void)heard.served.ask(authorise());
  heard.served.pass(24_h * 3);
  REQUIRE(heard.times.size() == 8);
  CHECK(heard.times[1] - heard.times[0] == 5_s);
  CHECK(heard.times[2] - heard.times[1] == 5_min);
  CHECK(heard.requests[1].header("webhook-id") == heard.requests[0].header("webhook-id"));
  CHECK(heard.requests[1].header("webhook-signature") !=
        heard.requests[0].header("webhook-signature"));
  CHECK(heard.webhooks.waiting() == 0);
}

TEST_CASE("a lost event comes at the next try; one whose 2xx is lost comes twice") {
  Heard heard;
  heard.served.plan(way_there, "lose");
  (void)heard.served.ask(authorise());
  heard.served.pass(1_min);
  CHECK(heard.requests.size() == 1);
  CHECK(heard.times[0] > assay::sim::TimePoint{} + 10_s);
  Heard again;
  again.served.plan(way_back, "lose");
  (void)again.served.ask(authorise());
  again.served.pass(1_min);
  CHECK(again.requests.size() == 2);
}

TEST_CASE("a doubled event comes twice with one id and one signature") {
  Heard heard;
  heard.served.plan(way_there, "duplicate");
  (void)heard.served.ask(authorise());
  heard.served.pass(1_min);
  REQUIRE(heard.requests.size() == 2);
  CHECK(heard.requests[0].header("webhook-signature") ==
        heard.requests[1].header("webhook-signature"));
}

TEST_CASE("an event is overtaken by the next, or held past any tolerance with its old signature") {
  Heard heard;
  heard.served.plan(way_there, "reorder");
  (void)heard.served.ask(authorise());
  (void)heard.served.ask(following("capture", 1250));
  heard.served.pass(1_s);
  REQUIRE(heard.requests.size() == 2);
  CHECK(json::parse(heard.requests[0].body)["data"]["kind"] == "capture");
  Heard held;
  held.served.plan(way_there, "hold");
  (void)held.served.ask(authorise());
  held.served.pass(6_min);
  REQUIRE(held.requests.size() >= 1);
  const auto signed_at = std::stoll(std::string{held.requests.back().header("webhook-timestamp")});
  CHECK(held.times.back().ns() / 1'000'000'000 - signed_at > 300);
}

TEST_CASE("an event comes before the API's own answer where others overtake that") {
  Heard heard;
  heard.served.plan("processor.authorise/reply @ pay-1/attempt-1", "reorder");
  const http::Reply reply = heard.served.ask(authorise());
  CHECK(reply.status == 200);
  CHECK(heard.requests.size() == 1);
}

TEST_CASE("a decline and a lapse are events, too") {
  Heard heard;
  (void)heard.served.ask(authorise());
  (void)heard.served.ask(following("capture", 9999));
  heard.served.pass(24_h * 8);
  REQUIRE(heard.requests.size() == 3);
  CHECK(json::parse(heard.requests[1].body)["data"]["reason"] == "amount_too_large");
  CHECK(json::parse(heard.requests[2].body)["type"] == "operation.reversed");
}

}  // namespace
