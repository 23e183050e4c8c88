// The example in Go, on PostgreSQL by lib/pq, under the program: its mistake is found, and its
// correction holds. Skipped with a word where Go, lib/pq or a server is not installed.
#include <catch2/catch.hpp>

#include <filesystem>

#include <nlohmann/json.hpp>

#include "tests/cli/program.hpp"
#include "tests/outside/postgres/database.hpp"

namespace {

using assay::outside::postgres::testing::Database;
using nlohmann::json;
using program::Folder;
using program::Said;

bool has_go(const Folder& folder) {
  const std::string wanted = "command -v go && ls -d /usr/share/gocode/src/github.com/lib/pq";
  if (folder.shell(wanted).code != 0) {
    WARN("Go with lib/pq is not installed: skipped");
    return false;
  }
  const Database& database = Database::instance();
  if (!database.lack().empty()) {
    WARN(database.lack() + ": skipped");
    return false;
  }
  database.make("shop");
  std::filesystem::copy(std::filesystem::path{ASSAY_SOURCE_DIR} / "examples/attack/go_shop",
                        folder.path() / "go_shop", std::filesystem::copy_options::recursive);
  const std::string port = std::to_string(database.port());
  REQUIRE(folder.shell("sed -i 's/5432/" + port + "/' go_shop/*.json").code == 0);
  return true;
}

json told_in(const Folder& folder) { return json::parse(folder.read("assay-out/results.json")); }

TEST_CASE("another charge beside one that nobody knows of is found in Go") {
  const Folder folder;
  if (!has_go(folder)) return;
  const Said said = folder.assay("attack go_shop/shop_begin_anew.json --for 20s");
  INFO(said.out << said.err);
  REQUIRE(said.code == 1);
  const json first = told_in(folder)["findings"][0];
  CHECK(first["property"] == "at_most_one_effect");
  CHECK(first["plan"].size() == 1);
  const std::string plan = folder.first_failure();
  for (int i = 0; i < 3; ++i) {
    CHECK(folder.assay("attack go_shop/shop_begin_anew.json --plan " + plan).code == 1);
  }
}

TEST_CASE("its correction in Go holds over all plans of one fault") {
  const Folder folder;
  if (!has_go(folder)) return;
  const Said said = folder.assay("attack go_shop/shop.json --faults 1");
  INFO(said.out << said.err);
  CHECK(said.code == 0);
  const json results = told_in(folder);
  CHECK(results["findings"].empty());
  CHECK(results["one_fault"]["ran"] == results["one_fault"]["plans"]);
  CHECK(results["costs"]["kill"]["plans"] >= 3);
}

}  // namespace
