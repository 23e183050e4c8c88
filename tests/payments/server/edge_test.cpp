// The HTTP interface from end to end, in one process: over loopback, on SQLite, with a processor
// that the tests play.
#include <catch2/catch.hpp>

#include "tests/payments/server/shop.hpp"

namespace {

using namespace payments::testing;

TEST_CASE("a payment is taken, and a replay of its key has the same answer to the byte") {
  const Shop shop;
  const Told first = shop.pay("order-1", "k1");
  CHECK(first.status == 201);
  CHECK(first.header("location") == "/v1/payments/order-1");
  CHECK(first.header("idempotent-replayed").empty());
  CHECK(first.body()["status"] == "succeeded");
  const std::string key = GENERATE("k1", "\"k1\"");  // raw and quoted are the same key
  const Told again = shop.pay("order-1", key);
  CHECK(again.status == 201);
  CHECK(again.text == first.text);
  CHECK(again.header("location") == first.header("location"));
  CHECK(again.header("idempotent-replayed") == "true");
  CHECK(shop.acquirer.effects().size() == 1);
}

TEST_CASE("a key with another request is refused, and nothing is done") {
  const Shop shop;
  REQUIRE(shop.pay("order-1", "k1").status == 201);
  const Told other = shop.pay("order-2", "k1");
  CHECK(other.status == 422);
  CHECK(other.problem() == "idempotency-key-reused");
  CHECK(other.header("content-type") == "application/problem+json");
  CHECK(shop.get("/v1/payments/order-2").status == 404);
  CHECK(shop.acquirer.effects().size() == 1);
}

TEST_CASE("a decline is final, says why and what to do, and another key may try again") {
  const Shop shop;
  const Told declined = shop.pay("order-1", "k1", "tok_declined");
  CHECK(declined.status == 402);
  CHECK(declined.body()["status"] == "declined");
  CHECK(declined.body()["decline_code"] == "expired_card");
  CHECK(declined.body()["advice"] == "confirm_details");
  const Told again = shop.pay("order-1", "k1", "tok_declined");
  CHECK(again.status == 402);
  CHECK(again.text == declined.text);
  CHECK(again.header("idempotent-replayed") == "true");
  CHECK(shop.pay("order-1", "k2", "tok_ok").status == 201);
  CHECK(shop.get("/v1/payments/order-1").body()["status"] == "authorised");
}

TEST_CASE("where the processor does not answer, the outcome is pending, and is found out") {
  const Shop shop;
  const std::string token = GENERATE("tok_lost_reply", "tok_lost_request");
  INFO(token);
  const Told first = shop.pay("order-1", "k1", token);
  CHECK(first.status == 202);
  CHECK(first.header("retry-after") == "1");
  CHECK(first.body()["status"] == "pending");
  const Told doubtful = shop.pay("order-1", "k2", token);
  CHECK(doubtful.status == 409);  // under another key: in doubt, or under way again
  CHECK(comes_true([&] { return shop.pay("order-1", "k1", token).status == 201; }));
  CHECK(shop.pay("order-1", "k1", token).body()["id"] == first.body()["id"]);
  CHECK(shop.acquirer.effects().size() == 1);
}

TEST_CASE("while a request is at work, its key and its reference are in progress") {
  Shop shop(patient_fields);
  Told first;
  {
    const std::jthread client([&] { first = shop.pay("order-1", "k1", "tok_held"); });
    shop.acquirer.wait_until_held();
    const Told same = shop.pay("order-1", "k1", "tok_held");
    CHECK(same.status == 409);
    CHECK(same.problem() == "in-progress");
    CHECK(same.header("retry-after") == "1");
    CHECK(shop.pay("order-1", "k2", "tok_held").status == 409);
    CHECK(shop.pay("order-2", "k1", "tok_held").status == 422);
    shop.acquirer.let_go();
  }
  CHECK(first.status == 201);
}

TEST_CASE("a reference that was funded is not funded again under another key") {
  const Shop shop;
  REQUIRE(shop.pay("order 1/a", "k1").status == 201);
  const Told again = shop.pay("order 1/a", "k2");
  CHECK(again.status == 409);
  CHECK(again.problem() == "payment-exists");
  CHECK(again.header("location") == "/v1/payments/order%201%2Fa");
  CHECK(shop.pay("order 1/a", "k3", "tok_declined").status == 409);
  CHECK(shop.get(again.header("location")).body()["reference"] == "order 1/a");
  CHECK(shop.acquirer.effects().size() == 1);
}

TEST_CASE("captures and refunds go by references of the client's, and add up") {
  const Shop shop;
  REQUIRE(shop.pay("order-1", "k1").status == 201);
  const Told captured = shop.move("order-1", "captures", "parcel-1", "k2");
  REQUIRE(captured.status == 201);
  CHECK(captured.body()["reference"] == "parcel-1");
  const Told shown = shop.get(captured.header("location"));
  CHECK(shown.body()["status"] == "succeeded");
  CHECK(shown.body()["reference"] == "parcel-1");
  REQUIRE(shop.move("order-1", "refunds", "return-1", "k3", 250).status == 201);
  const Told second = shop.move("order-1", "refunds", "return-2", "k4", 250);
  CHECK(second.status == 201);
  const Told repeated = shop.move("order-1", "refunds", "return-2", "k5", 250);
  CHECK(repeated.body()["id"] == second.body()["id"]);
  CHECK(shop.move("order-1", "refunds", "return-3", "k6", 900).status == 422);
  const auto payment = shop.get("/v1/payments/order-1").body();
  CHECK(payment["status"] == "partly_refunded");
  CHECK(payment["captured"] == 1250);
  CHECK(payment["refunded"] == 500);
  CHECK(shop.get("/v1/payments/order-1/operations").body()["operations"].size() == 4);
  const auto balances = shop.get("/v1/balances?customer=ada").body()["balances"];
  REQUIRE(balances.size() == 1);
  CHECK(balances[0]["amount"]["minor"] == 750);
}

TEST_CASE("a hold is captured in parts, and a void releases the rest of it") {
  const Shop shop;
  REQUIRE(shop.pay("order-1", "k1").status == 201);
  const auto parcel = [&](const std::string& name, const std::string& key, bool final) {
    return shop.post("/v1/payments/order-1/captures", key,
                     R"({"reference":")" + name + R"(","amount":{"minor":500,"currency":"EUR"},)" +
                         R"("final":)" + (final ? "true}" : "false}"));
  };
  const Told first = parcel("parcel-1", "k2", false);
  REQUIRE(first.status == 201);
  CHECK(shop.get(first.header("location")).body()["final"] == false);
  CHECK(parcel("parcel-1", "k2", true).status == 422);
  CHECK(parcel("parcel-2", "k3", false).status == 201);
  CHECK(parcel("parcel-3", "k4", false).status == 422);
  CHECK(shop.move("order-1", "voids", "rest", "k5", 1250).status == 422);
  CHECK(shop.move("order-1", "voids", "the rest", "k6", 250).status == 201);
  CHECK(shop.move("order-1", "captures", "parcel-4", "k7", 1).status == 422);
  const auto payment = shop.get("/v1/payments/order-1").body();
  CHECK(payment["status"] == "partly_captured");
  CHECK(payment["captured"] == 1000);
  CHECK(payment["voided"] == 250);
}

TEST_CASE("a statement has what was booked for a payment, now and as of a moment") {
  const Shop shop;
  REQUIRE(shop.pay("order-1", "k1").status == 201);
  REQUIRE(shop.move("order-1", "captures", "parcel-1", "k2").status == 201);
  const auto statement = shop.get("/v1/payments/order-1/statement").body();
  const auto& last = statement["entries"].back();
  CHECK(last["reference"] == "parcel-1");
  CHECK(last["because"] == "succeeded");
  std::int64_t debits = 0, credits = 0;
  for (const auto& leg : last["legs"]) {
    if (leg.contains("debit")) debits += leg["debit"]["minor"].get<std::int64_t>();
    if (leg.contains("credit")) credits += leg["credit"]["minor"].get<std::int64_t>();
  }
  CHECK(debits == credits);
  CHECK(debits == 2 * 1250);  // the hold is let go, and the capture is booked
  const auto before = shop.get("/v1/payments/order-1/statement?as_of=2020-01-01T00:00:00Z").body();
  CHECK(before["entries"].empty());
  CHECK(shop.get("/v1/payments/order-1/statement?as_of=today").status == 400);
  CHECK(shop.get("/v1/payments/order-2/statement").status == 404);
}

TEST_CASE("balances say of each account what is booked, pending and available") {
  const Shop shop;
  REQUIRE(shop.pay("order-1", "k1").status == 201);
  REQUIRE(shop.move("order-1", "captures", "parcel-1", "k2").status == 201);
  REQUIRE(shop.pay("order-2", "k3").status == 201);
  const auto accounts = shop.get("/v1/balances").body()["accounts"];
  const auto named = [&](std::string_view name) {
    for (const auto& one : accounts) {
      if (one["account"] == name) return one;
    }
    return decltype(accounts)::value_type{};
  };
  CHECK(named("clearing/processor/default")["booked"] == 1250);
  CHECK(named("clearing/processor/default")["pending"] == 1250);
  CHECK(named("payable")["available"] == 1207);
  CHECK(named("customer/ada")["pending"] == 1250);
  const auto hers = shop.get("/v1/balances?customer=ada").body()["accounts"];
  REQUIRE(hers.size() == 1);
  CHECK(hers[0]["account"] == "customer/ada");
}

TEST_CASE("a void releases the authorisation, and a capture after it is refused") {
  const Shop shop;
  REQUIRE(shop.pay("order-1", "k1").status == 201);
  REQUIRE(shop.move("order-1", "voids", "v1", "k2").status == 201);
  const Told refused = shop.move("order-1", "captures", "c1", "k3");
  CHECK(refused.status == 422);
  CHECK(refused.problem() == "refused");
  const Told again = shop.move("order-1", "captures", "c1", "k3");
  CHECK(again.text == refused.text);
  CHECK(again.header("idempotent-replayed") == "true");
}

TEST_CASE("a process that ended gracefully goes on where it was, and tells its token once") {
  Shop shop;
  const Told first = shop.pay("order-1", "k1");
  shop.restart();
  CHECK(shop.running->made_token().empty());
  const Told again = shop.pay("order-1", "k1");
  CHECK(again.text == first.text);
  CHECK(again.header("idempotent-replayed") == "true");
}

TEST_CASE("a request that was taken before the end of the process is answered") {
  Shop shop(patient_fields);
  Told first;
  const std::uint16_t port = shop.running->port();
  std::jthread client([&] { first = shop.pay("order-1", "k1", "tok_held"); });
  shop.acquirer.wait_until_held();
  shop.running->stop();
  CHECK(comes_true([&] { return !ask(port, "GET", "/healthz").has_value(); }));
  shop.acquirer.let_go();
  client.join();
  CHECK(first.status == 201);
}

TEST_CASE("events are delivered to both consumers, and the trace goes on to the processor") {
  Shop shop;
  const std::string trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
  const auto told = ask(shop.running->port(), "POST", "/v1/payments",
                        {{"Authorization", "Bearer " + shop.token},
                         {"Idempotency-Key", "k1"},
                         {"traceparent", trace}},
                        R"({"reference":"o","customer":"ada","instrument":"tok_ok",)"
                        R"("amount":{"minor":1,"currency":"EUR"}})");
  REQUIRE(told->status == 201);
  bool carried = false;
  for (const Heard& heard : shop.acquirer.heard()) carried = carried || heard.trace == trace;
  CHECK(carried);
  const auto store = open_store(shop.folder / "data/payments.db");
  CHECK(comes_true([&] { return store->scan("server.events", "", 9)->size() == 2; }));
}

TEST_CASE("two tenants may use the same names, and see nothing of each other") {
  Shop shop;
  shop.running.reset();
  const std::string other_token = "token-of-the-other";
  {
    std::FILE* const file = std::fopen((shop.folder / "data/tokens.json").c_str(), "w");
    const std::string text = R"({"tenants":[{"tenant":"","token":")" + shop.token +
                             R"("},{"tenant":"globex","token":")" + other_token + R"("}]})";
    (void)std::fwrite(text.data(), 1, text.size(), file);
    (void)std::fclose(file);
  }
  const std::string own_token = shop.token;
  shop.restart();
  REQUIRE(shop.pay("order-1", "k1").status == 201);
  REQUIRE(shop.move("order-1", "captures", "c", "k2").status == 201);
  shop.token = other_token;
  CHECK(shop.get("/v1/payments/order-1").status == 404);
  CHECK(shop.get("/v1/balances").body()["balances"].empty());
  const Told own = shop.pay("order-1", "k1");
  CHECK(own.status == 201);
  CHECK(own.header("idempotent-replayed").empty());
  CHECK(shop.acquirer.effects().size() == 3);
}

}  // namespace
