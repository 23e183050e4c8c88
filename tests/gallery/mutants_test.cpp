// Mutants of the verdict, made by machine: each fault recorded and not carried out, each fact that
// must come sometimes never seen, each property off. Noticed is what changes the exit code of `run`
// or `gallery`. What is not noticed stands in a list that may only shrink. With
// ASSAY_MUTANT_SEEDS=1000 the faults are played for as many seeds as `run` plays by default.
#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <set>

#include "campaign/jobs/falsified.hpp"
#include "runs/simulated/simulated_world.hpp"
#include "scenarios/files/library.hpp"
#include "sim/world/world.hpp"
#include "systems/payments/defect.hpp"
#include "systems/payments/payments_system.hpp"
#include "tests/runs/explore.hpp"
#include "tests/systems/inside.hpp"

using namespace assay;
using namespace assay::scenarios;
using namespace assay::runs;
using namespace assay::tests;
using namespace assay::systems;
using properties::Verdict;

namespace {

using Names = std::set<std::string>;

std::uint64_t mutant_seeds() {
  const char* const wished = std::getenv("ASSAY_MUTANT_SEEDS");
  return wished == nullptr ? 30 : std::strtoull(wished, nullptr, 10);
}

/// The shipped code in a world in which that fault is recorded and nothing comes of it.
harness::System with_undone(std::size_t rule) {
  harness::System system = systems::payments_system();
  system.make = [rule](harness::Environment& environment) {
    assay::systems::testing::node_of(environment).world().leave_undone(rule);
    return systems::payments_system().make(environment);
  };
  return system;
}

/// Whether a campaign in which that fault never does anything names it, and so is no pass.
bool is_noticed(const Scenario& scenario, std::size_t rule, const std::string& fault) {
  const harness::System system = with_undone(rule);
  const Exploration found =
      explore(scenario, {.runs = mutant_seeds(), .system = &system, .investigate = false});
  if (found.verdict == Verdict::holds) return false;
  const bool named = std::ranges::any_of(found.met.missing, [&](const Missing& one) {
    return one.kind == Missing::Kind::fault && one.name == fault;
  });
  return named || found.tally.violated > 0;
}

/// The list of what is not noticed, a name a line; "#" begins a remark.
Names listed() {
  std::ifstream file{std::string{ASSAY_SOURCE_DIR} + "/tests/gallery/unnoticed_mutants.txt"};
  REQUIRE(file.good());
  Names names;
  for (std::string line; std::getline(file, line);) {
    if (!line.empty() && line.front() != '#') names.insert(line);
  }
  return names;
}

/// A tally of a campaign that met everything.
Tally all_met(const Scenario& scenario) {
  Tally tally = empty_tally(scenario);
  tally.runs = 1000;
  std::ranges::fill(tally.faults.applied, 1U);
  std::ranges::fill(tally.phases.applied, 1U);
  tally.sometimes.fill(1);
  return tally;
}

bool is_demanded(const Scenario& scenario, history::CoverageMark fact) {
  return std::ranges::find(scenario.sometimes, fact) != scenario.sometimes.end();
}

}  // namespace

TEST_CASE("a fault that is recorded and not carried out keeps a campaign from being a pass") {
  Names unnoticed;
  Names still_listed = listed();
  std::size_t mutants = 0;
  for (const std::string_view name : library_names()) {
    const Scenario scenario = library_scenario(name);
    if (scenario.every_fault) continue;  // its sites are what was covered, and nothing is promised
    const std::vector<std::string> faults = allowed_faults(scenario);
    for (std::size_t rule = 0; rule < faults.size(); ++rule, ++mutants) {
      if (!is_noticed(scenario, rule, faults[rule])) {
        unnoticed.insert(scenario.name + " " + faults[rule]);
      }
    }
  }
  INFO(mutants << " mutants, of which not noticed: " << unnoticed.size());
  std::erase_if(still_listed,
                [](const std::string& name) { return name.starts_with("sometimes"); });
  CHECK(unnoticed == still_listed);
  CHECK(unnoticed.size() * 10 <= mutants);
}

TEST_CASE("each fact that must come sometimes is demanded somewhere, and missed where it is gone") {
  for (const history::CoverageMarkEntry& entry : history::coverage_marks()) {
    std::size_t demanded = 0;
    for (const std::string_view name : library_names()) {
      const Scenario scenario = library_scenario(name);
      if (!is_demanded(scenario, entry.mark)) continue;
      ++demanded;
      Tally tally = all_met(scenario);
      CHECK(verdict_of(tally, sufficiency_of(tally, scenario, systems::payments_system())) ==
            Verdict::holds);
      tally.sometimes[static_cast<std::size_t>(entry.mark)] = 0;
      CHECK(verdict_of(tally, sufficiency_of(tally, scenario, systems::payments_system())) ==
            Verdict::unknown);
    }
    INFO(entry.name);
    CHECK((demanded > 0) != listed().contains("sometimes " + std::string{entry.name}));
  }
}

TEST_CASE("each property is wanted by a defect of the gallery, or refuses a lie of its own") {
  const auto lies = campaign::falsifiable_properties();
  for (const properties::Property& property : properties::all_properties()) {
    INFO(property.name);
    const auto defects = all_defects();
    const bool wanted =
        std::ranges::find(defects, property.name, &Defect::property) != defects.end();
    CHECK((wanted || std::ranges::find(lies, property.name) != lies.end()));
  }
}

TEST_CASE("a lie is refused by the property that it is told for, and passes where that is off") {
  const auto go_on = [] { return false; };
  std::vector<properties::Property> off = properties::all_properties();
  runs::SimulatedWorld world;
  for (const campaign::Falsified& held :
       campaign::hold_against_lies(off, payments_system(), world, go_on)) {
    INFO(held.property << ": " << held.lie << " in " << held.scenario << ", seed " << held.seed);
    CHECK(held.refused);
  }
  std::erase_if(off, [](const auto& one) { return one.name != "told_truth"; });
  off.front().check = [](const properties::Index&, properties::Violations&) {};
  for (const campaign::Falsified& held :
       campaign::hold_against_lies(off, payments_system(), world, go_on)) {
    CHECK_FALSE(held.refused);
  }
}
