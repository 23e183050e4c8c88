// The two worlds tell alike: under one plan a listener hears the same events, as often, in the same
// order and as genuine from the simulated processor as from a served one.
#include <catch2/catch.hpp>

#include <fmt/format.h>

#include "models/webhooks/webhook_message.hpp"
#include "models/webhooks/webhook_sender.hpp"
#include "outside/dialects/standard_webhooks.hpp"
#include "outside/serve/webhooks.hpp"
#include "tests/models/stage.hpp"
#include "tests/outside/served.hpp"

namespace {

using namespace assay;
using namespace assay::sim::literals;

/// "evt_1 genuine", in the order in which they came.
using Deliveries = std::vector<std::string>;

std::string line_of(std::string_view event, bool genuine) {
  return fmt::format("{} {}", event, genuine ? "genuine" : "of nobody");
}

Deliveries simulated_deliveries(const sim::Plan& plan) {
  using namespace models;
  models::testing::Stage stage{plan, {}, false, find_webhook_manners("usual")};
  Deliveries heard;
  sim::Node& shop = stage.add("shop-1", "shop", [&](sim::Node& node) {
    auto program = std::make_unique<models::testing::Scripted>();
    program->on_start = [&] { (void)stage.client(node).send(models::testing::authorisation(), 1); };
    program->on_request = [&](const sim::Request& request) {
      const ProcessorClient client{node, *stage.acquirer, stage.recorder, {.webhooks = true}};
      const auto message = decode_webhook(request.body).value();
      const bool genuine = client.is_genuine(message);
      heard.push_back(line_of(message.event, genuine));
      return encode_status(genuine ? 200 : 401);
    };
    return program;
  });
  stage.listeners = {&shop};
  stage.run();
  CHECK(stage.unplaced.empty());
  return heard;
}

bool is_signed(const outside::http::Request& request) {
  const auto seconds = std::stoll(std::string{request.header("webhook-timestamp")});
  const auto headers = outside::standard_webhook_headers(
      request.header("webhook-id"), request.body, {"s"}, sim::TimePoint{seconds * 1'000'000'000});
  return headers.back().value == request.header("webhook-signature");
}

Deliveries served_deliveries(const sim::Plan& plan) {
  outside::testing::Served served;
  Deliveries heard;
  outside::Webhooks webhooks{
      {.url = "http://127.0.0.1/", .secrets = {"s"}, .name = "acquirer", .caller = "shop-1"},
      *served.dialect,
      served.service.faults(),
      served.timers,
      [&](const outside::http::Request& request, const outside::Posted& posted) {
        heard.push_back(line_of(request.header("webhook-id"), is_signed(request)));
        posted(is_signed(request) ? 200 : 401);
      }};
  served.service.on_movement = [&](const auto& moved) { webhooks.tell(moved); };
  served.service.faults().set_plan(plan);
  (void)served.ask(outside::testing::authorise());
  served.pass(24_h * 3);
  return heard;
}

TEST_CASE("a listener hears the same in both worlds, whatever strikes an event") {
  const auto at = [](std::string_view edge, std::string_view word) {
    return models::testing::at(fmt::format("acquirer.webhook/{} @ shop-1/pay-1/authorise-1", edge),
                               std::string{word});
  };
  std::vector<sim::Plan> plans{{}};
  for (const std::string_view word : models::webhook_faults().words()) {
    plans.push_back({at("event", word)});
    for (const std::string_view lost : {"request", "reply"}) {
      if (word != "never_told") plans.push_back({at("event", word), at(lost, "lose")});
    }
  }
  for (const std::string_view word : {"lose", "duplicate", "hold", "past_timeout", "reset"}) {
    for (const std::string_view edge : {"request", "reply"}) plans.push_back({at(edge, word)});
  }
  for (const sim::Plan& plan : plans) {
    INFO(plan.size() << " faults, the last " << (plan.empty() ? "" : plan.back().answer) << " at "
                     << (plan.empty() ? "" : plan.back().site));
    CHECK(simulated_deliveries(plan) == served_deliveries(plan));
  }
}

}  // namespace
