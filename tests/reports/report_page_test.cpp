// report.html: one file, nothing from elsewhere, and no text that is taken for markup. Its script
// is tested in a browser: reports/app/tests.
#include "reports/pages/report_page.hpp"

#include <catch2/catch.hpp>
#include <pugixml.hpp>

#include <regex>

#include "reports/pages/sequence_svg.hpp"
#include "reports/pages/templates.hpp"
#include "tests/reports/real_finding.hpp"

using namespace assay;
using namespace assay::reports;
using nlohmann::json;

namespace {

bool says(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

std::string without_scripts(std::string page) {
  for (auto from = page.find("<script"); from != std::string::npos; from = page.find("<script")) {
    page.erase(from, page.find("</script>", from) + 9 - from);
  }
  return page;
}

std::string failing_page() { return report_page(real::results(), {&real::charged_twice(), 1}); }

campaign::Results gallery() {
  campaign::Results results{.version = "0.1.0"};
  results.gallery = {{.defect = "a_defect",
                      .summary = "A mistake.",
                      .source = "somebody #1",
                      .scenario = "lost_response",
                      .expected = "told_truth",
                      .caught_by = {"told_truth", "progress"},
                      .runs_to_find = 3,
                      .shrunk_faults = 1,
                      .replayed = true,
                      .clean_when_fixed = true,
                      .clean_without_faults = true},
                     {.defect = "another", .expected = "progress", .runs = 500}};
  return results;
}

}  // namespace

TEST_CASE("the report is one file: nothing loaded, every template filled in") {
  const std::string page = without_scripts(failing_page());
  for (const char* banned : {"<script", "javascript:", "http:", "https:", "@import", "url(",
                             "onload", "{{", "}}", "src="}) {
    INFO(banned);
    CHECK_FALSE(says(page, banned));
  }
  CHECK(page.starts_with("<!DOCTYPE html>"));
  CHECK(page.ends_with("</html>\n"));
}

TEST_CASE("every element of the report is closed, in order") {
  for (std::string page : {failing_page(), report_page(gallery(), {})}) {
    page = std::regex_replace(page, std::regex{"<!DOCTYPE html>|<meta [^>]*>"}, "");
    page = std::regex_replace(page, std::regex{"<style>[^<]*</style>"}, "");
    page = without_scripts(page);
    pugi::xml_document document;
    const auto parsed = document.load_string(page.c_str());
    INFO(parsed.description() << " at "
                              << page.substr(static_cast<std::size_t>(parsed.offset), 80));
    CHECK(parsed);
  }
}

TEST_CASE("a failure is shown with cause, proof, diagram, truth beside belief and playbook") {
  const FindingReport& finding_report = real::charged_twice();
  const runs::Finding& finding = finding_report.reported.finding;
  const std::string page = failing_page();
  CHECK(says(page, "id=\"" + finding.id + "\""));
  CHECK(says(page, "href=\"#" + finding.id + "\""));
  CHECK(says(page, "the request acquirer.authorise is lost"));
  for (const auto& one : finding.omissions) CHECK(says(page, one.digest.hex()));
  CHECK(says(page, "<svg class=\"sequence\""));
  CHECK(says(page, "the processor did"));
  CHECK(says(page, "<h5>Containment</h5>"));
  CHECK(says(page, finding_report.reported.replay));
}

TEST_CASE("the matrix marks what was violated, what held, and what was not asked for") {
  campaign::Results results = real::results();
  campaign::ScenarioResult other;
  other.name = "happy_path";
  other.runs = 10;
  other.judged = {"told_truth"};
  results.scenarios.push_back(other);
  const json matrix = matrix_values(results);
  REQUIRE(matrix["columns"].size() == 2);
  CHECK(matrix["rows"][0]["cells"][0]["kind"] == "bad");
  CHECK(matrix["rows"][0]["cells"][0]["mark"] == "32");
  CHECK(matrix["rows"][0]["cells"][1]["kind"] == "good");
  CHECK(matrix["rows"][1]["cells"][0]["kind"] == "none");
  CHECK(matrix["rows"][1]["cells"][1]["kind"] == "good");
}

TEST_CASE("what was violated has the first columns of the matrix, where a narrow window shows it") {
  campaign::Results results = real::results();
  auto& row = results.scenarios.front();
  row.judged = {"amount_binding", "confluence", "told_truth"};
  row.violations = {{"told_truth", 3}};
  results.findings.clear();
  const json matrix = matrix_values(results);
  CHECK(matrix["columns"] ==
        json::array(
            {{{"name", "told_truth"}}, {{"name", "amount_binding"}}, {{"name", "confluence"}}}));
  CHECK(matrix["rows"][0]["cells"][0]["mark"] == "3");
}

TEST_CASE("one of a thing is one thing") {
  REQUIRE(real::results().scenarios.size() == 1);
  CHECK(says(report_page(real::results(), {}), "<dd>1</dd><dt>scenario</dt>"));
  CHECK(says(failing_page(), "<dd>1</dd><dt>failure</dt>"));
}

TEST_CASE("the kill matrix tells who caught a defect, who saw it as well, and what escaped") {
  const json kills = kill_values(gallery());
  REQUIRE(kills["columns"] == json::array({{{"name", "progress"}}, {{"name", "told_truth"}}}));
  CHECK(kills["rows"][0]["cells"][0]["kind"] == "also");
  CHECK(kills["rows"][0]["cells"][1]["kind"] == "kill");
  CHECK(kills["rows"][1]["cells"][0]["kind"] == "bad");
  CHECK(says(report_page(gallery(), {}), "escaped progress in 500 runs"));
}

TEST_CASE("a campaign that was interrupted or undecided does not look like a pass") {
  campaign::Results results = real::results();
  results.findings.clear();
  results.complete = false;
  results.verdict = properties::Verdict::unknown;
  results.scenarios.front().missing = {
      {.kind = runs::Missing::Kind::sometimes, .name = "retry was replayed", .runs = 9}};
  const std::string page = report_page(results, {});
  CHECK(says(page, "interrupted"));
  CHECK(says(page, "Not everything could be decided"));
  CHECK(says(page, "retry was replayed: never in 9 runs"));
}

TEST_CASE("the report names each scenario that does not fit the system, and why") {
  campaign::Results results = real::results();
  CHECK_FALSE(says(report_page(results, {}), "Not applicable"));
  results.unfit = {{"happy_path", "it pays in dollars"}};
  CHECK(says(report_page(results, {}), "<li>happy_path: it pays in dollars</li>"));
}

TEST_CASE("text in the report is never taken for markup, wherever it stands") {
  const std::string hostile = "<b>&\"'\x01</b>";
  FindingReport finding_report = real::charged_twice();
  finding_report.reported.finding.explanation = hostile;
  finding_report.reported.finding.plan.front().site = "x.y/" + hostile + " @ " + hostile;
  finding_report.scenario.playbook.signal = hostile;
  for (auto& event : finding_report.run->trace) event.node += hostile;
  const std::string page = report_page(real::results(), {&finding_report, 1});
  CHECK_FALSE(says(page, hostile));
  CHECK_FALSE(says(page, "<b>&"));
  CHECK_FALSE(says(page, "\x01"));
  CHECK(says(page, "&lt;b&gt;&amp;"));
}

TEST_CASE("the diagram is a well-formed element with a mark for each step") {
  const Sequence made = sequence(*real::charged_twice().run);
  pugi::xml_document document;
  REQUIRE(document.load_string(sequence_svg(made, "a \"title\" & more").c_str()));
  const auto groups = document.child("svg").children("g");
  CHECK(static_cast<std::size_t>(std::distance(groups.begin(), groups.end())) == made.steps.size());
  CHECK(document.child("svg").attribute("aria-label").value() == std::string{"a \"title\" & more"});
}

TEST_CASE("a template that does not exist is a bug, and an empty text leaves its section out") {
  CHECK_THROWS_AS(render("reprot", json::object()), std::logic_error);
  const std::string page = render("kill_table", json{{"rows", {{{"name", "x"}, {"problem", ""}}}}});
  CHECK_FALSE(says(page, "problem"));
}
