// Campaigns in pieces, from outside: killed, interrupted, resumed, split and merged.
#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>

#include "scenarios/files/checksum.hpp"
#include "tests/cli/program.hpp"

using nlohmann::json;
using program::Folder;

namespace {

#ifdef __SANITIZE_ADDRESS__
constexpr const char* long_campaign =
    "run phantom_transition_agents lost_response --defect timeout_taken_for_failure --seeds 100";
#else
constexpr const char* long_campaign =
    "run phantom_transition_agents lost_response --defect timeout_taken_for_failure --seeds 600";
#endif

/// Results without what differs from day to day.
json timeless(const Folder& folder, const std::string& name = "assay-out") {
  json value = json::parse(folder.read(name + "/results.json"));
  value.erase("wall_seconds");
  for (json& scenario : value["scenarios"]) scenario.erase("runs_per_second");
  return value;
}

/// A campaign that gets a signal as soon as its first checkpoint is there.
program::Said cut_off(const Folder& folder, const std::string& signal) {
  return folder.shell(std::string{"\"$ASSAY\" "} + long_campaign +
                      " --jobs 1 & pid=$!; while [ ! -s assay-out/checkpoint.json ]; do sleep "
                      "0.02; done; kill -" +
                      signal + " $pid; wait $pid");
}

bool exists(const Folder& folder, const std::string& name) {
  return std::filesystem::exists(folder.path() / name);
}

std::uint64_t seeds_done(const json& checkpoint) {
  std::uint64_t sum = 0;
  for (const auto& swept : checkpoint["swept"]) {
    for (const auto& range : swept["done"]) {
      sum += range[1].get<std::uint64_t>() - range[0].get<std::uint64_t>();
    }
  }
  return sum;
}

}  // namespace

TEST_CASE("a campaign killed in mid-way and resumed ends as an undisturbed one") {
  const Folder whole;
  CHECK(whole.assay(long_campaign).code == 1);
  const Folder killed;
  CHECK(cut_off(killed, "KILL").code == 128 + 9);
  REQUIRE_FALSE(exists(killed, "assay-out/results.json"));
  const json kept = json::parse(killed.read("assay-out/checkpoint.json"));
  REQUIRE(seeds_done(kept) > 0);
  CHECK(killed.assay(std::string{long_campaign} + " --resume").code == 1);
  CHECK(timeless(killed) == timeless(whole));
}

TEST_CASE("a campaign that is interrupted says so, and resumed ends as an undisturbed one") {
  const Folder whole;
  CHECK(whole.assay(long_campaign).code == 1);
  const Folder stopped;
  const int code = cut_off(stopped, "INT").code;
  CHECK(code == (timeless(stopped)["verdict"] == "violated" ? 1 : 130));  // the gravest is told
  CHECK(timeless(stopped)["complete"] == false);
  CHECK(exists(stopped, "assay-out/junit.xml"));
  CHECK(stopped.assay(std::string{long_campaign} + " --resume --jobs 2").code == 1);
  CHECK(timeless(stopped) == timeless(whole));
}

TEST_CASE("a campaign that is resumed when it is finished runs nothing and says the same") {
  const Folder folder;
  CHECK(folder.assay("run lost_response --seeds 40 --smoke").code == 0);
  const json before = timeless(folder);
  CHECK(folder.assay("run lost_response --seeds 40 --resume --smoke").code == 0);
  CHECK(timeless(folder) == before);
}

TEST_CASE("four shards merged are what one process finds: of runs, of the gallery, of a search") {
  const std::string campaigns[] = {
      "run lost_response happy_path --defect timeout_taken_for_failure --seeds 90",
      "gallery --seeds " ASSAY_GALLERY_SEEDS,
      "exhaust lost_response happy_path timeout_then_late_success --faults 1 --defect "
      "fresh_key_per_attempt",
      "exhaust lost_response timeout_then_late_success --faults 1 --deviations 1"};
  for (const std::string& campaign : campaigns) {
    INFO(campaign);
    const Folder folder;
    const int code = folder.assay(campaign).code;
    const json whole = timeless(folder);
    for (const char* number : {"3", "1", "4", "2"}) {
      (void)folder.assay(campaign + " --shard " + number + "/4 --out s" + number);
    }
    CHECK(timeless(folder, "s2")["shard"] == json{{"number", 2}, {"of", 4}});
    CHECK(folder.assay("merge s1 s2 s3 s4").code == code);
    CHECK(timeless(folder) == whole);
  }
}

TEST_CASE("a merge that lacks a shard is inconclusive and says so") {
  const Folder folder;
  for (const char* number : {"1", "2"}) {
    (void)folder.assay(std::string{"run happy_path --seeds 30 --shard "} + number + "/3 --out s" +
                       number);
  }
  const auto said = folder.assay("merge s1 s2");
  CHECK(said.code == 2);
  CHECK_THAT(said.err, Catch::Contains("incomplete"));
  CHECK(timeless(folder)["complete"] == false);
}

TEST_CASE("what cannot be resumed or merged is refused, and stays as it was") {
  const Folder folder;
  REQUIRE(folder.assay("run lost_response --seeds 20 --smoke").code == 0);
  const std::string before = folder.read("assay-out/results.json");
  struct Refused {
    const char* arguments;
    int code;
    const char* complaint;
  };
  const Refused cases[] = {{"run lost_response --seeds 21 --smoke --resume", 65, "20 seeds"},
                           {"run happy_path --seeds 20 --smoke --resume", 65, "lost_response"},
                           {"run lost_response --seeds 20 --resume", 65, "--smoke"},
                           {"run lost_response --seeds 20 --smoke --shard 1/2 --resume", 65,
                            "shard 1/2"},
                           {"gallery --resume", 65, "`run`"},
                           {"merge assay-out nowhere --out m", 65, "nowhere"},
                           {"merge assay-out assay-out --out m", 65, "each shard once"},
                           {"merge ./assay-out", 64, "one of the shards"},
                           {"run lost_response --for 1s --resume", 64, "--for"},
                           {"run lost_response --shard 5/4", 64, "--shard"},
                           {"run lost_response --shard 0/4", 64, "--shard"},
                           {"run lost_response --shard 1", 64, "1/4"},
                           {"run lost_response --shard 1/99999999999", 64, "--shard"},
                           {"merge", 64, "merge wants DIR"}};
  for (const Refused& one : cases) {
    const auto said = folder.assay(one.arguments);
    INFO(one.arguments << "\n" << said.err);
    CHECK(said.code == one.code);
    CHECK_THAT(said.err, Catch::Contains(one.complaint));
  }
  CHECK(folder.read("assay-out/results.json") == before);
}

TEST_CASE("a checkpoint of another build is not gone on from") {
  const Folder folder;
  REQUIRE(folder.assay("run lost_response --seeds 20 --smoke").code == 0);
  json checkpoint = json::parse(folder.read("assay-out/checkpoint.json"));
  checkpoint["program"] = std::string(32, '0');
  folder.write("assay-out/checkpoint.json",
               assay::scenarios::sealed(std::move(checkpoint)).dump());
  const auto said = folder.assay("run lost_response --seeds 20 --resume --smoke");
  CHECK(said.code == 65);
  CHECK_THAT(said.err, Catch::Contains("another build"));
}

TEST_CASE("without anything to resume a campaign starts afresh, and says so") {
  const Folder folder;
  const auto said = folder.assay("run happy_path --seeds 5 --resume");
  CHECK(said.code == 0);
  CHECK_THAT(said.err, Catch::Contains("nothing to resume"));
}
