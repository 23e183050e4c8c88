// A scenario is held against the system that it is to be run with before anything runs: what could
// never strike, never be called or never be accepted is bad input, told with its place.
#include <catch2/catch.hpp>

#include <fstream>
#include <sstream>

#include "scenarios/check.hpp"
#include "scenarios/files/library.hpp"
#include "scenarios/files/scenario_file.hpp"
#include "scenarios/late_returns.hpp"
#include "scenarios/settings.hpp"
#include "systems/payments/payments_system.hpp"
#include "tests/runs/explore.hpp"
#include "tests/systems/shipped.hpp"

using namespace assay;
using namespace assay::scenarios;
using namespace assay::runs;
using namespace assay::tests;
using namespace assay::systems;

namespace {

/// What is wrong with lost_response once it was changed.
template <typename Change>
Complaint flaw_after(Change change) {
  Scenario scenario = library_scenario("lost_response");
  change(scenario);
  Complaints flaws;
  check(scenario, tests::shipped().systems(), flaws);
  REQUIRE(flaws.kept().size() == 1);
  return flaws.kept().front();
}

bool fits(const Scenario& scenario) {
  Complaints flaws;
  check(scenario, tests::shipped().systems(), flaws);
  return flaws.none();
}

AllowedFault fault(std::string site, std::vector<std::string> answers) {
  return {.site = std::move(site), .answers = std::move(answers), .rate = {1, 20}, .phases = {}};
}

/// The shipped code under another name, with transactions of its own.
harness::System stranger() {
  harness::System system = systems::payments_system();
  system.name = "stranger";
  system.purposes = {"save"};
  system.calls = {"processor.authorise", "processor.capture"};
  return system;
}

/// The longest of the periods in which the system does its routines, where no times are drawn.
sim::Duration slowest_period(const Scenario& scenario) {
  sim::Duration slowest;
  for (std::uint32_t version = 0; version <= scenario.versions.size(); ++version) {
    const auto settings = full_settings(scenario, systems::payments_system(), version);
    for (const auto& [name, value] : settings.entries()) {
      const auto* const length = std::get_if<sim::Duration>(&value);
      if (name.ends_with("_period") && length != nullptr) slowest = std::max(slowest, *length);
    }
  }
  return slowest;
}

std::string file_text(const std::string& file) {
  std::ifstream in{std::string{ASSAY_SOURCE_DIR} + "/" + file};
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

}  // namespace

TEST_CASE("faults of the library last until its slowest routine has come three times") {
  for (const std::string_view name : library_names()) {
    const Scenario scenario = library_scenario(name);
    INFO(name);
    if (!scenario.every_fault && scenario.faults.empty()) continue;
    CHECK(scenario.limits.faults_until >= slowest_period(scenario) * 3);
  }
}

TEST_CASE("every scenario of the library fits the shipped code") {
  for (const std::string_view name : library_names()) {
    INFO(name);
    CHECK(fits(library_scenario(name)));
  }
}

TEST_CASE("a system that this program does not have is refused, with the nearest name") {
  const Complaint foreign = flaw_after([](Scenario& one) { one.topology.system = "foreign"; });
  CHECK(foreign.pointer == "/topology/system");
  CHECK(foreign.expected == "one of the systems payments");
  CHECK(flaw_after([](Scenario& one) { one.topology.system = "payment"; }).nearest == "payments");
}

TEST_CASE("a transaction that no known system has is refused, with the nearest name") {
  const Complaint misspelt = flaw_after(
      [](Scenario& one) { one.faults.push_back(fault("store.complet/commit", {"unavailable"})); });
  CHECK(misspelt.pointer == "/faults/6/site");
  CHECK(misspelt.nearest == "complete");
}

TEST_CASE("an edge or an answer that an operation cannot have is refused") {
  const auto [site, answer, pointer] = GENERATE(table<std::string, std::string, std::string>({
      {"acquirer.look_up/before", "crash", "/faults/6/site"},
      {"acquirer.list/after", "pause", "/faults/6/site"},
      {"acquirer.list/error", "decline", "/faults/6/answers/0"},
      {"ledger.post/message", "lose", "/faults/6/site"},
  }));
  const std::string at = site;
  const std::string word = answer;
  INFO(at << ": " << word);
  CHECK(flaw_after([&](Scenario& one) { one.faults.push_back(fault(at, {word})); }).pointer ==
        pointer);
}

TEST_CASE("a processor that nobody calls is refused") {
  const Complaint idle = flaw_after([](Scenario& one) {
    one.topology.processors.push_back({.name = "backup", .profile = "card"});
  });
  CHECK(idle.pointer == "/topology/processors/1");
  CHECK(idle.found == "\"backup\", which nobody calls");
}

TEST_CASE("settings that the service refuses are bad input, with the inequality and its page") {
  const auto too_short = [](Scenario& one) { one.service.set("lease", 3_s); };
  const auto of_a_version = [](Scenario& one) {
    one.versions.push_back(one.service);
    one.versions.back().set("lease", 3_s);
  };
  const auto drawn = [](Scenario& one) { one.swarm.service = {{"lease", {20_s, 3_s}, {}}}; };
  CHECK(flaw_after(too_short).pointer == "/service");
  CHECK(flaw_after(of_a_version).pointer == "/versions/0");
  CHECK(flaw_after(drawn).pointer == "/swarm");
  const Complaint told = flaw_after(too_short);
  CHECK_THAT(told.found, Catch::Contains("rpc_timeout + pause_budget + clock_skew") &&
                             Catch::Contains("must not exceed lease"));
  CHECK_THAT(told.expected, Catch::Contains("docs/scenario-format.md#what-a-service-refuses"));
  CHECK_THAT(file_text("docs/scenario-format.md"), Catch::Contains("## What a service refuses"));
}

TEST_CASE("a limit below the tries that the service or the workload makes by right is refused") {
  const auto service = [](Scenario& one) {
    one.limits.tries_max = 4;
    one.workload.clients.front().retry.tries_max = 3;
  };
  const auto copies = [](Scenario& one) { one.workload.clients.front().copies = 3; };
  const auto other_body = [](Scenario& one) {
    one.limits.tries_max = one.workload.clients.front().retry.tries_max;
    one.faults.push_back(fault("client.authorise/ask", {"other_body_later"}));
  };
  CHECK_THAT(flaw_after(service).found, Catch::Contains("attempts_max (5)"));
  CHECK(flaw_after(copies).pointer == "/workload/clients/0");
  CHECK(flaw_after(copies).found == "3 x 8 = 24 tries");
  CHECK(flaw_after(other_body).found == "1 x 8 + 1 = 9 tries");
}

TEST_CASE("a client that can only come back after the end of the run is refused") {
  const auto late = [](Scenario& one) {
    one.limits.virtual_time_max = 26_h;
    one.faults.push_back(fault("client.capture/ask", {"late_retry"}));
  };
  const Complaint told = flaw_after(late);
  CHECK(told.pointer == "/faults/6/answers/0");
  CHECK(told.found == "\"late_retry\": that client comes back after 26h at the soonest");
  Scenario in_time = library_scenario("lost_response");
  late(in_time);
  in_time.limits.virtual_time_max = 27_h;
  CHECK(fits(in_time));
}

TEST_CASE("a scenario is explored with the system that it names, or that stands in for ours") {
  const harness::System system = stranger();
  Scenario scenario = library_scenario("happy_path");
  CHECK(explore(scenario, {.runs = 1, .system = &system}).system == "stranger");
  scenario.topology.system = "stranger";
  CHECK(explore(scenario, {.runs = 1, .system = &system}).system == "stranger");
  CHECK_THROWS_AS(explore(scenario, {.runs = 1, .system = &systems::payments_system()}), BadInput);
}

TEST_CASE("more faults than a word has bits are counted each at its own place") {
  Scenario scenario = library_scenario("lost_response");
  for (const std::string_view purpose : systems::payments_system().purposes) {
    for (const char* const edge : {"before", "after"}) {
      scenario.faults.push_back(fault("store." + std::string{purpose} + "/" + edge,
                                      {"crash", "pause", "deploy", "clock_ahead"}));
    }
  }
  REQUIRE(allowed_fault_count(scenario) > 100);
  REQUIRE(fits(scenario));
  const Exploration found = explore(
      scenario,
      {.runs = 60, .system = &systems::payments_system(), .investigate = false, .smoke = true});
  const std::vector<std::string> names = allowed_faults(scenario);
  std::size_t beyond = 0;
  for (std::size_t i = 64; i < names.size(); ++i) beyond += found.tally.faults.applied[i];
  CHECK(beyond > 0);
}

TEST_CASE("a part is approved only by a processor that does not move all or nothing") {
  const auto in_part = [](std::string profile, std::string site) {
    return [=](Scenario& one) {
      one.topology.processors.front().profile = profile;
      one.faults.push_back(fault(site, {"approve_part"}));
    };
  };
  const Complaint whole = flaw_after(in_part("card", "acquirer.capture/error"));
  CHECK(whole.pointer == "/faults/6/answers/0");
  CHECK(whole.found == "\"approve_part\", and it moves all or nothing");
  const Complaint freed = flaw_after(in_part("partial", "acquirer.void/error"));
  CHECK(freed.expected.find("answers of the edge error") != std::string::npos);
  Scenario sound = library_scenario("lost_response");
  in_part("partial", "acquirer.capture/error")(sound);
  CHECK(fits(sound));
}

TEST_CASE("a system that promises nothing meets clients as late and pauses as long as usual") {
  harness::System silent = payments_system();
  silent.name = "silent";
  silent.edge_policy = nullptr;
  const Scenario scenario = library_scenario("clock_skew");
  CHECK(soonest_return(scenario, silent, "late_retry") == 26_h);
  const Scenario paused = library_scenario("lease_expiry_with_paused_owner");
  const auto digest_of = [&](const harness::System& system) {
    return explore(paused, {.runs = 60, .system = &system, .investigate = false, .smoke = true})
        .tally.digest();
  };
  CHECK(digest_of(silent) == digest_of(payments_system()));
}

TEST_CASE("a setting of another type is bad input with its place, also where nothing was checked") {
  Scenario scenario = library_scenario("happy_path");
  const harness::System system = systems::payments_system();
  const harness::Setting& some = system.settings.front();
  const bool is_text = std::holds_alternative<std::string>(some.usual);
  scenario.service.set(some.name, is_text ? harness::SettingValue{true}
                                          : harness::SettingValue{std::string{"nonsense"}});
  SimulatedWorld world;
  CHECK_THROWS_AS(world.run({.scenario = &scenario, .system = &system}), BadInput);
  CHECK_THROWS_WITH(world.run({.scenario = &scenario, .system = &system}),
                    Catch::Contains("/service/" + std::string{some.name}));
}
