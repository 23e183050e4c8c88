// Which system is run in a scenario, and what a command must say of it.
#include "scenarios/system_choice.hpp"

#include <catch2/catch.hpp>

#include <array>

#include "scenarios/check.hpp"
#include "scenarios/files/bad_input.hpp"
#include "scenarios/files/library.hpp"

namespace {

using namespace assay;
using namespace assay::scenarios;
using Words = std::vector<std::string>;

harness::System named(std::string_view name, std::string_view defect_of = {}) {
  return {.name = name, .summary = "a system", .defect_of = defect_of};
}

Scenario scenario_of(const std::string& system) {
  Scenario scenario = library_scenario("lost_response");
  scenario.service = {};
  scenario.topology.system = system;
  return scenario;
}

}  // namespace

TEST_CASE("a scenario is run with the system that it names, wherever that stands") {
  const harness::System shop = named("shop");
  const harness::System payments = named("payments");
  const std::array<const harness::System*, 2> both{&shop, &payments};
  CHECK(system_of(scenario_of("shop"), both) == &shop);
  CHECK(system_of(scenario_of("payments"), both) == &payments);
  CHECK(system_of(scenario_of("bank"), both) == nullptr);
}

TEST_CASE("the first system stands in for the shipped code alone, and only where that is absent") {
  const harness::System shop = named("shop");
  const harness::System bank = named("bank");
  const std::array<const harness::System*, 2> both{&shop, &bank};
  CHECK(system_of(scenario_of("payments"), both) == &shop);
  CHECK(system_of(scenario_of("garage"), both) == nullptr);
  CHECK(system_of(scenario_of("payments"), {}) == nullptr);
}

TEST_CASE("a command names a system that stands in, and a defect, and nothing else") {
  const Scenario scenario = scenario_of("shop");
  CHECK(options_for(named("shop"), scenario).empty());
  CHECK(options_for(named("bank"), scenario) == Words{"--system", "bank"});
  CHECK(options_for(named("late", "shop"), scenario) == Words{"--defect", "late"});
  CHECK(options_for(named("late", "bank"), scenario) ==
        Words{"--system", "bank", "--defect", "late"});
}

TEST_CASE("a system that was asked for fits a scenario of another, and no other system does") {
  const Scenario scenario = scenario_of("shop");
  CHECK_THROWS_AS(must_fit(scenario, named("bank")), BadInput);
  CHECK_NOTHROW(must_fit_in_place(scenario, named("bank")));
  Scenario two = scenario;
  two.topology.processors.push_back(two.topology.processors.front());
  two.topology.processors.back().name = "second";
  CHECK_THROWS_AS(must_fit_in_place(two, named("bank")), BadInput);  // it calls but one
}
