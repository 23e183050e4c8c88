// Questions are about what there is, and answers are what results say.
#include "reports/readiness/readiness.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "scenarios/files/library.hpp"
#include "scenarios/known_properties.hpp"

using namespace assay::reports;
using nlohmann::json;

namespace {

json scenario(const char* name, std::vector<std::string> properties) {
  return {{"name", name},
          {"runs", 1000},
          {"verdict", "holds"},
          {"violations", json::object()},
          {"undecided", json::object()},
          {"properties", std::move(properties)}};
}

json results_of(std::vector<json> scenarios) {
  return {{"scenarios", std::move(scenarios)}, {"findings", json::array()}};
}

Answer answer_of(const char* id, const json& results, const json& later = nullptr) {
  const auto all = answers(results, later);
  const auto found =
      std::ranges::find_if(all, [&](const Answer& one) { return one.question.id == id; });
  REQUIRE(found != all.end());
  return *found;
}

template <class Names>
bool has(const Names& names, const std::string& name) {
  return std::ranges::find(names, name) != names.end();
}

}  // namespace

TEST_CASE("every question names scenarios, properties and sources that there are") {
  std::set<std::string> ids;
  for (const Question& one : questions()) {
    INFO(one.id);
    CHECK(ids.insert(one.id).second);
    CHECK(one.question.ends_with("?"));
    CHECK(one.cannot.empty() == !one.properties.empty());
    for (const std::string& name : one.scenarios) {
      CHECK(has(assay::scenarios::library_names(), name));
    }
    for (const std::string& name : one.properties) {
      CHECK(has(assay::scenarios::property_names(), name));
    }
    REQUIRE_FALSE(one.sources.empty());
    for (const std::string& source : one.sources) {
      INFO(source);
      const std::string path = source.substr(0, source.find(' '));
      CHECK(std::filesystem::exists(std::string{ASSAY_SOURCE_DIR "/"} + path));
    }
  }
  CHECK(ids.size() == 25);
}

TEST_CASE("a question is answered by the scenarios that ran, and by nothing else") {
  const json held = results_of({scenario("state_blocking", {"no_state_blocking"})});
  CHECK(answer_of("O4", held).answered == Answered::holds);
  CHECK(answer_of("O4", held).runs == 1000);
  CHECK(answer_of("I5", held).answered == Answered::not_run);
  CHECK(answer_of("F5", held).answered == Answered::not_run);
  const json not_judged = results_of({scenario("state_blocking", {"told_truth"})});
  CHECK(answer_of("O4", not_judged).answered == Answered::not_run);
}

TEST_CASE("an undecided run, a scenario that is missing or an unknown verdict is no yes") {
  json doubtful = results_of({scenario("state_blocking", {"no_state_blocking"})});
  doubtful["scenarios"][0]["undecided"]["no_state_blocking"] = 1;
  CHECK(answer_of("O4", doubtful).answered == Answered::unknown);
  doubtful["scenarios"][0]["undecided"] = json::object();
  doubtful["scenarios"][0]["verdict"] = "unknown";
  CHECK(answer_of("O4", doubtful).answered == Answered::unknown);
  const json half = results_of({scenario("overload", {"usefulness"})});
  CHECK(answer_of("F3", half).answered == Answered::holds);
  const json one_of_two = results_of({scenario("retry_loop", {"retry_budget"})});
  CHECK(answer_of("F4", one_of_two).answered == Answered::unknown);
}

TEST_CASE("what does not fit the system is not applicable") {
  json results = results_of({});
  results["unfit"] = {{{"scenario", "two_tenants"}, {"why", "it has no tenants"}}};
  CHECK(answer_of("I5", results).answered == Answered::not_applicable);
}

TEST_CASE("a gap has its scenario, its money, the way to see it, and the fix that runs proved") {
  json results = results_of({scenario("state_blocking", {"no_state_blocking"})});
  results["scenarios"][0]["violations"]["no_state_blocking"] = 7;
  results["findings"] = {{{"scenario", "state_blocking"},
                          {"property", "no_state_blocking"},
                          {"explanation", "It waited."},
                          {"amount_at_risk", {{"minor", 1250}, {"currency", "EUR"}}},
                          {"replay", "assay replay x.json"}}};
  const Answer open = answer_of("O4", results);
  CHECK(open.answered == Answered::violated);
  REQUIRE(open.gaps.size() == 1);
  CHECK(open.gaps[0].moved == "12.50 EUR");
  CHECK(open.gaps[0].replay == "assay replay x.json");
  CHECK_FALSE(open.gaps[0].fix.empty());
  CHECK(open.gaps[0].proved == 0);
  const json fixed = results_of({scenario("state_blocking", {"no_state_blocking"})});
  CHECK(answer_of("O4", results, fixed).gaps[0].proved == 1000);
  CHECK(answer_of("O4", results, results).gaps[0].proved == 0);
}
