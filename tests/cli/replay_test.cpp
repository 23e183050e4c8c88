// replay and shrink from outside: a failure shows again, and whatever is not that failure is loud.
#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>

#include "tests/cli/program.hpp"

using nlohmann::json;
using program::Folder;

namespace {

/// A folder with a failure in it, and the failure's path.
struct WithFailure {
  Folder folder;
  std::string failure;

  WithFailure() {
    (void)folder.assay("run lost_response --defect timeout_taken_for_failure --seeds 50");
    failure = folder.first_failure();
  }
  /// Writes the failure again with one field changed.
  void change(const std::string& field, const json& value) const {
    json file = json::parse(folder.read(failure));
    file[field] = value;
    folder.write("changed.json", file.dump());
  }
};

}  // namespace

TEST_CASE("a saved failure violates again in a fresh process: exit 1, with its timeline") {
  const WithFailure with;
  const auto said = with.folder.assay("replay " + with.failure);
  INFO(said.err);
  CHECK(said.code == 1);
  CHECK_THAT(said.out, Catch::Contains("What happened") && Catch::Contains("Truth beside belief"));
}

TEST_CASE("another digest, behaviour or scenario is told loudly: exit 3") {
  const WithFailure with;
  with.change("digest", std::string(32, '0'));
  auto said = with.folder.assay("replay changed.json");
  CHECK(said.code == 3);
  CHECK_THAT(said.err, Catch::Contains("the digest differs"));
  with.change("behaviour", 999);
  said = with.folder.assay("replay changed.json");
  CHECK(said.code == 3);
  CHECK_THAT(said.err, Catch::Contains("behaviour version 999"));
  with.change("scenario_digest", std::string(32, '1'));
  said = with.folder.assay("replay changed.json");
  CHECK(said.code == 3);
  CHECK_THAT(said.err, Catch::Contains("the scenario lost_response has changed"));
}

TEST_CASE("a failure that names what this program lacks is bad input") {
  const WithFailure with;
  for (const auto& [field, name] : {std::pair{"property", "told_trut"},
                                    {"defect", "no_such_defect"},
                                    {"scenario", "lost_respons"}}) {
    with.change(field, name);
    const auto said = with.folder.assay("replay changed.json");
    INFO(said.err);
    CHECK(said.code == 65);
    CHECK_THAT(said.err, Catch::Contains("changed.json"));
  }
}

TEST_CASE("a failure of another system is bad input, and it is said who can replay it") {
  const WithFailure with;
  json file = json::parse(with.folder.read(with.failure));
  file["defect"] = nullptr;
  file["system"] = "my_shop";
  file["scenario"] = "my_scenario";
  file["replay"] = "ASSAY_REPLAY=my_test/kept.json my_tests 'a lost reply charges once'";
  with.folder.write("kept.json", file.dump());
  for (const std::string verb : {"replay", "shrink"}) {
    const auto said = with.folder.assay(verb + " kept.json");
    INFO(said.err);
    CHECK(said.code == 65);
    CHECK_THAT(said.err, Catch::Contains("kept.json") && Catch::Contains("/system") &&
                             Catch::Contains("found \"my_shop\"") &&
                             Catch::Contains("the program that kept it") &&
                             Catch::Contains("my_tests 'a lost reply charges once'"));
  }
}

TEST_CASE("a seed of a scenario is replayed: exit 0 where it holds, 1 with a defect that shows") {
  const Folder folder;
  CHECK(folder.assay("replay lost_response --seed 3").code == 0);
  const json first = json::parse(folder.assay("replay lost_response --seed 3 --json").out);
  const json again = json::parse(folder.assay("replay lost_response --seed 3 --json").out);
  CHECK(first == again);
  CHECK(first["trace"].size() > 20);
}

TEST_CASE("shrinking a failure gives a plan that is no larger and violates the same property") {
  const WithFailure with;
  const auto said = with.folder.assay("shrink " + with.failure + " --out small --json");
  INFO(said.err);
  CHECK(said.code == 1);
  const json before = json::parse(with.folder.read(with.failure));
  const json after = json::parse(said.out);
  CHECK(after["property"] == before["property"]);
  CHECK(after["plan"]["answers"].size() <= before["plan"]["answers"].size());
}

TEST_CASE("a plan that holds has nothing to shrink, and replays with exit 0") {
  const Folder folder;
  const WithFailure with;
  const json failure = json::parse(with.folder.read(with.failure));
  folder.write("plan.json", json{{"schema", "assay.plan/1"},
                                 {"scenario", "lost_response"},
                                 {"scenario_digest", failure["scenario_digest"]},
                                 {"behaviour", failure["behaviour"]},
                                 {"answers", failure["plan"]["answers"]}}
                                .dump());
  CHECK(folder.assay("replay plan.json").code == 0);
  CHECK_THAT(folder.assay("shrink plan.json").out, Catch::Contains("nothing to shrink"));
  CHECK(folder.assay("replay plan.json --defect timeout_taken_for_failure").code == 1);
  CHECK(folder.assay("shrink plan.json --defect timeout_taken_for_failure").code == 1);
}

TEST_CASE("as-scenario: the least scenario that shows a failure is a file of its own, and runs") {
  const WithFailure with;
  const auto said = with.folder.assay("replay " + with.failure + " --as-scenario least.json");
  INFO(said.err);
  REQUIRE(said.code == 0);
  CHECK_THAT(said.out, Catch::Contains("written: least.json") && Catch::Contains("1 payment") &&
                           Catch::Contains("run least.json --seeds"));
  const json scenario = json::parse(with.folder.read("least.json"));
  CHECK(scenario["name"] == "least");
  CHECK(scenario["faults"].size() <= 2);
  const auto shown = with.folder.assay(
      "run least.json --defect timeout_taken_for_failure --seeds 50 --smoke --out shown");
  CHECK(shown.code == 1);
  CHECK(with.folder.assay("run least.json --seeds 50 --smoke --out whole").code == 0);
}

TEST_CASE(
    "as-scenario: what names no property, or no scenario, is wrong usage, and writes nothing") {
  const WithFailure with;
  auto said = with.folder.assay("replay lost_response --seed 3 --as-scenario least.json");
  CHECK(said.code == 64);
  CHECK_THAT(said.err, Catch::Contains("needs a failure file"));
  said = with.folder.assay("replay " + with.failure + " --as-scenario 'Not A Name.json'");
  CHECK(said.code == 64);
  CHECK_THAT(said.err, Catch::Contains("cannot be the name"));
  CHECK(with.folder.read("least.json").empty());
  CHECK(with.folder.read("Not A Name.json").empty());
}
