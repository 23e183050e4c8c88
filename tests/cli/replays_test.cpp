// A finding is one only where a fresh process makes the same run of its plan.
#include "cli/replays.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <utility>

#include "runs/simulated/simulated_world.hpp"
#include "scenarios/files/library.hpp"
#include "tests/cli/program.hpp"
#include "tests/systems/shipped.hpp"

using namespace assay;
using properties::Verdict;

namespace {

campaign::CampaignJob double_charge() {
  const scenarios::Scenario scenario = scenarios::library_scenario("lost_response");
  return {.sweep = {.scenario = scenario,
                    .system = tests::system_with("no_idempotency"),
                    .defect = "no_idempotency",
                    .jury = runs::Jury{scenario},
                    .count = 20},
          .scenario_path = ""};
}

/// A program of so many lines of shell.
std::string program_of(const program::Folder& folder, const std::string& script) {
  const std::string path = (folder.path() / "another").string();
  std::ofstream{path} << "#!/bin/sh\n" << script << '\n';
  std::filesystem::permissions(path, std::filesystem::perms::owner_all);
  return path;
}

/// Says what assay says, with its third event and its end told otherwise each time.
std::string forgetful_program(const program::Folder& folder) {
  return program_of(
      folder, std::string{ASSAY_PROGRAM} + R"( "$@" | sed "3s/.*/$$ lines\t0/; \$s/\t.*/\t$$/")");
}

}  // namespace

TEST_CASE("a finding that a fresh process makes again stays one") {
  const campaign::CampaignJob job = double_charge();
  campaign::Results results =
      campaign::run_campaign({&job, 1}, "0", campaign::Settings{runs::simulated_world});
  const auto found = results.findings.size();
  REQUIRE(found > 0);
  cli::confirm(results, {&job, 1}, "out", ASSAY_PROGRAM);
  CHECK(results.findings.size() == found);
  CHECK(results.mismatches.empty());
  CHECK(results.verdict == Verdict::violated);
}

TEST_CASE("a finding whose run is another in a fresh process is a mismatch, with its event") {
  const program::Folder folder;
  const campaign::CampaignJob job = double_charge();
  campaign::Results results =
      campaign::run_campaign({&job, 1}, "0", campaign::Settings{runs::simulated_world});
  cli::confirm(results, {&job, 1}, "out", forgetful_program(folder));
  CHECK(results.findings.empty());
  REQUIRE_FALSE(results.mismatches.empty());
  CHECK(results.mismatches.front().event == 3);
  CHECK(results.verdict == Verdict::unknown);
}

TEST_CASE("a finding stays one where no process could tell of it, and goes where one crashes") {
  const campaign::CampaignJob job = double_charge();
  const campaign::Results found =
      campaign::run_campaign({&job, 1}, "0", campaign::Settings{runs::simulated_world});
  for (const auto& [script, is_left] :
       {std::pair{"kill -KILL $$", true}, std::pair{"kill -INT $$", true},
        std::pair{"exit 70", true}, std::pair{"echo nonsense", true},
        std::pair{"kill -SEGV $$", false}}) {
    INFO(script);
    const program::Folder folder;
    campaign::Results results = found;
    cli::confirm(results, {&job, 1}, "out", program_of(folder, script));
    CHECK((results.findings.size() == found.findings.size()) == is_left);
    CHECK(results.mismatches.empty() == is_left);
  }
}
