// Plans and rates as people give them: words of the catalogue at edges that they strike, or a
// refusal with the nearest name.
#include <catch2/catch.hpp>

#include "outside/serve/plan_file.hpp"
#include "scenarios/files/bad_input.hpp"

namespace {

using namespace assay::outside;
using assay::scenarios::BadInput;

std::string complaint(const std::string& site, const std::string& answer,
                      const PlanTerms& terms = {}) {
  const std::string text =
      R"({"answers": [{"site": ")" + site + R"(", "answer": ")" + answer + R"("}]})";
  try {
    (void)read_served_plan("plan.json", text, terms);
  } catch (const BadInput& error) {
    return error.what();
  }
  return {};
}

TEST_CASE("a plan is read whole, or as its answers alone") {
  const std::string answers =
      R"("answers": [{"site": "processor.capture/reply @ pay-1/attempt-1", "n": 2,
                      "answer": "lose"}])";
  const assay::sim::Plan expected{{"processor.capture/reply @ pay-1/attempt-1", 2, "lose"}};
  CHECK(read_served_plan("f", "{" + answers + "}", {}) == expected);
  CHECK(read_served_plan("f", R"({"schema": "assay.plan/1", )" + answers + "}", {}) == expected);
  const std::string whole = R"({"schema": "assay.plan/1", "scenario": "lost_response",
      "scenario_digest": "0123456789abcdef0123456789abcdef", "behaviour": 1, )" + answers + "}";
  CHECK(read_served_plan("f", whole, {}) == expected);
  CHECK(read_served_plan("f", plan_json(expected), {}) == expected);
}

TEST_CASE("every word of the catalogue is taken where it strikes") {
  CHECK(complaint("processor.authorise/request @ pay-1/attempt-1", "black_hole").empty());
  CHECK(complaint("processor.refund/error @ pay-1/attempt-1", "error_after_effect").empty());
  CHECK(complaint("processor.webhook/request @ pay-1/capture-1", "hold").empty());
}

TEST_CASE("what no plan can mean is refused with the nearest name") {
  const std::string site = "processor.authorise/reply @ pay-1/attempt-1";
  CHECK_THAT(complaint(site, "loose"), Catch::Contains("did you mean \"lose\"?"));
  CHECK_THAT(complaint("processor.authorize/reply @ pay-1", "lose"),
             Catch::Contains("did you mean \"authorise\"?"));
  CHECK_THAT(complaint("procesor.authorise/reply @ pay-1", "lose"),
             Catch::Contains("did you mean \"processor\"?"));
  CHECK_THAT(complaint("processor.authorise/replies @ pay-1", "lose"),
             Catch::Contains("request, reply"));
  CHECK_THAT(complaint("processor.authorise/reply @ pay-1", "decline"), Catch::Contains("error"));
  CHECK_THAT(complaint("processor.look_up/error @ pay-1", "decline"), !Catch::Equals(""));
  CHECK_THAT(complaint("processor.authorise/reply", "lose"), !Catch::Equals(""));
  CHECK_THAT(complaint("processor.authorise/error @ pay-1", "approve_part"),
             Catch::Contains("all or nothing"));
}

TEST_CASE("a rate is a chance of a fault, everywhere or at some sites") {
  const auto rule = read_rate("lose=0.01", {});
  CHECK(rule.site == "processor.*/*");
  CHECK(rule.rate == assay::sim::Ratio{1, 100});
  CHECK(read_rate("processor.capture/reply:reset=1/50", {}).site == "processor.capture/reply");
  for (const char* text : {"lose", "lose=", "lose=2", "lose=0.", "lose=-0.1", "=0.1", "loose=0.1",
                           "approve_part=0.1", "lose=1/0"}) {
    CHECK_THROWS_AS(read_rate(text, {}), BadInput);
  }
}

}  // namespace
