// assay playbooks: kept, verified, and stale where a verb or a trigger is no longer what it was.
#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <memory>
#include <string>
#include <utility>

#include "cli/main.hpp"
#include "program.hpp"
#include "systems/payments/defect.hpp"
#include "tests/runs/numb_desk.hpp"

namespace {

using namespace assay;

harness::System system_with_open_work() {
  for (harness::Defect& one : systems::all_defects()) {
    if (one.name != "list_leaves_open_alone") continue;
    one.system.defect_of = {};
    return std::move(one.system);
  }
  FAIL("no such defect");
  return {};
}

harness::System with_numb_settle(harness::System system) {
  system.make = [make = system.make](harness::Environment& environment) {
    return std::make_unique<tests::NumbDesk>(make(environment));
  };
  return system;
}

int verified_by(harness::System system, const std::string& folder) {
  std::array<std::string, 4> words{"assay", "playbooks", "verify", folder};
  std::array<char*, 5> arguments{};
  std::ranges::transform(words, arguments.begin(), [](std::string& word) { return word.data(); });
  return cli::main_with(static_cast<int>(words.size()), arguments.data(), {std::move(system)});
}

void keep_one(const program::Folder& folder) {
  const auto made =
      folder.assay("playbooks gallery list_leaves_open_alone --seeds 40 --runs 60 --out kept");
  INFO(made.out << made.err);
  REQUIRE(made.code == 0);
  CHECK(made.out.find("for 1 at least one remedy helps") != std::string::npos);
}

/// Writes the kept playbook again, with the first `from` in it as `to`.
void change(const program::Folder& folder, const std::string& from, const std::string& to) {
  std::string text = folder.read("kept/list_leaves_open_alone.json");
  const auto place = text.find(from);
  REQUIRE(place != std::string::npos);
  folder.write("kept/list_leaves_open_alone.json", text.replace(place, from.size(), to));
}

}  // namespace

TEST_CASE("a kept playbook is verified, and stale where its verb is broken") {
  const program::Folder folder;
  keep_one(folder);
  const auto said = folder.assay("playbooks verify kept");
  INFO(said.out << said.err);
  CHECK(said.code == 0);
  CHECK(said.out.find("1 playbooks, 0 stale") != std::string::npos);
  const std::string place = (folder.path() / "kept").string();
  CHECK(verified_by(system_with_open_work(), place) == 0);
  CHECK(verified_by(with_numb_settle(system_with_open_work()), place) == 1);
}

TEST_CASE("a kept playbook is stale where its trigger no longer fails, or its remedy is another") {
  const program::Folder folder;
  keep_one(folder);
  change(folder, "verb:settle:looked_up", "verb:resolve_now");
  const auto other = folder.assay("playbooks verify kept");
  CHECK(other.code == 1);
  CHECK(other.out.find("stale") != std::string::npos);
  change(folder, "\"defect\": \"list_leaves_open_alone\"", "\"defect\": null");
  change(folder, "\"system\": \"list_leaves_open_alone\"", "\"system\": \"payments\"");
  const auto mended = folder.assay("playbooks verify kept");
  INFO(mended.out << mended.err);
  CHECK(mended.code == 1);
  CHECK(mended.out.find("its trigger no longer fails") != std::string::npos);
}

TEST_CASE("a file that is no playbook is refused with its place") {
  const program::Folder folder;
  folder.write("kept/one.json", "{\"schema\": \"assay.playbook/1\"}");
  CHECK(folder.assay("playbooks verify kept").code == 65);
  CHECK(folder.assay("playbooks verify nowhere.json").code == 65);
  CHECK(folder.assay("playbooks").code == 64);
  CHECK(folder.assay("playbooks prove").code == 64);
}
