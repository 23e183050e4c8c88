// What a simulated processor tells unasked: by which schedule, in which manner, under each fault.
#include <catch2/catch.hpp>

#include <memory>

#include "models/webhooks/webhook_message.hpp"
#include "models/webhooks/webhook_sender.hpp"
#include "tests/models/stage.hpp"

namespace {

namespace harness = assay::harness;
using namespace assay::history;
using namespace assay::models;
using namespace assay::models::testing;
namespace sim = assay::sim;

const std::string made = "acquirer.webhook/event @ shop-1/pay-1/authorise-1";
const std::string way_there = "acquirer.webhook/request @ shop-1/pay-1/authorise-1";
const std::string way_back = "acquirer.webhook/reply @ shop-1/pay-1/authorise-1";

/// What a shop that authorises once is told.
struct Listening {
  explicit Listening(sim::Plan plan = {}, std::string_view manners = "usual",
                     std::uint32_t answers = 200) {
    Stage stage{std::move(plan), {}, false, find_webhook_manners(manners)};
    sim::Node& shop = stage.add("shop-1", "shop", [&](sim::Node& node) {
      auto program = std::make_unique<Scripted>();
      program->on_start = [&] {
        (void)stage.client(node).send(authorisation(), 1);
        answered = stage.world.now();
      };
      program->on_request = [&](const sim::Request& request) {
        const ProcessorClient processor{
            node, *stage.acquirer, stage.recorder, {.webhooks = true}};
        heard.push_back(*decode_webhook(request.body));
        times.push_back(stage.world.now());
        genuine.push_back(processor.is_genuine(heard.back()));
        return encode_status(answers);
      };
      return program;
    });
    stage.listeners = {&shop};
    stage.run();
    sent = stage.seen<WebhookSent>();
  }

  std::vector<harness::Webhook> heard;
  std::vector<sim::TimePoint> times;
  std::vector<bool> genuine;
  sim::TimePoint answered;
  std::size_t sent = 0;
};

TEST_CASE("a movement is told once, signed, 100 ms after it, as an answer would say it") {
  const Listening it;
  REQUIRE(it.heard.size() == 1);
  CHECK(it.genuine[0]);
  CHECK(it.times[0] > it.answered);
  const auto news = read_webhook_body(it.heard[0].body);
  REQUIRE(news.has_value());
  CHECK(news->about.status == harness::ProcessorStatus::done);
  CHECK(news->about.operation == "op-1");
  CHECK(news->about.amount == Amount{1250, "EUR"});
  CHECK(news->about.reference == "fx-1");
  CHECK(news->about.capture_before > 0);
}

TEST_CASE("an event comes before the answer, with it, or minutes later, as the manners have it") {
  const Listening early{{}, "before_answer"};
  REQUIRE(early.heard.size() == 1);
  CHECK(early.times[0] < early.answered);
  const Listening late{{}, "later"};
  REQUIRE(late.heard.size() == 1);
  CHECK(late.times[0] > late.answered + 5_min);
}

TEST_CASE("what nobody takes is told again by the schedule, under its id, signed anew") {
  const Listening it{{}, "usual", 503};
  REQUIRE(it.heard.size() == webhook_retries.size() + 1);
  CHECK(it.heard[1].event == it.heard[0].event);
  CHECK(it.heard[1].signature != it.heard[0].signature);
  CHECK(it.times[1] - it.times[0] >= 5_s);
  CHECK(it.times[2] - it.times[1] >= 5_min);
  CHECK(it.sent == it.heard.size());
}

TEST_CASE("whoever is gone is told nothing more") {
  CHECK(Listening{{}, "usual", 410}.heard.size() == 1);
}

TEST_CASE("a processor without webhooks tells nothing") {
  CHECK(Listening{{}, "none"}.heard.empty());
}

TEST_CASE("an event that gets lost comes later; one whose 2xx gets lost comes twice") {
  CHECK(Listening{{at(way_there, "lose")}}.heard.size() == 1);
  CHECK(Listening{{at(way_back, "lose")}}.heard.size() == 2);
  const Listening doubled{{at(way_there, "duplicate")}};
  REQUIRE(doubled.heard.size() == 2);
  CHECK(doubled.heard[0] == doubled.heard[1]);
}

TEST_CASE("an event is held past any tolerance, with its old signature") {
  const Listening it{{at(way_there, "hold")}};
  REQUIRE(it.heard.size() >= 2);
  CHECK(it.times.back() - it.heard.back().sent > 5_min);
}

TEST_CASE("an event is never told, told twice under two ids, or told again") {
  CHECK(Listening{{at(made, "never_told")}}.heard.empty());
  const Listening twice{{at(made, "told_twice")}};
  REQUIRE(twice.heard.size() == 2);
  CHECK(twice.heard[0].event != twice.heard[1].event);
  CHECK(twice.heard[0].body == twice.heard[1].body);
  const Listening again{{at(made, "told_again")}};
  REQUIRE(again.heard.size() == 2);
  CHECK(again.heard[0].event == again.heard[1].event);
  CHECK(again.times[1] - again.times[0] >= 10_min);
}

TEST_CASE("what somebody else made is not genuine, and no fact of the processor's") {
  const Listening forged{{at(made, "forged")}};
  REQUIRE(forged.heard.size() == 2);
  CHECK(forged.genuine == std::vector<bool>{true, false});
  CHECK(forged.sent == 1);
  const Listening old{{at(made, "old_secret")}, "usual", 401};
  REQUIRE(old.heard.size() > 1);
  CHECK_FALSE(old.genuine[0]);
  CHECK(old.genuine[1]);
}

TEST_CASE("an event beside it is about an operation of somebody else's") {
  const Listening it{{at(made, "unknown_object")}};
  REQUIRE(it.heard.size() == 2);
  CHECK(it.genuine == std::vector<bool>{true, true});
  CHECK(read_webhook_body(it.heard[1].body)->about.operation != "op-1");
}

TEST_CASE("a message whose body, id or time was changed is not genuine") {
  Listening it;
  REQUIRE(it.heard.size() == 1);
  const std::string secret = webhook_secret("acquirer");
  const std::string signature = webhook_signature(it.heard[0], secret);
  for (const auto change : {&harness::Webhook::body, &harness::Webhook::event}) {
    harness::Webhook changed = it.heard[0];
    changed.*change += "x";
    CHECK(webhook_signature(changed, secret) != signature);
  }
  harness::Webhook later = it.heard[0];
  later.sent = later.sent + 1_ns;
  CHECK(webhook_signature(later, secret) != signature);
  CHECK(webhook_signature(it.heard[0], "old " + secret) != signature);
}

TEST_CASE("what goes over the wire comes back as it was; damage is refused") {
  const harness::Webhook message{"acquirer", "evt_1", sim::TimePoint{} + 5_s, "v1,x", "body"};
  CHECK(decode_webhook(encode(message)) == message);
  CHECK_FALSE(decode_webhook(encode(message) + "x").has_value());
  CHECK_FALSE(read_webhook_body("nonsense").has_value());
  CHECK(decode_status(encode_status(200)) == 200);
  CHECK(decode_status("2oo") == 0);
}

}  // namespace
