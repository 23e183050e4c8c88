// Services of other designs than ours, each right in its own way: nobody is accused, and what can
// be judged of them is judged. Each with one mistake put into it is found out.
#include <catch2/catch.hpp>

#include <fstream>
#include <map>
#include <set>
#include <string>

#include "examples/designs/designs.hpp"
#include "scenarios/files/library.hpp"
#include "tests/examples/broken_designs.hpp"
#include "tests/runs/explore.hpp"
#include "tests/runs/seeds.hpp"

namespace {

using namespace assay;
using namespace assay::scenarios;
using namespace assay::tests;
using properties::Verdict;

/// A share of the runs in which each property was decided that is enough.
constexpr double decided_least = 0.95;

/// Runs the whole library with a design, and asks that nobody is accused and that all is judged.
void judge_all(const harness::System& system) {
  const std::uint64_t runs = seeds_or(1000) / 10 + 1;
  for (const std::string_view name : library_names()) {
    const Exploration found =
        explore(library_scenario(name), {.runs = runs, .system = &system, .smoke = true});
    INFO(system.name << " in " << name << ": " << first_of(found));
    CHECK(found.tally.violations.empty());
    CHECK(found.tally.failed.empty());
    for (const auto& [property, unknown] : found.tally.undecided) {
      INFO(property << " is unknown in " << unknown << " of " << runs);
      CHECK(static_cast<double>(unknown) <= (1 - decided_least) * static_cast<double>(runs));
    }
  }
}

/// The properties that object to a broken twin in a scenario.
std::set<std::string> objections(const harness::System& system, std::string_view scenario) {
  const Exploration found =
      explore(library_scenario(scenario), {.runs = std::max<std::uint64_t>(seeds_or(300), 200),
                                           .system = &system,
                                           .investigate = false,
                                           .smoke = true});
  std::set<std::string> all;
  for (const auto& [property, seeds] : found.tally.violations) all.insert(property);
  return all;
}

}  // namespace

TEST_CASE("nobody is accused who fails for good what is proved absent") {
  judge_all(designs::definite_failure());
}

TEST_CASE("nobody is accused who stores failures of its own and repeats them") {
  judge_all(designs::stored_errors());
}

TEST_CASE("nobody is accused who answers a key that comes again with the status of now") {
  judge_all(designs::current_status());
}

TEST_CASE("nobody is accused who gives no keys and sets aside what is in doubt") {
  judge_all(designs::keyless_parks());
}

TEST_CASE("nobody is accused who reverses what it did not hear of in time") {
  judge_all(designs::reversing());
}

TEST_CASE("who fails for good before that is proved is found out") {
  CHECK(objections(fails_too_early(), "lost_response").contains("no_false_failure"));
}

TEST_CASE("who repeats a failure that was not the first answer is found out") {
  CHECK(objections(stores_errors_late(), "same_key_storm").contains("replay_equality"));
  CHECK(objections(stores_errors_late(), "lost_response").contains("usefulness"));
}

TEST_CASE("who tells a status that is not that of now is found out") {
  CHECK(objections(tells_wrong_status(), "same_key_storm").contains("replay_equality"));
}

TEST_CASE("who gives no keys and sends again at once is found out") {
  const auto seen = objections(sends_twice(), "lost_response");
  CHECK(seen.contains("no_blind_redrive"));
  CHECK(seen.contains("at_most_one_effect"));
}

TEST_CASE("who only says that it reversed something is found out") {
  CHECK(objections(never_reverses(), "lost_response").contains("no_false_success"));
}
