// The kill matrix: each defect passes what an undisturbed test would ask of it, and is caught by
// the property that it names with all others off, in the scenario that it names.
#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <sstream>
#include <string>
#include <vector>

#include "payments/types/money.hpp"
#include "runs/simulated/simulated_world.hpp"
#include "scenarios/files/library.hpp"
#include "systems/payments/defect.hpp"
#include "systems/payments/payments_system.hpp"
#include "tests/gallery/gallery_page.hpp"
#include "tests/runs/explore.hpp"
#include "tests/runs/seeds.hpp"
#include "tests/systems/shipped.hpp"

namespace {

using namespace assay;
using namespace assay::scenarios;
using namespace assay::runs;
using namespace assay::tests;
using namespace assay::systems;
using properties::Verdict;

constexpr std::size_t faults_max = 3;

constexpr std::uint64_t sweep_min = 320;  // the rarest of them shows itself once in 300 runs

Exploration sweep(const Defect& defect) {
  const std::uint64_t runs = std::max(tests::seeds_or(500), sweep_min);
  return explore(library_scenario(defect.scenario),
                 {.runs = runs, .system = &defect.system, .property = defect.property});
}

properties::Property property_of(const Defect& defect) {
  const auto all = properties::all_properties();
  const auto found = std::ranges::find(all, defect.property, &properties::Property::name);
  REQUIRE(found != all.end());
  return *found;
}

/// An amount that is nobody's payment.
bool absurd(const history::Amount& amount) { return amount.minor > payments::amount_max; }

/// The same without what a probe shows: that asks again, and something new, and is no undisturbed
/// day any more.
Scenario before_probe(Scenario scenario) {
  scenario.must_hold.clear();
  for (const properties::Property& property : properties::all_properties()) {
    if (!property.of_probe) scenario.must_hold.emplace_back(property.name);
  }
  return scenario;
}

/// The scenario with nothing going wrong in it, and so without rare facts that have to be met; what
/// it draws anew for each run, clocks that disagree, tenants who call things by the same names, and
/// amounts that are nobody's payment are things that go wrong.
Scenario undisturbed(std::string_view name) {
  Scenario scenario = library_scenario(name);
  scenario.faults.clear();
  scenario.every_fault = false;
  scenario.sometimes.clear();
  scenario.swarm = {};
  scenario.service.set("skew_max", sim::Duration{});
  for (ClientGroup& group : scenario.workload.clients) {
    group.tenant.clear();
    std::erase_if(group.amounts, absurd);
  }
  return scenario;
}

/// Whether a payment is asked for several things at the same moment, by several who mean different
/// ones, in parts of a hold, or for an absurd amount: that alone may be too much for what was
/// tested with one capture of each hold.
bool races(const Scenario& scenario) {
  return std::ranges::any_of(scenario.workload.clients, [](const ClientGroup& group) {
    return group.copies > 1 || group.flow == Flow::refund_twice ||
           group.flow == Flow::generated || group.flow == Flow::capture_in_parts ||
           !group.tenant.empty() || std::ranges::any_of(group.amounts, absurd);
  });
}

std::string listing(const sim::Plan& plan) {
  std::string text;
  for (const sim::Answer& answer : plan) {
    text += "\n    " + answer.site + " #" + std::to_string(answer.n) + ": " + answer.answer;
  }
  return text;
}

/// Fewer runs where each has many payments.
std::uint64_t calm_runs(const Scenario& scenario) {
  constexpr std::uint64_t many = 10;
  return payments_in(scenario) > many ? 2 : tests::seeds_or(1000) / 100 + 1;
}

/// Whether it takes minutes without an answer: each loss of them is then a fault of its own.
bool needs_an_outage(const Defect& defect) {
  constexpr std::array<std::string_view, 3> those{"kept_again_taken_for_double",
                                                  "leaping_clock_doubted", "look_up_written_off"};
  return std::ranges::find(those, defect.name) != those.end();
}

/// The plan of a finding is its least cause: it replays by itself, has few faults, violates the
/// property with the defect, and none without it. (That the whole code is clean on the seeds is the
/// test of the library's.)
void check_plan(const Defect& defect, const Exploration& found) {
  const Finding& finding = found.findings.front();
  CHECK(finding.replays);
  const bool probed = property_of(defect).of_probe;  // asked again where nothing went wrong
  CHECK((sim::fault_count(finding.plan) >= 1 || races(found.scenario) || probed));
  if (!needs_an_outage(defect)) CHECK(sim::fault_count(finding.plan) <= faults_max);
  SimulatedWorld world;
  const Jury jury{property_of(defect)};
  RunRequest request{.scenario = &found.scenario,
                     .system = &defect.system,
                     .baseline = sim::Baseline::benign,
                     .plan = &finding.plan};
  const Run& with = world.run(request);
  CHECK(with.behaviour == finding.digest);
  CHECK(jury.judge(with).front().verdict == Verdict::violated);
  request.system = &systems::payments_system();
  CHECK(jury.judge(world.run(request)).front().verdict == Verdict::holds);
}

void check_row(const std::string& row, const std::string& page) {
  INFO("docs/gallery.md must have this row:\n" << row);
  CHECK(page.find(row + "\n") != std::string::npos);
}

bool every_answer_is_needed(const Finding& finding) {
  return std::ranges::all_of(
      finding.omissions, [](const Omission& without) { return without.verdict == Verdict::holds; });
}

}  // namespace

TEST_CASE("each defect of the gallery is found under its own name") {
  CHECK(all_defects().size() >= 18);
  for (const Defect& defect : all_defects()) {
    const Defect* const found = tests::shipped().find_defect(defect.name);
    REQUIRE(found != nullptr);
    CHECK(found->name == defect.name);
    CHECK(found->system.name == defect.name);
  }
  CHECK(tests::shipped().find_defect("no_such_defect") == nullptr);
}

TEST_CASE("what nothing catches is said, and never more than it was") {
  std::size_t missing = 0;
  for (const Defect& defect : all_defects()) {
    CHECK(defect.property.empty() == !defect.missing.empty());
    CHECK(defect.scenario.empty() == !defect.missing.empty());
    missing += defect.missing.empty() ? 0U : 1U;
  }
  CHECK(missing == 0);
}

TEST_CASE("each defect is caught by its property alone, by a small plan that harms no whole code") {
  const std::string text = page();
  std::size_t two_faults = 0, order = 0, clock = 0;
  for (const Defect& defect : all_defects()) {
    if (!defect.missing.empty()) continue;
    INFO(defect.name);
    const Exploration found = sweep(defect);
    CHECK(found.verdict == Verdict::violated);
    CHECK(found.findings.size() == 1);
    if (found.findings.empty()) continue;
    const Finding& finding = found.findings.front();
    CHECK(finding.property == defect.property);
    WARN(finding.runs_to_find << " runs to find " << defect.name << " by " << finding.property
                              << " in " << finding.scenario << listing(finding.plan));
    check_plan(defect, found);
    check_row(row_of(defect, needs_of(finding.plan)), text);
    CHECK(every_answer_is_needed(finding));
    const Needs needs = needs_of(finding.plan);
    two_faults += needs.faults >= 2 ? 1U : 0U;
    order += needs.order ? 1U : 0U;
    clock += needs.clock ? 1U : 0U;
  }
  CHECK(two_faults >= 3);
  CHECK(order >= 2);
  CHECK(clock >= 2);
}

TEST_CASE("the page of the gallery says of each defect that nothing catches what is missing") {
  const std::string text = page();
  for (const Defect& defect : all_defects()) {
    if (!defect.missing.empty()) check_row(row_of(defect), text);
  }
}

TEST_CASE("the page of the gallery has no rows of defects that do not exist") {
  std::istringstream lines{page()};
  std::size_t rows = 0;
  for (std::string line; std::getline(lines, line);) rows += line.starts_with("| `") ? 1U : 0U;
  CHECK(rows == all_defects().size());
}

TEST_CASE("each defect passes the happy path, every property on") {
  for (const Defect& defect : all_defects()) {
    DYNAMIC_SECTION(defect.name) {
      const Exploration calm =
          explore(before_probe(library_scenario("happy_path")),
                  {.runs = tests::seeds_or(1000) / 10 + 1, .system = &defect.system});
      INFO(first_of(calm));
      CHECK(calm.verdict == Verdict::holds);
    }
  }
}

TEST_CASE("each defect passes every scenario while nothing goes wrong in it and nothing races") {
  std::vector<Scenario> calm;
  for (const std::string_view name : library_names()) {
    calm.push_back(before_probe(undisturbed(name)));
    if (races(calm.back())) calm.pop_back();
  }
  for (const Defect& defect : all_defects()) {
    for (const Scenario& scenario : calm) {
      INFO(defect.name << " in " << scenario.name);
      const Exploration found =
          explore(scenario, {.runs = calm_runs(scenario), .system = &defect.system});
      CHECK(found.verdict == Verdict::holds);
    }
  }
}

TEST_CASE("where shrinking alone ends with three faults, one that suffices is found all the same") {
  const Defect* const defect = tests::shipped().find_defect("fresh_key_per_attempt");
  const Exploration found =
      explore(library_scenario("lost_response"),
              {.runs = 1, .system = &defect->system, .property = "at_most_one_effect"});
  REQUIRE(found.findings.size() == 1);
  CHECK(sim::fault_count(found.findings.front().plan) == 1);
  CHECK(found.findings.front().omissions.size() == 1);
}
