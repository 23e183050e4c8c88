// What the edge refuses, and that nothing is done then.
#include <catch2/catch.hpp>

#include "payments/types/card_numbers.hpp"
#include "tests/payments/server/shop.hpp"

namespace {

using namespace payments::testing;

const std::string good_body = R"({"reference":"order-1","customer":"ada","instrument":"tok_ok",)"
                              R"("amount":{"minor":1250,"currency":"EUR"}})";

/// The same, with one piece of its text replaced.
std::string with(const std::string& piece, const std::string& other) {
  std::string body = good_body;
  return body.replace(body.find(piece), piece.size(), other);
}

TEST_CASE("a malformed request is refused, says where, and may be corrected under the same key") {
  const Shop shop;
  const std::vector<std::pair<std::string, std::string>> cases{
      {"no JSON", "no JSON"},
      {"[]", "object"},
      {with("1250", "12.5"), "/amount/minor"},
      {with("1250", "\"1250\""), "/amount/minor"},
      {with("1250", "0"), "/amount/minor"},
      {with("1250", "-1"), "/amount/minor"},
      {with("1250", "1000000000001"), "/amount/minor"},
      {with("EUR", "ZZZ"), "/amount/currency"},
      {with("\"customer\":\"ada\",", ""), "/customer"},
      {with("ada", ""), "/customer"},
      {with("tok_ok", "4111111111111111"), "/instrument"},
      {with("ada", "4111 1111 1111 1111"), "/customer"},
      {with("\"minor\"", "\"units\":1,\"minor\""), "/amount/units"},
      {with("{\"reference\"", "{\"note\":1,\"reference\""), "/note"},
      {with("{\"reference\"", "{\"reference\":\"x\",\"reference\""), "twice"},
      {with("\"ada\"", "\"ada\",\"capture\":\"later\""), "/capture"}};
  for (const auto& [body, where] : cases) {
    INFO(body);
    const Told told = shop.post("/v1/payments", "k1", body);
    CHECK(told.status == 400);
    CHECK(told.problem() == "malformed");
    CHECK(told.text.find(where) != std::string::npos);
  }
  CHECK(shop.acquirer.effects().empty());
  CHECK(shop.post("/v1/payments", "k1", good_body).status == 201);
}

TEST_CASE("card numbers are seen in texts, long numbers of other kinds are left alone") {
  using payments::may_hold_card_number;
  for (const char* card : {"4111111111111111", "order 4111 1111 1111 1111 of ada",
                           "x-5500-0000-0000-0004", "378282246310005", "2223003122003222"}) {
    INFO(card);
    CHECK(may_hold_card_number(card));
  }
  // Check digits are right in all of these but the first two.
  for (const char* other : {"4111111111111112", "ada", "1796067305476998047", "0000000000000000",
                            "41111111111111110000", "4111_1111_1111_1111", "order-2026-11-30"}) {
    INFO(other);
    CHECK_FALSE(may_hold_card_number(other));
  }
}

TEST_CASE("a key is mandatory, and is a quoted string or a raw word") {
  const Shop shop;
  const std::map<std::string, std::string> token{{"Authorization", "Bearer " + shop.token}};
  const auto none = ask(shop.running->port(), "POST", "/v1/payments", token, good_body);
  CHECK(none->status == 400);
  CHECK(none->problem() == "idempotency-key-missing");
  for (const char* key : {"\"", "\"a", "a\"", "\"a\"b\"", "a b", "\"\"", "\"\\x\"", "a\\b"}) {
    INFO(key);
    const Told told = shop.post("/v1/payments", key, good_body);
    CHECK(told.status == 400);
    CHECK(told.problem() == "idempotency-key-malformed");
  }
  CHECK(shop.post("/v1/payments", std::string(256, 'k'), good_body).status == 400);
  CHECK(shop.acquirer.effects().empty());
}

TEST_CASE("nobody gets in without a tenant's token") {
  const Shop shop;
  const std::vector<std::string> values{"", "Bearer ", "Bearer wrong", "Basic " + shop.token};
  for (const std::string& value : values) {
    const auto told = ask(shop.running->port(), "GET", "/v1/balances", {{"Authorization", value}});
    CHECK(told->status == 401);
    CHECK(told->header("www-authenticate") == "Bearer");
  }
}

TEST_CASE("what is not there yet says so, and what never was is not found") {
  const Shop shop;
  REQUIRE(shop.pay("order-1", "k1").status == 201);
  CHECK(shop.move("order-1", "increments", "i", "k2").status == 501);
  CHECK(shop.post("/v1/payouts", "k3", "{}").status == 501);
  CHECK(shop.get("/v1/admin/breaks").status == 401);
  CHECK(shop.post("/v1/payments", "k5", with("\"ada\"", "\"ada\",\"capture\":\"automatic\""))
            .status == 501);
  CHECK(shop.get("/v1/payments/order-1/nothing").status == 404);
  CHECK(shop.get("/v2").status == 404);
  CHECK(shop.move("order-9", "captures", "c", "k6").status == 404);
  const Told wrong = shop.get("/v1/payments/order-1/captures");
  CHECK(wrong.status == 405);
  CHECK(wrong.header("allow") == "POST");
  CHECK(shop.acquirer.effects().size() == 1);
}

TEST_CASE("a body that is too large, or of another type, is refused") {
  const Shop shop;
  CHECK(shop.post("/v1/payments", "k1", std::string(70'000, ' ') + good_body).status == 413);
  const auto told = ask(shop.running->port(), "POST", "/v1/payments",
                        {{"Authorization", "Bearer " + shop.token},
                         {"Content-Type", "text/plain"},
                         {"Idempotency-Key", "k1"}},
                        good_body);
  CHECK(told->status == 415);
}

TEST_CASE("answers are counted by route and status, without names of clients") {
  const Shop shop;
  REQUIRE(shop.pay("order-1", "k1").status == 201);
  REQUIRE(shop.post("/v1/payments", "k2", "{}").status == 400);
  const std::string text = ask(shop.running->port(), "GET", "/metrics")->text;
  CHECK(text.find(R"(assay_pay_answers_total{route="payments",status="201"} 1)") != text.npos);
  CHECK(text.find(R"(assay_pay_answers_total{route="payments",status="400"} 1)") != text.npos);
  CHECK(text.find("order-1") == text.npos);
}

TEST_CASE("settings that cannot be kept are refused in words, before anything is opened") {
  payments::Config config;
  CHECK_FALSE(payments::server::set_field(config, "lease=45s").has_value());
  CHECK(config.lease.count == 45'000'000'000);
  CHECK_FALSE(payments::server::set_field(config, "asks_max=7").has_value());
  CHECK(config.asks_max == 7);
  for (const char* wrong : {"lease", "lease=", "lease=5", "lease=5 s", "lease=-1s", "asks_max=1s",
                            "leases=5s"}) {
    INFO(wrong);
    CHECK(payments::server::set_field(config, wrong).has_value());
  }
  payments::server::Settings settings;
  CHECK(payments::server::faults_of(settings).empty());
  settings.config.lease = {1};
  settings.processor = "acquirer";
  CHECK(payments::server::faults_of(settings).size() == 2);
}

}  // namespace
