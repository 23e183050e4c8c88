// assay explain: whatever the program says, it can also say what that means.
#include <catch2/catch.hpp>

#include <set>

#include <nlohmann/json.hpp>

#include "properties/property.hpp"
#include "scenarios/files/library.hpp"
#include "scenarios/files/scenario_file.hpp"
#include "tests/cli/program.hpp"

using nlohmann::json;
using program::Folder;

namespace {

bool says(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("every exit code is explained") {
  const Folder folder;
  for (const char* code : {"0", "1", "2", "3", "4", "64", "65", "70", "130"}) {
    const auto said = folder.assay(std::string{"explain "} + code + " --json");
    INFO(code);
    CHECK(said.code == 0);
    CHECK(json::parse(said.out).at(0)["kind"] == "exit code");
  }
  CHECK(says(folder.assay("explain 130").out, "--resume"));
}

TEST_CASE("everything that is listed is explained") {
  const Folder folder;
  std::set<std::string> names;
  for (const auto& item : json::parse(folder.assay("list --json").out)) {
    const std::string name = item["name"];
    const auto colon = name.find(": ");
    names.insert(colon == std::string::npos ? name : name.substr(colon + 2));
  }
  std::string arguments = "explain --json";
  for (const std::string& name : names) arguments += " " + name;
  const auto said = folder.assay(arguments);
  INFO(said.err);
  REQUIRE(said.code == 0);
  std::set<std::string> explained;
  for (const auto& one : json::parse(said.out)) explained.insert(one["name"].get<std::string>());
  CHECK(explained == names);
}

TEST_CASE("a property is explained by its name and by its rule") {
  const Folder folder;
  const auto by_name = folder.assay("explain at_most_one_effect --json");
  CHECK(says(by_name.out, "Rule I01; worst harm if broken: double charge."));
  CHECK(says(folder.assay("explain I01").out, "at_most_one_effect"));
}

TEST_CASE("words of results are explained: severities, verdicts, ends of a run") {
  const Folder folder;
  for (const char* word : {"double_charge", "noise", "holds", "unknown", "run_comes_back",
                           "at_rest", "deadlock", "time_limit"}) {
    INFO(word);
    CHECK(folder.assay(std::string{"explain "} + word).code == 0);
  }
}

TEST_CASE("a scenario that is in no library is explained by its file") {
  const Folder folder;
  auto scenario = assay::scenarios::library_scenario("lost_response");
  scenario.name = "my_shop";
  scenario.title = "A shop of mine";
  folder.write("mine.json", to_json_text(scenario));
  const auto said = folder.assay("explain mine.json --json");
  REQUIRE(said.code == 0);
  const json told = json::parse(said.out);
  CHECK(told[0]["name"] == "my_shop");
  CHECK(says(told[0]["summary"], "A shop of mine"));
  CHECK(says(told[0]["next"], "run mine.json"));
  CHECK(folder.assay("explain missing.json").code == 65);
}

TEST_CASE("a finding of the last campaign is explained by its id") {
  const Folder folder;
  (void)folder.assay("run lost_response --defect timeout_taken_for_failure --seeds 20");
  const std::string file = folder.first_failure();
  const std::string id = std::filesystem::path{file}.stem().string();
  const auto said = folder.assay("explain " + id);
  CHECK(says(said.out, "assay replay " + file));
  CHECK(says(said.out, "playbooks/" + id + ".md"));
}

TEST_CASE("what nobody knows is refused with the nearest name") {
  const Folder folder;
  const auto said = folder.assay("explain at_most_one_efect");
  CHECK(said.code == 64);
  CHECK(says(said.err, "did you mean \"at_most_one_effect\"?"));
  CHECK(folder.assay("explain ../../etc/passwd").code == 64);
  CHECK(folder.assay("explain").code == 64);
}

TEST_CASE("progress shows on a terminal, with rate and time left, and nowhere else") {
  const Folder folder;
  const std::string campaign = "run phantom_transition_agents --seeds 200 --jobs 1";
  CHECK_FALSE(says(folder.assay(campaign).err, " left"));
  if (folder.shell("command -v script").code != 0) return;
  const auto shown = folder.shell("TERM=xterm script -qec \"$ASSAY " + campaign + "\" /dev/null");
  CHECK(says(shown.out, "of 200 runs · "));
  CHECK(says(shown.out, "/s · "));
  CHECK(says(shown.out, " left"));
  const auto dumb = folder.shell("TERM=dumb script -qec \"$ASSAY " + campaign + "\" /dev/null");
  CHECK_FALSE(says(dumb.out, " left"));
}

TEST_CASE("what a scenario states itself is listed and explained with it, and unknown without") {
  const Folder folder;
  const std::string file =
      std::string{ASSAY_SOURCE_DIR} + "/tests/fuzz/corpus/scenario/own_properties.json";
  const auto listed = folder.assay("list properties --scenario " + file);
  CHECK(says(listed.out, "small_refunds"));
  CHECK(says(listed.out, "told_truth"));
  CHECK(!says(folder.assay("list properties").out, "small_refunds"));
  const auto told = folder.assay("explain small_refunds --scenario " + file);
  CHECK(told.code == 0);
  CHECK(says(told.out, "Nobody is refunded more than 100 EUR at once."));
  CHECK(folder.assay("explain small_refunds").code == 64);
}
