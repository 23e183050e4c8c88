// Failure modes from real findings, what comes first, and the two forms.
#include "reports/fmea/fmea.hpp"

#include <catch2/catch.hpp>

#include "tests/reports/real_finding.hpp"

using namespace assay;
using namespace assay::reports;
using campaign::Counted;
using properties::Severity;

namespace {

constexpr std::int64_t second = 1'000'000'000;
const Signal at_once{"alarm x", 2 * second};
const Signal next_day{"alarm x", 86'400 * second};
const Counted seldom{0, 1000};
const Counted often{50, 1000};

}  // namespace

TEST_CASE("gravity comes first: what charges twice is high unless it is rare and soon seen") {
  CHECK(priority_of(Severity::double_charge, often, at_once) == ActionPriority::high);
  CHECK(priority_of(Severity::double_charge, seldom, next_day) == ActionPriority::high);
  CHECK(priority_of(Severity::money_lost, seldom, {}) == ActionPriority::high);
  CHECK(priority_of(Severity::money_lost, {}, at_once) == ActionPriority::high);
  CHECK(priority_of(Severity::money_lost, seldom, at_once) == ActionPriority::medium);
}

TEST_CASE("what is stuck or believed wrongly is high where nobody sees it, noise never") {
  CHECK(priority_of(Severity::stuck, often, {}) == ActionPriority::high);
  CHECK(priority_of(Severity::stuck, often, at_once) == ActionPriority::medium);
  CHECK(priority_of(Severity::wrong_belief, seldom, {}) == ActionPriority::medium);
  CHECK(priority_of(Severity::wrong_belief, seldom, next_day) == ActionPriority::medium);
  CHECK(priority_of(Severity::wrong_belief, seldom, at_once) == ActionPriority::low);
  CHECK(priority_of(Severity::noise, often, {}) == ActionPriority::low);
}

TEST_CASE("a mode is told from its finding's run and its campaign's counts") {
  campaign::Results results = real::results();
  FindingReport report = real::charged_twice();
  results.scenarios.resize(1);
  results.scenarios[0].name = report.reported.finding.scenario;
  results.scenarios[0].defect = report.reported.finding.defect;
  results.scenarios[0].runs = 1000;
  results.scenarios[0].violations = {{report.reported.finding.property, 120}};
  const auto modes = failure_modes(results, {&report, 1});
  REQUIRE(modes.size() == 1);
  CHECK(modes[0].occurred == Counted{120, 1000});
  CHECK(modes[0].function.starts_with("acquirer."));
  CHECK(modes[0].mode.find("is lost") != std::string::npos);
  CHECK(modes[0].rates.find("acquirer.") != std::string::npos);
  CHECK_FALSE(modes[0].action.empty());
  const std::string csv = fmea_csv(modes);
  CHECK(csv.find("\"1000\",\"120\",\"0.1005\",\"0.1418\"") != std::string::npos);
}

TEST_CASE("a service that parks a payment shows it, and the time is counted from the first fault") {
  const auto signal = first_signal(*real::never_asked().run);
  REQUIRE(signal.has_value());
  CHECK(signal->after > 0);
}

TEST_CASE("hostile text stays text in both forms, and no cell is a formula") {
  FailureMode mode;
  mode.id = "x";
  mode.function = "=cmd|' /C calc'!A0";
  mode.effect = "<script>alert(1)</script> \"quoted\"";
  const std::string csv = fmea_csv({&mode, 1});
  CHECK(csv.find("\"'=cmd|") != std::string::npos);
  CHECK(csv.find("\"\"quoted\"\"") != std::string::npos);
  const std::string page = fmea_html({&mode, 1});
  CHECK(page.find("<script>alert") == std::string::npos);
  CHECK(page.find("&lt;script&gt;") != std::string::npos);
}

TEST_CASE("after a fix that was counted clean often enough the priority is low") {
  FailureMode mode;
  mode.id = "x";
  mode.severity = Severity::double_charge;
  mode.occurred = Counted{400, 500};
  mode.after_fix = Counted{0, 500};
  CHECK(fmea_csv({&mode, 1}).find("\"0 of 500, at most 0.007351\",\"low\"") != std::string::npos);
  mode.after_fix = Counted{0, 20};
  CHECK(fmea_csv({&mode, 1}).find("\"high\",\"x\"") != std::string::npos);
}
