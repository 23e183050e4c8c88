// The Stripe dialect without a socket: objects mirror effects, keys are those of R3, signatures are
// Stripe's; and the unmodified npm package against the program, where npm has it.
#include <catch2/catch.hpp>

#include <filesystem>

#include "outside/serve/verify.hpp"
#include "outside/serve/webhooks.hpp"
#include "tests/cli/program.hpp"
#include "tests/outside/served.hpp"

namespace {

using namespace assay::outside;
using namespace assay::outside::testing;

http::Request call(const std::string& method, const std::string& target,
                   const std::string& form = "", const std::string& key = "") {
  http::Request request{method, target, {{"Authorization", "Bearer sk_test_x"}}, form};
  if (!key.empty()) request.headers.push_back({"Idempotency-Key", key});
  return request;
}

const std::string sale =
    "amount=1250&currency=eur&confirm=true&payment_method=pm_card_visa&metadata[order_id]=pay-1";
const std::string intents = "/v1/payment_intents";

TEST_CASE("a confirmed intent is an authorisation and its capture, for what its metadata names") {
  Served served{{}, "stripe"};
  const json intent = body_of(served.ask(call("POST", intents, sale)));
  CHECK(intent["status"] == "succeeded");
  REQUIRE(served.effects() == 2);
  CHECK(served.service.ledger().effects()[1].request.payable == "pay-1");
  CHECK(served.service.ledger().effects()[1].request.amount ==
        assay::history::Amount{1250, "EUR"});
}

TEST_CASE("a truth is one as Python writes it, too") {
  Served served{{}, "stripe"};
  std::string form = sale;
  form.replace(form.find("confirm=true"), 12, "confirm=True");
  CHECK(body_of(served.ask(call("POST", intents, form)))["status"] == "succeeded");
  const json open =
      body_of(served.ask(call("POST", intents, "amount=5&currency=eur&confirm=False")));
  CHECK(open["status"] == "requires_payment_method");
}

TEST_CASE("an intent succeeds by its effect, whatever becomes of the reply") {
  for (const std::string fault : {"error_after_effect", "error_before_effect"}) {
    Served served{{}, "stripe"};
    served.plan("processor.authorise/error @ pay-1/attempt-1", fault);
    CHECK(served.ask(call("POST", intents, sale, "k")).status == 500);
    const json intent = body_of(served.ask(call("GET", intents + "/pi_1")));
    const bool after = fault == "error_after_effect";
    CHECK(intent["status"] == (after ? "succeeded" : "requires_confirmation"));
    const http::Reply again = served.ask(call("POST", intents, sale, "k"));
    CHECK(again.status == 500);
    CHECK(again.header("Stripe-Should-Retry") == "false");
    CHECK(served.effects() == (after ? 2U : 0U));
  }
}

TEST_CASE("a key is kept for a day, in flight refused with 409, with other parameters with 400") {
  Served served{{}, "stripe"};
  served.service.take(call("POST", intents, sale, "k"), [](const http::Ending&) {});
  CHECK(served.ask(call("POST", intents, sale, "k")).status == 409);
  served.pass(1_s);
  const http::Reply replayed = served.ask(call("POST", intents, sale, "k"));
  CHECK(replayed.header("Idempotent-Replayed") == "true");
  const http::Reply other = served.ask(call("POST", intents, sale + "&description=x", "k"));
  CHECK(other.status == 400);
  CHECK(body_of(other)["error"]["type"] == "idempotency_error");
  CHECK(served.effects() == 2);
  served.pass(25_h);
  CHECK(served.ask(call("POST", intents, sale, "k")).header("Idempotent-Replayed").empty());
}

TEST_CASE("what fails validation is not kept under its key") {
  Served served{{}, "stripe"};
  CHECK(served.ask(call("POST", intents, "amount=0&currency=eur", "k")).status == 400);
  CHECK(served.ask(call("POST", intents, "currency=eur", "k")).status == 400);
  CHECK(served.ask(call("POST", intents, "amount=5&currency=eur", "k")).status == 200);
}

TEST_CASE("a call that moves no money has a site of its own, and its reply may be lost") {
  Served served{{}, "stripe"};
  served.plan("processor.call/reply @ payment_intents.create", "lose");
  CHECK_FALSE(served.end(call("POST", intents, "amount=5&currency=eur", "k")));
  const json again = body_of(served.ask(call("POST", intents, "amount=5&currency=eur", "k")));
  CHECK(again["id"] == "pi_1");
}

TEST_CASE("two intents for one order are two charges, and two refunds under one reference, too") {
  Served served{{}, "stripe"};
  (void)served.ask(call("POST", intents, sale));
  CHECK(verify(served.service.truth().history()).verdict == assay::properties::Verdict::holds);
  const std::string part = "payment_intent=pi_1&amount=100";
  (void)served.ask(call("POST", "/v1/refunds", part));
  (void)served.ask(call("POST", "/v1/refunds", part));
  CHECK(verify(served.service.truth().history()).verdict == assay::properties::Verdict::holds);
  (void)served.ask(call("POST", "/v1/refunds", part + "&metadata[reference]=r-1"));
  (void)served.ask(call("POST", "/v1/refunds", part + "&metadata[reference]=r-1"));
  CHECK(verify(served.service.truth().history()).is_violated());
  Served twice{{}, "stripe"};
  (void)twice.ask(call("POST", intents, sale));
  (void)twice.ask(call("POST", intents, sale));
  CHECK(verify(twice.service.truth().history()).is_violated());
}

TEST_CASE("a hold lapses after a week, and its intent is cancelled") {
  Served served{{}, "stripe"};
  (void)served.ask(call("POST", intents, sale + "&capture_method=manual"));
  served.pass(24_h * 7);
  CHECK(body_of(served.ask(call("GET", intents + "/pi_1")))["status"] == "canceled");
  CHECK(served.ask(call("POST", intents + "/pi_1/capture")).status == 400);
}

TEST_CASE("search lags by a minute, lists do not") {
  Served served{{}, "stripe"};
  (void)served.ask(call("POST", intents, sale));
  const std::string query = intents + "/search?query=metadata['order_id']:'pay-1'";
  CHECK(body_of(served.ask(call("GET", intents)))["data"].size() == 1);
  CHECK(body_of(served.ask(call("GET", query)))["data"].empty());
  served.pass(1_min);
  CHECK(body_of(served.ask(call("GET", query)))["data"].size() == 1);
}

TEST_CASE("an event is signed as Stripe does, by each secret") {
  Served served{{}, "stripe"};
  std::vector<http::Request> heard;
  Webhooks webhooks{{.url = "http://127.0.0.1/", .secrets = {"whsec_a", "whsec_b"}},
                    *served.dialect, served.service.faults(), served.timers,
                    [&](const http::Request& request, const Posted& posted) {
                      heard.push_back(request);
                      posted(200);
                    }};
  served.service.on_movement = [&](const auto& moved) { webhooks.tell(moved); };
  (void)served.ask(call("POST", intents, sale));
  served.pass(1_s);
  REQUIRE(heard.size() == 1);  // the capture's: an authorisation that is captured at once has none
  CHECK(json::parse(heard[0].body)["type"] == "payment_intent.succeeded");
  // HMAC-SHA256 of "12345.{}" under "whsec_a", by openssl dgst.
  const auto headers = served.dialect->sign({.id = "evt", .body = "{}"}, {"whsec_a"},
                                            assay::sim::TimePoint{12'345'000'000'000});
  CHECK(headers[0].name == "Stripe-Signature");
  CHECK(headers[0].value ==
        "t=12345,v1=19aca00116286025d842ab0568cc63a1c7cf2bd8a5587d36f76fee75728c84d1");
  CHECK_THAT(std::string{heard[0].header("Stripe-Signature")},
             Catch::Matches("t=[0-9]+,v1=[0-9a-f]{64},v1=[0-9a-f]{64}"));
}

/// Why the npm package cannot be had here; empty where it was installed in that folder.
std::string lack_of_package(const program::Folder& folder) {
  if (folder.shell("command -v node && command -v npm").code != 0) return "no npm is here";
  const std::string install =
      "npm init -y >/dev/null && npm install stripe@23.1.0 --no-audit --no-fund --prefer-offline "
      "--fetch-retries 0 --fetch-timeout 20000 >/dev/null";
  if (folder.shell(install).code != 0) return "npm has no way to the registry";
  return "";
}

/// Runs a line of shell beside a served processor, whose address is $url and whose token is t.
program::Said with_served(const program::Folder& folder, const std::string& line) {
  return folder.shell(
      "\"$ASSAY\" serve --dialect stripe --admin-token t > out & pid=$!; "
      "while [ ! -s out ] && kill -0 $pid 2>/dev/null; do sleep 0.02; done; "
      "url=$(sed -n '1s/.*\"address\":\"\\([^\"]*\\)\".*/\\1/p' out); " +
      line + "; code=$?; kill $pid; wait $pid; exit $code");
}

/// Runs a script with the package against the program.
void must_be_served(const std::string& script) {
  const program::Folder folder;
  const std::string lack = lack_of_package(folder);
  if (!lack.empty()) {
    WARN("skipped: " << lack);
    return;
  }
  const std::string path = std::string{ASSAY_SOURCE_DIR} + "/tests/outside/stripe/" + script;
  folder.write("sdk.mjs", folder.shell("cat " + path).out);
  const program::Said said = with_served(folder, "node sdk.mjs \"$url\" t");
  INFO(said.out << said.err);
  CHECK(said.code == 0);
}

TEST_CASE("the unmodified npm package `stripe` is served right, call by call") {
  must_be_served("sdk.mjs");
}

TEST_CASE("the unmodified python3-stripe is served right") {
  const program::Folder folder;
  if (folder.shell("/usr/bin/python3 -c 'import stripe'").code != 0) {
    WARN("python3-stripe is not installed: skipped");
    return;
  }
  const program::Said said = with_served(
      folder, "/usr/bin/python3 " ASSAY_SOURCE_DIR "/tests/outside/stripe/sdk.py \"$url\" t");
  INFO(said.out << said.err);
  CHECK(said.code == 0);
}

TEST_CASE("the unmodified npm package is served each method in each form of answer") {
  must_be_served("every_call.mjs");
}

}  // namespace
