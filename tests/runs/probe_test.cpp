// The probe in the simulated world: what it asks, and that it leaves no trace in the run that it
// follows.
#include <catch2/catch.hpp>

#include <algorithm>
#include <map>
#include <string>

#include "properties/property.hpp"
#include "runs/simulated/simulated_world.hpp"
#include "runs/verdict.hpp"
#include "scenarios/files/library.hpp"
#include "systems/payments/payments_system.hpp"

using namespace assay;
using namespace assay::runs;

namespace {

const harness::System& shipped() { return systems::payments_system(); }

RunRequest seeded(const scenarios::Scenario& scenario, std::uint64_t seed, Probing probing) {
  return {.scenario = &scenario, .system = &shipped(), .seed = seed, .probing = probing};
}

/// What a probe asks for, and how often it was told that it is so.
std::map<std::string, int> told_by_probe(const Run& run) {
  std::map<std::string, int> told;
  for (const history::Observation& seen : *run.history) {
    if (seen.sequence <= run.history->size_before_probe()) continue;
    const auto* answer = seen.as<history::ResponseReceived>();
    if (answer == nullptr) continue;
    const bool is_new = answer->payable.text().starts_with("probe-");
    ++told[std::string{is_new ? "new " : ""}.append(to_text(answer->kind)) + " " +
           std::string{to_text(answer->outcome)}];
  }
  return told;
}

}  // namespace

TEST_CASE("a probe asks for every key again, for something new, and for what is left") {
  const scenarios::Scenario scenario = scenarios::library_scenario("happy_path");
  SimulatedWorld world;
  const auto told = told_by_probe(world.run(seeded(scenario, 1, Probing::always)));
  const std::map<std::string, int> expected{
      {"authorise success", 4},     {"capture success", 3},     {"refund success", 3},
      {"void success", 1},          {"new authorise success", 1}, {"new capture success", 1}};
  CHECK(told == expected);
}

TEST_CASE("a run is the same whether it is probed or not") {
  for (const std::string_view name : {"lost_response", "overload", "swarm"}) {
    const scenarios::Scenario scenario = scenarios::library_scenario(name);
    SimulatedWorld world;
    for (std::uint64_t seed = 0; seed < 4; ++seed) {
      INFO(name << ", seed " << seed);
      const Run without = world.run(seeded(scenario, seed, Probing::never));
      const sim::Plan plan = world.recorded();
      const auto facts = without.history->size();
      const Run& with = world.run(seeded(scenario, seed, Probing::always));
      CHECK(with.probed);
      CHECK_FALSE(without.probed);
      CHECK(with.behaviour == without.behaviour);
      CHECK(with.events == without.events);
      CHECK(with.sometimes == without.sometimes);
      CHECK(world.recorded() == plan);
      CHECK(with.history->size_before_probe() == facts);
      CHECK(with.history->size() > facts);
    }
  }
}

TEST_CASE("a probe of the same run is the same, and has a digest of its own") {
  const scenarios::Scenario scenario = scenarios::library_scenario("lost_response");
  SimulatedWorld world;
  const Run first = world.run(seeded(scenario, 1, Probing::always));
  (void)world.run(seeded(scenario, 2, Probing::always));
  const Run& again = world.run(seeded(scenario, 1, Probing::always));
  CHECK(again.probe == first.probe);
  CHECK(again.probe != first.behaviour);
}

TEST_CASE("a quarter of seeded runs is probed, and every run of a plan") {
  RunRequest request;
  int probed = 0;
  for (request.seed = 0; request.seed < 10'000; ++request.seed) {
    request.baseline = sim::Baseline::seeded;
    if (wants_probe(request)) ++probed;
    request.baseline = sim::Baseline::benign;
    CHECK(wants_probe(request));
  }
  CHECK(probed > 2'300);
  CHECK(probed < 2'700);
}

TEST_CASE("runs that were probed are counted") {
  const scenarios::Scenario scenario = scenarios::library_scenario("lost_response");
  SimulatedWorld world;
  const Tally counted = tally(world, scenario, shipped(), Jury{scenario}, 0, 100);
  CHECK(counted.probed == 25);
  CHECK(counted.undecided.empty());
}

TEST_CASE("a jury without those that judge a probe has all the others") {
  const Jury all{scenarios::library_scenario("happy_path"), systems::payments_system()};
  const Jury others = all.without_probe();
  const auto of_probe = [](const Jury& jury) {
    return std::ranges::count_if(jury.properties(), &properties::Property::of_probe);
  };
  CHECK(of_probe(all) > 0);
  CHECK(of_probe(others) == 0);
  CHECK(others.properties().size() + static_cast<std::size_t>(of_probe(all)) ==
        all.properties().size());
}
