// What a campaign leaves for people and their servers: each file whole, all of them in agreement.
#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>

#include <nlohmann/json.hpp>

#include "scenarios/files/library.hpp"
#include "tests/cli/program.hpp"

using nlohmann::json;
using program::Folder;

namespace {

bool says(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("a campaign leaves junit.xml, a playbook per failure, and an index of the library") {
  const Folder folder;
  (void)folder.assay("run lost_response --defect timeout_taken_for_failure --seeds 50");
  const json results = json::parse(folder.read("assay-out/results.json"));
  const std::string index = folder.read("assay-out/playbooks/index.md");
  REQUIRE_FALSE(results["findings"].empty());
  for (const auto& finding : results["findings"]) {
    const std::string id = finding["id"];
    INFO(id);
    const std::string page = folder.read("assay-out/playbooks/" + id + ".md");
    CHECK(says(page, finding["replay"]));
    CHECK(says(page, finding["run_digest"]));
    CHECK(says(index, id + ".md"));
  }
  for (const std::string_view name : assay::scenarios::library_names()) {
    CHECK(says(index, "### " + std::string{name}));
  }
  CHECK(says(folder.read("assay-out/junit.xml"), "<failure message="));
  CHECK(says(folder.read("assay-out/report.html"), "What has to go wrong"));
}

TEST_CASE("the gallery leaves a playbook for each defect that it caught") {
  const Folder folder;
  const auto said = folder.assay("gallery --defect fresh_key_per_attempt --seeds 60 --json");
  const json finding = json::parse(said.out)["findings"].at(0);
  const std::string page =
      folder.read("assay-out/playbooks/" + finding["id"].get<std::string>() + ".md");
  CHECK(says(page, "with the defect `fresh_key_per_attempt`"));
  CHECK(says(page, "```mermaid"));
  for (const auto& omission : finding["omissions"]) {
    CHECK(omission["verdict"] == "holds");
    CHECK(says(page, omission["digest"]));
  }
}

TEST_CASE("a campaign in which all holds leaves an index and no playbook") {
  const Folder folder;
  CHECK(folder.assay("run happy_path --seeds 5").code == 0);
  const std::filesystem::directory_iterator pages{folder.path() / "assay-out/playbooks"};
  CHECK(std::distance(begin(pages), end(pages)) == 1);
  CHECK(says(folder.read("assay-out/playbooks/index.md"), "None was found in this campaign."));
}
