// run, exhaust, gallery and selfcheck from outside: codes, files, JSON, interruption.
#include <catch2/catch.hpp>

#include <algorithm>

#include <nlohmann/json.hpp>

#include "scenarios/files/library.hpp"
#include "scenarios/files/scenario_file.hpp"
#include "tests/cli/program.hpp"

using nlohmann::json;
using program::Folder;

namespace {

/// Every file below a folder whose name looks like one that was never renamed.
std::size_t half_written(const std::filesystem::path& folder) {
  std::size_t count = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator{folder}) {
    if (entry.path().filename().string().find(".json.") != std::string::npos) ++count;
  }
  return count;
}

constexpr const char* defective = "run lost_response --defect timeout_taken_for_failure --seeds 50";

}  // namespace

TEST_CASE("the shipped code holds on a few seeds of the library: exit 0, results written") {
  const Folder folder;
  const auto said = folder.assay("run --seeds 20 --smoke");
  INFO(said.err);
  CHECK(said.code == 0);
#ifndef __SANITIZE_ADDRESS__  // which says on stderr that it cannot follow fibers' stacks
  CHECK(said.err.empty());
#endif
  const json results = json::parse(folder.read("assay-out/results.json"));
  CHECK(results["scenarios"].size() == assay::scenarios::library_names().size());
  CHECK(results["complete"] == true);
}

TEST_CASE("with --json there is JSON on stdout and nothing else, equal to the file") {
  const Folder folder;
  const auto said = folder.assay("run lost_response --seeds 20 --json --smoke");
  CHECK(json::parse(said.out) == json::parse(folder.read("assay-out/results.json")));
}

TEST_CASE("the digest is the same for one worker and for two") {
  const Folder folder;
  const json one = json::parse(folder.assay("run partial_write --seeds 60 --jobs 1 --json").out);
  const json two = json::parse(folder.assay("run partial_write --seeds 60 --jobs 2 --json").out);
  CHECK(one["scenarios"][0]["digest"] == two["scenarios"][0]["digest"]);
  CHECK(one["scenarios"][0]["fired"] == two["scenarios"][0]["fired"]);
}

TEST_CASE("a defect is found: exit 1, its screen, its file, and the meaning of the code") {
  const Folder folder;
  const auto said = folder.assay(defective);
  CHECK(said.code == 1);
  CHECK_THAT(said.out, Catch::Contains("What has to go wrong") && Catch::Contains("reproduce:"));
  CHECK_THAT(said.err, Catch::Contains("exit 1: a property is violated"));
  CHECK_FALSE(folder.first_failure().empty());
}

TEST_CASE("a run of no seeds ran nothing: exit 4") {
  CHECK(Folder{}.assay("run lost_response --seeds 0").code == 4);
}

TEST_CASE("one seed can be run alone") {
  const auto said = Folder{}.assay("run lost_response --seed 7 --json");
  const json results = json::parse(said.out);
  CHECK(results["scenarios"][0]["runs"] == 1);
  CHECK(results["scenarios"][0]["first_seed"] == 7);
}

TEST_CASE("a scenario from a file runs like one of the library, and its failure names the file") {
  const Folder folder;
  folder.write("mine.json", to_json_text(assay::scenarios::library_scenario("lost_response")));
  const auto said = folder.assay("run mine.json --defect timeout_taken_for_failure --seeds 50");
  CHECK(said.code == 1);
  const std::string failure = folder.first_failure();
  const json file = json::parse(folder.read(failure));
  CHECK_THAT(file["replay"].get<std::string>(),
             Catch::EndsWith("assay replay " + failure + " --scenario mine.json"));
  CHECK(folder.assay("replay " + failure + " --scenario mine.json").code == 1);
}

TEST_CASE("an exhaustive search says how many plans there are, ran and were pruned") {
  const auto said = Folder{}.assay("exhaust lost_response --faults 1 --json");
  CHECK(said.code == 0);
  const json search = json::parse(said.out)["scenarios"][0]["exhaustive"];
  CHECK(search["plans"] == search["ran"].get<int>() + search["pruned"].get<int>());
  CHECK(search["plans"] > 1);
}

TEST_CASE("a search says what its plans are all of, and what they held benign") {
  const Folder folder;
  const auto said = [&](const std::string& options) {
    const auto result = folder.assay("exhaust lost_response --json " + options);
    CHECK(result.code == 0);
    return json::parse(result.out)["scenarios"][0];
  };
  const json faults = said("--faults 1");
  CHECK(faults["strategy"] == "exhaustive");
  CHECK(faults["exhaustive"]["covers"] ==
        "every plan of at most 1 fault, with typical timing and order");
  const json both = said("--faults 1 --deviations 1");
  CHECK(both["strategy"] == "delay_bounded");
  CHECK(both["exhaustive"]["deviations"] == 1);
  CHECK(both["exhaustive"]["covers"] ==
        "every plan of at most 1 fault and 1 deviation in timing or order; all else benign");
  CHECK(both["exhaustive"]["plans"] > faults["exhaustive"]["plans"]);
  CHECK(said("--strategy delay_bounded")["exhaustive"] == both["exhaustive"]);
}

TEST_CASE("an exhaustive search finds a defect, and its plan replays") {
  const Folder folder;
  CHECK(folder.assay("exhaust lost_response --faults 2 --defect timeout_taken_for_failure").code ==
        1);
  const std::string failure = folder.first_failure();
  CHECK(json::parse(folder.read(failure))["seed"].is_null());
  CHECK(folder.assay("replay " + failure).code == 1);
}

TEST_CASE("the gallery catches a defect as it should be: exit 0, replayed and clean when fixed") {
  const auto said = Folder{}.assay("gallery --defect fresh_key_per_attempt --seeds 100 --json");
  INFO(said.err);
  CHECK(said.code == 0);
  const json entry = json::parse(said.out)["gallery"][0];
  CHECK(entry["caught"] == true);
  CHECK(entry["clean_when_fixed"] == true);
  CHECK(entry["runs_to_find"] > 0);
}

TEST_CASE("the determinism check runs in fresh processes and finds no mismatch") {
  const auto said = Folder{}.assay("selfcheck lost_response --runs 10 --json");
  INFO(said.err);
  CHECK(said.code == 0);
  const json check = json::parse(said.out)["selfcheck"];
  CHECK(check["runs"] == 10);
  CHECK(check["mismatches"] == 0);
  CHECK(check["comparisons"] >= 60);
}

TEST_CASE("an interrupted campaign writes what it has, marked incomplete, and exits 130") {
  const Folder folder;
  const auto said = folder.shell(
      "\"$ASSAY\" run lost_response --seeds 100000000 & pid=$!; "
      "until [ -e assay-out/checkpoint.json ]; do sleep 0.1; done; kill -INT $pid; wait $pid");
  CHECK(said.code == 130);
  const json results = json::parse(folder.read("assay-out/results.json"));
  CHECK(results["complete"] == false);
  CHECK(results["scenarios"][0]["runs"] > 0);
  CHECK(half_written(folder.path()) == 0);
}

TEST_CASE("a campaign bounded by time ends by itself and is complete") {
  const char* const bounded = "run lost_response --for 500ms --json --smoke";
  const json results = json::parse(Folder{}.assay(bounded).out);
  CHECK(results["complete"] == true);
  CHECK(results["scenarios"][0]["runs"] > 0);
}

TEST_CASE("a folder that cannot be written is bad input, and nothing is left behind") {
  const Folder folder;
  folder.write("taken", "a file");
  const auto said = folder.assay("run lost_response --seeds 5 --out taken");
  CHECK(said.code == 65);
  CHECK(folder.read("taken") == "a file");
}

TEST_CASE("a campaign too small to meet everything is no pass, and says what it would take") {
  const Folder folder;
  const auto said = folder.assay("run lost_response --seeds 1 --json");
  CHECK(said.code == 2);
  const json results = json::parse(said.out);
  const json& scenario = results["scenarios"][0];
  CHECK(results["verdict"] == "unknown");
  CHECK(scenario["system"] == "payments");
  REQUIRE_FALSE(scenario["missing"].empty());
  CHECK(std::ranges::any_of(scenario["missing"], [](const json& one) {
    return one["kind"] == "fault" && one["runs_needed"].is_number() && one["runs_needed"] > 1;
  }));
  CHECK_THAT(folder.assay("run lost_response --seeds 1").out,
             Catch::Contains("Not met") && Catch::Contains("unknown  payments, 1 run"));
}

TEST_CASE("single seeds, smoke tests and shards do not ask whether enough was met, merge does") {
  const Folder folder;
  CHECK(folder.assay("run lost_response --seed 3").code == 0);
  CHECK(folder.assay("run lost_response --seeds 2 --smoke").code == 0);
  CHECK(folder.assay("run lost_response --seeds 4 --shard 1/2 --out s1").code == 0);
  const auto second = folder.assay("run lost_response --seeds 4 --shard 2/2 --out s2");
  CHECK(second.code == 0);
  CHECK_THAT(second.out, Catch::Contains("holds (part)") && Catch::Contains("part 2 of 2"));
  CHECK(folder.assay("merge s1 s2 --out m").code == 2);
}

TEST_CASE("a scenario of a system that this program does not have is run with no other") {
  const Folder folder;
  const auto run = [&](const assay::scenarios::Scenario& scenario) {
    folder.write("mine.json", assay::scenarios::to_json_text(scenario));
    return folder.assay("run mine.json --seeds 5");
  };
  assay::scenarios::Scenario scenario = assay::scenarios::library_scenario("lost_response");
  scenario.topology.system = "payment";
  const auto unknown = run(scenario);
  CHECK(unknown.code == 65);
  CHECK_THAT(unknown.err, Catch::Contains("/topology/system") && Catch::Contains("payments"));
  scenario.topology.system = "payments";
  scenario.service.set("lease", assay::sim::Duration{3'000'000'000});
  const auto refused = run(scenario);
  CHECK(refused.code == 65);
  CHECK_THAT(refused.err, Catch::Contains("must not exceed lease"));
}
