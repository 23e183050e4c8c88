// What code hosts and the pages of builds are told: read back as they read it.
#include "reports/formats/build_pages.hpp"
#include "reports/formats/sarif.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <vector>

#include "tests/reports/real_finding.hpp"

namespace {

using namespace assay;
using Json = nlohmann::json;
using Catch::Contains;

std::vector<reports::FindingReport> one_failure() { return {real::charged_twice()}; }

campaign::Results in_doubt() {
  campaign::Results results{.version = "0.1.0"};
  campaign::ScenarioResult scenario;
  scenario.name = "lost_response";
  scenario.runs = 20;
  scenario.unknown = 2;
  scenario.missing = {{.kind = runs::Missing::Kind::fault, .name = "x.y/reply: lose", .runs = 20}};
  scenario.lost = {{7, "was killed by signal 11"}};
  scenario.verdict = properties::Verdict::unknown;
  results.scenarios = {scenario};
  results.verdict = properties::Verdict::unknown;
  return results;
}

campaign::Results of_a_gallery() {
  campaign::Results results{.version = "0.1.0"};
  results.gallery = {{.defect = "escaped", .expected = "told_truth", .runs = 500}};
  return results;
}

Json read_back(const campaign::Results& results,
               const std::vector<reports::FindingReport>& failures) {
  const Json log = Json::parse(reports::sarif_text(results, failures));
  REQUIRE(log.at("version") == "2.1.0");
  REQUIRE(log.at("runs").size() == 1);
  return log.at("runs").at(0);
}

std::size_t lines_in(const std::string& text) {
  return static_cast<std::size_t>(std::ranges::count(text, '\n'));
}

}  // namespace

TEST_CASE("a failure is a SARIF result of its property's rule, known by its id") {
  const Json run = read_back(real::results(), one_failure());
  const runs::Finding& finding = real::charged_twice().reported.finding;
  const Json& result = run.at("results").at(0);
  CHECK(result.at("ruleId") == finding.property);
  CHECK(result.at("level") == "error");
  CHECK(result.at("partialFingerprints").at("assayFinding/v1") == finding.id);
  CHECK(result.at("properties").at("replay") == real::charged_twice().reported.replay);
  CHECK_THAT(result.at("message").at("text").get<std::string>(), Contains(finding.explanation));
  const Json& place = result.at("locations").at(0).at("physicalLocation");
  CHECK(place.at("artifactLocation").at("uri") == "failures/" + finding.id + ".json");
  CHECK(place.at("artifactLocation").at("uriBaseId") == "RESULTS");
  CHECK(run.at("originalUriBaseIds").contains("RESULTS"));
  const Json& rules = run.at("tool").at("driver").at("rules");
  REQUIRE(rules.size() == 1);
  CHECK(rules.at(0).at("id") == finding.property);
  const Json& steps = result.at("codeFlows").at(0).at("threadFlows").at(0).at("locations");
  CHECK(steps.size() == sim::fault_count(finding.plan));
}

TEST_CASE("a scenario of a user's own is the place of its failures") {
  campaign::Results results = real::results();
  campaign::ScenarioResult scenario;
  scenario.name = real::charged_twice().reported.finding.scenario;
  scenario.file = "our shop/lost.json";
  results.scenarios = {scenario};
  const Json run = read_back(results, one_failure());
  const Json& place = run.at("results").at(0).at("locations").at(0).at("physicalLocation");
  CHECK(place.at("artifactLocation").at("uri") == "our%20shop/lost.json");
  CHECK_FALSE(place.at("artifactLocation").contains("uriBaseId"));
}

TEST_CASE("what keeps a campaign from being a pass is told as such, everywhere") {
  const campaign::Results results = in_doubt();
  const Json run = read_back(results, {});
  CHECK(run.at("results").empty());
  CHECK(run.at("invocations").at(0).at("toolExecutionNotifications").size() == 3);
  const std::string lines = reports::build_annotations(results, {});
  CHECK(lines_in(lines) == 3);
  const std::string page = reports::build_summary(results, {});
  for (const char* doubt : {"x.y/reply: lose", "2 runs could not be decided", "signal 11"}) {
    CHECK_THAT(run.dump(), Contains(doubt));
    CHECK_THAT(lines, Contains(doubt));
    CHECK_THAT(page, Contains(doubt));
  }
  CHECK_THAT(page, Contains("**unknown** over 20 runs"));
}

TEST_CASE("that a defect of the gallery is found is no failure, and that it escapes is told") {
  const campaign::Results results = of_a_gallery();
  CHECK(read_back(results, one_failure()).at("results").empty());
  const std::string lines = reports::build_annotations(results, one_failure());
  CHECK_THAT(lines, !Contains("::error") && Contains("escaped told_truth in 500 runs"));
  CHECK_THAT(reports::build_summary(results, one_failure()), !Contains("## Failures"));
}

TEST_CASE("no text of a finding ends its annotation or becomes a command of its own") {
  std::vector<reports::FindingReport> failures = one_failure();
  failures.front().reported.finding.explanation = "100 % lost\n::warning::taken\r\nover";
  failures.front().reported.finding.scenario = "a,title=b::c";
  const std::string lines = reports::build_annotations(real::results(), failures);
  CHECK(lines_in(lines) == 1);
  CHECK_THAT(lines, Contains("100 %25 lost%0A::warning::taken%0D%0Aover"));
  CHECK_THAT(lines, Contains("a%2Ctitle=b%3A%3Ac"));
}

TEST_CASE("a campaign that holds says so in one line") {
  campaign::Results results{.version = "0.1.0"};
  results.verdict = properties::Verdict::holds;
  CHECK(reports::build_annotations(results, {}) == "::notice title=assay::holds\n");
}
