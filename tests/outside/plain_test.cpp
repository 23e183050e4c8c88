// The plain dialect: what it takes, what it refuses, and what it answers.
#include <catch2/catch.hpp>

#include "tests/outside/served.hpp"

namespace {

using namespace assay::outside;
using namespace assay::outside::testing;

/// The answer to an authorisation of which one field is changed.
http::Reply with(const std::string& field, const json& value) {
  Served served;
  json body = authorisation();
  body[field] = value;
  return served.ask(post_json("/v1/operations", body));
}

TEST_CASE("an authorisation in the plain dialect is answered with reference, amount and deadline") {
  Served served;
  const http::Reply reply = served.ask(authorise());
  CHECK(reply.status == 200);
  CHECK(body_of(reply) == json{{"outcome", "success"},
                               {"reference", "fx-1"},
                               {"amount", {{"minor", 1250}, {"currency", "EUR"}}},
                               {"capture_before", "1970-01-08T00:00:00.010Z"}});
}

TEST_CASE("a key raw and as a quoted string is one key, whichever try it is") {
  Served served;
  const http::Reply first = served.ask(authorise("key-1"));
  json again = authorisation();
  again["attempt"] = 2;
  const http::Reply second = served.ask(post_json("/v1/operations", again, "\"key-1\""));
  CHECK(second.body == first.body);
  CHECK(second.header("Idempotent-Replayed") == "true");
  CHECK(served.effects() == 1);
}

TEST_CASE("a key with another body is refused with 422, one in flight with 409") {
  Served served;
  const auto nobody = [](const http::Ending&) {};
  served.service.take(authorise(), nobody);
  const http::Reply in_flight = served.ask(authorise());
  served.pass(1_s);
  json other = authorisation();
  other["amount"]["minor"] = 1251;
  const http::Reply reused = served.ask(post_json("/v1/operations", other, "key-1"));
  CHECK(in_flight.status == 409);
  CHECK(body_of(in_flight)["title"] == "in-flight");
  CHECK(reused.status == 422);
  CHECK(body_of(reused)["title"] == "key-reused");
  CHECK(served.effects() == 1);
}

TEST_CASE("a body that is not as the dialect has it is refused with 400, and nothing happens") {
  CHECK(with("kind", "authorize").status == 400);
  CHECK(with("reference", "").status == 400);
  CHECK(with("payable", 7).status == 400);
  CHECK(with("ordinal", 0).status == 400);
  CHECK(with("amount", 1250).status == 400);
  CHECK(with("amount", {{"minor", 0}, {"currency", "EUR"}}).status == 400);
  CHECK(with("amount", {{"minor", 12.5}, {"currency", "EUR"}}).status == 400);
  CHECK(with("parent", "op-0").status == 400);
  CHECK(with("terms", {{"instrument", 5}}).status == 400);
  const http::Reply unknown = with("payabel", "pay-1");
  CHECK(unknown.status == 400);
  CHECK_THAT(unknown.body, Catch::Contains("did you mean \\\"payable\\\"?"));
}

TEST_CASE("a request that was sent too long ago is turned away") {
  Served served;
  served.pass(1_min);
  http::Request late = authorise();
  late.headers.push_back({"Sent-At", "1970-01-01T00:00:29Z"});
  CHECK(served.ask(late).status == 503);
  late.headers.back().value = "yesterday";
  CHECK(served.ask(late).status == 400);
  late.headers.back().value = "1970-01-01T00:00:31.5Z";
  CHECK(served.ask(late).status == 200);
}

TEST_CASE("an operation is found by its reference, a decline with its code, others not") {
  Served served;
  (void)served.ask(authorise());
  (void)served.ask(following("capture", 9999));
  const auto look_up = [&](const std::string& target) {
    return served.ask({"GET", "/v1/operations/" + target});
  };
  CHECK(body_of(look_up("op-1?kind=authorise&payable=pay-1&ordinal=1"))["reference"] == "fx-1");
  const json declined = body_of(look_up("op-2?kind=capture&payable=pay-1&ordinal=1"));
  CHECK(declined == json{{"outcome", "declined"}, {"decline_code", "amount_too_large"}});
  CHECK(look_up("op-3?kind=authorise&payable=pay-1&ordinal=1").status == 404);
  CHECK(look_up("op-1?kind=authorise").status == 400);
}

TEST_CASE("a processor that cannot be asked says 501, and its effects are listed all the same") {
  Served served{{.processor = {.profile = assay::models::find_profile("mute")}}};
  (void)served.ask(authorise());
  CHECK(served.ask({"GET", "/v1/operations/op-1?kind=authorise&payable=pay-1&ordinal=1"}).status ==
        501);
  CHECK(body_of(served.ask({"GET", "/v1/effects"}))["entries"].size() == 1);
  CHECK(body_of(served.ask({"GET", "/v1/capabilities"}))["keys"] == false);
}

TEST_CASE("effects are listed page by page") {
  Served served;
  (void)served.ask(authorise());
  (void)served.ask(following("capture", 1250));
  const json first = body_of(served.ask({"GET", "/v1/effects?limit=1"}));
  const json second =
      body_of(served.ask({"GET", "/v1/effects?after=" + first["next"].get<std::string>()}));
  CHECK(first["entries"][0]["operation"] == "op-1");
  REQUIRE(second["entries"].size() == 1);
  CHECK(second["entries"][0]["kind"] == "capture");
  CHECK(served.ask({"GET", "/v1/effects?limit=0"}).status == 400);
  CHECK(served.ask({"GET", "/v1/effects?after=x"}).status == 400);
  CHECK(served.ask({"GET", "/v1/effect"}).status == 404);
}

}  // namespace
