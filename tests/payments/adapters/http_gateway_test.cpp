// What the gateway makes of answers, half answers and none: each failure says whether it happened.
#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>

#include "payments/adapters/http/gateway.hpp"
#include "payments/adapters/http/times.hpp"
#include "payments/adapters/http/trace.hpp"
#include "tests/payments/adapters/scripted_server.hpp"

namespace {

using namespace payments;
using namespace payments::testing;
using namespace payments::literals;
using Manner = Said::Manner;

const std::string success_body =
    R"({"outcome":"success","reference":"ref-1","amount":{"minor":1250,"currency":"EUR"},)"
    R"("capture_before":"2026-12-07T00:00:00Z","of_tomorrow":1})";

GatewayRequest authorisation() {
  GatewayRequest request;
  request.kind = OperationKind::authorise;
  request.operation = {"op-1"};
  request.payable = {{"acme"}, "order 1"};
  request.ordinal = 1;
  request.attempt = 2;
  request.key = {"key-1"};
  request.amount = 12.50_eur;
  request.terms.instrument = *InstrumentToken::from("tok_visa");
  return request;
}

http::HttpGateway gateway_to(const ScriptedServer& server, Duration timeout = 5_s) {
  return {{"127.0.0.1", server.port()}, Capabilities{}, timeout};
}

/// What one try comes to where the processor says this.
std::expected<GatewayReply, GatewayError> sent(const Said& said, Duration timeout = 5_s) {
  ScriptedServer server([&](const Heard&) { return said; });
  return http::HttpGateway({"127.0.0.1", server.port()}, {}, timeout).send(authorisation());
}

TEST_CASE("a success comes back with reference, amount and deadline, and unknown fields are left") {
  const auto reply = sent({200, success_body});
  REQUIRE(reply.has_value());
  CHECK(reply->outcome == Outcome::success);
  CHECK(reply->reference == "ref-1");
  CHECK(reply->amount == 12.50_eur);
  CHECK(reply->capture_before == http::from_rfc3339("2026-12-07T00:00:00Z"));
}

TEST_CASE("a decline and a pending answer are replies") {
  const auto declined = sent({200, R"({"outcome":"declined","decline_code":"expired_card"})"});
  REQUIRE(declined.has_value());
  CHECK(declined->outcome == Outcome::declined);
  CHECK(declined->decline_code == "expired_card");
  CHECK(sent({200, R"({"outcome":"pending"})"})->outcome == Outcome::pending);
}

TEST_CASE("each failure of a try says whether it happened") {
  const auto close = [](Manner manner) {
    return Said{200, success_body, "application/json", manner};
  };
  const auto [said, error] = GENERATE_COPY(table<Said, GatewayError>({
      {problem(400, "malformed"), GatewayError::refused_unsent},
      {problem(404, "unknown-route"), GatewayError::refused_unsent},
      {problem(503, "unavailable"), GatewayError::refused_unsent},
      {problem(409, "in-flight"), GatewayError::in_flight},
      {problem(422, "key-reused"), GatewayError::key_reused},
      {problem(500, "server-error"), GatewayError::server_error},
      // What is not the processor's own word proves nothing.
      {Said{503, "<html>", "text/html"}, GatewayError::server_error},
      {Said{502, "{}"}, GatewayError::server_error},
      {Said{404, "not here", "text/plain"}, GatewayError::broken},
      {Said{400, "{}"}, GatewayError::broken},
      {Said{200, "no JSON"}, GatewayError::broken},
      {Said{200, "{}"}, GatewayError::broken},
      {Said{200, R"({"outcome":"success","amount":{"minor":1.5,"currency":"EUR"}})"},
       GatewayError::broken},
      {Said{200, R"({"outcome":"success","amount":{"minor":1,"currency":"ZZZ"}})"},
       GatewayError::broken},
      {close(Manner::half), GatewayError::broken},
      {close(Manner::nothing), GatewayError::broken},
  }));
  INFO(said.status << " " << said.body);
  const auto answer = sent(said);
  REQUIRE(!answer.has_value());
  CHECK(answer.error() == error);
}

TEST_CASE("an answer that does not come is waited for until the time-out, and is then unknown") {
  const auto answer = sent({200, "", "", Manner::silence}, 50_ms);
  REQUIRE(!answer.has_value());
  CHECK(answer.error() == GatewayError::timed_out);
}

TEST_CASE("where nobody listens, nothing was sent") {
  std::string port;
  {
    const ScriptedServer gone([](const Heard&) { return Said{}; });
    port = gone.port();
  }
  http::HttpGateway gateway({"127.0.0.1", port}, {}, 1_s);
  CHECK(gateway.send(authorisation()).error() == GatewayError::refused_unsent);
}

TEST_CASE("a try carries the operation, its key, its trace and nothing that it does not have") {
  const ScriptedServer server([](const Heard&) { return Said{200, success_body}; });
  auto gateway = gateway_to(server);
  const http::Traced traced("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
  REQUIRE(gateway.send(authorisation()).has_value());
  const Heard heard = server.heard().at(0);
  CHECK(heard.method + " " + heard.target == "POST /v1/operations");
  CHECK(heard.key == "\"key-1\"");
  CHECK(heard.trace == http::current_trace());
  const auto expected = nlohmann::json::parse(R"({"kind":"authorise","reference":"op-1",
      "payable":"acme/order 1","ordinal":1,"attempt":2,
      "amount":{"minor":1250,"currency":"EUR"},"terms":{"instrument":"tok_visa"}})");
  CHECK(nlohmann::json::parse(heard.body) == expected);
}

TEST_CASE("a connection is used again, and one that the other side has closed is not") {
  const ScriptedServer server([](const Heard& heard) {
    return Said{200, success_body, "application/json",
                heard.connection == 1 ? Manner::and_close : Manner::whole};
  });
  auto gateway = gateway_to(server);
  REQUIRE(gateway.send(authorisation()).has_value());
  server.wait_until_closed(1);
  for (int i = 0; i < 2; ++i) REQUIRE(gateway.send(authorisation()).has_value());
  std::vector<std::uint64_t> connections;
  for (const Heard& heard : server.heard()) connections.push_back(heard.connection);
  CHECK(connections == std::vector<std::uint64_t>{1, 2, 2});
}

TEST_CASE("only the processor's own word says that it does not know an operation") {
  const auto asked = [](const Said& said) {
    const ScriptedServer server([&](const Heard&) { return said; });
    return gateway_to(server).look_up(
        {{"op-1"}, OperationKind::void_authorisation, {{}, "pay/1"}, 3});
  };
  const auto unknown = asked(problem(404, "unknown-operation"));
  REQUIRE(unknown.has_value());
  CHECK_FALSE(unknown->answer.has_value());
  CHECK(asked({404, "not here", "text/plain"}).error() == GatewayError::broken);
  CHECK(asked(problem(404, "unknown-route")).has_value() == false);
  CHECK(asked({200, success_body})->answer->outcome == Outcome::success);
}

TEST_CASE("a question names the operation in its target") {
  const ScriptedServer server([](const Heard&) { return Said{200, success_body}; });
  (void)gateway_to(server).look_up({{"op-1"}, OperationKind::capture, {{}, "pay/1"}, 3});
  CHECK(server.heard().at(0).target ==
        "/v1/operations/op-1?kind=capture&payable=pay%2F1&ordinal=3");
}

TEST_CASE("a page of effects is read whole or not at all") {
  const auto page = [](const std::string& entry) {
    const ScriptedServer server(
        [&](const Heard&) { return Said{200, R"({"next":"7","entries":[)" + entry + "]}"}; });
    return gateway_to(server).list({"6", 2});
  };
  const std::string entry =
      R"({"operation":"op-1","kind":"void","payable":"pay-1","ordinal":1,"answer":)" +
      success_body + "}";
  const auto read = page(entry);
  REQUIRE(read.has_value());
  REQUIRE(read->entries.size() == 1);
  CHECK(read->entries[0].kind == OperationKind::void_authorisation);
  CHECK(read->next == "7");
  CHECK(page(entry + R"(,{"operation":"op-2"})").error() == GatewayError::broken);
}

TEST_CASE("what a processor promises is asked for once, and taken for nothing where it is silent") {
  const ScriptedServer server([](const Heard&) {
    return Said{200, R"({"profile":"card","keys":true,"key_retention_seconds":3600,)"
                     R"("stores_errors":false,"look_up":true,"all_or_nothing":true})"};
  });
  const auto able = http::ask_capabilities({"127.0.0.1", server.port()}, 5_s);
  REQUIRE(able.has_value());
  CHECK(able->key_retention == 1_h);
  CHECK(able->all_or_nothing);
  CHECK_FALSE(able->stores_errors);
  const ScriptedServer mute([](const Heard&) { return Said{200, "{}"}; });
  CHECK_FALSE(http::ask_capabilities({"127.0.0.1", mute.port()}, 5_s).has_value());
}

TEST_CASE("times are read and written as RFC 3339 in UTC, and no other way") {
  CHECK(http::to_rfc3339({0}) == "1970-01-01T00:00:00.000000000Z");
  const Instant leap{1'709'164'799'000'000'025};
  CHECK(http::to_rfc3339(leap) == "2024-02-28T23:59:59.000000025Z");
  CHECK(http::from_rfc3339(http::to_rfc3339(leap)) == leap);
  CHECK(http::from_rfc3339("2024-02-29T00:00:00.5Z") == Instant{1'709'164'800'500'000'000});
  for (const char* wrong : {"", "2023-02-29T00:00:00Z", "2024-02-29T24:00:00Z",
                            "2024-02-29T00:00:00+01:00", "2024-02-29 00:00:00Z",
                            "2024-02-29T00:00:00.Z", "2024-02-29T00:00:00.1234567891Z"}) {
    INFO(wrong);
    CHECK_FALSE(http::from_rfc3339(wrong).has_value());
  }
}

TEST_CASE("an address is http, a host and a port") {
  CHECK(http::address_of("http://127.0.0.1:8490")->port == "8490");
  CHECK(http::address_of("http://acquirer/")->port == "80");
  for (const char* wrong : {"", "127.0.0.1:80", "https://a:1", "http://:1", "http://a:x",
                            "http://a/b:1", "http://me@a:1"}) {
    INFO(wrong);
    CHECK_FALSE(http::address_of(wrong).has_value());
  }
}

}  // namespace
