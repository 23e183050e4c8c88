// Signatures as Standard Webhooks has them, and the events of the plain dialect.
#include "payments/adapters/webhooks/standard_webhooks.hpp"

#include <catch2/catch.hpp>

using namespace payments;
using namespace payments::webhooks;

namespace {

constexpr std::int64_t second = 1'000'000'000;

// The vector that the libraries of Standard Webhooks are tested with.
const std::string secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const SignedMessage known{.id = "msg_p5jXN8AQM9LWM0D4loKWxJek",
                          .sent = {1614265330 * second},
                          .signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
                          .body = R"({"test": 2432232314})"};

std::string event(const std::string& type, const std::string& data) {
  return R"({"type":")" + type + R"(","timestamp":"2026-01-01T00:00:00Z","data":)" + data + "}";
}

const std::string capture = R"({"operation":"op-1","kind":"capture","payable":"acme/pay-1",)"
                            R"("ordinal":2,"reference":"eff-9",)"
                            R"("amount":{"minor":1250,"currency":"EUR"}})";

}  // namespace

TEST_CASE("a message that was signed by another's library is genuine") {
  CHECK(StandardWebhooks({secret}).genuine(known));
  CHECK(signature(known, secret) == known.signature);
}

TEST_CASE("nothing that was changed is genuine, nor anything without a secret of ours") {
  const StandardWebhooks ours({secret});
  SignedMessage body = known, id = known, sent = known, made = known, none = known;
  body.body += " ";
  id.id += "x";
  sent.sent = sent.sent + Duration{second};
  made.signature[5] = made.signature[5] == 'a' ? 'b' : 'a';
  none.signature.clear();
  for (const SignedMessage& one : {body, id, sent, made, none}) CHECK_FALSE(ours.genuine(one));
  CHECK_FALSE(StandardWebhooks({}).genuine(known));
  CHECK_FALSE(StandardWebhooks({"another"}).genuine(known));
}

TEST_CASE("while secrets take each other's place, either signs, and either signature will do") {
  SignedMessage both = known;
  both.signature = signature(known, "an old one") + " v1a,something " + signature(known, secret);
  CHECK(StandardWebhooks({secret}).genuine(both));
  CHECK(StandardWebhooks({"an old one", "a new one"}).genuine(both));
  CHECK(StandardWebhooks({"a new one", secret}).genuine(known));
}

TEST_CASE("an event says what took effect, and other words prove nothing") {
  const StandardWebhooks ours({secret});
  const auto yes = ours.read(event("operation.succeeded", capture));
  REQUIRE(yes);
  CHECK(yes->operation.value == "op-1");
  CHECK(yes->kind == OperationKind::capture);
  CHECK(yes->ordinal == 2);
  CHECK(yes->payable == "acme/pay-1");
  CHECK(yes->answer.outcome == Outcome::success);
  CHECK(yes->answer.reference == "eff-9");
  CHECK(yes->answer.amount->minor == 1250);
  CHECK(ours.read(event("operation.declined", capture))->answer.outcome == Outcome::declined);
  CHECK(ours.read(event("operation.reversed", capture))->answer.outcome == Outcome::unknown);
  CHECK(ours.read(event("balance.updated", capture))->answer.outcome == Outcome::unknown);
}

TEST_CASE("what is no event of an operation is none") {
  const StandardWebhooks ours({secret});
  for (const std::string& text :
       {std::string(), std::string("{"), std::string("[]"), std::string(R"({"type":"x"})"),
        event("operation.succeeded", "{}"), event("operation.succeeded", "[]"),
        event("operation.succeeded", R"({"operation":"","kind":"capture","ordinal":1})"),
        event("operation.succeeded", R"({"operation":"op","kind":"gift","ordinal":1})"),
        event("operation.succeeded", R"({"operation":"op","kind":"capture","ordinal":-1})"),
        event("operation.succeeded", R"({"operation":7,"kind":"capture","ordinal":1})")}) {
    INFO(text);
    CHECK_FALSE(ours.read(text));
  }
}

TEST_CASE("a timestamp is whole seconds") {
  CHECK(timestamp_from("1614265330") == Instant{1614265330 * second});
  for (const char* const text :
       {"", "-1", "1.5", "12a", " 1", "99999999999999999999", "9999999999999"}) {
    INFO(text);
    CHECK_FALSE(timestamp_from(text));
  }
}
