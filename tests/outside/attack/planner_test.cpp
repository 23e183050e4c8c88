// Which plans there are, by the sites that a run has passed.
#include <catch2/catch.hpp>

#include <set>

#include "outside/attack/places.hpp"
#include "outside/attack/planner.hpp"

namespace {

using namespace assay::outside::attack;
using assay::outside::Passed;
using assay::sim::Plan;

OutsideFile file_of_shop() {
  OutsideFile file;
  file.services.push_back({.name = "shop"});
  return file;
}

std::vector<std::string> words(const std::vector<assay::sim::Answer>& answers) {
  std::vector<std::string> all;
  for (const auto& one : answers) all.push_back(one.answer);
  return all;
}

TEST_CASE("each side of a call has its own faults, a kill on both ways of the processor's") {
  const OutsideFile file = file_of_shop();
  const auto at = [&](const std::string& site) { return words(faults_at({{site, 1}}, file)); };
  using Words = std::vector<std::string>;
  CHECK(at("processor.capture/request @ pay-1/capture-1/attempt-1") ==
        Words{"lose", "reset", "kill"});
  CHECK(at("processor.capture/error @ pay-1/capture-1/attempt-1") ==
        Words{"error_before_effect", "error_after_effect"});
  CHECK(at("shop.pay/request @ pay-1/try-1") == Words{"lose", "reset", "duplicate"});
  CHECK(at("shop.pay/reply @ pay-1/try-1") == Words{"lose", "kill"});
  CHECK(at("shop.store/commit @ pay-1/orders") ==
        Words{"serialisation", "unknown_applied", "unknown_lost", "kill_applied", "kill_lost"});
  CHECK(at("rates.get/reply @ pay-1/rates") == Words{"lose", "kill"});
}

TEST_CASE("webhooks have faults of their own, and overtake the answer where somebody listens") {
  OutsideFile file = file_of_shop();
  const auto at = [&](const std::string& site) { return words(faults_at({{site, 1}}, file)); };
  using Words = std::vector<std::string>;
  CHECK(at("processor.webhook/event @ pay-1/capture-1") ==
        Words{"never_told", "told_twice", "forged"});
  CHECK(at("processor.webhook/request @ pay-1/capture-1") == Words{"lose", "duplicate", "reorder"});
  CHECK(at("processor.webhook/reply @ pay-1/capture-1") == Words{"lose"});
  const std::string answer = "processor.capture/reply @ pay-1/capture-1/attempt-1";
  CHECK(at(answer).back() == "pause");
  file.edges.push_back({.from = "shop", .webhooks = WebhookSpec{"shop", "/events", "s"}});
  CHECK(at(answer).back() == "reorder");
}

TEST_CASE("each visit is one place more, up to a bound") {
  const std::string site = "processor.authorise/reply @ pay-1/authorise-1/attempt-1";
  CHECK(faults_at({{site, 2}}, file_of_shop()).size() == 8);
  CHECK(faults_at({{site, 90}}, file_of_shop()).size() == 16);
}

TEST_CASE("a fault covers a chain of tries where the service itself tried again") {
  const std::string site = "processor.capture/reply @ pay-1/capture-1/attempt-1";
  const Plan lost{{site, 1, "lose"}};
  Run run;
  run.first_try = {{site, 1}};
  CHECK(chain_of(lost, run).empty());
  run.first_try = {{site, 3}};
  REQUIRE(chain_of(lost, run).size() == 1);
  CHECK(to_text(chain_of(lost, run).front()) == site + ", every visit: lose");
  CHECK(chain_of({{site, 1, "kill"}}, run).empty());
}

TEST_CASE("every visit is struck until the chain ends") {
  assay::outside::Faults faults{0};
  const assay::outside::Site site{"shop.pay/reply", "pay-1/try-1", ""};
  faults.set_plan({{site.name(), assay::outside::every_visit, "lose"}});
  CHECK(faults.ask(site, strikes()) != nullptr);
  CHECK(faults.ask(site, strikes()) != nullptr);
  faults.end_chains();
  CHECK(faults.ask(site, strikes()) == nullptr);
  CHECK(faults.waiting().empty());
}

TEST_CASE("a pair is counted once, whichever fault came first, and never at one visit") {
  const assay::sim::Answer a{"processor.capture/reply @ pay-1/attempt-1", 1, "lose"};
  const assay::sim::Answer b{"shop.pay/reply @ pay-1/try-1", 1, "lose"};
  const assay::sim::Answer c{a.site, 1, "kill"};
  Pairs pairs;
  pairs.add({a}, {a, b, c});
  pairs.add({b}, {a, b});
  REQUIRE(pairs.all().size() == 1);
  CHECK(pairs.all().front() == in_order({b, a}));
}

TEST_CASE("beyond two faults plans are drawn: three or more, none twice, the same each time") {
  std::vector<assay::sim::Answer> possible;
  for (std::uint32_t n = 1; n <= 4; ++n) {
    possible.push_back({"processor.capture/reply @ pay-1/attempt-1", n, "lose"});
  }
  RandomPlans one{possible, 4, 7}, same{possible, 4, 7};
  std::set<std::string> seen;
  while (const auto plan = one.next()) {
    CHECK(plan->size() >= 3);
    CHECK(*plan == in_order(*plan));
    CHECK(seen.insert(to_text(*plan)).second);
    CHECK(same.next() == plan);
  }
  CHECK(seen.size() == 5);  // four of three, one of four
  CHECK_FALSE(RandomPlans{possible, 2, 7}.next());
}

TEST_CASE("all faults that were possible in some run are known, each once") {
  const assay::sim::Answer a{"processor.capture/reply @ pay-1/attempt-1", 1, "lose"};
  const assay::sim::Answer b{"shop.pay/reply @ pay-1/try-1", 1, "lose"};
  Pairs pairs;
  pairs.add({a}, {a, b});
  pairs.add({b}, {b});
  CHECK(pairs.faults().size() == 2);
}

TEST_CASE("sites name the payment under attack alike, whatever its reference is") {
  const std::string played = "processor.capture/reply @ pay-17/attempt-1";
  CHECK(as_planned(played, "pay-17") == "processor.capture/reply @ pay-1/attempt-1");
  CHECK(as_played(as_planned(played, "pay-17"), "pay-17") == played);
  CHECK(as_planned("processor.capture/reply @ pay-170/attempt-1", "pay-17") ==
        "processor.capture/reply @ pay-170/attempt-1");
}

TEST_CASE("a plan is known by what it does, whatever its visit and try") {
  const Plan one{{"shop.pay/reply @ pay-1/try-1", 1, "lose"}};
  const Plan other{{"shop.pay/reply @ pay-1/try-2", 3, "lose"}};
  CHECK(gist(one) == gist(other));
  CHECK_FALSE(is_part_of(one, other));
  CHECK(to_text(other) == "shop.pay/reply @ pay-1/try-2, visit 3: lose");
}

}  // namespace
