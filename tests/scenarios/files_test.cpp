// Scenario files: what is read is what is written, and every bad file is refused with its place.
// Not here: plans and failures (files_test_plans.cpp), random damage (files_test_damage.cpp).
#include <catch2/catch.hpp>

#include <fstream>
#include <set>
#include <string>

#include <nlohmann/json.hpp>

#include "scenarios/check.hpp"
#include "scenarios/files/document.hpp"
#include "scenarios/files/library.hpp"
#include "scenarios/files/scenario_file.hpp"
#include "systems/payments/payments_system.hpp"
#include "tests/systems/shipped.hpp"

namespace {

using namespace assay::scenarios;
using namespace assay::systems;

std::string valid_text() { return to_json_text(library_scenario("lost_response")); }

/// The valid text with the first `from` replaced; fails where there is none.
std::string changed(const std::string& from, const std::string& to) {
  std::string text = valid_text();
  const auto at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

BadInputFacts refusal_of(std::string text, assay::harness::Systems systems = {}) {
  try {
    (void)read_scenario("test.json", std::move(text), systems);
  } catch (const BadInput& error) {
    CHECK(std::string{error.what()}.starts_with("test.json"));
    return error.facts();
  }
  FAIL("the text was accepted");
  return {};
}

}  // namespace

TEST_CASE("every library scenario loads under its file's name and is without flaw") {
  REQUIRE(library_names().size() >= 7);
  for (const std::string_view name : library_names()) {
    const Scenario scenario = library_scenario(name);
    INFO(name);
    CHECK(scenario.name == name);
    Complaints flaws;
    check(scenario, flaws);
    CHECK(flaws.none());
    CHECK(scenario.playbook.verification.size() > 40);
  }
}

TEST_CASE("a scenario written as JSON and read again is the same scenario") {
  for (const std::string_view name : library_names()) {
    const Scenario scenario = library_scenario(name);
    CHECK(read_scenario("again.json", to_json_text(scenario)) == scenario);
  }
}

TEST_CASE("the digest of a scenario does not see the layout of its file") {
  const Scenario scenario = library_scenario("partial_write");
  std::string text = to_json_text(scenario);
  std::erase(text, '\n');
  CHECK(scenario_digest(read_scenario("flat.json", text)) == scenario_digest(scenario));
}

TEST_CASE("the digest of a scenario sees one more try of one client") {
  Scenario scenario = library_scenario("lost_response");
  const std::string before = scenario_digest(scenario);
  ++scenario.workload.clients[0].retry.tries_max;
  CHECK(before.size() == 32);
  CHECK(scenario_digest(scenario) != before);
}

TEST_CASE("a misspelt key is refused with its line and the key that was meant") {
  const auto facts = refusal_of(changed("\"faults_until\"", "\"fault_until\""));
  CHECK(facts.pointer == "/limits/fault_until");
  CHECK(facts.nearest == "faults_until");
  CHECK(facts.place.line > 1);
  CHECK(facts.place.column == 5);
}

TEST_CASE("a duplicate key is refused at its second place") {
  const auto facts = refusal_of("{\n  \"name\": \"a\",\n  \"name\": \"b\"\n}");
  CHECK(facts.pointer == "/name");
  CHECK(facts.place == Place{3, 3});
}

TEST_CASE("an unknown fault word is refused with the nearest one") {
  const auto facts = refusal_of(changed("\"lose\"", "\"loose\""));
  CHECK(facts.pointer == "/faults/0/answers/0");
  CHECK(facts.nearest == "lose");
}

TEST_CASE("a fault at a service that is not there is refused") {
  const auto facts = refusal_of(changed("acquirer.authorise/reply", "aquirer.authorise/reply"));
  CHECK(facts.pointer == "/faults/0/site");
  CHECK(facts.nearest == "acquirer");
}

TEST_CASE("an unknown property is refused with the nearest one") {
  const auto facts = refusal_of(changed("\"all\"", "\"at_most_one_efect\""));
  CHECK(facts.pointer == "/must_hold/0");
  CHECK(facts.nearest == "at_most_one_effect");
}

TEST_CASE("each bad value is refused at its own place") {
  const auto [from, to, pointer] = GENERATE(table<std::string, std::string, std::string>({
      {"\"virtual_time_max\": \"30min\"", "\"virtual_time_max\": \"876000h\"",
       "/limits/virtual_time_max"},
      {"\"sometimes_after\": 500", "\"sometimes_after\": 1000000000000000000",
       "/limits/sometimes_after"},
      {"\"sometimes_after\": 500", "\"sometimes_after\": 1e400", ""},
      {"\"sometimes_after\": 500", "\"sometimes_after\": 99999999999999999999",
       "/limits/sometimes_after"},
      {"\"rate\": \"1/6\",", "", "/faults/0"},
      {"\"faults_until\": \"210s\"", "\"faults_until\": \"31min\"", "/limits/faults_until"},
      {"\"rate\": \"1/6\"", "\"rate\": \"7/6\"", "/faults/0/rate"},
      {"\"rate\": \"1/6\"", "\"rate\": \"0/6\"", "/faults/0/rate"},
      {"\"rate\": \"1/6\"", "\"rate\": \"1/1000001\"", "/faults/0/rate"},
      {"\"rate\": \"1/6\"", "\"rate\": \"4294/4294967295\"", "/faults/0/rate"},
      {"\"minor\": 1250", "\"minor\": -1250", "/workload/clients/0/amounts/0/minor"},
      {"\"minor\": 1250", "\"minor\": 12.5", "/workload/clients/0/amounts/0/minor"},
      {"\"EUR\"", "\"EUX\"", "/workload/clients/0/amounts/0/currency"},
      {"\"copies\": 1", "\"copies\": 0", "/workload/clients/0/copies"},
      {"\"counts\": []", "\"counts\": [], \"leases\": [\"0s\"]", "/swarm/leases/0"},
      {"\"service\": {}", "\"leases\": [\"20s\"], \"service\": {\"lease\": [\"30s\"]}",
       "/swarm/service/lease"},
      {"\"lease\": \"20s\"", "\"lease\": 20", "/service/lease"},
      {"\"lease\": \"20s\"", "\"lease\": \"0s\"", "/service/lease"},
      {"\"lease\": \"20s\"", "\"leash\": \"20s\"", "/service/leash"},
      {"\"flows\": []", "\"flows\": [\"authorize\"]", "/swarm/flows/0"},
      {"\"versions\": []", "\"versions\": [{\"lease\": \"0s\"}]", "/versions/0/lease"},
      {"\"lease\": \"20s\"", "\"in_flight_max\": -1", "/service/in_flight_max"},
      {"\"person\"", "7", "/workload/clients/0/kind"},
      {"\"profile\": \"card\"", "\"profile\": \"crad\"", "/topology/processors/0/profile"},
      {"\"outcome was unknown\"", "\"pending was told\"", "/sometimes/1"},
      {"assay.scenario/1", "assay.scenario/9", "/schema"},
  }));
  INFO(to);
  CHECK(refusal_of(changed(from, to), assay::tests::shipped().systems()).pointer == pointer);
}

TEST_CASE("all but name, clients, faults and what must hold has a default") {
  const Scenario smallest = read_scenario("my_first.json", R"({
    "schema": "assay.scenario/1",
    "name": "my_first",
    "workload": { "clients": [{ "payments": 2 }] },
    "faults": [
      {
        "site": "acquirer.authorise/reply",
        "answers": ["lose"],
        "rate": "1/6"
      }
    ],
    "must_hold": ["all"]
  })");
  CHECK(smallest.title == "my first");
  CHECK(smallest.topology.processors.size() == 1);
  CHECK(smallest.limits == Limits{});
  for (const std::string_view key : {"name", "workload", "faults", "must_hold"}) {
    nlohmann::json without = nlohmann::json::parse(to_json_text(smallest));
    without.erase(std::string{key});
    CHECK_THROWS_AS(read_scenario("f.json", without.dump()), BadInput);
  }
}

TEST_CASE("several mistakes in one file are told at once, whoever finds them, in its order") {
  std::string text = valid_text();
  for (const auto& [from, to] : std::initializer_list<std::pair<std::string, std::string>>{
           {"\"payments\",", "\"paymints\","},  // a system
           {"\"person\"", "\"persom\""},        // a word of the schema
           {"\"EUR\"", "\"EXR\""},              // a currency
           {"\"lose\"", "\"looze\""},           // a fault
           {"\"1/6\"", "\"7/6\""},              // a ratio that cannot be
           {"\"all\"", "\"al\""},               // a property
           {"\"tries_max\": 12,", "\"tries_maks\": 12,"}}) {
    INFO(from);
    REQUIRE(text.find(from) != std::string::npos);
    text.replace(text.find(from), from.size(), to);
  }
  const auto facts = refusal_of(text, assay::tests::shipped().systems());
  std::vector<std::string> pointers{facts.pointer};
  for (const auto& other : facts.others) {
    pointers.push_back(other.pointer);
    CHECK(other.place.line > 0);
  }
  CHECK(pointers == std::vector<std::string>{"/topology/system", "/workload/clients/0/kind",
                                             "/workload/clients/0/amounts/0/currency",
                                             "/faults/0/answers/0", "/faults/0/rate",
                                             "/must_hold/0", "/limits/tries_maks"});
  CHECK(facts.more == 0);
}

TEST_CASE("what mending another mistake would mend is not told") {
  // The site is unknown, so that nothing is known of its answers; a bound that cannot be read
  // accuses nobody; and what the schema refuses is not refused once more.
  auto file = nlohmann::json::parse(valid_text());
  file["workload"]["clients"][0]["amounts"][0]["minor"] = 0;
  file["faults"][0]["site"] = "aquirer.authorise/reply";
  file["faults"][0]["answers"][0] = "looze";
  file["limits"]["virtual_time_max"] = "99999999999h";
  file["limits"]["faults_until"] = "40min";
  const auto facts = refusal_of(file.dump());
  std::set<std::string> pointers{facts.pointer};
  for (const auto& other : facts.others) pointers.insert(other.pointer);
  CHECK(facts.others.size() == 2);
  CHECK(pointers == std::set<std::string>{"/workload/clients/0/amounts/0/minor", "/faults/0/site",
                                          "/limits/virtual_time_max"});
}

TEST_CASE("of a file of another format that alone is told") {
  const auto facts = refusal_of(R"({ "schema": "assay.failure/1", "id": "x", "plan": {} })");
  CHECK(facts.pointer == "/schema");
  CHECK(facts.others.empty());
}

TEST_CASE("a key that is missing because it is misspelt is told once, others by their names") {
  auto file = nlohmann::json::parse(valid_text());
  file["fualts"] = file["faults"];
  for (const char* const key : {"faults", "must_hold", "workload"}) file.erase(key);
  const auto facts = refusal_of(file.dump());
  CHECK(facts.expected == "the keys \"workload\", \"must_hold\"");
  REQUIRE(facts.others.size() == 1);
  CHECK(facts.others.front().nearest == "faults");
}

TEST_CASE("of very many mistakes the first twenty are told, and how many more there are") {
  auto file = nlohmann::json::parse(valid_text());
  file["must_hold"] = nlohmann::json::array();
  for (int i = 0; i < 60; ++i) file["must_hold"].push_back("nothing_" + std::to_string(i));
  const auto facts = refusal_of(file.dump());
  CHECK(facts.pointer == "/must_hold/0");
  REQUIRE(facts.others.size() == 19);
  CHECK(facts.others.back().pointer == "/must_hold/19");
  CHECK(facts.more == 40);
  CHECK(std::string{BadInput{facts}.what()}.ends_with("\nand 40 more"));
}

TEST_CASE("all numbers with a point are told at once") {
  std::string text = changed("\"1/6\"", "0.5");
  text.replace(text.find("\"tries_max\": 12"), 15, "\"tries_max\": 1.5");
  const auto facts = refusal_of(text);
  REQUIRE(facts.others.size() == 1);
  CHECK(facts.expected.ends_with("\"1/2\""));
}

TEST_CASE("a rate with a point is answered with the ratio that is meant") {
  CHECK(refusal_of(changed("\"1/6\"", "0.1")).expected.find("\"1/10\"") != std::string::npos);
  CHECK(refusal_of(changed("\"1/6\"", "0.25")).expected.find("\"1/4\"") != std::string::npos);
  CHECK(refusal_of(changed("\"1/6\"", "1.5")).expected == "an integer that fits 64 bits");
}

TEST_CASE("a rate that would round to never is refused as such, and one in a million is not") {
  const auto facts = refusal_of(changed("\"rate\": \"1/6\"", "\"rate\": \"1/2000000\""));
  CHECK(facts.expected.starts_with("a rate of at least 1/1000000"));
  CHECK(facts.found == "1/2000000");
  const std::string rare = changed("\"rate\": \"1/6\"", "\"rate\": \"1/1000000\"");
  CHECK(read_scenario("rare.json", rare).faults.front().rate == assay::sim::Ratio{1, 1'000'000});
}

TEST_CASE("a text that is no JSON object is refused with a place or a reason") {
  const std::string text =
      GENERATE(std::string{}, "null", "[]", "{", "{}x", "\xff", "{\"a\":\"\xc3\"}", "{\"a\":01}",
               std::string(100, '['), std::string(TextLimits{}.bytes + 1, ' '), "\"text\"");
  const auto facts = refusal_of(text);
  CHECK_FALSE(facts.expected.empty());
  CHECK_FALSE(facts.found.empty());
}

TEST_CASE("a message carries no control codes of the file to the terminal") {
  const auto facts = refusal_of("{\"a\\u001b[31m\": 1}");
  CHECK(facts.found.find('\x1b') == std::string::npos);
}

TEST_CASE("a file that is missing or a folder is refused by its path") {
  CHECK_THROWS_AS(load_scenario("no/such/file.json"), BadInput);
  CHECK_THROWS_AS(load_scenario(ASSAY_SOURCE_DIR), BadInput);
}

TEST_CASE("an unknown scenario is refused with the nearest name of the library") {
  try {
    (void)named_scenario("lost_respnse");
    FAIL("found a scenario that does not exist");
  } catch (const BadInput& error) {
    CHECK(error.facts().nearest == "lost_response");
  }
}

TEST_CASE("every library file in the tree is the one that travels in the program") {
  for (const std::string_view name : library_names()) {
    const auto path = std::string{ASSAY_SOURCE_DIR} + "/scenarios/library/" + std::string{name};
    CHECK(load_scenario(path + ".json") == library_scenario(name));
  }
}
