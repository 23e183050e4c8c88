// "faults": "everything": what it stands for, what it leaves out and why, and what is refused.
#include <catch2/catch.hpp>

#include <algorithm>
#include <string>

#include "scenarios/check.hpp"
#include "scenarios/every_fault.hpp"
#include "scenarios/files/bad_input.hpp"
#include "scenarios/files/library.hpp"
#include "scenarios/files/scenario_file.hpp"
#include "scenarios/vocabulary.hpp"
#include "tests/systems/shipped.hpp"

namespace {

using namespace assay::scenarios;

/// The smallest file under every fault, with something more behind its last field.
std::string under_every_fault(const std::string& more = {}) {
  return R"({ "schema": "assay.scenario/1", "name": "mine", "workload": { "clients": [{}] },)"
         R"( "faults": "everything", "must_hold": ["all"])" +
         more + " }";
}

Scenario read(const std::string& text) {
  return read_scenario("mine.json", text, assay::tests::shipped().systems());
}

std::string place_of_refusal(const std::string& text) {
  try {
    (void)read(text);
  } catch (const BadInput& error) {
    return error.facts().pointer;
  }
  return "accepted";
}

bool allows(const Scenario& scenario, const std::string& site, const std::string& answer) {
  const auto faults = allowed_faults_of(scenario);
  return std::ranges::any_of(faults, [&](const AllowedFault& fault) {
    return fault.site == site && std::ranges::count(fault.answers, answer) > 0;
  });
}

}  // namespace

TEST_CASE("under every fault each fault that keeps the contract can strike each edge it has") {
  Scenario scenario = read(under_every_fault());
  scenario.topology.processors.front().webhooks = "usual";
  for (const auto* const fault : fault_catalogue()) {
    if (!keeps_contract(*fault, nullptr) || fault->word == "approve_part") continue;
    for (const std::string_view edge : fault->edges) {
      INFO(edge << ": " << fault->word);
      const auto all = allowed_faults_of(scenario);
      CHECK(std::ranges::any_of(all, [&](const AllowedFault& one) {
        return one.site.ends_with("/" + std::string{edge}) && one.answers.front() == fault->word;
      }));
    }
  }
  CHECK(allows(scenario, "acquirer.*/event", "forged"));
  scenario.topology.processors.front().webhooks.clear();
  CHECK_FALSE(allows(scenario, "acquirer.*/event", "forged"));
  CHECK(allows(scenario, "acquirer.*/reply", "lose"));
  CHECK(allows(scenario, "shop.*/reply", "lose"));
  CHECK(allows(scenario, "client.*/ask", "other_body_later"));
}

TEST_CASE("what breaks a promise is allowed only where that is asked for") {
  const Scenario inside = read(under_every_fault());
  const Scenario outside = read(under_every_fault(R"(, "outside_contract": true)"));
  CHECK_FALSE(allows(inside, "store.*/after", "pause_past_lease"));
  CHECK(allows(outside, "store.*/after", "pause_past_lease"));
  CHECK(allowed_faults_of(outside).size() > allowed_faults_of(inside).size());
  CHECK(scenario_digest(outside) != scenario_digest(inside));
}

TEST_CASE("a doubled request breaks a promise at a processor without keys, and only there") {
  Scenario scenario = read(under_every_fault());
  CHECK(allows(scenario, "acquirer.*/request", "duplicate"));
  scenario.topology.processors.front().profile = "keyless";
  CHECK_FALSE(allows(scenario, "acquirer.*/request", "duplicate"));
  CHECK(allows(scenario, "shop.*/request", "duplicate"));
}

TEST_CASE("a promise that a scenario lets be broken is broken, and no other") {
  Scenario scenario = read(under_every_fault(R"(, "may_break": ["E3"])"));
  scenario.topology.processors.front().profile = "keyless";
  CHECK(allows(scenario, "acquirer.*/request", "duplicate"));
  CHECK_FALSE(allows(scenario, "store.*/after", "pause_past_lease"));
  CHECK_FALSE(allows(scenario, "store.*/commit", "row_spoiled"));
  scenario.may_break = {"E2"};
  CHECK_FALSE(allows(scenario, "acquirer.*/request", "duplicate"));
  CHECK(allows(scenario, "store.*/after", "pause_past_lease"));
}

TEST_CASE("where profiles are drawn, what may strike at one of them is allowed") {
  const std::string drawn =
      R"(, "swarm": { "profiles": [{ "profile": "card" }, { "profile": "partial" }] })";
  const Scenario scenario = read(under_every_fault(drawn));
  CHECK(allows(scenario, "acquirer.capture/error", "approve_part"));
  CHECK_FALSE(allows(read(under_every_fault()), "acquirer.capture/error", "approve_part"));
  const auto* const part = fault_named("approve_part");
  REQUIRE(part != nullptr);
  CHECK(may_strike(scenario, *part, assay::models::find_profile("partial")));
  CHECK_FALSE(may_strike(scenario, *part, assay::models::find_profile("card")));
}

TEST_CASE("profiles that are drawn exist, each once, the processor's own first") {
  const auto refused = [](const std::string& profiles) {
    return place_of_refusal(under_every_fault(R"(, "swarm": { "profiles": [)" + profiles + "] }"));
  };
  CHECK(refused(R"({ "profile": "card" }, { "profile": "mute", "weight": 3 })") == "accepted");
  CHECK(refused(R"({ "profile": "mute" })") == "/swarm/profiles/0/profile");
  CHECK(refused(R"({ "profile": "card" }, { "profile": "mutt" })") ==
        "/swarm/profiles/1/profile");
  CHECK(refused(R"({ "profile": "card" }, { "profile": "card" })") == "/swarm/profiles/1");
}

TEST_CASE("a fault stands for the operations at which it can come to something") {
  const Scenario scenario = read(under_every_fault());
  CHECK(allows(scenario, "acquirer.capture/error", "decline"));
  CHECK_FALSE(allows(scenario, "acquirer.look_up/error", "decline"));
  CHECK_FALSE(allows(scenario, "acquirer.*/error", "decline"));
  CHECK(allows(scenario, "acquirer.*/error", "late_success"));  // of questions, too
}

TEST_CASE("a row is damaged where that keeps the contract, and elsewhere only if allowed") {
  const Scenario inside = read(under_every_fault());
  CHECK(allows(inside, "store.record_outcome/commit", "row_spoiled"));
  CHECK_FALSE(allows(inside, "store.claim/commit", "row_spoiled"));
  CHECK_FALSE(allows(inside, "store.*/commit", "row_spoiled"));
  const Scenario outside = read(under_every_fault(R"(, "outside_contract": true)"));
  CHECK(allows(outside, "store.*/commit", "row_spoiled"));
}

TEST_CASE("a client that cannot come back within the run does not stay away") {
  Scenario scenario = read(under_every_fault(R"(, "outside_contract": true)"));
  CHECK_FALSE(allows(scenario, "client.*/ask", "late_new_key"));
  scenario.limits.virtual_time_max = assay::sim::Duration{60ll * 3'600'000'000'000};
  CHECK(allows(scenario, "client.*/ask", "late_new_key"));
}

TEST_CASE("a scenario under every fault is written as it was read") {
  for (const bool outside : {false, true}) {
    Scenario scenario = library_scenario("everything");
    scenario.outside_contract = outside;
    CHECK(scenario.every_fault);
    CHECK(read(to_json_text(scenario)) == scenario);
  }
}

TEST_CASE("another word than everything, and a word beside a list, are refused at their place") {
  std::string misspelt = under_every_fault();
  misspelt.replace(misspelt.find("everything"), 10, "anything_");
  CHECK(place_of_refusal(misspelt) == "/faults");
  std::string listed = under_every_fault(R"(, "outside_contract": true)");
  listed.replace(listed.find("\"everything\""), 12, "[]");
  CHECK(place_of_refusal(listed) == "/outside_contract");
  std::string broken = under_every_fault(R"(, "may_break": ["E3"])");
  broken.replace(broken.find("\"everything\""), 12, "[]");
  CHECK(place_of_refusal(broken) == "/may_break");
}

TEST_CASE("a set of times is drawn only if the service takes it, and a bad one is named") {
  const std::string before =
      R"(, "swarm": { "times": [{ "name": "usual" }, { "name": "odd", )";
  CHECK(place_of_refusal(under_every_fault(before + R"("hold_length": "5min" }] })")) ==
        "accepted");
  CHECK(place_of_refusal(under_every_fault(before + R"("service": { "lease": "2s" } }] })")) ==
        "/swarm/times/1");
  CHECK(place_of_refusal(under_every_fault(before + R"("service": { "leese": "9s" } }] })")) ==
        "/swarm/times/1/service/leese");
  CHECK(place_of_refusal(under_every_fault(
            before + R"("service": { "lease": "8s", "key_retention": "81s" } }] })")) ==
        "/swarm/times/1");  // its clients ask for 150 s
  CHECK(place_of_refusal(under_every_fault(before + R"("timeout": "9h" }] })")) ==
        "/swarm/times/1/timeout");
  CHECK(place_of_refusal(under_every_fault(before + R"("effect_max": "13h" }] })")) ==
        "/swarm/times/1");
}

TEST_CASE("the digest of a scenario sees the weight of a set of times, and of a profile") {
  Scenario scenario = library_scenario("everything");
  const std::string before = scenario_digest(scenario);
  ++scenario.swarm.times[1].weight;
  CHECK(scenario_digest(scenario) != before);
  --scenario.swarm.times[1].weight;
  CHECK(scenario_digest(scenario) == before);
  ++scenario.swarm.profiles[1].weight;
  CHECK(scenario_digest(scenario) != before);
  --scenario.swarm.profiles[1].weight;
  scenario.may_break.clear();
  CHECK(scenario_digest(scenario) != before);
}
