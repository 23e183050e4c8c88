// Several systems in one program: each is run where it is named or asked for, and none is taken for
// another, not by a checkpoint, a failure file or a defect.
#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>

#include "scenarios/files/library.hpp"
#include "scenarios/files/scenario_file.hpp"
#include "tests/cli/program.hpp"

namespace {

using nlohmann::json;
using program::Folder;
using program::Said;

const std::string quick = " --jobs 1 --seeds 40 --smoke ";

Said mixed(const Folder& folder, const std::string& arguments) {
  return folder.shell(std::string{ASSAY_MIXED_PROGRAM} + " " + arguments);
}

json results_in(const Folder& folder, const std::string& out = "assay-out") {
  return json::parse(folder.read(out + "/results.json"));
}

json scenario_in(const Folder& folder) { return results_in(folder)["scenarios"][0]; }

/// A scenario file that names the stranger's system.
std::string foreign_file(const Folder& folder) {
  auto scenario = assay::scenarios::library_scenario("lost_response");
  scenario.topology.system = "foreign";
  scenario.must_hold = {"at_most_one_effect"};
  scenario.sometimes.clear();
  scenario.service = {};  // the settings are those of another
  folder.write("theirs.json", assay::scenarios::to_json_text(scenario));
  return "theirs.json";
}

}  // namespace

TEST_CASE("a scenario runs with the system that it names, or with the one that is asked for") {
  const Folder folder;
  const std::string theirs = foreign_file(folder);
  CHECK(mixed(folder, "run lost_response" + quick).code == 0);
  CHECK(scenario_in(folder)["system"] == "payments");
  CHECK(mixed(folder, "run " + theirs + quick).code == 0);
  CHECK(scenario_in(folder)["system"] == "foreign");
  CHECK_FALSE(scenario_in(folder).contains("stands_in"));
  CHECK(mixed(folder, "run " + theirs + " --system payments" + quick).code == 0);
  CHECK(scenario_in(folder)["system"] == "payments");
  CHECK(scenario_in(folder)["stands_in"] == true);
}

TEST_CASE("a seed of another system is replayed by naming it") {
  const Folder folder;
  const std::string seed = "replay lost_response --seed 3 --json";
  CHECK(json::parse(mixed(folder, seed).out)["system"] == "payments");
  const json theirs = json::parse(mixed(folder, seed + " --system foreign").out);
  CHECK(theirs["system"] == "foreign");
  CHECK(theirs["digest"] != json::parse(mixed(folder, seed).out)["digest"]);
}

TEST_CASE("a defect is one of the system that is run, and of no other") {
  const Folder folder;
  const Said wrong = mixed(folder, "run lost_response --defect foreign_first_try" + quick);
  CHECK(wrong.code == 64);
  CHECK(wrong.err.find("\"foreign_first_try\" is one of foreign, and payments is to be run") !=
        std::string::npos);
  CHECK(mixed(folder, "run lost_response --system foreign --defect no_idempotency" + quick).code ==
        64);
  const Said right =
      mixed(folder, "run lost_response --system foreign --defect foreign_first_try" + quick);
  CHECK(right.code == 1);
  CHECK(scenario_in(folder)["system"] == "foreign");
  CHECK(scenario_in(folder)["defect"] == "foreign_first_try");
  const std::string command = results_in(folder)["findings"][0]["replay"];
  CHECK(folder.shell(command).code == 1);
}

TEST_CASE("an unknown system on the command line is 64 with the nearest name, in a file 65") {
  const Folder folder;
  const Said slip = mixed(folder, "run lost_response --system paiments" + quick);
  CHECK(slip.code == 64);
  CHECK(slip.err.find("did you mean \"payments\"?") != std::string::npos);
  const std::string theirs = foreign_file(folder);
  std::string text = folder.read(theirs);
  text.replace(text.find("\"foreign\""), 9, "\"forein\"");
  folder.write("misspelt.json", text);
  const Said file = mixed(folder, "run misspelt.json" + quick);
  CHECK(file.code == 65);
  CHECK(file.err.find("/topology/system") != std::string::npos);
  CHECK(mixed(folder, "run misspelt.json --system foreign" + quick).code == 0);
}

TEST_CASE("each process that is started anew is told of the system that was asked for") {
  const Folder folder;
  std::string text = folder.read(foreign_file(folder));
  text.replace(text.find("\"foreign\""), 9, "\"garage\"");  // which no program here has
  folder.write("garage.json", text);
  CHECK(mixed(folder, "selfcheck garage.json --runs 5 --system foreign").code == 0);
  CHECK(mixed(folder, "run garage.json --system payments --defect no_idempotency" + quick).code ==
        1);
  const json results = results_in(folder);
  REQUIRE_FALSE(results["findings"].empty());
  CHECK(results["mismatches"].empty());
  CHECK(folder.shell(results["findings"][0]["replay"]).code == 1);
}

TEST_CASE("shards of one system are merged, and those of two are told apart") {
  const Folder folder;
  const auto shard = [&](const std::string& system, const std::string& part) {
    return mixed(folder, "run lost_response" + quick + "--system " + system + " --shard " + part +
                             "/2 --out " + system + part)
        .code;
  };
  CHECK(shard("foreign", "1") == 2);  // it shows no beliefs
  CHECK(shard("foreign", "2") == 2);
  CHECK(shard("payments", "2") == 0);
  CHECK(mixed(folder, "merge foreign1 foreign2 --out all").code == 2);
  CHECK(results_in(folder, "all")["scenarios"][0]["system"] == "foreign");
  CHECK(results_in(folder, "all")["scenarios"][0]["runs"] == 40);
  const Said apart = mixed(folder, "merge foreign1 payments2 --out both");
  CHECK(apart.code == 65);
  CHECK(apart.err.find("with the system payments, not foreign") != std::string::npos);
}

TEST_CASE("a campaign is not gone on with by another system") {
  const Folder folder;
  const std::string theirs = foreign_file(folder);
  CHECK(mixed(folder, "run " + theirs + quick).code == 0);
  CHECK(mixed(folder, "run " + theirs + quick + "--resume").code == 0);
  const Said other = mixed(folder, "run " + theirs + quick + "--resume --system payments");
  CHECK(other.code == 65);
  CHECK(other.err.find("with the system foreign, not payments") != std::string::npos);
}

TEST_CASE("a failure of a system that this program does not have is 65, saying what it has") {
  const Folder folder;
  CHECK(mixed(folder, "run lost_response --defect no_idempotency" + quick).code == 1);
  json failure = json::parse(folder.read(folder.first_failure()));
  failure["defect"] = nullptr;
  failure["system"] = "payments";
  folder.write("theirs.json", failure.dump());
  const Said said = folder.assay("replay theirs.json");  // the stranger's program
  CHECK(said.code == 65);
  CHECK(said.err.find("a system of this program: foreign, foreign_first_try") != std::string::npos);
}

TEST_CASE("a defect of a user's own is to be caught like those that are shipped") {
  const Folder folder;
  const Said said = mixed(folder, "gallery --system foreign --seeds 40 --jobs 1");
  INFO(said.out << said.err);
  CHECK(said.code == 0);
  const json gallery = results_in(folder)["gallery"];
  REQUIRE(gallery.size() == 1);
  CHECK(gallery[0]["defect"] == "foreign_first_try");
  CHECK(gallery[0]["caught"] == true);
  CHECK(gallery[0]["clean_when_fixed"] == true);
}

TEST_CASE("of the library the scenarios that fit a system are run, and the others are told") {
  const Folder folder;
  const std::string few = " --system euro_only --jobs 1 --seeds 4 --smoke ";
  const Said said = mixed(folder, "run" + few);
  CHECK((said.code == 0 || said.code == 1 || said.code == 2));
  const json results = results_in(folder);
  const std::size_t all = assay::scenarios::library_names().size();
  CHECK(results["scenarios"].size() + results["unfit"].size() == all);
  CHECK(results["scenarios"].size() > 1);
  REQUIRE_FALSE(results["unfit"].empty());
  const std::string why = results["unfit"][0]["why"];
  CHECK(why.find("a currency that the system under test accepts") != std::string::npos);
  CHECK(said.out.find("the whole scenario") != std::string::npos);
  const std::string unfit = results["unfit"][0]["scenario"];
  CHECK(mixed(folder, "run " + unfit + few).code == 65);  // where it is asked for by name
  for (const std::string shard : {"1/2", "2/2"}) {
    (void)mixed(folder, "run" + few + "--shard " + shard + " --out s" + shard.substr(0, 1));
  }
  (void)mixed(folder, "merge s1 s2 --out sum");
  CHECK(results_in(folder, "sum")["unfit"] == results["unfit"]);
}

TEST_CASE("where all fits, or scenarios are named, nothing is said of what does not") {
  const Folder folder;
  (void)mixed(folder, "run lost_response --system euro_only --jobs 1 --seeds 4 --smoke");
  CHECK_FALSE(results_in(folder).contains("unfit"));
  (void)mixed(folder, "run --system payments --jobs 1 --seeds 1 --smoke");
  CHECK_FALSE(results_in(folder).contains("unfit"));
}

TEST_CASE("selfcheck checks what fits, and names the system of each scenario") {
  const Folder folder;
  const Said said = mixed(folder, "selfcheck --system euro_only --runs 1 --json");
  CHECK(said.code == 0);
  const json check = json::parse(said.out)["selfcheck"];
  CHECK(check["mismatches"] == 0);
  CHECK(check["scenarios"].size() > 1);
  CHECK(check["scenarios"].size() < assay::scenarios::library_names().size());
  CHECK(check["scenarios"][0]["system"] == "euro_only");
}

TEST_CASE("a property that a system brings is judged by each verb of its program") {
  const Folder folder;
  const std::string sentence = "Nothing above 12.00 moves at once.";
  CHECK(mixed(folder, "list properties").out.find(sentence) != std::string::npos);
  CHECK(mixed(folder, "explain small_amounts").out.find(sentence) != std::string::npos);
  const std::string lost = "lost_response --system guarded --jobs 1 ";
  CHECK(mixed(folder, "run " + lost + "--seeds 10 --smoke").code == 1);
  json results = results_in(folder);
  const auto& first = results["findings"][0];
  CHECK(first["property"] == "small_amounts");
  CHECK(first["claim"] == sentence);
  CHECK(first["plan"].empty());
  for (const std::string file : {"junit.xml", "report.html", "playbooks/index.md"}) {
    INFO(file);
    CHECK(folder.read("assay-out/" + file).find("small_amounts") != std::string::npos);
  }
  CHECK(folder.shell(first["replay"]).code == 1);
  CHECK(mixed(folder, "shrink " + folder.first_failure() + " --out smaller").code == 1);
  CHECK(mixed(folder, "run " + lost + "--seeds 10 --smoke --resume").code == 1);
  CHECK(mixed(folder, "exhaust " + lost + "--faults 0 --out all").code == 1);
  CHECK(results_in(folder, "all")["findings"][0]["property"] == "small_amounts");
  CHECK(mixed(folder, "run lost_response --system foreign --jobs 1 --seeds 10 --smoke").code == 2);
}
