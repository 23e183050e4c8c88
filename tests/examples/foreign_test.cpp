// The seams, as a stranger finds them: assay judges a service that shares no code with ours, finds
// its honest bug, and leaves the corrected one alone.
#include <catch2/catch.hpp>

#include <fstream>
#include <set>
#include <string>

#include "examples/foreign/foreign_scenario.hpp"
#include "examples/foreign/payment_service.hpp"
#include "tests/runs/explore.hpp"
#include "tests/runs/seeds.hpp"

namespace {

using namespace assay;
using namespace assay::scenarios;
using namespace assay::runs;
using namespace assay::tests;
using foreign::foreign_scenario;
using foreign::foreign_system;
using foreign::Saves;
using properties::Verdict;

Exploration sweep(std::string_view scenario, const harness::System& system) {
  return explore(foreign_scenario(scenario), {.runs = tests::seeds_or(300),
                                              .system = &system,
                                              .property = "at_most_one_effect",
                                              .smoke = true});
}

/// Every file of the project that a file includes, directly or not, and itself.
void gather(const std::string& path, std::set<std::string>& seen) {
  if (!seen.insert(path).second) return;
  std::ifstream file{std::string{ASSAY_SOURCE_DIR} + "/" + path};
  INFO(path);
  REQUIRE(file.good());
  const std::string own = path.starts_with("examples/") ? "examples/foreign/" : "";
  const std::string quoted = "#include \"";
  const std::string installed = "#include <assay/";
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with(quoted)) {
      gather(own + line.substr(quoted.size(), line.rfind('"') - quoted.size()), seen);
    } else if (line.starts_with(installed)) {
      gather(line.substr(installed.size(), line.rfind('>') - installed.size()), seen);
    }
  }
}

}  // namespace

TEST_CASE("a stranger's service that saves after the charge is found to charge twice") {
  const harness::System system = foreign_system(Saves::after_the_charge);
  const std::string name = GENERATE("lost_response", "crash_after_processor");
  const Exploration found = sweep(name, system);
  INFO(name);
  REQUIRE(found.verdict == Verdict::violated);
  REQUIRE(found.findings.size() == 1);
  const Finding& finding = found.findings.front();
  INFO(finding.explanation);
  CHECK(finding.severity >= properties::Severity::money_lost);  // a second hold stands to the end
  CHECK(finding.worst == properties::Severity::double_charge);
  CHECK(finding.replays);
  CHECK(sim::fault_count(finding.plan) >= 1);
  CHECK(sim::fault_count(finding.plan) <= 2);
}

TEST_CASE("the same service with the reference saved before the charge is clean") {
  const harness::System system = foreign_system(Saves::before_the_charge);
  for (const char* const name : {"lost_response", "crash_after_processor"}) {
    const Exploration found = sweep(name, system);
    INFO(name << ": " << first_of(found));
    CHECK(found.verdict == Verdict::holds);
  }
}

/// What the stranger wrote the service for: one node, one tenant, one thing at a time, no faults.
Scenario calm_form(std::string_view name) {
  Scenario calm = foreign_scenario(name);
  calm.faults.clear();
  calm.every_fault = false;
  calm.may_break.clear();
  calm.swarm = {};
  calm.topology.service_nodes = 1;
  for (ClientGroup& group : calm.workload.clients) {
    group.copies = 1;
    group.tenant.clear();
    const bool many = group.flow == Flow::refund_twice || group.flow == Flow::generated ||
                      group.flow == Flow::capture_in_parts;
    if (many) group.flow = Flow::authorise_capture_and_refund;
  }
  return calm;
}

TEST_CASE("a stranger's service holds on all that can be judged while nothing goes wrong") {
  for (const auto saves : {Saves::after_the_charge, Saves::before_the_charge}) {
    const harness::System system = foreign_system(saves);
    for (const std::string_view name : library_names()) {
      const Scenario calm = calm_form(name);
      const Exploration found = explore(
          calm, {.runs = tests::seeds_or(300) / 10 + 1, .system = &system});
      INFO(name << ": " << first_of(found));
      CHECK(found.verdict == Verdict::holds);
    }
  }
}

TEST_CASE("a property about beliefs is unknown for a service that shows none") {
  const harness::System system = foreign_system(Saves::before_the_charge);
  const auto found = explore(library_scenario("happy_path"),
                             {.runs = 10, .system = &system, .property = "no_unseen_effect"});
  CHECK(found.verdict == Verdict::unknown);
  CHECK(found.tally.unknown == 10);
}

TEST_CASE("a stranger's service sees nothing of our payment code, however indirectly") {
  std::set<std::string> seen;
  gather("examples/foreign/payment_service.cpp", seen);
  gather("examples/foreign/main.cpp", seen);
  CHECK(seen.contains("harness/system.hpp"));
  for (const std::string& path : seen) {
    INFO(path);
    CHECK_FALSE(path.starts_with("payments/"));
  }
}
