// What the processor tells assay-pay unasked, over loopback.
#include "payments/adapters/webhooks/standard_webhooks.hpp"
#include "tests/payments/server/shop.hpp"

#include <catch2/catch.hpp>

using namespace payments;
using namespace payments::testing;

namespace {

/// Nobody asks by himself for as long as a test takes.
std::vector<std::string> silent_fields() {
  std::vector<std::string> fields = quick_fields;
  for (const char* const slow :
       {"ask_delay_min=1h", "ask_delay_max=1h", "reconcile_delay=1h", "reconcile_grace=1h"}) {
    fields.emplace_back(slow);
  }
  return fields;
}

Told deliver(const Shop& shop, const std::string& id, const std::string& body,
             const std::string& secret) {
  const auto now = std::chrono::duration_cast<std::chrono::seconds>(
      std::chrono::system_clock::now().time_since_epoch());
  const SignedMessage message{
      .id = id, .sent = {now.count() * 1'000'000'000}, .signature = {}, .body = body};
  return *ask(shop.running->port(), "POST", "/v1/webhooks/processor/default",
              {{"Content-Type", "application/json"},
               {"webhook-id", id},
               {"webhook-timestamp", std::to_string(now.count())},
               {"webhook-signature", webhooks::signature(message, secret)}},
              body);
}

std::string told_of(const nlohmann::json& effect) {
  return nlohmann::json{{"type", "operation.succeeded"},
                        {"timestamp", "2026-01-01T00:00:00Z"},
                        {"data",
                         {{"operation", effect.at("operation")},
                          {"kind", effect.at("kind")},
                          {"payable", effect.at("payable")},
                          {"ordinal", effect.at("ordinal")},
                          {"reference", effect.at("answer").at("reference")},
                          {"amount", effect.at("answer").at("amount")}}}}
      .dump();
}

}  // namespace

TEST_CASE("an answer that was lost is made good by a webhook") {
  Shop shop(silent_fields());
  CHECK(shop.pay("order-1", "k-1", "tok_lost_reply").status == 202);
  REQUIRE(shop.acquirer.effects().size() == 1);
  const std::string body = told_of(shop.acquirer.effects().front());

  CHECK(deliver(shop, "e-1", body, "nobody's secret").status == 401);
  CHECK(deliver(shop, "e-1", body, "new-secret").status == 200);
  CHECK(deliver(shop, "e-1", body, "whsec_b2xk").status == 200);  // again, by the old secret

  CHECK(comes_true([&] { return shop.pay("order-1", "k-1", "tok_lost_reply").status == 201; }));
  CHECK(shop.acquirer.effects().size() == 1);
}

TEST_CASE("what is no signed event is refused, and is no event of anybody") {
  Shop shop;
  const auto post = [&](const std::string& target, std::map<std::string, std::string> headers) {
    headers.emplace("Content-Type", "application/json");
    return ask(shop.running->port(), "POST", target, headers, "{}")->status;
  };
  const std::string there = "/v1/webhooks/processor/default";
  CHECK(post(there, {}) == 400);
  CHECK(post(there, {{"webhook-id", "e-1"}, {"webhook-timestamp", "soon"}}) == 400);
  CHECK(post(there, {{"webhook-id", "e-1"}, {"webhook-timestamp", "1"}}) == 401);
  CHECK(post("/v1/webhooks/other/default", {}) == 404);
  CHECK(ask(shop.running->port(), "GET", there, {})->status == 405);
}
