// What a handler's file may say, and how it is refused.
#include <catch2/catch.hpp>

#include "outside/handlers/cases.hpp"
#include "scenarios/files/bad_input.hpp"

using namespace assay;
using namespace assay::outside;
using handlers::HandlerSubject;
using handlers::read_handler;

namespace {

std::string hooks(const std::string& more, const std::string& url = "http://127.0.0.1:8000/hooks") {
  return R"({"schema": "assay.handler/1", "name": "hooks", "secret": "whsec_x", "url": ")" + url +
         "\"" + more + "}";
}
const std::string by_get = R"(, "effect": {"get": "/orders/{reference}", "pointer": "/paid"})";

std::string refusal_of(const std::string& text) {
  try {
    (void)read_handler("hooks.json", text, {});
  } catch (const scenarios::BadInput& error) {
    return error.what();
  }
  return "";
}

}  // namespace

TEST_CASE("a Stripe handler's events are filled in") {
  const HandlerSubject subject = read_handler("hooks.json", hooks(by_get), {});
  CHECK(subject.base == "http://127.0.0.1:8000");
  CHECK(subject.path == "/hooks");
  CHECK(subject.event["data"]["object"]["metadata"]["order_id"] == "{reference}");
  CHECK(subject.signature.scheme == handlers::Scheme::stripe);
}

TEST_CASE("a query by SQL is psql's, of a database of this machine") {
  const auto effect = [](const std::string& database) {
    return R"(, "effect": {"sql": "select count(*) from paid where name = '{reference}'",
                "database": ")" +
           database + "\"}";
  };
  const HandlerSubject subject =
      read_handler("hooks.json", hooks(effect("postgres://shop@127.0.0.1/shop")), {});
  REQUIRE(subject.effect.command.size() == 6);
  CHECK(subject.effect.command[0] == "psql");
  CHECK(subject.effect.command[3] == "postgres://shop@127.0.0.1/shop");
  CHECK_FALSE(refusal_of(hooks(effect("postgres://shop@db.example.org/shop"))).empty());
  CHECK_FALSE(refusal_of(hooks(R"(, "effect": {"sql": "select 1"})")).empty());
}

TEST_CASE("other machines, live keys, unknown cases and events without a form are refused") {
  CHECK_THAT(refusal_of(hooks(by_get, "http://hooks.example.org/")),
             Catch::Contains("this machine"));
  CHECK_THAT(refusal_of(hooks(by_get + R"(, "type": "sk_live_x")")), Catch::Contains("live key"));
  CHECK_THAT(refusal_of(hooks(by_get + R"(, "leave_out": ["two_events"])")),
             Catch::Contains("other than the first two"));
  CHECK_THAT(refusal_of(hooks(by_get + R"(, "signature": "standard")")),
             Catch::Contains("an event"));
  CHECK_FALSE(refusal_of(hooks("")).empty());
  const std::string elsewhere = R"({"get": "http://db.example.org/", "pointer": "/x"})";
  CHECK_THAT(refusal_of(hooks(by_get + R"(, "state": )" + elsewhere)),
             Catch::Contains("this machine"));
}
