// One property over random workloads, plans and seeds finds three defects of the gallery; what
// RapidCheck shrinks each to is held against what `assay shrink` makes of the same trial.
#include <catch2/catch.hpp>

#include <algorithm>
#include <deque>
#include <memory>
#include <random>

#include "runs/simulated/simulated_world.hpp"
#include "scenarios/files/library.hpp"
#include "scenarios/named.hpp"
#include "systems/payments/defect.hpp"
#include "systems/payments/payments_system.hpp"
#include "testing/check_property.hpp"
#include "testing/describe.hpp"
#include "testing/smaller.hpp"
#include "tests/runs/seeds.hpp"
#include "tests/systems/inside.hpp"
#include "tests/systems/shipped.hpp"
#include "tests/testing/own_folder.hpp"

namespace {

using namespace assay;
using namespace assay::campaign;
using namespace assay::testing;

/// A place whose corpus is empty: every search starts from nothing.
TestPlace place_in(const tests::OwnFolder& folder) {
  return {"a property", (folder.path() / "test.cpp").string(), "the-test", "all"};
}

/// What `assay shrink` makes of a trial, by the same function.
sim::Plan shrunk_by_assay(const scenarios::Scenario& base, const harness::System& system,
                          const std::string& property, const Trial& trial) {
  scenarios::Scenario scenario = base;
  scenario.workload = trial.workload;
  runs::SimulatedWorld world;
  return runs::investigate_plan(world, scenario, system, "", scenarios::property_named(property),
                                trial.plan)
      .plan;
}

/// One scenario in which all that three scenarios of the library allow may go wrong.
scenarios::Scenario rough_day() {
  scenarios::Scenario scenario = scenarios::library_scenario("lost_response");
  for (const char* const name : {"timeout_then_late_success", "crash_after_processor"}) {
    const scenarios::Scenario more = scenarios::library_scenario(name);
    for (const scenarios::AllowedFault& fault : more.faults) {
      const auto same =
          std::ranges::find(scenario.faults, fault.site, &scenarios::AllowedFault::site);
      if (same == scenario.faults.end()) scenario.faults.push_back(fault);
    }
  }
  return scenario;
}

/// A defect whose system also draws from the machine's own randomness how late its relay is.
harness::System careless(const harness::System& defect) {
  return systems::testing::relaying_later(defect, [] {
    return sim::Duration{static_cast<std::int64_t>(std::random_device{}() % 400'000'000U)};
  });
}

}  // namespace

TEST_CASE("a failing trial that is another run when it is played again accuses nobody") {
  const auto system = careless(tests::system_with("timeout_taken_for_failure"));
  const tests::OwnFolder folder;
  const CheckedProperty found =
      check_property(place_in(folder), rough_day(), {.trials = 200, .system = &system});
  CHECK_FALSE(found.holds);
  CHECK(found.property.empty());
  CHECK(found.file.empty());
  CHECK_THAT(found.text, Catch::Contains("not deterministic") && Catch::Contains("event "));
}

TEST_CASE("one property fails on three defects, shrunk to assay's own plan or a smaller one") {
  for (const char* const name :
       {"timeout_taken_for_failure", "fresh_key_per_attempt", "restart_resends_without_asking"}) {
    DYNAMIC_SECTION(name) {
      const systems::Defect& defect = *tests::shipped().find_defect(name);
      const tests::OwnFolder folder;
      const CheckedProperty found =
          check_property(place_in(folder), rough_day(), {.trials = 1000, .system = &defect.system});
      REQUIRE_FALSE(found.holds);
      const sim::Plan ours =
          shrunk_by_assay(rough_day(), defect.system, found.property, found.first);
      INFO(found.text << "\nassay shrink:\n" << describe(ours));
      const bool same = found.shrunk.plan == ours;
      const bool smaller = size_of(found.shrunk.plan, rough_day()) < size_of(ours, rough_day());
      CHECK(sim::fault_count(ours) >= 1);
      CHECK((same || smaller));
    }
  }
}

TEST_CASE("the same property holds for the shipped code") {
  const tests::OwnFolder folder;
  const CheckedProperty found =
      check_property(place_in(folder), rough_day(),
                     {.trials = tests::seeds_or(500), .system = &systems::payments_system()});
  INFO(found.text);
  CHECK(found.holds);
  CHECK(found.played >= 30);
}
