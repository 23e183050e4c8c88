// junit.xml is read back as a server reads it, whatever characters the results hold.
#include "reports/formats/junit.hpp"

#include <catch2/catch.hpp>
#include <pugixml.hpp>

#include <map>
#include <set>

#include "scenarios/files/printable.hpp"
#include "scenarios/files/shell_words.hpp"

using namespace assay;
using namespace assay::reports;

namespace {

campaign::Results two_properties() {
  campaign::Results results{.version = "0.1.0", .wall_seconds = 2.5};
  campaign::ScenarioResult scenario;
  scenario.name = "lost_response";
  scenario.runs = 1000;
  scenario.runs_per_second = 500;
  scenario.digest = std::string(32, 'a');
  scenario.judged = {"at_most_one_effect", "told_truth"};
  scenario.violations = {{"told_truth", 3}};
  scenario.verdict = properties::Verdict::violated;
  results.scenarios = {scenario};
  runs::Finding finding;
  finding.scenario = "lost_response";
  finding.property = "told_truth";
  finding.severity = properties::Severity::money_lost;
  finding.explanation = "told \"paid\" & <gone>";
  finding.at_risk = {1250, "EUR"};
  finding.seed = 17;
  finding.plan = {{"acquirer.authorise/reply @ shop-1/pay-1", 1, "lose"}};
  finding.digest = {0xab, 0xcd};
  results.findings = {{finding, "out/failures/x.json", "assay replay out/failures/x.json"}};
  return results;
}

/// The document as its reader sees it.
struct Read {
  pugi::xml_document document;
  explicit Read(const campaign::Results& results) {
    REQUIRE(document.load_string(junit_xml(results).c_str()));
  }
  [[nodiscard]] pugi::xml_node suite() const {
    return document.child("testsuites").child("testsuite");
  }
  [[nodiscard]] pugi::xml_node test(const char* name) const {
    return suite().find_child_by_attribute("testcase", "name", name);
  }
  [[nodiscard]] std::string detail(const char* test_name, const char* name) const {
    const std::string lines = test(test_name).child("system-out").text().get();
    const std::string mark = std::string{"[[PROPERTY|"} + name + "=";
    const auto at = lines.find(mark);
    if (at == std::string::npos) return "";
    return lines.substr(at + mark.size(), lines.find("]]\n", at) - at - mark.size());
  }
};

/// An element of Jenkins' xUnit schema: what may stand in it, and what it may say.
/// Source: junit-10.xsd of that plugin, which Jenkins holds a file to before it is read.
struct Element {
  std::set<std::string> children;
  std::set<std::string> attributes;
  std::set<std::string> required;
};

const std::map<std::string, Element>& xunit_schema() {
  static const std::map<std::string, Element> schema{
      {"testsuites", {{"testsuite"}, {"name", "time", "tests", "failures", "errors"}, {}}},
      {"testsuite",
       {{"testsuite", "properties", "testcase", "system-out", "system-err"},
        {"name", "tests", "failures", "errors", "group", "time", "skipped", "timestamp", "hostname",
         "id", "package", "file", "log", "url"},
        {"name", "tests", "failures", "errors"}}},
      {"testcase",
       {{"skipped", "error", "failure", "system-out", "system-err"},
        {"name", "time", "classname", "group"},
        {"name"}}},
      {"properties", {{"property"}, {}, {}}},
      {"property", {{}, {"name", "value"}, {"name", "value"}}},
      {"failure", {{}, {"type", "message"}, {}}},
      {"error", {{}, {"type", "message"}, {}}},
      {"skipped", {{}, {"type", "message"}, {}}},
      {"system-out", {}},
      {"system-err", {}}};
  return schema;
}

/// What the schema objects to in an element and all below it; empty where nothing is.
std::string objections(const pugi::xml_node& node) {
  const std::string name = node.name();
  if (!xunit_schema().contains(name)) return "unknown " + name + "\n";
  const Element& element = xunit_schema().at(name);
  std::string found;
  for (const pugi::xml_attribute& attribute : node.attributes()) {
    if (element.attributes.contains(attribute.name())) continue;
    found += name + " may not say " + attribute.name() + "\n";
  }
  for (const std::string& one : element.required) {
    if (!node.attribute(one.c_str())) found += name + " has to say " + one + "\n";
  }
  for (const pugi::xml_node& child : node.children()) {
    if (child.type() != pugi::node_element) continue;
    if (!element.children.contains(child.name())) found += name + " may not have " + child.name();
    found += objections(child);
  }
  return found;
}

}  // namespace

TEST_CASE("the schema of Jenkins' xUnit plugin objects to nothing") {
  campaign::Results results = two_properties();
  results.scenarios.front().unknown = 2;
  results.scenarios.front().broken = {{7, "it broke"}};
  CHECK(objections(Read{results}.document.child("testsuites")) == "");
}

TEST_CASE("a scenario that does not fit the system is a skipped case that says why") {
  campaign::Results results = two_properties();
  results.unfit = {{"happy_path", "it pays in dollars"}};
  const Read read{results};
  const pugi::xml_node suites = read.document.child("testsuites");
  const pugi::xml_node suite = suites.find_child_by_attribute("name", "not applicable");
  CHECK(std::string{suite.attribute("skipped").value()} == "1");
  CHECK(std::string{suite.attribute("failures").value()} == "0");
  const pugi::xml_node one = suite.child("testcase");
  CHECK(std::string{one.attribute("name").value()} == "happy_path");
  CHECK(std::string{one.child("skipped").attribute("message").value()} == "it pays in dollars");
  CHECK(objections(suites) == "");
}

TEST_CASE("what a passed case of a scenario file says to run names the file") {
  campaign::Results results = two_properties();
  results.scenarios.front().file = "my shop.json";
  CHECK(Read{results}.detail("at_most_one_effect", "replay") ==
        scenarios::own_command({"run", "my shop.json", "--seeds", "1000"}));
}

TEST_CASE("a violated property is a failed case with seed, replay command and digest") {
  const Read read{two_properties()};
  const pugi::xml_node failure = read.test("told_truth").child("failure");
  CHECK(failure.attribute("message").value() == std::string{"told \"paid\" & <gone>"});
  CHECK(failure.attribute("type").value() == std::string{"money_lost"});
  CHECK_THAT(failure.text().get(), Catch::Contains("12.50 EUR") && Catch::Contains("is lost"));
  CHECK(read.detail("told_truth", "seed") == "17");
  CHECK(read.detail("told_truth", "replay") == "assay replay out/failures/x.json");
  CHECK(read.detail("told_truth", "digest") == sim::Digest{0xab, 0xcd}.hex());
  CHECK_THAT(read.test("told_truth").child("system-out").text().get(),
             Catch::Contains("[[ATTACHMENT|out/failures/x.json]]"));
}

TEST_CASE("a property that holds is a passed case that says what was run") {
  const Read read{two_properties()};
  CHECK_FALSE(read.test("at_most_one_effect").child("failure"));
  CHECK(read.detail("at_most_one_effect", "seed") == "0..999");
  CHECK(read.detail("at_most_one_effect", "replay") ==
        scenarios::own_command({"run", "lost_response", "--seeds", "1000"}));
}

TEST_CASE("the counts of a suite are those of its cases") {
  const Read read{two_properties()};
  const pugi::xml_node root = read.document.child("testsuites");
  const auto cases = std::distance(read.suite().children("testcase").begin(),
                                   read.suite().children("testcase").end());
  CHECK(root.attribute("tests").as_llong() == cases);
  CHECK(read.suite().attribute("tests").as_llong() == cases);
  CHECK(read.suite().attribute("failures").as_int() == 1);
  CHECK(root.attribute("failures").as_int() == 1);
  CHECK(read.suite().attribute("time").as_double() == Approx(2.0));
}

TEST_CASE("a campaign that is no pass never looks like one") {
  campaign::Results results = two_properties();
  results.findings.clear();
  campaign::ScenarioResult& scenario = results.scenarios.front();
  scenario.unknown = 2;
  scenario.missing = {
      {.kind = runs::Missing::Kind::sometimes, .name = "retry was replayed", .runs = 9},
      {.kind = runs::Missing::Kind::fault, .name = "x.y/reply: lose", .runs = 9}};
  scenario.complete = false;
  scenario.lost = {{7, "was killed by signal 11"}};
  const Read read{results};
  for (const char* name :
       {"told_truth", "decided", "struck", "sometimes", "complete", "run_comes_back"}) {
    INFO(name);
    CHECK(read.test(name).child("failure"));
  }
}

TEST_CASE("a defect that escapes fails its case, one that is caught passes") {
  campaign::Results results{.version = "0.1.0"};
  results.gallery = {{.defect = "escaped", .expected = "told_truth", .runs = 500},
                     {.defect = "caught",
                      .expected = "p",
                      .caught_by = {"p"},
                      .runs_to_find = 1,
                      .replayed = true,
                      .clean_when_fixed = true,
                      .clean_without_faults = true}};
  const Read read{results};
  CHECK(read.test("escaped").child("failure").attribute("message").value() ==
        std::string{"escaped told_truth in 500 runs"});
  CHECK_FALSE(read.test("caught").child("failure"));
}

TEST_CASE("characters that XML forbids are spelled out, and all others come back") {
  campaign::Results results = two_properties();
  std::string hostile;
  for (char c = 1; c > 0 && c < 32; ++c) hostile += c;
  hostile += std::string{"\0", 1} + "\xc0\xaf\xed\xa0\x80\xef\xbf\xbf\xf5\x80\x80\x80\xe2\x82";
  results.findings.front().finding.explanation = "a" + hostile + "b ]]> ↯ 漢 😀";
  results.scenarios.front().judged.push_back("p" + hostile);
  const std::string text = junit_xml(results);
  pugi::xml_document document;
  REQUIRE(document.load_string(text.c_str()));
  CHECK(scenarios::printable(text, scenarios::Breaks::kept) == text);
  const Read read{results};
  const std::string message = read.test("told_truth").child("failure").text().get();
  CHECK_THAT(message, Catch::Contains("b ]]> ↯ 漢 😀") && Catch::Contains("\\x1b"));
}
