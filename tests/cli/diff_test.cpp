// diff from outside: two runs, one plan under two codes, and a run that another build has kept.
#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>

#include "tests/cli/program.hpp"

namespace {

using nlohmann::json;
using program::Folder;

/// A folder with a failure that charges twice, and the failure's path.
struct ChargedTwice {
  Folder folder;
  std::string failure;

  ChargedTwice() {
    (void)folder.assay("run timeout_then_late_success --defect fresh_key_per_attempt --seeds 50");
    failure = folder.first_failure();
  }
};

}  // namespace

TEST_CASE("diff: a seed and itself are the same run: exit 0") {
  const Folder folder;
  const auto said = folder.assay("diff lost_response --seed 3");
  INFO(said.err);
  CHECK(said.code == 0);
  CHECK_THAT(said.out, Catch::Contains("the runs are the same"));
}

TEST_CASE("diff: two seeds part: exit 1, which is said to be no verdict") {
  const Folder folder;
  const auto said = folder.assay("diff lost_response --seed 3 --seed 7");
  CHECK(said.code == 1);
  CHECK_THAT(said.out, Catch::Contains("They part at"));
  CHECK_THAT(said.err, Catch::Contains("the runs differ") && !Catch::Contains("violated"));
}

TEST_CASE("diff: a failure beside its plan without the defect tells event, money and judgement") {
  const ChargedTwice with;
  const auto said = with.folder.assay("diff " + with.failure + " --defect none --json");
  INFO(said.err);
  CHECK(said.code == 1);
  const json value = json::parse(said.out);
  CHECK(value["schema"] == "assay.diff/1");
  CHECK(value["a"]["defect"] == "fresh_key_per_attempt");
  CHECK(value["b"]["defect"] == nullptr);
  const std::size_t event = value["parting"]["event"];
  CHECK(event > 1);
  CHECK(value["parting"]["a"]["id"] == event);
  CHECK(value["parting"]["a"] != value["parting"]["b"]);
  CHECK(value["judgements"][0]["a"]["verdict"] == "violated");
  CHECK(value["judgements"][0]["b"]["verdict"] == "holds");
  CHECK_FALSE(value["money"]["operations"].empty());
  CHECK_FALSE(value["money"]["balances"].empty());
}

TEST_CASE("diff: a run that was kept is held against one of today") {
  const ChargedTwice with;
  with.folder.write("kept.json", with.folder.assay("replay " + with.failure + " --json").out);
  CHECK(with.folder.assay("check kept.json").code == 0);
  CHECK(with.folder.assay("diff kept.json " + with.failure).code == 0);
  json kept = json::parse(with.folder.read("kept.json"));
  kept["behaviour"] = 999;
  kept["trace"][4]["what"] = "what another build did";
  with.folder.write("kept.json", kept.dump());
  const auto said = with.folder.assay("diff kept.json " + with.failure);
  CHECK(said.code == 1);
  CHECK_THAT(said.out, Catch::Contains("what another build did") &&
                           Catch::Contains("They part at event 5") &&
                           Catch::Contains("behaviour version: 999 in A"));
}

TEST_CASE("diff: a kept run that cannot be read is bad input, with its place") {
  const ChargedTwice with;
  json kept = json::parse(with.folder.assay("replay " + with.failure + " --json").out);
  kept["trace"][4]["at_ns"] = -1;
  with.folder.write("bad.json", kept.dump(1));
  auto said = with.folder.assay("diff bad.json " + with.failure);
  CHECK(said.code == 65);
  CHECK_THAT(said.err, Catch::Contains("bad.json:") && Catch::Contains("/trace/4/at_ns"));
  kept["trace"][4]["at_ns"] = 1;
  kept["money"]["balances"] = {
      {{"side", "processor"}, {"what", "charged"}, {"currency", "€€€"}, {"minor", 1}}};
  with.folder.write("bad.json", kept.dump(1));
  said = with.folder.assay("diff bad.json " + with.failure);
  CHECK(said.code == 65);
  CHECK_THAT(said.err, Catch::Contains("/money/balances/0/currency"));
  kept.erase("money");
  with.folder.write("bad.json", kept.dump(1));
  said = with.folder.assay("diff bad.json " + with.failure);
  CHECK(said.code == 65);
  CHECK_THAT(said.err, Catch::Contains("money"));
}

TEST_CASE("diff: a kept run may be larger than any file that people write, and no other file may") {
  const ChargedTwice with;
  const std::string text = with.folder.assay("replay " + with.failure + " --json").out;
  auto kept = nlohmann::ordered_json::parse(text);
  kept["notes"] = std::string(500'000, 'x');  // keys may be added
  kept["more"] = std::string(700'000, 'x');
  with.folder.write("kept.json", kept.dump());
  CHECK(with.folder.assay("diff kept.json " + with.failure).code == 0);
  kept["schema"] = "assay.plan/1";
  with.folder.write("plan.json", kept.dump());
  const auto said = with.folder.assay("check plan.json");
  CHECK(said.code == 65);
  CHECK_THAT(said.err, !Catch::Contains("additional"));
}

TEST_CASE("diff: other scenarios can be compared, and it is said that they are") {
  const Folder folder;
  const auto said = folder.assay("diff happy_path lost_response --seed 3");
  CHECK(said.code == 1);
  CHECK_THAT(said.out, Catch::Contains("scenario: happy_path in A, lost_response in B"));
}

TEST_CASE("diff: what makes no sense is wrong usage") {
  const ChargedTwice with;
  with.folder.write("kept.json", with.folder.assay("replay " + with.failure + " --json").out);
  for (const std::string words :
       {"diff", "diff happy_path", "diff a.json b.json c.json",
        "diff happy_path --seed 1 --seed 2 --seed 3", "diff happy_path --seed 1 --defect no_such",
        "diff kept.json kept.json --seed 3", "diff kept.json kept.json --defect none",
        "replay kept.json"}) {
    const auto said = with.folder.assay(words);
    INFO(words << "\n" << said.err);
    CHECK(said.code == 64);
  }
}
