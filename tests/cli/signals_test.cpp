// Signals to a campaign, to its process group and to one of its workers; stopped and continued; and
// gone on with: whatever came in between, the results are those of an undisturbed campaign.
#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>

#include "tests/cli/program.hpp"

using nlohmann::json;
using program::Folder;

namespace {

#ifdef __SANITIZE_ADDRESS__
const std::string runs = "run lost_response --defect timeout_taken_for_failure --seeds 200";
#else
const std::string runs = "run lost_response --defect timeout_taken_for_failure --seeds 4000";
#endif
const std::string search = "exhaust phantom_transition --faults 2";

/// Results without what differs from day to day.
json lasting(const Folder& folder) {
  json value = json::parse(folder.read("assay-out/results.json"));
  value.erase("wall_seconds");
  for (json& scenario : value["scenarios"]) scenario.erase("runs_per_second");
  return value;
}

json undisturbed(const std::string& campaign) {
  const Folder folder;
  (void)folder.assay(campaign);
  return lasting(folder);
}

/// Runs a campaign as the leader of a group of its own, and shell text, in which $pid is its
/// process, once its first checkpoint is there. The code is the campaign's.
program::Said disturbed(const Folder& folder, const std::string& campaign,
                        const std::string& text) {
  return folder.shell("setsid \"$ASSAY\" " + campaign +
                      " & pid=$!; while [ ! -s assay-out/checkpoint.json ]; do sleep 0.02; done; " +
                      text + "; wait $pid");
}

const std::string a_worker = "$(cut -d' ' -f1 /proc/$pid/task/$pid/children)";

}  // namespace

TEST_CASE("a signal to the process or to its group ends a campaign that can be gone on with") {
  const json expected = undisturbed(runs);
  for (const std::string signal : {"INT", "TERM", "HUP"}) {
    const std::string both = "$pid; kill -" + signal + " -$pid";
    for (const std::string& target : {std::string{"$pid"}, std::string{"-$pid"}, both}) {
      INFO(signal << " to " << target);
      const Folder folder;
      const auto said = disturbed(folder, runs, "kill -" + signal + " " + target);
      const json results = lasting(folder);
      CHECK(said.code == (results["verdict"] == "violated" ? 1 : 130));  // the gravest is told
      CHECK_THAT(said.err, Catch::Contains("--resume"));
      REQUIRE(results["complete"] == false);
      for (const json& finding : lasting(folder)["findings"]) {
        CHECK(finding["property"] != "run_comes_back");
      }
      CHECK(folder.assay(runs + " --resume").code == 1);
      CHECK(lasting(folder) == expected);
    }
  }
}

TEST_CASE("a campaign under `timeout` that runs out of time is interrupted, not violated by it") {
  const Folder folder;
  const auto said = folder.shell("timeout --preserve-status 1 \"$ASSAY\" run --seeds 1000000");
  CHECK(said.code == 130);
  CHECK(lasting(folder)["complete"] == false);
  CHECK(lasting(folder)["findings"].empty());
}

TEST_CASE("a worker that somebody kills changes nothing") {
  const json expected = undisturbed(runs);
  for (const std::string signal : {"KILL", "TERM"}) {
    const Folder folder;
    CHECK(disturbed(folder, runs, "kill -" + signal + " " + a_worker).code == 1);
    CHECK(lasting(folder) == expected);
  }
}

TEST_CASE("a campaign that is stopped for longer than a run may take proves nothing by it") {
  const json expected = undisturbed(runs);
  const std::string impatient = runs + " --hang-after 500ms";
  const std::string all = "-$pid " + a_worker;
  for (const std::string& whom : {std::string{"-$pid"}, all}) {
    INFO(whom);
    const Folder folder;
    const std::string stop_and_go = "whom=\"" + whom +
                                    "\"; kill -STOP $whom; sleep 2; kill -CONT $whom";
    CHECK(disturbed(folder, impatient, stop_and_go).code == 1);
    CHECK(lasting(folder) == expected);
  }
}

TEST_CASE("a search that is interrupted goes on where it was, within its scenario") {
  const json expected = undisturbed(search);
  for (const std::string signal : {"TERM", "KILL"}) {
    INFO(signal);
    const Folder folder;
    const auto said = disturbed(folder, search, "kill -" + signal + " -$pid");
    CHECK(said.code == (signal == "KILL" ? 128 + 9 : 130));
    const json kept = json::parse(folder.read("assay-out/checkpoint.json"));
    CHECK(kept["searched"][0][1]["answer"]["ran"] > 0);
    CHECK(folder.assay(search + " --resume").code == 0);
    CHECK(lasting(folder) == expected);
  }
}
