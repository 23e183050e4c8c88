// The file of an attack, read strictly: what is left out has its default, what is wrong is refused
// with its place and the nearest name.
#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>

#include "outside/attack/outside_file.hpp"
#include "outside/attack/words.hpp"
#include "scenarios/files/bad_input.hpp"

namespace {

using namespace assay::outside::attack;
using namespace assay::sim::literals;
using nlohmann::json;

json smallest() {
  return json::parse(R"({"schema": "assay.outside/1", "name": "shop",
      "services": [{"name": "shop", "start": ["node", "shop.mjs"], "env": {"PORT": "{port}"}}],
      "edges": [{"from": "shop", "to": "processor", "env": {"PAY_URL": "{url}"}}],
      "payment": {"steps": [{"request": "POST /pay", "body": {"order": "{reference}"}}]}})");
}

OutsideFile read(const json& value) { return read_outside_file("shop.json", value.dump()); }

/// What reading it complains of.
std::string complaint(const json& value) {
  try {
    (void)read(value);
  } catch (const assay::scenarios::BadInput& error) {
    return error.what();
  }
  return "";
}

TEST_CASE("the smallest file has defaults for all the rest") {
  const OutsideFile file = read(smallest());
  CHECK(file.services.front().ready.empty());
  CHECK(file.edges.front().dialect == "plain");
  CHECK(file.payment.kind == assay::history::OperationKind::capture);
  CHECK(file.payment.steps.front().name == "pay");
  CHECK(file.payment.steps.front().ask.service == "shop");
  CHECK(file.payment.timeout == 2_s);
  CHECK_FALSE(file.payment.new_key);
  CHECK_FALSE(file.belief);
  CHECK(file.rest.quiet == 150_ms);
}

TEST_CASE("an unknown member, service or word is refused with the nearest name") {
  json member = smallest();
  member["services"][0]["redy"] = "/healthz";
  CHECK_THAT(complaint(member), Catch::Contains("ready"));
  json service = smallest();
  service["edges"][0]["from"] = "shoop";
  CHECK_THAT(complaint(service), Catch::Contains("did you mean \"shop\"?"));
  json word = smallest();
  word["payment"]["steps"][0]["body"]["order"] = "{referense}";
  CHECK_THAT(complaint(word), Catch::Contains("reference"));
}

TEST_CASE("a live key and an upstream that is not on this machine are refused") {
  json live = smallest();
  live["services"][0]["env"]["STRIPE_KEY"] = "sk_live_abc";
  CHECK_THAT(complaint(live), Catch::Contains("keys for tests"));
  CHECK_THAT(complaint(live), !Catch::Contains("sk_live_abc"));
  json away = smallest();
  away["edges"].push_back(
      {{"from", "shop"}, {"to", "http://example.org/"}, {"env", {{"X", "{url}"}}}});
  CHECK_THAT(complaint(away), Catch::Contains("of this machine"));
}

TEST_CASE("a PostgreSQL is an upstream of this machine, at its usual port unless one is named") {
  json file = smallest();
  auto& edges = file["edges"];
  edges.push_back({{"from", "shop"}, {"to", "postgres://127.0.0.1"}, {"env", {{"DB", "{url}"}}}});
  const EdgeSpec edge = read(file).edges.back();
  CHECK(edge.is_postgres);
  CHECK(edge.upstream->port == 5432);
  CHECK(edge.name == "store");
  edges[1]["to"] = "postgres://db.example.org";
  CHECK_THAT(complaint(file), Catch::Contains("of this machine"));
}

TEST_CASE("there is one processor, whose ledger is the truth") {
  json none = smallest();
  none["edges"][0]["to"] = "http://127.0.0.1:9";
  CHECK_THAT(complaint(none), Catch::Contains("one edge to the processor"));
}

TEST_CASE("a word that an answer gives is known to later steps, and not before") {
  json later = smallest();
  auto& steps = later["payment"]["steps"];
  steps[0]["extract"] = {{"cart", "/id"}};
  steps.push_back({{"request", "POST /carts/{cart}/pay"}});
  CHECK(read(later).payment.steps[1].ask.path == "/carts/{cart}/pay");
  std::swap(steps[0], steps[1]);
  CHECK_THAT(complaint(later), Catch::Contains("{cart}"));
}

TEST_CASE("words are put in, a lone amount as a number, and other braces stay") {
  const Words words{{"amount", "1250"}, {"reference", "pay-7"}};
  CHECK(fill("/orders/{reference}?{other}{", words) == "/orders/pay-7?{other}{");
  const auto body =
      nlohmann::ordered_json::parse(R"({"a": "{amount}", "b": ["x {amount}"], "c": 1})");
  CHECK(fill_json(body, words).dump() == R"({"a":1250,"b":["x 1250"],"c":1})");
}

}  // namespace
