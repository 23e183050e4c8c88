// What goes wrong with a served processor: each fault does outside what it does in the simulated
// world, by plan and by rate, at sites of the same names.
#include <catch2/catch.hpp>

#include "outside/serve/plan_file.hpp"
#include "tests/outside/served.hpp"

namespace {

using namespace assay::outside;
using namespace assay::outside::testing;

const std::string reply_site = "processor.authorise/reply @ pay-1/attempt-1";
const std::string request_site = "processor.authorise/request @ pay-1/authorise-1/attempt-1";
const std::string error_site = "processor.authorise/error @ pay-1/authorise-1/attempt-1";

TEST_CASE("a lost reply leaves an effect and no answer; the repeated try is a replay") {
  Served served;
  served.plan(reply_site, "lose");
  CHECK_FALSE(served.end(authorise()));
  CHECK(served.effects() == 1);
  CHECK(served.ask(authorise()).header("Idempotent-Replayed") == "true");
  CHECK(served.effects() == 1);
  CHECK(served.service.faults().waiting().empty());
}

TEST_CASE("a lost request leaves nothing") {
  Served served;
  served.plan(request_site, "lose");
  CHECK_FALSE(served.end(authorise()));
  CHECK(served.effects() == 0);
  CHECK(served.ask(authorise()).status == 200);
}

TEST_CASE("a plan strikes at the visit that it names") {
  Served served;
  served.plan(reply_site, "lose", 2);
  CHECK(served.end(authorise()));
  CHECK_FALSE(served.end(authorise()));
}

TEST_CASE("a reset breaks the connection, before the effect or after it") {
  for (const bool after : {false, true}) {
    Served served;
    served.plan(after ? reply_site : request_site, "reset");
    const auto ending = served.end(authorise());
    REQUIRE(ending);
    CHECK(std::holds_alternative<http::BrokenConnection>(*ending));
    CHECK(served.effects() == (after ? 1U : 0U));
  }
}

TEST_CASE("an error comes before the effect or after it, and is stored under its key") {
  for (const bool after : {false, true}) {
    Served served;
    served.plan(error_site, after ? "error_after_effect" : "error_before_effect");
    CHECK(served.ask(authorise()).status == 500);
    CHECK(served.effects() == (after ? 1U : 0U));
    const http::Reply again = served.ask(authorise());
    CHECK(again.status == 500);
    CHECK(again.header("Idempotent-Replayed") == "true");
  }
}

TEST_CASE("a decline moves nothing; a part is approved where the profile allows it") {
  Served served;
  served.plan(error_site, "decline");
  CHECK(body_of(served.ask(authorise()))["decline_code"] == "do_not_honour");
  CHECK(served.effects() == 0);
  Served partial{{.processor = {.profile = assay::models::find_profile("partial")}}};
  partial.plan(error_site, "approve_part");
  CHECK_FALSE(body_of(partial.ask(authorise())).contains("amount"));
  CHECK(partial.service.ledger().effects()[0].request.amount.minor == 625);
}

TEST_CASE("a late success comes after the caller's time-out, within D_max") {
  Served served;
  served.plan(error_site, "late_success");
  CHECK_FALSE(served.end(authorise(), 10_s));
  CHECK(served.effects() == 0);
  served.pass(20_s);
  CHECK(served.effects() == 1);
}

TEST_CASE("an answer past the time-out comes when its caller has gone; a held one much later") {
  Served served{{.links = {.client_timeout = 3_s}}};
  served.plan(reply_site, "past_timeout");
  CHECK_FALSE(served.end(authorise(), 3_s));
  Served held;
  held.plan(request_site, "hold");
  CHECK_FALSE(held.end(authorise(), 19_s));
  held.pass(2_s);
  CHECK(held.effects() == 1);
}

TEST_CASE("a doubled request to a processor without keys has two effects, with keys one") {
  for (const std::string profile : {"card", "keyless"}) {
    Served served{{.processor = {.profile = assay::models::find_profile(profile)}}};
    served.plan(request_site, "duplicate");
    CHECK(served.end(authorise()));
    served.pass(1_s);
    CHECK(served.effects() == (profile == "card" ? 1U : 2U));
  }
}

TEST_CASE("a link that is cut takes what comes after with it, until it is over") {
  Served served;
  served.plan(request_site, "partition");
  CHECK_FALSE(served.end(authorise()));
  CHECK_FALSE(served.end(authorise()));
  served.pass(2_s);
  CHECK(served.end(authorise()));
  CHECK(served.service.faults().passed().front().visits == 1);  // what is cut passes no site
}

TEST_CASE("a hold lapses when its time has come, and its facts say so") {
  Served served;
  (void)served.ask(authorise());
  served.pass(24_h * 8);
  CHECK(served.service.ledger().effects()[0].undone == "expired");
  CHECK_THAT(served.service.truth().facts(), Catch::Contains("effect_reversed"));
}

TEST_CASE("a rate strikes about as often as it says, and the same with the same seed") {
  const auto struck = [](std::uint64_t seed, const std::string& rate) {
    Served served{{.seed = seed}};
    served.service.faults().set_rates({read_rate(rate, {})});
    for (int i = 0; i < 1000; ++i) {
      json body = authorisation();
      body["payable"] = "pay-" + std::to_string(i);
      (void)served.end(post_json("/v1/operations", body), 1_ms);
    }
    return served.service.faults().applied().size();
  };
  const std::size_t some = struck(1, "processor.*/request:lose=0.1");
  CHECK(some > 60);
  CHECK(some < 150);
  CHECK(struck(1, "processor.*/request:lose=0.1") == some);
  CHECK(struck(2, "processor.*/request:lose=0.1") != some);
  CHECK(struck(1, "lose=0") == 0);
}

TEST_CASE("without a count on the wire a repeated key is the same attempt, another key the next") {
  Served served;
  json body = authorisation();
  body.erase("attempt");
  (void)served.ask(post_json("/v1/operations", body, "a"));
  const auto passed = served.service.faults().passed();
  REQUIRE(passed.size() == 3);
  CHECK(passed.front().site == error_site);
}

TEST_CASE("after a reset there is nothing, and what was on its way never comes") {
  Served served;
  served.service.take(authorise(), [](const http::Ending&) {});
  served.service.reset();
  served.pass(1_min);
  CHECK(served.effects() == 0);
  CHECK(served.service.faults().passed().empty());
  CHECK(body_of(served.ask(authorise()))["reference"] == "fx-1");
}

}  // namespace
