// assay readiness over what campaigns left.
#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>

#include "tests/cli/program.hpp"

using nlohmann::json;
using program::Folder;

TEST_CASE("readiness tells the gap that a campaign found, and that a later one proved its fix") {
  const Folder folder;
  REQUIRE(folder
              .assay("run lost_response --defect timeout_taken_for_failure --seeds 30 "
                     "--out before")
              .code == 1);
  (void)folder.assay("run lost_response --seeds 30 --smoke --out after");
  const auto said = folder.assay("readiness before after --json");
  CHECK(said.code == 1);
  bool told = false;
  const json all = json::parse(said.out);
  for (const auto& answer : all["answers"]) {
    for (const auto& gap : answer["gaps"]) {
      told = true;
      CHECK(gap["scenario"] == "lost_response");
      CHECK(gap["proved_by_runs"] == 30);
      CHECK(gap["replay"].get<std::string>().find("replay") != std::string::npos);
    }
  }
  CHECK(told);
  const auto after = folder.assay("readiness after");
  CHECK(after.code == 2);  // most of the list did not run
  CHECK(after.out.find("did not run: overload") != std::string::npos);
  CHECK(folder.assay("readiness nowhere").code == 65);
}
