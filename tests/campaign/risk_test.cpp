// A month's harm and its cost, and what cannot be told without the user.
#include "campaign/risk/estimate.hpp"

#include <catch2/catch.hpp>

using namespace assay;
using namespace assay::campaign;

namespace {

Rates only_duplicates(Rate rate) {
  Rates rates;
  rates.measured[0] = rate;
  rates.currency = history::Currency{"GBP"};
  rates.prices[0] = Price{2500, 5000};
  return rates;
}

Rates of_one_fault(Rate rate) {
  Rates rates;
  rates.faults = {{"acquirer.capture/reply: lose", rate}};
  rates.currency = history::Currency{"GBP"};
  rates.prices.fill(Price{2500, 5000});
  rates.payment = Price{4200, 4200};
  return rates;
}

Strikes struck(std::uint64_t harmed, std::uint64_t runs) {
  return {.scenario = "lost_response",
          .fault = "acquirer.capture/reply: lose",
          .runs = runs,
          .harmed = {harmed, 0, 0, 0}};
}

}  // namespace

TEST_CASE("0.1 % duplicates of 100,000 payments are 100 disputes and cost 2,500 to 5,000 pounds") {
  const Estimate month = estimate(100'000, only_duplicates({.exact = 0.001}), {});
  REQUIRE(month.harms.size() == 1);
  CHECK(month.harms[0].a_month.point == Approx(100));
  CHECK(month.harms[0].expected == Cost{250'000, 500'000});
  CHECK(month.harms[0].beyond == month.harms[0].expected);
}

TEST_CASE("the exact interval of 10 in 100 is the one of the tables") {
  const Interval interval = proportion({10, 100}, 0.95);
  CHECK(interval.low == Approx(0.0490).margin(0.0001));
  CHECK(interval.high == Approx(0.1762).margin(0.0001));
  CHECK(proportion({0, 100}, 0.95).low == 0);
  CHECK(proportion({0, 100}, 0.95).high == Approx(0.0362).margin(0.0001));
  CHECK(proportion({100, 100}, 0.95).high == 1);
}

TEST_CASE("a strike that always harms makes as many as it strikes; its rate carries the doubt") {
  const Rates rates = of_one_fault({.counted = Counted{40, 100'000}});
  const Estimate month = estimate(100'000, rates, std::vector{struck(1000, 1000)});
  const HarmEstimate& duplicates = month.harms[0];
  CHECK(duplicates.a_month.point == Approx(40));
  CHECK(duplicates.a_month.low < 30);
  CHECK(duplicates.a_month.high > 50);
  CHECK(duplicates.beyond.least < duplicates.expected.least);
  CHECK(duplicates.beyond.most > duplicates.expected.most);
}

TEST_CASE("no harm in a thousand strikes is at most so much harm, and never none") {
  const Estimate month =
      estimate(100'000, of_one_fault({.exact = 0.01}), std::vector{struck(0, 1000)});
  CHECK(month.harms[0].a_month.point == 0);
  CHECK(month.harms[0].a_month.high == Approx(1000 * proportion({0, 1000}, 0.95).high));
  REQUIRE(month.harms[2].value.has_value());
  CHECK(month.harms[2].value->most > 0);
}

TEST_CASE("of a fault in two scenarios the worse one counts, and not the sum") {
  const Rates rates = of_one_fault({.exact = 0.01});
  const Estimate month = estimate(1000, rates, std::vector{struck(500, 1000), struck(100, 1000)});
  CHECK(month.harms[0].a_month.point == Approx(5));
}

TEST_CASE("what is not in the file is named, and nothing is put in its place") {
  Rates rates = of_one_fault({.exact = 0.01});
  CHECK(missing_from(rates, {"acquirer.capture/reply: lose"}).empty());
  rates.prices[1].reset();
  rates.payment.reset();
  CHECK(missing_from(rates, {"acquirer.capture/reply: lose", "acquirer.capture/request: lose"}) ==
        std::vector<std::string>{"faults: acquirer.capture/request: lose", "prices.lost_payments",
                                 "prices.payment"});
  CHECK(missing_from(Rates{}, {}).size() == 1);
}
