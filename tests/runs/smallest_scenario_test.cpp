// What a finding needs of its scenario is left of it, and the violation with it.
#include <catch2/catch.hpp>

#include <algorithm>

#include "runs/finding.hpp"
#include "runs/simulated/simulated_world.hpp"
#include "runs/smallest_scenario.hpp"
#include "runs/verdict.hpp"
#include "scenarios/files/library.hpp"
#include "scenarios/files/scenario_file.hpp"
#include "tests/systems/shipped.hpp"

namespace {

using namespace assay;
using namespace assay::runs;
using properties::Verdict;

properties::Property property_called(std::string_view name) {
  const auto all = properties::all_properties();
  const auto found = std::ranges::find(all, name, &properties::Property::name);
  REQUIRE(found != all.end());
  return *found;
}

/// The first violation of `property` by the code with that defect, shrunk.
Finding finding_of(SimulatedWorld& world, const scenarios::Scenario& scenario,
                   const harness::Defect& defect, const properties::Property& property) {
  const Jury jury{property};
  for (std::uint64_t seed = 0; seed < 2000; ++seed) {
    const Run& run = world.run({.scenario = &scenario, .system = &defect.system, .seed = seed});
    if (jury.judge(run).front().verdict != Verdict::violated) continue;
    return investigate(world, scenario, defect.system, std::string{defect.name}, property, seed);
  }
  FAIL("no violation in 2000 runs");
  return {};
}

}  // namespace

TEST_CASE("what is left of a scenario has the profile and the times that its run drew") {
  SimulatedWorld world;
  const harness::Defect& defect = *tests::shipped().find_defect("absent_keys_trusted");
  scenarios::Scenario scenario = scenarios::library_scenario("everything");
  const properties::Property property = property_called(defect.property);
  const Finding finding = finding_of(world, scenario, defect, property);
  const auto left = smallest_scenario({world, scenario, defect.system}, property, finding.plan);
  REQUIRE(left);
  CHECK(left->scenario.swarm.profiles.empty());
  CHECK(left->scenario.swarm.times.empty());
  CHECK(left->scenario.topology.processors[0].profile != "card");
}

TEST_CASE("a scenario is left with what a finding needs of it, and still shows it") {
  struct Row {
    const char* scenario;
    const char* defect;
  };
  for (const auto& [name, mistake] :
       {Row{"swarm", "fresh_key_per_attempt"}, Row{"two_tenants", "tenants_share_payables"},
        Row{"partial_write", "dual_write_without_outbox"}}) {
    INFO(name);
    SimulatedWorld world;
    const harness::Defect& defect = *tests::shipped().find_defect(mistake);
    const scenarios::Scenario scenario = scenarios::library_scenario(name);
    const properties::Property property = property_called(defect.property);
    const Finding finding = finding_of(world, scenario, defect, property);

    const sim::Plan nothing;
    const bool by_load = finding.plan.empty();
    CHECK(smallest_scenario({world, scenario, defect.system}, property, nothing).has_value() ==
          by_load);
    const auto left = smallest_scenario({world, scenario, defect.system}, property, finding.plan);
    REQUIRE(left);
    const SmallestScenario& least = *left;

    CHECK(least.runs <= smallest_scenario_runs);
    CHECK(scenarios::payments_in(least.scenario) <= scenarios::payments_in(scenario));
    CHECK_FALSE(scenarios::is_swarm(least.scenario));
    CHECK(least.scenario.must_hold == std::vector<std::string>{std::string{property.name}});
    CHECK(sim::fault_count(least.plan) <= sim::fault_count(finding.plan));
    // As a file it says the same, and the plan shows the violation in it.
    const scenarios::Scenario read =
        scenarios::read_scenario("least.json", scenarios::to_json_text(least.scenario));
    CHECK(read == least.scenario);
    const Run& run = world.run({.scenario = &read,
                                .system = &defect.system,
                                .baseline = sim::Baseline::benign,
                                .plan = &least.plan});
    CHECK(Jury{property}.judge(run).front().verdict == Verdict::violated);
    // One of the first seeds shows it, too.
    CHECK(finding_of(world, read, defect, property).seed < 200);
  }
}
