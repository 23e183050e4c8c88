// Signatures against published vectors.
#include <catch2/catch.hpp>

#include "outside/dialects/signature.hpp"
#include "outside/dialects/standard_webhooks.hpp"
#include "outside/serve/rfc3339.hpp"

namespace {

using namespace assay::outside;
using assay::sim::TimePoint;

TEST_CASE("HMAC-SHA256 is that of RFC 4231") {
  CHECK(to_hex(hmac_sha256("Jefe", "what do ya want for nothing?")) ==
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
}

TEST_CASE("headers of Standard Webhooks are those of its own example") {
  const auto headers = standard_webhook_headers(
      "msg_p5jXN8AQM9LWM0D4loKWxJek", R"({"test": 2432232314})",
      {"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"}, TimePoint{1'614'265'330'000'000'000});
  CHECK(http::find(headers, "webhook-id") == "msg_p5jXN8AQM9LWM0D4loKWxJek");
  CHECK(http::find(headers, "webhook-timestamp") == "1614265330");
  CHECK(http::find(headers, "webhook-signature") ==
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
}

TEST_CASE("while a secret takes over from another, both sign") {
  const auto headers = standard_webhook_headers("m", "{}", {"old", "new"}, TimePoint{});
  const std::string both{http::find(headers, "webhook-signature")};
  const auto alone = standard_webhook_headers("m", "{}", {"new"}, TimePoint{});
  CHECK_THAT(both, Catch::EndsWith(" " + std::string{http::find(alone, "webhook-signature")}));
  CHECK(both.size() > 90);
}

TEST_CASE("times go to RFC 3339 and back") {
  for (const std::string text :
       {"1970-01-01T00:00:00Z", "2026-02-28T23:59:59.250Z", "2024-02-29T00:00:00.000001Z",
        "2261-12-31T23:59:59.123456789Z"}) {
    CHECK(to_rfc3339(read_rfc3339(text).value()) == text);
  }
  for (const char* text : {"2026-02-29T00:00:00Z", "2026-01-01T24:00:00Z", "2026-01-01T00:00:00",
                           "2026-01-01 00:00:00Z", "2026-01-01T00:00:00.Z", "1969-12-31T00:00:00Z",
                           "2026-01-01T00:00:00.1234567890Z", ""}) {
    CHECK_FALSE(read_rfc3339(text));
  }
}

}  // namespace
