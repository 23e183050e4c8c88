// Accepted findings: what is read, what they match, and what is left of a verdict.
#include "campaign/results/accepted.hpp"

#include <catch2/catch.hpp>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>

#include "scenarios/files/bad_input.hpp"

using namespace assay;
using namespace assay::campaign;
using properties::Verdict;

namespace {

ReportedFinding found(std::string property) {
  ReportedFinding one;
  one.finding.id = "lost_response-" + property;
  one.finding.scenario = "lost_response";
  one.finding.property = std::move(property);
  return one;
}

/// A campaign in which two properties were violated, each with a finding of its own.
Results two_findings() {
  Results results;
  ScenarioResult scenario;
  scenario.name = "lost_response";
  scenario.runs = 100;
  scenario.violations = {{"at_most_one_effect", 3}, {"told_truth", 5}};
  scenario.verdict = Verdict::violated;
  results.scenarios = {scenario};
  results.findings = {found("at_most_one_effect"), found("told_truth")};
  results.verdict = verdict_of(results);
  return results;
}

Acceptance acceptance(std::string property, std::string until = {}) {
  return {.scenario = "lost_response",
          .property = std::move(property),
          .reason = "known",
          .until = std::move(until)};
}

std::vector<Acceptance> read_text(const std::string& text) {
  std::string folder = (std::filesystem::temp_directory_path() / "assay-test-XXXXXX").string();
  REQUIRE(::mkdtemp(folder.data()) != nullptr);
  const std::string path = folder + "/accepted.json";
  std::ofstream{path} << text;
  const auto remove = [&](int*) { std::filesystem::remove_all(folder); };
  int alive = 0;
  const std::unique_ptr<int, decltype(remove)> at_the_end{&alive, remove};
  return read_accepted(path);
}

std::string file_with(const std::string& entries) {
  return R"({"schema": "assay.accepted/1", "accepted": [)" + entries + "]}";
}

}  // namespace

TEST_CASE("a campaign fails by what is new, also beside what is accepted") {
  Results results = two_findings();
  hold_against(results, {acceptance("told_truth")}, "2026-12-01");
  CHECK(results.findings[0].standing == Standing::fresh);
  CHECK(results.findings[1].standing == Standing::accepted);
  CHECK(verdict_beyond_accepted(results) == Verdict::violated);
}

TEST_CASE("a campaign whose findings are all accepted holds beyond them, and is still violated") {
  Results results = two_findings();
  hold_against(results, {acceptance("told_truth"), acceptance("at_most_one_effect")}, "2026-12-01");
  CHECK(verdict_beyond_accepted(results) == Verdict::holds);
  CHECK(results.verdict == Verdict::violated);
}

TEST_CASE("a violation that no accepted finding tells of counts") {
  Results results = two_findings();
  results.findings.pop_back();
  hold_against(results, {acceptance("at_most_one_effect")}, "2026-12-01");
  CHECK(verdict_beyond_accepted(results) == Verdict::violated);
}

TEST_CASE("an entry holds to the end of its last day, and no longer") {
  const std::vector<Acceptance> accepted{acceptance("told_truth"),
                                         acceptance("at_most_one_effect", "2026-12-31")};
  Results results = two_findings();
  hold_against(results, accepted, "2026-12-31");
  CHECK(results.findings[0].standing == Standing::accepted);
  hold_against(results, accepted, "2027-01-01");
  CHECK(results.findings[0].standing == Standing::expired);
  CHECK(verdict_beyond_accepted(results) == Verdict::violated);
}

TEST_CASE("what cannot be decided stays so, whatever is accepted") {
  Results results = two_findings();
  results.scenarios[0].unknown = 1;
  hold_against(results, {acceptance("told_truth"), acceptance("at_most_one_effect")}, "2026-12-01");
  CHECK(verdict_beyond_accepted(results) == Verdict::unknown);
}

TEST_CASE("a campaign that met too little is no pass, whatever is accepted") {
  Results results = two_findings();
  results.scenarios[0].missing = {{.name = "retry was replayed", .runs = 100}};
  hold_against(results, {acceptance("told_truth"), acceptance("at_most_one_effect")}, "2026-12-01");
  CHECK(verdict_beyond_accepted(results) == Verdict::unknown);
}

TEST_CASE("an entry is of one defect, one id where it says so, and is told of where it is gone") {
  Results results = two_findings();
  Acceptance of_defect = acceptance("told_truth");
  of_defect.defect = "no_idempotency";
  Acceptance of_other_id = acceptance("told_truth");
  of_other_id.id = "another";
  hold_against(results, {of_defect, of_other_id}, "2026-12-01");
  CHECK(results.findings[1].standing == Standing::fresh);
  REQUIRE(results.held_against->gone.size() == 2);
  CHECK(results.held_against->gone[0].defect == "no_idempotency");
  CHECK(results.held_against->gone[1].id == "another");
}

TEST_CASE("a file of accepted findings needs a reason, a real day, and one entry for each") {
  const std::string good = R"({"scenario": "s", "property": "p", "reason": "r"})";
  CHECK(read_text(file_with(good)).size() == 1);
  CHECK_THROWS_AS(read_text(file_with(good + "," + good)), scenarios::BadInput);
  CHECK_THROWS_AS(read_text(file_with(R"({"scenario": "s", "property": "p"})")),
                  scenarios::BadInput);
  CHECK_THROWS_AS(
      read_text(
          file_with(R"({"scenario": "s", "property": "p", "reason": "r", "until": "2026-02-30"})")),
      scenarios::BadInput);
}
