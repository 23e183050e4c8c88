// Recordings that others published, with the verdict that they are known to have. They lie beside
// the checkout; where they are absent the test says so.
#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "tests/cli/program.hpp"

TEST_CASE("published recordings have the verdicts that they are known to have") {
  const std::filesystem::path folder =
      std::filesystem::path{ASSAY_SOURCE_DIR} / "../shared/data/linearizability";
  std::ifstream list{folder / "MANIFEST.tsv"};
  if (!list) {
    WARN("skipped: there is no ../shared/data/linearizability");
    return;
  }
  std::string line;
  std::getline(list, line);  // the heading
  std::size_t checked = 0;
  const program::Folder empty;
  while (std::getline(list, line)) {
    std::istringstream fields{line};
    std::string file, expected, model;
    fields >> file >> expected >> model;
    INFO(file);
    const auto said = empty.assay("linear '" + (folder / file).string() + "' --model " + model);
    CHECK(said.code == (expected == "true" ? 0 : 1));
    ++checked;
  }
  CHECK(checked == 24);
}
