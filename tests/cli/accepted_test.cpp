// A campaign with a file of accepted findings: exit code, JUnit and results.json agree.
#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>

#include "tests/cli/program.hpp"

using nlohmann::json;
using program::Folder;

namespace {

constexpr const char* campaign =
    "run lost_response --defect timeout_taken_for_failure --seeds 50 --smoke "
    "--accepted accepted.json";

void write_accepting(const Folder& folder, const json& findings, const char* until) {
  json list = json::array();
  for (const auto& one : findings) {
    json entry{{"scenario", one["scenario"]},
               {"property", one["property"]},
               {"defect", one["defect"]},
               {"reason", "on the list of the quarter"}};
    if (until != nullptr) entry["until"] = until;
    list.push_back(entry);
  }
  folder.write("accepted.json", json{{"schema", "assay.accepted/1"}, {"accepted", list}}.dump());
}

}  // namespace

TEST_CASE("accepted findings are told and do not fail a job; new and expired ones do") {
  const Folder folder;
  folder.write("accepted.json", R"({"schema": "assay.accepted/1", "accepted": []})");
  REQUIRE(folder.assay(campaign).code == 1);
  const json first = json::parse(folder.read("assay-out/results.json"));
  CHECK(first["findings"][0]["standing"] == "new");

  write_accepting(folder, first["findings"], "2026-06-30");
  CHECK(folder.assay(campaign, "SOURCE_DATE_EPOCH=1767225600").code == 0);  // 2026-01-01
  const json kept = json::parse(folder.read("assay-out/results.json"));
  CHECK(kept["findings"][0]["standing"] == "accepted");
  CHECK(kept["verdict"] == "violated");
  CHECK(folder.read("assay-out/junit.xml").find("accepted until 2026-06-30") != std::string::npos);
  CHECK(folder.read("assay-out/junit.xml").find("<failure") == std::string::npos);

  const auto expired = folder.assay(campaign, "SOURCE_DATE_EPOCH=1790812800");  // 2026-10-01
  CHECK(expired.code == 1);
  CHECK(expired.out.find("expired on 2026-06-30") != std::string::npos);
}

TEST_CASE("with SOURCE_DATE_EPOCH two renderings of a campaign are the same bytes") {
  const Folder folder;
  const char* const run = "run lost_response --defect timeout_taken_for_failure --seeds 20";
  const auto before = "SOURCE_DATE_EPOCH=1767225600";
  REQUIRE(folder.assay(run, before).code == 1);
  const std::string results = folder.read("assay-out/results.json");
  const std::string page = folder.read("assay-out/report.html");
  const std::string junit = folder.read("assay-out/junit.xml");
  REQUIRE(folder.assay(std::string{run} + " --jobs 1", before).code == 1);
  CHECK(folder.read("assay-out/results.json") == results);
  CHECK(folder.read("assay-out/report.html") == page);
  CHECK(folder.read("assay-out/junit.xml") == junit);
  CHECK(folder.assay(run, "SOURCE_DATE_EPOCH=tomorrow").code == 64);
}

TEST_CASE("seeds may begin anywhere, such as at a number made of the commit") {
  const Folder folder;
  const auto said = folder.assay(
      "run lost_response --defect timeout_taken_for_failure --first 3735928559 --seeds 20 --json");
  const json results = json::parse(said.out);
  CHECK(results["scenarios"][0]["first_seed"] == 3735928559);
  CHECK(results["findings"][0]["seed"] >= 3735928559);
  CHECK(results["findings"][0]["runs_to_find"] <= 20);
  CHECK(folder.read("assay-out/junit.xml").find("--seeds 20 --first 3735928559") !=
        std::string::npos);
}
