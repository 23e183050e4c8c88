// Dialects as data: what a file says is what is played, and a wrong file is refused with its place.
#include <catch2/catch.hpp>

#include "outside/dialects/described_file.hpp"
#include "outside/dialects/embedded_dialects.hpp"
#include "outside/dialects/major_units.hpp"
#include "outside/dialects/nested_form.hpp"
#include "outside/dialects/templates.hpp"
#include "outside/serve/verify.hpp"
#include "scenarios/files/bad_input.hpp"
#include "tests/outside/served.hpp"

namespace {

using namespace assay::outside;
using namespace assay::outside::testing;

const std::string shop = "/merchants/m/transactions";

http::Reply sale(Served& served, const std::string& order, const std::string& amount,
                 bool settle = true) {
  return served.ask(post_json(
      shop, {{"transaction",
              {{"amount", amount},
               {"order_id", order},
               {"options", {{"submit_for_settlement", settle}}}}}}));
}

http::Reply put(Served& served, const std::string& target, const json& body = json::object()) {
  http::Request request = post_json(shop + "/" + target, body);
  request.method = "PUT";
  return served.ask(request);
}

std::string complaint(const std::string& text) {
  try {
    (void)read_description("my.json", text);
  } catch (const assay::scenarios::BadInput& error) {
    return error.what();
  }
  return {};
}

TEST_CASE("the plain dialect's operations as data leave the ledger that its code leaves") {
  Served code;
  Served data{{}, "plain_operations"};
  const std::vector<http::Request> requests{
      authorise(), authorise(), following("capture", 9999), following("capture", 1250, "op-3"),
      following("capture", 1250, "op-3"), following("refund", 500, "op-4"),
      following("void", 1250, "op-5"),
      {"GET", "/v1/operations/op-1?kind=authorise&payable=pay-1&ordinal=1"},
      {"GET", "/v1/operations/op-9?kind=authorise&payable=pay-1&ordinal=1"}};
  for (const http::Request& request : requests) {
    const http::Reply left = code.ask(request);
    const http::Reply right = data.ask(request);
    CHECK(left.status == right.status);
    CHECK(left.header("Idempotent-Replayed") == right.header("Idempotent-Replayed"));
  }
  CHECK(effects_json(code.service.ledger()) == effects_json(data.service.ledger()));
  CHECK(code.service.truth().facts() == data.service.truth().facts());
}

TEST_CASE("a Braintree-like wire: a sale, a refund of a part of it, and no more than that") {
  Served served{{.processor = {.profile = assay::models::find_profile("keyless")}},
                "braintree_like"};
  const http::Reply sold = sale(served, "order-1", "12.50");
  CHECK(sold.status == 201);
  const json transaction = body_of(sold)["transaction"];
  CHECK(transaction["amount"] == "12.50");
  const std::string id = transaction["id"];
  const auto refund = [&](const std::string& amount) {
    return served.ask(
        post_json(shop + "/" + id + "/refund", {{"transaction", {{"amount", amount}}}})).status;
  };
  CHECK(refund("5.00") == 201);
  CHECK(refund("5.00") == 201);  // lawful: nothing says that it is the same
  CHECK(refund("3.00") == 422);
  CHECK(put(served, id + "/void").status == 422);
  CHECK(served.effects() == 4);
  CHECK(served.ask({"GET", shop + "/" + id}).status == 201);
  CHECK(served.ask({"GET", shop + "/fx-99"}).status == 404);
  CHECK(verify(served.service.truth().history()).verdict == assay::properties::Verdict::holds);
}

TEST_CASE("a Braintree-like authorisation is settled or voided by the processor's own reference") {
  Served served{{}, "braintree_like"};
  const std::string id = body_of(sale(served, "order-1", "12.50", false))["transaction"]["id"];
  CHECK(put(served, id + "/submit_for_settlement",
            {{"transaction", {{"amount", "10.00"}}}}).status == 201);
  const std::string other = body_of(sale(served, "order-2", "3", false))["transaction"]["id"];
  CHECK(put(served, other + "/void").status == 201);
  CHECK(put(served, other + "/submit_for_settlement").status == 422);
  CHECK(sale(served, "order-3", "12.505").status == 422);
  CHECK(sale(served, "", "1.00").status == 422);
}

TEST_CASE("a blind second sale on a wire without keys is two effects, and the truth says so") {
  Served served{{}, "braintree_like"};
  served.plan("processor.authorise/reply @ order-1/attempt-1", "lose");
  const json body{{"transaction", {{"amount", "12.50"}, {"order_id", "order-1"}}}};
  CHECK_FALSE(served.end(post_json(shop, body)));
  CHECK(served.ask(post_json(shop, body)).status == 201);
  CHECK(verify(served.service.truth().history()).is_violated());
}

TEST_CASE("each shipped dialect is read, and a wrong one is refused with its place") {
  for (const EmbeddedDialect& one : embedded_dialects()) {
    CHECK(read_description("f", std::string{one.text}).name == one.name);
  }
  const std::string text{embedded_dialect("braintree_like")};
  const auto with = [&](const std::string& from, const std::string& to) {
    std::string changed = text;
    const std::size_t at = changed.find(from);
    REQUIRE(at != std::string::npos);
    return complaint(changed.replace(at, from.size(), to));
  };
  CHECK_THAT(with("\"void\", \"of\"", "\"viod\", \"of\""), Catch::Contains("my.json"));
  CHECK_THAT(with("\"routes\"", "\"rootes\""), Catch::Contains("did you mean \"routes\"?"));
  CHECK_THAT(with("body:/transaction/amount", "transaction.amount"),
             Catch::Contains("/routes/0/amount"));
  CHECK_THAT(with("\"kind\": \"void\", \"of\": \"path:id\"", "\"kind\": \"void\""),
             Catch::Contains("/routes/3"));
  CHECK_THAT(with("\"failed\"", "\"fails\""), !Catch::Equals(""));
}

TEST_CASE("a form with brackets is read as what it nests") {
  const auto read = [](const std::string& text) { return nested(http::read_form(text).value()); };
  CHECK(read("a[b]=1&a[c][d]=x+y&e[]=2&e[]=3&f[0][g]=%26") ==
        json{{"a", {{"b", "1"}, {"c", {{"d", "x y"}}}}},
             {"e", {"2", "3"}},
             {"f", json::array({{{"g", "&"}}})}});
  CHECK(read("") == json::object());
  CHECK_FALSE(read("a=1&a[b]=2"));
  CHECK_FALSE(read("a[b=1"));
  CHECK_FALSE(read("a[0]=1&a[2]=2"));
  CHECK_FALSE(http::read_form("a=%4"));
}

TEST_CASE("amounts in major units are exact, or refused") {
  CHECK(from_major("12.50", "EUR") == 1250);
  CHECK(from_major("12.5", "EUR") == 1250);
  CHECK(from_major("12", "JPY") == 12);
  for (const char* text : {"", ".5", "12.", "12.505", "-1", "1e3", "12,50"}) {
    CHECK_FALSE(from_major(text, "EUR"));
  }
  CHECK_FALSE(from_major("1.5", "JPY"));
  CHECK(to_major({1250, "EUR"}) == "12.50");
}

TEST_CASE("a template keeps types, fills in texts, and leaves out what is empty") {
  const nlohmann::ordered_json pattern{{"n", "${n}"}, {"t", "no ${n} of ${s}"}, {"gone", "${e}"}};
  CHECK(filled(pattern, {{"n", 7}, {"s", "x"}, {"e", ""}}) ==
        nlohmann::ordered_json{{"n", 7}, {"t", "no 7 of x"}});
}

}  // namespace
