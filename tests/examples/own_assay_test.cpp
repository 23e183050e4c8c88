// A main of three lines is a whole assay: each verb works for the stranger's systems, and what it
// prints works when it is pasted.
#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>

#include "tests/cli/program.hpp"

namespace {

using nlohmann::json;
using program::Folder;
using program::Said;

const std::string replies_lost =
    std::string{ASSAY_SOURCE_DIR} + "/examples/foreign/scenarios/replies_lost.json";

/// Two hundred seeds of the stranger's own scenario.
Said run(const Folder& folder, const std::string& options = "") {
  return folder.assay("run " + replies_lost + " --jobs 1 --seeds 200 --smoke " + options);
}

json results_of(const Folder& folder) { return json::parse(folder.read("assay-out/results.json")); }

}  // namespace

TEST_CASE("the stranger's assay lists the stranger's systems, the first first, and no others") {
  const json systems = json::parse(Folder{}.assay("list systems --json").out);
  REQUIRE(systems.size() == 2);
  CHECK(systems[0]["name"] == "foreign");
  CHECK(systems[1]["name"] == "foreign_first_try");
  CHECK(systems[0]["purposes"] == json{"save"});
  CHECK(systems[0]["settings"].empty());
  CHECK(systems[0]["calls"].size() == 4);
}

TEST_CASE(
    "the first system stands in where a scenario names the shipped code, which is not there") {
  const Folder folder;
  CHECK(run(folder).code == 0);
  CHECK(results_of(folder)["scenarios"][0]["system"] == "foreign");
  CHECK(folder.read("assay-out/junit.xml").find("value=\"foreign\"") != std::string::npos);
}

TEST_CASE("another system runs where it is asked for, and each file says so") {
  const Folder folder;
  CHECK(run(folder, "--system foreign_first_try").code == 1);
  const json results = results_of(folder);
  CHECK(results["scenarios"][0]["system"] == "foreign_first_try");
  CHECK(results["findings"][0]["system"] == "foreign_first_try");
  CHECK(json::parse(folder.read(folder.first_failure()))["system"] == "foreign_first_try");
  const std::string id = results["findings"][0]["id"];
  for (const std::string& file : {std::string{"junit.xml"}, std::string{"report.html"},
                                  std::string{"playbooks/index.md"}, "playbooks/" + id + ".md"}) {
    INFO(file);
    CHECK(folder.read("assay-out/" + file).find("foreign_first_try") != std::string::npos);
  }
}

TEST_CASE("the command that a finding prints names its system, and shows the finding again") {
  const Folder folder;
  (void)run(folder, "--system foreign_first_try");
  const std::string command = results_of(folder)["findings"][0]["replay"];
  CHECK(command.find("--system foreign_first_try") != std::string::npos);
  const Said again = folder.shell(command);
  CHECK(again.code == 1);
  CHECK(again.out.find("foreign_first_try") != std::string::npos);
}

TEST_CASE("a failure file is enough to know the system by, and the command line may not differ") {
  const Folder folder;
  (void)run(folder, "--system foreign_first_try");
  const std::string file = folder.first_failure() + " --scenario " + replies_lost;
  CHECK(folder.assay("replay " + file).code == 1);
  CHECK(folder.assay("shrink " + file + " --out shrunk").code == 1);
  const Said other = folder.assay("replay " + file + " --system foreign");
  CHECK(other.code == 64);
  CHECK(other.err.find("is a failure of foreign_first_try") != std::string::npos);
}

TEST_CASE("the stranger's assay searches every plan of one fault, and finds what seeds find") {
  const Folder folder;
  const std::string search = "exhaust " + replies_lost + " --faults 1 --jobs 1";
  CHECK(folder.assay(search).code == 0);
  CHECK(folder.assay(search + " --system foreign_first_try").code == 1);
  CHECK(results_of(folder)["scenarios"][0]["system"] == "foreign_first_try");
}

TEST_CASE("selfcheck runs the stranger's program anew, with the system that was asked for") {
  const Folder folder;
  const std::string check = "selfcheck " + replies_lost + " --runs 10 --json";
  const Said said = folder.assay(check + " --system foreign_first_try");
  CHECK(said.code == 0);
  CHECK(json::parse(said.out)["selfcheck"]["mismatches"] == 0);
  CHECK(json::parse(said.out)["selfcheck"]["comparisons"] >= 60);
  const std::string digests = "internal-digests " + replies_lost + " --seeds 10";
  CHECK(folder.assay(digests).out != folder.assay(digests + " --system foreign_first_try").out);
}

TEST_CASE("where there is no defect the gallery says so, and leaves no folder behind") {
  const Folder folder;
  const Said said = folder.assay("gallery");
  CHECK(said.code == 4);
  CHECK(said.err.find("no defect of foreign, foreign_first_try") != std::string::npos);
  CHECK_FALSE(std::filesystem::exists(folder.path() / "assay-out"));
}

TEST_CASE("a failure of the stranger's own scenario is checked beside that scenario's file") {
  const Folder folder;
  (void)run(folder, "--system foreign_first_try");
  CHECK(folder.assay("check " + folder.first_failure()).code == 65);
  CHECK(folder.assay("check " + folder.first_failure() + " --scenario " + replies_lost).code == 0);
  CHECK(folder.assay("check " + replies_lost + " --system foreign_first_try").code == 0);
}

TEST_CASE("the stranger's failure is held against its plan under the corrected service") {
  const Folder folder;
  (void)run(folder, "--system foreign_first_try");
  const std::string file = folder.first_failure() + " --scenario " + replies_lost;
  const Said said = folder.assay("diff " + file + " --system foreign --json");
  CHECK(said.code == 1);
  const json difference = json::parse(said.out);
  CHECK(difference["a"]["system"] == "foreign_first_try");
  CHECK(difference["b"]["system"] == "foreign");
  CHECK(difference["judgements"][0]["b"]["verdict"] == "holds");
  CHECK_FALSE(difference["money"]["operations"].empty());
}

TEST_CASE("the stranger's log stands on the timeline of a replay and of a playbook") {
  const Folder folder;
  (void)run(folder, "--system foreign_first_try");
  const std::string file = folder.first_failure() + " --scenario " + replies_lost;
  CHECK(folder.assay("replay " + file).out.find("warning: no answer about charge-") !=
        std::string::npos);
  const std::string id = results_of(folder)["findings"][0]["id"];
  CHECK(folder.read("assay-out/playbooks/" + id + ".md").find("logs warning: no answer about") !=
        std::string::npos);
}

TEST_CASE("the examples of help name what the program has") {
  CHECK(Folder{}.assay("--help").out.find("no_idempotency") == std::string::npos);
  CHECK(Folder{}.assay("gallery --help").out.find("--defect \n") == std::string::npos);
}
