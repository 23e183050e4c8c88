// Remedies: what the verification lists, what a remedy is worth, and that trying one leaves no
// trace in the run that it is tried on.
#include <catch2/catch.hpp>

#include <algorithm>
#include <string>
#include <utility>

#include "runs/finding.hpp"
#include "runs/remedies/search.hpp"
#include "runs/simulated/simulated_world.hpp"
#include "runs/verdict.hpp"
#include "scenarios/files/library.hpp"
#include "scenarios/named.hpp"
#include "systems/payments/defect.hpp"
#include "systems/payments/payments_system.hpp"
#include "tests/runs/numb_desk.hpp"

using namespace assay;
using namespace assay::runs;

namespace {

/// A defect of the gallery that leaves work open at rest, and the plan of its first finding.
struct Sick {
  harness::System system;
  scenarios::Scenario scenario;
  std::string property;
  sim::Plan plan;
};

Sick sick(std::string_view name) {
  for (harness::Defect& one : systems::all_defects()) {
    if (one.name != name) continue;
    Sick found{
        one.system, scenarios::library_scenario(one.scenario), std::string{one.property}, {}};
    SimulatedWorld world;
    const Jury jury{found.scenario, found.system, found.property};
    for (std::uint64_t seed = 0; seed < 300; ++seed) {
      const Run& run =
          world.run({.scenario = &found.scenario, .system = &found.system, .seed = seed});
      if (jury.judge(run).front().verdict != properties::Verdict::violated) continue;
      const auto property = scenarios::property_named(found.property, found.scenario, found.system);
      found.plan =
          investigate(world, found.scenario, found.system, std::string{name}, property, seed).plan;
      return found;
    }
  }
  FAIL("the defect was not found: " << name);
  return {};
}

const Sick& list_leaves_open_alone() {
  static const Sick one = sick("list_leaves_open_alone");
  return one;
}

Remedy settle(Word word) { return {{{Move::verb, "settle", word}}}; }

Patient patient_of(World& world, const Sick& of) {
  return Patient{world, of.scenario, of.system, of.property, of.plan};
}

Sick with_broken_settle(Sick whole) {
  whole.system.make = [make = whole.system.make](harness::Environment& environment) {
    return std::make_unique<tests::NumbDesk>(make(environment));
  };
  return whole;
}

history::History charged(std::int64_t minor, history::Outcome told) {
  history::History seen;
  const history::Name pay = seen.name("pay-1");
  const history::Amount wanted{1250, "EUR"};
  const auto kind = history::OperationKind::capture;
  seen.add({.at = 1},
           history::IntentDeclared{.payable = pay, .amount = wanted, .ordinal = 1, .kind = kind});
  seen.add({.at = 2}, history::EffectApplied{.payable = pay,
                                             .effect = seen.name("e-1"),
                                             .amount = {minor, "EUR"},
                                             .ordinal = 1,
                                             .kind = kind});
  seen.add({.at = 3},
           history::ResponseReceived{
               .payable = pay, .amount = wanted, .ordinal = 1, .kind = kind, .outcome = told});
  return seen;
}

std::vector<std::pair<ItemKind, std::int64_t>> rows_of(const history::History& seen) {
  std::vector<std::pair<ItemKind, std::int64_t>> rows;
  for (const OpenItem& one : open_items(seen, seen.size())) {
    rows.emplace_back(one.kind, one.amount.minor);
  }
  return rows;
}

}  // namespace

TEST_CASE("the verification lists what was taken beside what the client was told") {
  using Rows = std::vector<std::pair<ItemKind, std::int64_t>>;
  CHECK(rows_of(charged(1250, history::Outcome::success)) == Rows{});
  CHECK(rows_of(charged(2500, history::Outcome::success)) == Rows{{ItemKind::surplus, 1250}});
  CHECK(rows_of(charged(1000, history::Outcome::success)) == Rows{{ItemKind::shortfall, 250}});
  CHECK(rows_of(charged(1250, history::Outcome::declined)) == Rows{{ItemKind::surplus, 1250}});
  CHECK(rows_of(charged(1250, history::Outcome::unknown)) == Rows{});
}

TEST_CASE("every step has a text from which it comes back") {
  for (const RemedyStep& step : steps_of(systems::payments_system())) {
    INFO(to_text(step));
    CHECK(step_from(to_text(step)) == step);
  }
  for (const std::string_view wrong : {"", "restarts", "verb:", "verb:settle:maybe"}) {
    CHECK(step_from(wrong) == std::nullopt);
  }
}

TEST_CASE("a run is the same whether a remedy is tried on it or not") {
  const Sick& of = list_leaves_open_alone();
  SimulatedWorld world;
  RunRequest request{.scenario = &of.scenario,
                     .system = &of.system,
                     .baseline = sim::Baseline::benign,
                     .plan = &of.plan};
  const Run without = world.run(request);
  const RemedyRequest remedy{settle(Word::looked_up), {}};
  request.remedy = &remedy;
  const Run with = world.run(request);
  CHECK(with.remedied);
  CHECK(with.behaviour == without.behaviour);
  CHECK(with.events == without.events);
  CHECK(world.recorded() == of.plan);
}

TEST_CASE("settling as the processor shows it helps, and on the wrong word it harms") {
  const Sick& of = list_leaves_open_alone();
  SimulatedWorld world;
  Patient patient = patient_of(world, of);
  REQUIRE(patient.is_open());
  const Trial right = patient.treat(settle(Word::looked_up));
  CHECK(right.worth == Worth::helps);
  CHECK(right.after.items.empty());
  CHECK(right.after.clean_after.has_value());
  CHECK(patient.treat(settle(Word::did_not_happen)).worth == Worth::harms);
  CHECK(patient.treat({{{Move::restart}}}).worth == Worth::nothing);
}

TEST_CASE("a remedy that is tried again comes out the same") {
  const Sick& of = list_leaves_open_alone();
  SimulatedWorld one;
  SimulatedWorld other;
  Patient first = patient_of(one, of);
  Patient second = patient_of(other, of);
  (void)second.treat({{{Move::ask_anew}}});
  for (const Manner manner : other_manners()) {
    Remedy remedy = settle(Word::looked_up);
    remedy.manner = manner;
    INFO(to_text(manner));
    CHECK(first.treat(remedy).after.digest == second.treat(remedy).after.digest);
  }
}

TEST_CASE("the search finds the smallest remedy, and says what harms") {
  const Sick& of = list_leaves_open_alone();
  SimulatedWorld world;
  const Treatment found =
      search_remedies(world, of.scenario, of.system, of.property, of.plan, {.runs_max = 100});
  REQUIRE_FALSE(found.helping.empty());
  CHECK(found.helping.front().remedy.steps.size() == 1);
  CHECK(found.size == 1);
  CHECK(found.manners.size() == other_manners().size());
  CHECK_FALSE(found.harming.empty());
  CHECK(found.runs <= 100);
}

TEST_CASE("a verb that no longer works is no remedy any more") {
  const Sick of = with_broken_settle(list_leaves_open_alone());
  SimulatedWorld world;
  Patient patient = patient_of(world, of);
  REQUIRE(patient.fails());
  CHECK(patient.treat(settle(Word::looked_up)).worth == Worth::nothing);
}
