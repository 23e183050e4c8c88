// Report formats, as the listing of reports/formats/all makes them.
#include "reports/formats/format.hpp"

#include <catch2/catch.hpp>

#include <set>
#include <string>

#include "campaign/results/results_folder.hpp"

namespace {

using namespace assay;

}  // namespace

TEST_CASE("each report format writes a file of its own, under a name that a results folder takes") {
  std::set<std::string> files;
  for (const reports::Format& format : reports::all_formats()) {
    INFO(format.file);
    CHECK(campaign::is_result_name(format.file));
    CHECK(files.insert(std::string{format.file}).second);
    CHECK_FALSE(format.text({}, {}).empty());
  }
  CHECK(files == std::set<std::string>{"junit.xml", "report.html", "reports/annotations.txt",
                                       "reports/findings.sarif", "reports/fmea.csv",
                                       "reports/fmea.html", "reports/summary.md"});
}

TEST_CASE("a results folder takes further formats below reports/, and nothing else there") {
  CHECK(campaign::is_result_name("reports/nightly.txt"));
  CHECK(campaign::is_result_name("reports/nightly.json"));
  CHECK_FALSE(campaign::is_result_name("reports/nightly.sh"));
  CHECK_FALSE(campaign::is_result_name("reports/../nightly.txt"));
  CHECK_FALSE(campaign::is_result_name("reports/.txt"));
}
