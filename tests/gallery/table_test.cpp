// docs/gallery.md tells of every defect what the code says of it and what a hunt finds.
#include <catch2/catch.hpp>

#include <fstream>
#include <sstream>

#include "scenarios/defect.hpp"
#include "scenarios/explore.hpp"
#include "scenarios/files/library.hpp"

namespace {

using namespace assay;
using namespace assay::scenarios;

constexpr std::uint64_t seeds = 500;

std::string page() {
  std::ostringstream text;
  text << std::ifstream{ASSAY_SOURCE_DIR "/docs/gallery.md"}.rdbuf();
  return std::move(text).str();
}

std::string row_of(const Defect& defect, std::size_t faults) {
  std::ostringstream row;
  row << "| `" << defect.name << "` | " << defect.summary << " | " << defect.source << " | `"
      << defect.property << "` | `" << defect.scenario << "` | " << faults << " | " << defect.lesson
      << " |";
  return std::move(row).str();
}

std::size_t faults_of(const Defect& defect) {
  const Exploration found =
      explore(library_scenario(defect.scenario),
              {.runs = seeds, .system = &defect.system, .property = defect.property});
  REQUIRE(found.findings.size() == 1);
  return sim::fault_count(found.findings.front().plan);
}

}  // namespace

TEST_CASE("the page of the gallery says of each defect what it is and what finds it") {
  const std::string text = page();
  for (const Defect& defect : all_defects()) {
    const std::string row = row_of(defect, faults_of(defect));
    INFO("docs/gallery.md must have this row:\n" << row);
    CHECK(text.find(row + "\n") != std::string::npos);
  }
}

TEST_CASE("the page of the gallery has no rows of defects that do not exist") {
  std::istringstream lines{page()};
  std::size_t rows = 0;
  for (std::string line; std::getline(lines, line);) rows += line.starts_with("| `") ? 1U : 0U;
  CHECK(rows == all_defects().size());
}
