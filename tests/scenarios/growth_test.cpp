// What a run costs grows with what happens in it, and not with the square of it, nor with time in
// which nothing happens. Processor time is compared with itself, generously: a square shows as a
// factor of twenty where three are allowed.
#include <catch2/catch.hpp>

#include <ctime>
#include <string>

#include "runs/simulated/simulated_world.hpp"
#include "runs/verdict.hpp"
#include "scenarios/files/document.hpp"
#include "scenarios/files/library.hpp"
#include "systems/payments/payments_system.hpp"

namespace {

using namespace assay::scenarios;
using namespace assay::runs;
using namespace assay::systems;
using namespace assay::sim::literals;

/// People who pay a hundred times each.
Scenario with_payments(std::uint32_t payments) {
  Scenario scenario = library_scenario("lost_response");
  ClientGroup people = scenario.workload.clients.front();
  people.count = payments / 100;
  people.payments = 100;
  scenario.workload.clients = {people};
  scenario.limits.virtual_time_max = 168_h;
  scenario.limits.events_max = 100'000'000;
  return scenario;
}

template <typename Body>
std::clock_t cost_of(Body body) {
  const std::clock_t begin = std::clock();
  body();
  return std::clock() - begin;
}

std::clock_t cost_of_payments(std::uint32_t payments) {
  const Scenario scenario = with_payments(payments);
  const Jury jury{scenario};
  SimulatedWorld world;
  Tally sum;
  const std::clock_t cost =
      cost_of([&] { sum = tally(world, scenario, assay::systems::payments_system(), jury, 1, 1); });
  CHECK(sum.violated == 0);
  return cost;
}

TEST_CASE("a payment costs about the same in a run of eight thousand as in one of four hundred") {
  const std::clock_t few = cost_of_payments(400);
  const std::clock_t many = cost_of_payments(8000);
  INFO("400: " << few << ", 8,000: " << many << " ticks of processor time");
  CHECK(many < 20 * few * 3);
}

TEST_CASE("a fact takes at most a hundred bytes, its texts included") {
  const Scenario scenario = with_payments(1000);
  SimulatedWorld world;
  const auto& history =
      *world.run({.scenario = &scenario, .system = &payments_system(), .seed = 1}).history;
  const auto facts = history.size();
  INFO(facts << " facts, " << history.bytes() << " bytes");
  CHECK(facts > 40'000);
  CHECK(history.bytes() < 100 * facts);
}

TEST_CASE("loops with nothing to do cost nothing, however short their periods") {
  Scenario scenario = with_payments(100);
  ClientGroup& people = scenario.workload.clients.front();
  people.payments = 3;
  people.think_max = 1_h;
  scenario.service.set("relay_period", 1_ms);
  scenario.service.set("resolver_period", 1_ms);
  scenario.service.set("reconcile_period", 1_ms);
  SimulatedWorld world;
  const Run& run = world.run({.scenario = &scenario,
                              .system = &assay::systems::payments_system(),
                              .baseline = assay::sim::Baseline::benign,
                              .trace = true});
  CHECK(run.exit == assay::sim::Exit::at_rest);
  CHECK(run.events < 5'000);
  CHECK(world.trace().events().size() < 5'000);
}

std::string list_of(std::size_t objects) {
  std::string text = "[{}";
  for (std::size_t i = 1; i < objects; ++i) text += ",{}";
  return text + "]";
}

TEST_CASE("a list is read in a time that grows with its elements, not with their square") {
  const std::string some = list_of(9'000);
  const std::string ten_times = list_of(90'000);
  const std::clock_t few = cost_of([&] { CHECK(Document("f", some).value().size() == 9'000); });
  const std::clock_t many =
      cost_of([&] { CHECK(Document("f", ten_times).value().size() == 90'000); });
  INFO("9,000: " << few << ", 90,000: " << many << " ticks of processor time");
  CHECK(many < 10 * few * 3);
}

}  // namespace
