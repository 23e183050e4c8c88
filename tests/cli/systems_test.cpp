// --system and what the program tells of its systems.
#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>

#include "tests/cli/program.hpp"
#include "tests/systems/shipped.hpp"

using nlohmann::json;
using program::Folder;
using program::Said;

TEST_CASE("list systems tells of each what the scenario format promises") {
  const json listed = json::parse(Folder{}.assay("list systems --json").out);
  REQUIRE(listed.size() == 1);
  const json& payments = listed.front();
  const auto& system = *assay::tests::shipped().find("payments");
  CHECK(payments["name"] == "payments");
  CHECK(payments["purposes"].size() == system.purposes.size());
  CHECK(payments["calls"].size() == system.calls.size());
  REQUIRE(payments["settings"].size() == system.settings.size());
  CHECK(payments["settings"][0] ==
        json{{"name", "lease"},
             {"meaning", "how long a claimed key is held without renewal"},
             {"type", "time"},
             {"usual", "20s"},
             {"least", "1ms"},
             {"most", "24h"}});
}

TEST_CASE("list systems in text is a line each") {
  const Said said = Folder{}.assay("list systems");
  CHECK(std::ranges::count(said.out, '\n') == 2);
}

TEST_CASE("explain knows a system with its settings, and each setting") {
  const Said said = Folder{}.assay("explain payments in_flight_max");
  CHECK(said.code == 0);
  CHECK(said.out.find("setting of payments") != std::string::npos);
  CHECK(said.out.find("A count, usually 0, from 0 to") != std::string::npos);
  CHECK(said.out.find("key_retention") != std::string::npos);
}

TEST_CASE("naming the system that a scenario names changes nothing") {
  const Folder folder;
  const std::string run = "run lost_response --seeds 20 --jobs 1 --smoke --json";
  const json named = json::parse(folder.assay(run + " --system pay").out);
  const json plain = json::parse(folder.assay(run).out);
  CHECK(named["scenarios"][0]["digest"] == plain["scenarios"][0]["digest"]);
  CHECK_FALSE(named["scenarios"][0].contains("stands_in"));
}

TEST_CASE("every verb that runs something refuses a system that is not there") {
  const std::string verb = GENERATE("run lost_response", "exhaust lost_response", "gallery",
                                    "replay lost_response --seed 1", "selfcheck lost_response");
  INFO(verb);
  const Folder folder;
  const Said said = folder.assay(verb + " --system bank");
  CHECK(said.code == 64);
  CHECK(said.err.find("unknown system \"bank\"; there is payments") != std::string::npos);
  CHECK_FALSE(std::filesystem::exists(folder.path() / "assay-out"));
}
