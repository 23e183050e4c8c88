// Seed sweeps by worker processes: nothing depends on how many there are, and none of them takes
// the campaign along when it goes.
#include "campaign/jobs/seed_sweep.hpp"
#include "systems/payments/payments_system.hpp"

#include <catch2/catch.hpp>

#include <csignal>
#include <cstdlib>

#include <unistd.h>

#include "campaign/jobs/run_campaign.hpp"
#include "runs/simulated/simulated_world.hpp"
#include "scenarios/files/library.hpp"
#include "scenarios/files/shell_words.hpp"
#include "tests/campaign/moody_system.hpp"
#include "tests/systems/inside.hpp"

using namespace assay;
using namespace assay::campaign;

namespace {

SeedSweep sweep_for(const harness::System& system, std::uint64_t count) {
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

Settings with_jobs(std::uint32_t workers) {
  Settings settings{runs::simulated_world};
  settings.workers = workers;
  return settings;
}

std::set<std::uint64_t> lost_seeds(const SweepResult& swept) {
  std::set<std::uint64_t> seeds;
  for (const LostRun& run : swept.lost) seeds.insert(run.seed);
  return seeds;
}

/// Sweeps with a system that does `act` on some seeds, and expects to lose just those.
SweepResult sweep_moody(std::function<void()> act, std::uint64_t count, Settings settings) {
  const SeedSweep one = sweep_for(moods::moody(std::move(act)), count);
  const auto expected = moods::bad_seeds(one.scenario, count);
  REQUIRE_FALSE(expected.empty());
  const SweepResult swept = sweep({&one, 1}, settings).front();
  CHECK(lost_seeds(swept) == expected);
  CHECK(swept.tally.runs == count - expected.size());
  CHECK(swept.complete);
  return swept;
}

}  // namespace

TEST_CASE("one worker, two workers and none at all come to the same tally") {
  const SeedSweep one = sweep_for(systems::payments_system(), 120);
  const SweepResult single = sweep({&one, 1}, with_jobs(1)).front();
  const SweepResult pair = sweep({&one, 1}, with_jobs(2)).front();
  runs::SimulatedWorld world;
  const runs::Tally here = runs::tally(world, one.scenario, one.system, one.jury, 0, 120);
  CHECK(single.tally.digest() == here.digest());
  CHECK(pair.tally.digest() == here.digest());
  CHECK(pair.tally.faults.applied == here.faults.applied);
  CHECK(pair.tally.sometimes == here.sometimes);
}

TEST_CASE("the digest sees each seed: another range of as many seeds has another one") {
  SeedSweep one = sweep_for(systems::payments_system(), 40);
  const SweepResult first = sweep({&one, 1}, with_jobs(2)).front();
  one.first = 1;
  CHECK(sweep({&one, 1}, with_jobs(2)).front().tally.digest() != first.tally.digest());
}

TEST_CASE("a run that aborts its process is found with its seed, and all others are counted") {
  const SweepResult swept = sweep_moody(die, 100, with_jobs(2));
  CHECK_THAT(swept.lost.front().how, Catch::Contains("signal 6"));
}

TEST_CASE("a run that dies of a fault is found with its seed") {
  const auto fault = [] {
    ::signal(SIGSEGV, SIG_DFL);
    ::raise(SIGSEGV);
  };
  const SweepResult swept = sweep_moody(fault, 60, with_jobs(1));
  CHECK_THAT(swept.lost.front().how, Catch::Contains("signal 11"));
  CHECK(swept.lost.front().verdict == properties::Verdict::violated);
}

TEST_CASE("a run that ends its process quietly is found with its seed") {
  const SweepResult swept = sweep_moody([] { ::_exit(0); }, 60, with_jobs(2));
  CHECK_THAT(swept.lost.front().how, Catch::Contains("exited with code 0"));
}

TEST_CASE("a run that never comes back is found with its seed") {
  Settings settings = with_jobs(2);
  settings.hang_after = std::chrono::milliseconds{1500};
  const auto forever = [] {
    while (true) ::pause();
  };
  const SweepResult swept = sweep_moody(forever, 60, settings);
  CHECK_THAT(swept.lost.front().how, Catch::Contains("hung"));
}

TEST_CASE("lost runs are findings of their own with the command that replays the seed") {
  const CampaignJob job{.sweep = sweep_for(moods::moody(die), 60), .scenario_path = ""};
  const Results results = run_campaign({&job, 1}, "0", with_jobs(2));
  REQUIRE_FALSE(results.findings.empty());
  const ReportedFinding& first = results.findings.front();
  CHECK(first.finding.property == "run_comes_back");
  CHECK(first.replay ==
        scenarios::own_command({"replay", "lost_response", "--seed",
                                std::to_string(first.finding.seed), "--system", "moody"}));
  CHECK(results.verdict == properties::Verdict::violated);
}

TEST_CASE("a scenario that loses every run is given up, and says that it is incomplete") {
  SeedSweep one = sweep_for(systems::payments_system(), 100);
  one.system.make = [](harness::Environment&) -> std::unique_ptr<harness::Service> {
    die();
    return nullptr;
  };
  const SweepResult swept = sweep({&one, 1}, with_jobs(2)).front();
  CHECK(swept.lost.size() >= lost_runs_max);
  CHECK(swept.lost.size() <= lost_runs_max + 2);
  CHECK_FALSE(swept.complete);
}

TEST_CASE("a campaign that is stopped counts the runs it finished and says it is incomplete") {
  const SeedSweep one = sweep_for(systems::payments_system(), 1'000'000);
  Settings settings = with_jobs(2);
  const auto started = Clock::now();
  settings.stop = [&] { return Clock::now() - started > std::chrono::milliseconds{300}; };
  const SweepResult swept = sweep({&one, 1}, settings).front();
  CHECK_FALSE(swept.complete);
  CHECK(swept.tally.runs > 0);
  CHECK(swept.tally.runs < 1'000'000);
}

TEST_CASE("with a deadline scenarios take turns, and each runs a prefix of its seeds") {
  const std::vector<SeedSweep> both(2, sweep_for(systems::payments_system(), 1'000'000));
  Settings settings = with_jobs(2);
  settings.deadline = Clock::now() + std::chrono::milliseconds{400};
  const auto swept = sweep(both, settings);
  for (const SweepResult& one : swept) {
    REQUIRE(one.tally.runs > 0);
    CHECK(one.complete);
    const SeedSweep same = sweep_for(systems::payments_system(), one.tally.runs);
    CHECK(sweep({&same, 1}, with_jobs(2)).front().tally.digest() == one.tally.digest());
  }
}

TEST_CASE("a sweep that is held against another system counts the runs that went another way") {
  const harness::System shipped = systems::payments_system();
  SeedSweep same = sweep_for(shipped, 20);
  same.beside = shipped;
  const runs::Tally equal = sweep({&same, 1}, with_jobs(1)).front().tally;
  CHECK(equal.acted == runs::ActedRuns{.compared = 20, .acted = 0, .first_seed = 0});
  CHECK(equal.runs == 20);

  SeedSweep other = sweep_for(shipped, 20);
  other.first = 5;
  other.beside = systems::testing::relaying_later(shipped, [] { return sim::Duration{1}; });
  const runs::Tally later = sweep({&other, 1}, with_jobs(2)).front().tally;
  CHECK(later.acted == runs::ActedRuns{.compared = 20, .acted = 20, .first_seed = 5});
  other.beside.reset();
  CHECK(later.digest() == sweep({&other, 1}, with_jobs(1)).front().tally.digest());
}

TEST_CASE("of two parts the earlier run in which a defect acted is the first") {
  runs::ActedRuns all{.compared = 10, .acted = 2, .first_seed = 7};
  all.add({.compared = 10, .acted = 0, .first_seed = 0});
  CHECK(all == runs::ActedRuns{.compared = 20, .acted = 2, .first_seed = 7});
  all.add({.compared = 10, .acted = 1, .first_seed = 3});
  CHECK(all == runs::ActedRuns{.compared = 30, .acted = 3, .first_seed = 3});
}
