// Properties that a scenario states: read, written, digested, refused where they are wrong; and
// judged, shrunk and replayed like ours.
#include <catch2/catch.hpp>

#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "runs/simulated/simulated_world.hpp"
#include "scenarios/files/bad_input.hpp"
#include "scenarios/files/library.hpp"
#include "scenarios/files/scenario_file.hpp"
#include "scenarios/known_properties.hpp"
#include "systems/payments/payments_system.hpp"
#include "testing/own_properties.hpp"
#include "tests/runs/explore.hpp"
#include "tests/systems/shipped.hpp"

namespace {

using namespace assay;
using namespace assay::scenarios;
using nlohmann::json;
using properties::Verdict;

/// The example of the page, as it stands there.
json page_example() {
  std::ifstream file{std::string{ASSAY_SOURCE_DIR} + "/docs/own-properties.md"};
  const std::string page{std::istreambuf_iterator<char>{file}, {}};
  const auto begin = page.find("```json\n") + 8;
  return json::parse("{" + page.substr(begin, page.find("```", begin) - begin) + "}")
      .at("properties");
}

json file_with(json properties) {
  json file = json::parse(to_json_text(library_scenario("lost_response")));
  file["properties"] = std::move(properties);
  return file;
}

Scenario scenario_with(json properties) {
  return read_scenario("own.json", file_with(std::move(properties)).dump());
}

const json one_capture = json::parse(R"({
  "name": "one_capture", "meaning": "An order is captured once.", "harm": "double_charge",
  "at_most_once": { "fact": "effect_applied", "where": { "kind": "capture" } },
  "per": ["payable", "ordinal"] })");

BadInputFacts refusal_of_property(const json& property) {
  try {
    (void)scenario_with(json::array({property}));
  } catch (const BadInput& error) {
    return error.facts();
  }
  FAIL("it was accepted: " << property.dump());
  return {};
}

}  // namespace

TEST_CASE("the page's example is read, and written and read again is the same") {
  const Scenario scenario = scenario_with(page_example());
  REQUIRE(scenario.properties.size() == 5);
  CHECK(read_scenario("again.json", to_json_text(scenario)) == scenario);
}

TEST_CASE("what is stated stands in the digest, and nothing there is what it was without") {
  const Scenario plain = library_scenario("lost_response");
  CHECK(scenario_digest(scenario_with(json::array())) == scenario_digest(plain));
  std::set<std::string> digests{scenario_digest(plain)};
  json changed = one_capture;
  digests.insert(scenario_digest(scenario_with({changed})));
  changed["per"] = {"payable"};
  digests.insert(scenario_digest(scenario_with({changed})));
  changed["at_most_once"]["where"] = {{"kind", {{"not", "capture"}}}};
  digests.insert(scenario_digest(scenario_with({changed})));
  changed["meaning"] = "Another sentence.";
  digests.insert(scenario_digest(scenario_with({changed})));
  CHECK(digests.size() == 5);
}

TEST_CASE("a property that is wrong is refused at its place, with the nearest name") {
  struct Case {
    const char* patch;  // of one_capture: RFC 7386
    const char* pointer;
    const char* nearest;
  };
  const Case cases[] = {
      {R"({"name": "told_truth"})", "/properties/0/name", ""},
      {R"({"name": "all"})", "/properties/0/name", ""},
      {R"({"harm": "money_lots"})", "/properties/0/harm", "money_lost"},
      {R"({"at_most_once": {"fact": "effect_aplied"}})", "/properties/0/at_most_once/fact",
       "effect_applied"},
      {R"({"at_most_once": {"where": {"knid": "capture"}}})",
       "/properties/0/at_most_once/where/knid", "kind"},
      {R"({"at_most_once": {"where": {"kind": "captur"}}})",
       "/properties/0/at_most_once/where/kind", "capture"},
      {R"({"at_most_once": {"where": {"ordinal": "one"}}})",
       "/properties/0/at_most_once/where/ordinal", ""},
      {R"({"at_most_once": {"where": {"ordinal": {"abvoe": 1}}}})",
       "/properties/0/at_most_once/where/ordinal/abvoe", "above"},
      {R"({"at_most_once": {"where": {"payable": {"above": "a"}}}})",
       "/properties/0/at_most_once/where/payable/above", ""},
      {R"({"at_most_once": {"where": {"kind": {"one_of": []}}}})",
       "/properties/0/at_most_once/where/kind/one_of", ""},
      {R"({"at_most_once": {"where": {"payable": {"present": 1}}}})",
       "/properties/0/at_most_once/where/payable/present", ""},
      {R"({"at_most_once": {"where": {"payable": {"of": "ordinal"}}}})",
       "/properties/0/at_most_once/where/payable/of", ""},
      {R"({"per": ["payabel"]})", "/properties/0/per/0", "payable"},
      {R"({"never": {"fact": "healed"}})", "/properties/0/at_most_once", ""},
      {R"({"at_most_once": null, "per": null})", "/properties/0", ""},
      {R"({"within": "5s"})", "/properties/0/within", ""},
      {R"({"at_most_once": null, "per": null, "after": {"fact": "healed"}})", "/properties/0", ""},
      {R"({"at_most_once": null, "per": null, "after": {"fact": "healed"}, "within": "0s",
           "comes": {"fact": "at_rest"}})",
       "/properties/0/within", ""},
      {R"({"at_most_once": null, "per": null, "never": {"fact": "healed"},
           "without": {"fact": "at_rest", "same": ["payable"]}})",
       "/properties/0/without/same/0", ""},
  };
  for (const Case& one : cases) {
    INFO(one.patch);
    json property = one_capture;
    property.merge_patch(json::parse(one.patch));
    const BadInputFacts facts = refusal_of_property(property);
    CHECK(facts.pointer == one.pointer);
    CHECK(facts.nearest == one.nearest);
    CHECK(facts.place.line > 0);
  }
}

TEST_CASE("two properties of one name are refused at the second") {
  try {
    (void)scenario_with({one_capture, one_capture});
    FAIL("accepted");
  } catch (const BadInput& error) {
    CHECK(error.facts().pointer == "/properties/1/name");
  }
}

TEST_CASE("the shipped code holds the page's example") {
  const Scenario scenario = scenario_with(page_example());
  const tests::Exploration found =
      tests::explore(scenario, {.runs = 60, .system = &systems::payments_system(), .smoke = true});
  CHECK(found.verdict == Verdict::holds);
}

TEST_CASE("a property of somebody's own finds a defect, and shrinks to the plan that ours does") {
  const harness::System& system = tests::system_with("fresh_key_per_attempt");
  json authorised = one_capture;
  authorised["at_most_once"]["where"]["kind"] = "authorise";
  const Scenario scenario = scenario_with({authorised});
  const auto with = [&](std::string_view property) {
    return tests::explore(scenario,
                          {.runs = 20, .system = &system, .property = property, .smoke = true});
  };
  const tests::Exploration ours = with("at_most_one_effect");
  const tests::Exploration own = with("one_capture");
  REQUIRE(ours.findings.size() == 1);
  REQUIRE(own.findings.size() == 1);
  const runs::Finding& finding = own.findings.front();
  CHECK(finding.plan == ours.findings.front().plan);
  CHECK(finding.replays);
  CHECK(finding.claim == "An order is captured once.");
  CHECK(sim::fault_count(finding.plan) == 1);
}

TEST_CASE("what must hold may name a property of the scenario's own, and then none of ours") {
  json file = file_with({one_capture});
  file["must_hold"] = {"one_capture"};
  const runs::Jury jury{read_scenario("own.json", file.dump())};
  REQUIRE(jury.properties().size() == 1);
  CHECK(jury.properties().front().name == "one_capture");
  file["must_hold"] = {"told_truth"};
  CHECK(runs::Jury{read_scenario("own.json", file.dump())}.properties().size() == 2);
}

namespace {

void nothing_moves(const properties::Index& index, properties::Violations& violations) {
  for (const auto& effect : index.of<history::EffectApplied>()) {
    violations.add({"money moved", {effect.sequence}, effect.amount});
  }
}

std::vector<properties::Property> brought(std::string_view name) {
  return {{.name = name,
           .claim = "Nothing ever moves.",
           .rule = properties::own_rule,
           .severity = properties::Severity::noise,
           .needs = history::bit(history::Source::truth),
           .check = nothing_moves}};
}

}  // namespace

TEST_CASE("a property that a system brings is judged in every scenario, and found by its name") {
  harness::System system = systems::payments_system();
  system.own_properties = [] { return brought("nothing_moves"); };
  const Scenario scenario = library_scenario("happy_path");
  const tests::Exploration found =
      tests::explore(scenario, {.runs = 2, .system = &system, .smoke = true});
  REQUIRE(found.findings.size() == 1);
  CHECK(found.findings.front().property == "nothing_moves");
  CHECK(found.findings.front().claim == "Nothing ever moves.");
  CHECK(found.findings.front().plan.empty());
}

TEST_CASE("a system that brings a property under a name of ours is refused") {
  harness::System system = systems::payments_system();
  system.own_properties = [] { return brought("told_truth"); };
  CHECK_THROWS_AS(scenarios::own_properties(library_scenario("happy_path"), system), BadInput);
}
