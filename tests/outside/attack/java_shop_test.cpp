// The example in Java under the program: its mistake is found by a kill alone, and its correction
// holds. Skipped with a word where there is no JDK.
#include <catch2/catch.hpp>

#include <filesystem>

#include <nlohmann/json.hpp>

#include "tests/cli/program.hpp"

namespace {

using nlohmann::json;
using program::Folder;
using program::Said;

bool has_java(const Folder& folder) {
  if (folder.shell("command -v java && command -v javac").code != 0) {
    WARN("no JDK is installed: skipped");
    return false;
  }
  std::filesystem::copy(std::filesystem::path{ASSAY_SOURCE_DIR} / "examples/attack/java_shop",
                        folder.path() / "java_shop", std::filesystem::copy_options::recursive);
  return true;
}

json results_in(const Folder& folder) { return json::parse(folder.read("assay-out/results.json")); }

TEST_CASE("an operation that is drawn anew after a crash is found in Java, by a kill alone") {
  const Folder folder;
  if (!has_java(folder)) return;
  const Said said = folder.assay("attack java_shop/shop_charge_anew.json --for 20s");
  INFO(said.out << said.err);
  REQUIRE(said.code == 1);
  const json results = results_in(folder);
  for (const json& one : results["findings"]) {
    CHECK(one["property"] == "at_most_one_effect");
    REQUIRE(one["plan"].size() == 1);
    CHECK(one["plan"][0]["answer"] == "kill");
  }
  const std::string plan = folder.first_failure();
  for (int i = 0; i < 3; ++i) {
    CHECK(folder.assay("attack java_shop/shop_charge_anew.json --plan " + plan).code == 1);
  }
}

TEST_CASE("its correction in Java holds over all plans of one fault") {
  const Folder folder;
  if (!has_java(folder)) return;
  const Said said = folder.assay("attack java_shop/shop.json --faults 1");
  INFO(said.out << said.err);
  CHECK(said.code == 0);
  const json results = results_in(folder);
  CHECK(results["findings"].empty());
  CHECK(results["one_fault"]["ran"] == results["one_fault"]["plans"]);
  CHECK(results["costs"]["kill"]["plans"] >= 3);
}

}  // namespace
