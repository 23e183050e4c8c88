// A system that is not deterministic is told so, with the first event that differs, and is accused
// of nothing; one that is deterministic is repeated, and counted.
#include "campaign/determinism/repeat.hpp"
#include "systems/payments/payments_system.hpp"

#include <catch2/catch.hpp>

#include <deque>
#include <functional>
#include <memory>
#include <random>
#include <utility>

#include "campaign/jobs/run_campaign.hpp"
#include "runs/simulated/simulated_world.hpp"
#include "scenarios/files/library.hpp"
#include "tests/systems/inside.hpp"
#include "tests/systems/shipped.hpp"

using namespace assay;
using namespace assay::campaign;
using properties::Verdict;

namespace {

/// A system that draws from the machine's own randomness: the classic slip.
harness::System careless(const harness::System& system) {
  return systems::testing::relaying_later(system, [] {
    std::random_device chance;
    return sim::Duration{static_cast<std::int64_t>(chance() % 400'000'000U)};
  });
}

/// A system that behaves otherwise after some other run in its process.
harness::System forgetful() {
  return systems::testing::relaying_later(systems::payments_system(), [runs = 0]() mutable {
    return sim::Duration{++runs % 7 * 50'000'000};
  });
}

Results campaign_of(const harness::System& system, std::uint64_t count, std::uint32_t workers = 2) {
  const scenarios::Scenario scenario = scenarios::library_scenario("lost_response");
  const CampaignJob job{.sweep = {.scenario = scenario,
                                  .system = system,
                                  .defect = "",
                                  .jury = runs::Jury{scenario},
                                  .count = count},
                        .scenario_path = ""};
  Settings settings{runs::simulated_world};
  settings.workers = workers;
  return run_campaign({&job, 1}, "0", settings);
}

}  // namespace

TEST_CASE("a share of the runs is made again, the same share by however many workers") {
  for (const std::uint32_t workers : {1U, 3U}) {
    const Results results = campaign_of(systems::payments_system(), 130, workers);
    CHECK(results.scenarios.front().repeated == 3);
    CHECK(results.mismatches.empty());
  }
}

TEST_CASE("a system that draws from the machine is not deterministic, and holds nothing") {
  for (const auto& system : {careless(systems::payments_system()), forgetful()}) {
    const Results results = campaign_of(system, 70);
    REQUIRE_FALSE(results.mismatches.empty());
    CHECK(results.mismatches.front().event > 0);
    CHECK(results.mismatches.front().expected != results.mismatches.front().found);
    CHECK(results.verdict == Verdict::unknown);
    CHECK(results.findings.empty());
  }
}

TEST_CASE("a violation that does not go the same way again is no finding, but a mismatch") {
  const Results sure = campaign_of(tests::system_with("timeout_taken_for_failure"), 60);
  REQUIRE_FALSE(sure.findings.empty());
  CHECK(sure.mismatches.empty());
  const Results doubtful =
      campaign_of(careless(tests::system_with("timeout_taken_for_failure")), 60);
  REQUIRE(doubtful.scenarios.front().violated > 0);
  CHECK(doubtful.findings.empty());
  CHECK(doubtful.verdict == Verdict::unknown);
  CHECK(std::ranges::any_of(doubtful.mismatches, [](const Mismatch& one) {
    return one.variant == "a finding, played again" && one.event > 0;
  }));
}

TEST_CASE("two traces part at the first event that differs, in its words or in what it carries") {
  const std::vector<std::string> trace{"asks\t01", "answers\t02", "the run has ended\t03"};
  auto other = trace;
  CHECK_FALSE(parting_between(trace, other));
  other[1] = "answers\t12";
  REQUIRE(parting_between(trace, other));
  CHECK(parting_between(trace, other)->event == 2);
  CHECK(parting_between(trace, other)->expected == "answers");
  CHECK(parting_between(trace, other)->found == "answers (the same words, another content)");
  other.resize(1);
  CHECK(parting_between(trace, other)->found == "the run has ended");
}
