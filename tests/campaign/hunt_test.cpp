// Hunts by worker processes: nothing depends on how many there are, and none of them takes the
// campaign along when it goes.
#include "campaign/jobs/hunt.hpp"
#include "systems/payments/payments_system.hpp"

#include <catch2/catch.hpp>

#include <csignal>
#include <cstdlib>

#include <unistd.h>

#include "campaign/jobs/run_campaign.hpp"
#include "scenarios/files/library.hpp"
#include "scenarios/files/shell_words.hpp"
#include "tests/campaign/moody_system.hpp"

using namespace assay;
using namespace assay::campaign;

namespace {

Hunt hunt_for(const harness::System& system, std::uint64_t count) {
  const scenarios::Scenario scenario = scenarios::library_scenario("lost_response");
  return {.scenario = scenario,
          .system = system,
          .defect = "",
          .jury = runs::Jury{scenario},
          .first = 0,
          .count = count};
}

/// Ends the process without a word from the test runner's signal handlers.
void die() {
  ::signal(SIGABRT, SIG_DFL);
  std::abort();
}

Settings with_jobs(std::uint32_t jobs) {
  Settings settings;
  settings.jobs = jobs;
  return settings;
}

std::set<std::uint64_t> lost_seeds(const Hunted& hunted) {
  std::set<std::uint64_t> seeds;
  for (const LostRun& run : hunted.lost) seeds.insert(run.seed);
  return seeds;
}

/// Hunts with a system that does `act` on some seeds, and expects to lose just those.
Hunted hunt_moody(std::function<void()> act, std::uint64_t count, Settings settings) {
  const Hunt one = hunt_for(moods::moody(std::move(act)), count);
  const auto expected = moods::bad_seeds(one.scenario, count);
  REQUIRE_FALSE(expected.empty());
  const Hunted hunted = hunt({&one, 1}, settings).front();
  CHECK(lost_seeds(hunted) == expected);
  CHECK(hunted.tally.runs == count - expected.size());
  CHECK(hunted.complete);
  return hunted;
}

}  // namespace

TEST_CASE("one worker, two workers and none at all come to the same tally") {
  const Hunt one = hunt_for(systems::payments_system(), 120);
  const Hunted single = hunt({&one, 1}, with_jobs(1)).front();
  const Hunted pair = hunt({&one, 1}, with_jobs(2)).front();
  runs::Simulator simulator;
  const runs::Tally here = runs::tally(simulator, one.scenario, one.system, one.jury, 0, 120);
  CHECK(single.tally.digest() == here.digest());
  CHECK(pair.tally.digest() == here.digest());
  CHECK(pair.tally.faults.struck == here.faults.struck);
  CHECK(pair.tally.sometimes == here.sometimes);
}

TEST_CASE("the digest sees each seed: another range of as many seeds has another one") {
  Hunt one = hunt_for(systems::payments_system(), 40);
  const Hunted first = hunt({&one, 1}, with_jobs(2)).front();
  one.first = 1;
  CHECK(hunt({&one, 1}, with_jobs(2)).front().tally.digest() != first.tally.digest());
}

TEST_CASE("a run that aborts its process is found with its seed, and all others are counted") {
  const Hunted hunted = hunt_moody(die, 100, with_jobs(2));
  CHECK_THAT(hunted.lost.front().how, Catch::Contains("signal 6"));
}

TEST_CASE("a run that dies of a fault is found with its seed") {
  const auto fault = [] {
    ::signal(SIGSEGV, SIG_DFL);
    ::raise(SIGSEGV);
  };
  const Hunted hunted = hunt_moody(fault, 60, with_jobs(1));
  CHECK_THAT(hunted.lost.front().how, Catch::Contains("signal 11"));
  CHECK(hunted.lost.front().verdict == properties::Verdict::violated);
}

TEST_CASE("a run that ends its process quietly is found with its seed") {
  const Hunted hunted = hunt_moody([] { ::_exit(0); }, 60, with_jobs(2));
  CHECK_THAT(hunted.lost.front().how, Catch::Contains("exited with code 0"));
}

TEST_CASE("a run that never comes back is found with its seed") {
  Settings settings = with_jobs(2);
  settings.hang_after = std::chrono::milliseconds{1500};
  const auto forever = [] {
    while (true) ::pause();
  };
  const Hunted hunted = hunt_moody(forever, 60, settings);
  CHECK_THAT(hunted.lost.front().how, Catch::Contains("hung"));
}

TEST_CASE("lost runs are findings of their own with the command that replays the seed") {
  const Order order{.hunt = hunt_for(moods::moody(die), 60), .scenario_path = ""};
  const Results results = run_campaign({&order, 1}, "0", with_jobs(2));
  REQUIRE_FALSE(results.findings.empty());
  const ReportedFinding& first = results.findings.front();
  CHECK(first.finding.property == "run_comes_back");
  CHECK(first.replay ==
        scenarios::own_command({"replay", "lost_response", "--seed",
                                std::to_string(first.finding.seed), "--system", "moody"}));
  CHECK(results.verdict == properties::Verdict::violated);
}

TEST_CASE("a scenario that loses every run is given up, and says that it is incomplete") {
  Hunt one = hunt_for(systems::payments_system(), 100);
  one.system.make = [](harness::Environment&) -> std::unique_ptr<harness::Service> {
    die();
    return nullptr;
  };
  const Hunted hunted = hunt({&one, 1}, with_jobs(2)).front();
  CHECK(hunted.lost.size() >= lost_runs_max);
  CHECK(hunted.lost.size() <= lost_runs_max + 2);
  CHECK_FALSE(hunted.complete);
}

TEST_CASE("a campaign that is stopped counts the runs it finished and says it is incomplete") {
  const Hunt one = hunt_for(systems::payments_system(), 1'000'000);
  Settings settings = with_jobs(2);
  const auto started = Clock::now();
  settings.stop = [&] { return Clock::now() - started > std::chrono::milliseconds{300}; };
  const Hunted hunted = hunt({&one, 1}, settings).front();
  CHECK_FALSE(hunted.complete);
  CHECK(hunted.tally.runs > 0);
  CHECK(hunted.tally.runs < 1'000'000);
}

TEST_CASE("with a deadline scenarios take turns, and each runs a prefix of its seeds") {
  const std::vector<Hunt> both(2, hunt_for(systems::payments_system(), 1'000'000));
  Settings settings = with_jobs(2);
  settings.deadline = Clock::now() + std::chrono::milliseconds{400};
  const auto hunted = hunt(both, settings);
  for (const Hunted& one : hunted) {
    REQUIRE(one.tally.runs > 0);
    CHECK(one.complete);
    const Hunt same = hunt_for(systems::payments_system(), one.tally.runs);
    CHECK(hunt({&same, 1}, with_jobs(2)).front().tally.digest() == one.tally.digest());
  }
}
