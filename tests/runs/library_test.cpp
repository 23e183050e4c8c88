// The shipped scenarios hold for the shipped code, and their faults really struck.
#include <catch2/catch.hpp>

#include "scenarios/explore.hpp"
#include "scenarios/files/library.hpp"
#include "tests/runs/seeds.hpp"

using namespace assay;
using namespace assay::scenarios;

namespace {

std::string first_explanation(const Exploration& found) {
  return found.findings.empty() ? "" : found.findings.front().explanation;
}

}  // namespace

TEST_CASE("every scenario of the library holds, and every run comes to rest") {
  const std::uint64_t runs = tests::seeds_or(300);
  for (const std::string_view name : library_names()) {
    const Exploration found = explore(library_scenario(name), {.runs = runs});

    INFO(name << ": " << found.replay_command() << "\n" << first_explanation(found));
    CHECK(found.tally.violated == 0);
    CHECK(found.tally.unknown == 0);
    CHECK(found.tally.broken.empty());
    CHECK(found.tally.exits[static_cast<std::size_t>(sim::Exit::at_rest)] == runs);
  }
}

TEST_CASE("each allowed fault strikes in a tenth of the runs and reaches every phase listed") {
  // In a swarm, where it is off in every other run, in a fiftieth.
  const std::uint64_t runs = tests::seeds_or(500);
  for (const std::string_view name : library_names()) {
    const Scenario scenario = library_scenario(name);
    const Exploration found = explore(scenario, {.runs = runs});

    const std::vector<std::string> faults = allowed_faults(scenario);
    for (std::size_t i = 0; i < faults.size(); ++i) {
      INFO(name << ": " << faults[i] << " struck in " << found.tally.fired[i] << " of " << runs);
      CHECK(found.tally.fired[i] > 0);
      if (runs >= 500) CHECK(found.tally.fired[i] * (is_swarm(scenario) ? 50 : 10) >= runs);
    }
    const std::vector<std::string> phases = listed_phases(scenario);
    for (std::size_t i = 0; i < phases.size(); ++i) {
      INFO(name << ": " << phases[i]);
      if (runs >= 500) CHECK(found.tally.phases[i] > 0);
    }
  }
}

TEST_CASE("what a scenario says must sometimes happen does happen") {
  for (const std::string_view name : library_names()) {
    Scenario scenario = library_scenario(name);
    scenario.limits.sometimes_after = 1;
    const Exploration found = explore(scenario, {.runs = tests::seeds_or(500)});

    for (const std::string& missing : never_happened(found.tally, scenario)) {
      INFO(name << ": never happened: " << missing);
      CHECK(false);
    }
  }
}

TEST_CASE("a fact that never happens makes a campaign inconclusive, not a pass") {
  Scenario scenario = library_scenario("happy_path");
  scenario.sometimes.push_back(Sometimes::lease_taken_over);
  scenario.limits.sometimes_after = 20;

  CHECK(explore(scenario, {.runs = 19}).verdict == properties::Verdict::holds);
  CHECK(explore(scenario, {.runs = 20}).verdict == properties::Verdict::unknown);
}
