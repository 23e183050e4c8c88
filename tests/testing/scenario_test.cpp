// Scenario files as tests of CTest: what their program says and how it ends, and that CMake has
// registered them.
#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>

#include <fstream>

#include "campaign/pool/fresh_process.hpp"
#include "tests/testing/own_folder.hpp"

namespace {

struct Said {
  int code;
  std::string text;
};

Said shell(const std::string& line, const assay::tests::OwnFolder& folder) {
  const auto finished =
      assay::campaign::run_process({.program = "/bin/sh",
                                    .arguments = {"-c", line},
                                    .environment = {{"ASSAY_CORPUS", folder.path().string()}}});
  REQUIRE(finished);
  return {finished->code, finished->output};
}

const std::string scenario =
    std::string{ASSAY_SOURCE_DIR} + "/examples/foreign/scenarios/replies_lost.json";
const std::string holding = std::string{ASSAY_HOLDING_SCENARIOS} + " ";
const std::string failing = std::string{ASSAY_FAILING_SCENARIOS} + " ";

/// What CTest knows of a test, as it tells machines; null where there is no such test.
nlohmann::json registered(const std::string& name) {
  const assay::tests::OwnFolder folder;
  const Said said = shell(std::string{ASSAY_CTEST} + " --test-dir " + ASSAY_BUILD_DIR +
                              " --show-only=json-v1 2>/dev/null",
                          folder);
  const nlohmann::json all = nlohmann::json::parse(said.text);
  for (const auto& test : all.at("tests")) {
    if (test.at("name") == name) return test;
  }
  return nullptr;
}

nlohmann::json property_of(const nlohmann::json& test, const std::string& name) {
  for (const auto& property : test.at("properties")) {
    if (property.at("name") == name) return property.at("value");
  }
  return nullptr;
}

}  // namespace

TEST_CASE("a scenario file that holds ends with 0 and says over how many runs") {
  const assay::tests::OwnFolder folder;
  const Said said = shell("unset ASSAY_SEEDS; " + holding + scenario + " 600", folder);
  CHECK(said.text == "replies_lost: holds, 600 runs of foreign\n");
  CHECK(said.code == 0);
}

TEST_CASE("the environment says how many seeds, whatever the test was registered with") {
  const assay::tests::OwnFolder folder;
  CHECK(shell("ASSAY_SMOKE=1 ASSAY_SEEDS=7 " + holding + scenario + " 600", folder).text ==
        "replies_lost: holds, 7 runs of foreign\n");
  CHECK(shell("ASSAY_SEEDS=many " + holding + scenario, folder).code == 65);
}

TEST_CASE("a scenario file that is violated ends with 1, and its last line shows it again") {
  const assay::tests::OwnFolder folder;
  const Said said = shell(failing + scenario + " 300", folder);
  INFO(said.text);
  REQUIRE(said.code == 1);
  const auto line = said.text.find("\nreproduce: ");
  REQUIRE(line != std::string::npos);
  const Said again = shell("ASSAY_CORPUS=/nowhere " + said.text.substr(line + 12), folder);
  CHECK(again.code == 1);
  CHECK(again.text.starts_with("replies_lost: violated, 0 runs of foreign\n  at_most_one_effect"));
}

TEST_CASE("seeds that are too few to meet everything are no pass, and both numbers are told") {
  const assay::tests::OwnFolder folder;
  const Said said = shell("env -u ASSAY_SEEDS " + holding + scenario + " 1", folder);
  INFO(said.text);
  CHECK(said.code == 2);
  CHECK_THAT(said.text, Catch::StartsWith("replies_lost: unknown, 1 runs of foreign\n") &&
                            Catch::Contains("never in 1 runs; with 99 % within "));
  CHECK(shell("env -u ASSAY_SEEDS " + holding + scenario + " 1 smoke", folder).code == 0);
}

TEST_CASE("what must happen sometimes and never does is no pass") {
  const assay::tests::OwnFolder folder;
  const std::string calm = (folder.path() / "calm.json").string();
  const std::string edit =
      "sed -e 's/replies_lost/calm/' -e '/\"site\": \"shop/d'"
      " -e 's/\"phases\": \\[\\] },/\"phases\": [] }/' " +
      scenario;
  const Said said = shell(edit + " >" + calm + " && ASSAY_SEEDS=500 " + holding + calm, folder);
  const std::string why = "never in 500 runs; the scenario expects it within 500";
  CHECK(said.text == "calm: unknown, 500 runs of foreign\n  retry was replayed: " + why + "\n");
  CHECK(said.code == 2);
}

TEST_CASE("a file that is no scenario ends with 65, no file at all with 64") {
  const assay::tests::OwnFolder folder;
  CHECK(shell(holding + "/nowhere.json", folder).code == 65);
  CHECK(shell(holding, folder).code == 64);
}

TEST_CASE("each scenario file is one test of CTest, with labels and a time limit") {
  const nlohmann::json test = registered("foreign: replies_lost");
  REQUIRE_FALSE(test.is_null());
  CHECK(test.at("command").at(1) == scenario);
  CHECK(test.at("command").at(2) == "1000");
  CHECK(property_of(test, "LABELS") == nlohmann::json{"assay", "payments"});
  CHECK(property_of(test, "TIMEOUT") == 120);
  CHECK(registered("foreign: no_such_file").is_null());
}
