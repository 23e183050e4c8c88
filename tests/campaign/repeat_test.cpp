// A system that is not deterministic is told so, with the first event that differs, and is accused
// of nothing; one that is deterministic is repeated, and counted.
#include "campaign/repeat.hpp"

#include <catch2/catch.hpp>

#include <random>

#include "campaign/run_campaign.hpp"
#include "campaign/subjects.hpp"
#include "scenarios/files/library.hpp"

using namespace assay;
using namespace assay::campaign;
using properties::Verdict;

namespace {

/// A system that draws its clock from the machine's own randomness: the classic slip.
scenarios::SystemUnderTest careless(scenarios::SystemUnderTest system) {
  system.make = [make = system.make](const scenarios::Surroundings& around) {
    std::random_device chance;
    around.node.clock.skew = sim::Duration{static_cast<std::int64_t>(chance() % 40'000'000U)};
    return make(around);
  };
  return system;
}

/// A system that behaves otherwise after some other run in its process.
scenarios::SystemUnderTest forgetful() {
  scenarios::SystemUnderTest system = scenarios::payments_system();
  system.make = [runs = 0, make = system.make](const scenarios::Surroundings& around) mutable {
    around.node.clock.skew = sim::Duration{++runs % 7 * 1'000'000};
    return make(around);
  };
  return system;
}

Results campaign_of(const scenarios::SystemUnderTest& system, std::uint64_t count,
                    std::uint32_t jobs = 2) {
  const scenarios::Scenario scenario = scenarios::library_scenario("lost_response");
  const Order order{.hunt = {.scenario = scenario,
                             .system = system,
                             .defect = "",
                             .jury = scenarios::Jury{scenario},
                             .count = count},
                    .scenario_path = ""};
  Settings settings;
  settings.jobs = jobs;
  return run_campaign({&order, 1}, "0", settings);
}

}  // namespace

TEST_CASE("a share of the runs is made again, the same share by however many workers") {
  for (const std::uint32_t jobs : {1U, 3U}) {
    const Results results = campaign_of(scenarios::payments_system(), 130, jobs);
    CHECK(results.scenarios.front().repeated == 3);
    CHECK(results.mismatches.empty());
  }
}

TEST_CASE("a system that draws from the machine is not deterministic, and holds nothing") {
  for (const auto& system : {careless(scenarios::payments_system()), forgetful()}) {
    const Results results = campaign_of(system, 70);
    REQUIRE_FALSE(results.mismatches.empty());
    CHECK(results.mismatches.front().event > 0);
    CHECK(results.mismatches.front().expected != results.mismatches.front().found);
    CHECK(results.verdict == Verdict::unknown);
    CHECK(results.findings.empty());
  }
}

TEST_CASE("a violation that does not go the same way again is no finding, but a mismatch") {
  const Results sure = campaign_of(system_with("timeout_taken_for_failure"), 60);
  REQUIRE_FALSE(sure.findings.empty());
  CHECK(sure.mismatches.empty());
  const Results doubtful = campaign_of(careless(system_with("timeout_taken_for_failure")), 60);
  REQUIRE(doubtful.scenarios.front().violated > 0);
  CHECK(doubtful.findings.empty());
  CHECK(doubtful.verdict == Verdict::unknown);
  CHECK(std::ranges::any_of(doubtful.mismatches, [](const Mismatch& one) {
    return one.way == "a finding, played again" && one.event > 0;
  }));
}
