// Places that a system marks in its own code: what is broken there is a finding that replays, what
// must be met is counted, and what was never met is known by name.
#include <catch2/catch.hpp>

#include <algorithm>
#include <functional>
#include <memory>
#include <string>

#include "runs/simulated/simulated_world.hpp"
#include "runs/sufficiency.hpp"
#include "runs/verdict.hpp"
#include "scenarios/files/library.hpp"
#include "systems/payments/payments_system.hpp"

using namespace assay;
using harness::MarkKind;

namespace {

using Say = std::function<void(harness::Telemetry&, const harness::EdgeResponse&)>;

/// The shipped code, with marks where it answers.
class Marked final : public harness::Service {
 public:
  Marked(std::unique_ptr<harness::Service> inner, harness::Telemetry& telemetry, Say say)
      : inner_{std::move(inner)}, telemetry_{telemetry}, say_{std::move(say)} {}

  void start() override { inner_->start(); }
  harness::EdgeResponse answer(harness::EdgeRequest request) override {
    harness::EdgeResponse told = inner_->answer(std::move(request));
    say_(telemetry_, told);
    return told;
  }
  harness::EdgeResponse balance(const harness::BalanceQuestion& question) override {
    return inner_->balance(question);
  }

 private:
  std::unique_ptr<harness::Service> inner_;
  harness::Telemetry& telemetry_;
  Say say_;
};

harness::System marked(Say say, std::vector<harness::Mark> marks = {}) {
  harness::System system = systems::payments_system();
  system.name = "marked";
  system.marks = std::move(marks);
  system.make = [say, make = system.make](harness::Environment& environment) {
    return std::make_unique<Marked>(make(environment), environment.telemetry(), say);
  };
  return system;
}

runs::Tally tally_of(const harness::System& system, std::uint64_t count,
                     const char* name = "lost_response") {
  const scenarios::Scenario scenario = scenarios::library_scenario(name);
  runs::SimulatedWorld world;
  return runs::tally(world, scenario, system, runs::Jury{scenario, system}, 0, count);
}

void says_all(harness::Telemetry& telemetry, const harness::EdgeResponse& told) {
  telemetry.assert_always(true, "an answer has a status");
  telemetry.assert_sometimes(told.status == 200, "a payment succeeds");
  telemetry.assert_sometimes(told.status == 999, "an answer of another world");
  telemetry.reachable("an answer");
}

std::vector<harness::Mark> all_marks() {
  return {{"an answer has a status", MarkKind::always},
          {"a payment succeeds", MarkKind::sometimes},
          {"an answer of another world", MarkKind::sometimes},
          {"an answer", MarkKind::reachable},
          {"a refund in two parts", MarkKind::reachable},
          {"an end without a beginning", MarkKind::unreachable},
          {"a sum is positive", MarkKind::always_or_unreachable}};
}

std::vector<std::string> names_of(const std::vector<runs::Missing>& missing) {
  std::vector<std::string> names;
  for (const runs::Missing& one : missing) names.push_back(one.name);
  std::ranges::sort(names);
  return names;
}

}  // namespace

TEST_CASE("marks that hold are counted, and leave the run as it is") {
  const harness::System shipped = systems::payments_system();
  const harness::System system = marked(says_all, all_marks());
  const runs::Tally tally = tally_of(system, 10);
  CHECK(tally.violated == 0);
  CHECK(tally.digest() == tally_of(shipped, 10).digest());
  const auto& answers = tally.marks.at({MarkKind::reachable, "an answer"});
  CHECK(answers.runs == 10);
  CHECK(answers.times > 10);
  const auto& paid = tally.marks.at({MarkKind::sometimes, "a payment succeeds"});
  CHECK(paid.times == answers.times);
  CHECK(paid.held < paid.times);
  CHECK(paid.runs_held == 10);
}

TEST_CASE("what must be met and never was is known by name, declared or come to") {
  const harness::System system = marked(says_all, all_marks());
  const runs::Tally tally = tally_of(system, 5);
  const auto missing = runs::marks_missing(system, tally.marks, tally.runs);
  CHECK(names_of(missing) ==
        std::vector<std::string>{"a refund in two parts", "an answer of another world"});
  for (const runs::Missing& one : missing) {
    const bool come_to = one.name == "an answer of another world";
    CHECK(runs::reason_of(one) == (come_to ? "never held in 5 runs of the system"
                                           : "never come to in 5 runs of the system"));
  }
  const harness::System silent = marked(says_all);  // which declares none
  CHECK(names_of(runs::marks_missing(silent, tally_of(silent, 5).marks, 5)) ==
        std::vector<std::string>{"an answer of another world"});
}

TEST_CASE("a mark that is broken violates marks_hold, once a run, with its details") {
  const auto breaks = GENERATE(MarkKind::always, MarkKind::always_or_unreachable,
                               MarkKind::unreachable);
  const harness::System system =
      marked([breaks](harness::Telemetry& telemetry, const harness::EdgeResponse& told) {
        const std::string details = "status " + std::to_string(told.status);
        if (breaks == MarkKind::always) telemetry.assert_always(false, "never so", details);
        if (breaks == MarkKind::unreachable) telemetry.unreachable("never so", details);
        if (breaks == MarkKind::always_or_unreachable) {
          telemetry.assert_always_or_unreachable(false, "never so", details);
        }
      });
  const scenarios::Scenario scenario = scenarios::library_scenario("happy_path");
  runs::SimulatedWorld world;
  const runs::Run& run = world.run({.scenario = &scenario, .system = &system, .seed = 1});
  std::size_t facts = 0;
  for (const history::Observation& seen : *run.history) {
    const auto* broken = seen.as<history::MarkBroken>();
    if (broken == nullptr) continue;
    ++facts;
    CHECK(broken->mark.text() == "never so");
    CHECK(broken->details.text().starts_with("status 2"));
    CHECK(broken->claims == breaks);
  }
  CHECK(facts == 1);
  CHECK(run.marks.front().times > 1);
  const auto judged = runs::Jury{scenario, system, "marks_hold"}.judge(run);
  REQUIRE(judged.size() == 1);
  CHECK(judged.front().verdict == properties::Verdict::violated);
}

TEST_CASE("a mark that holds now and then breaks in the runs in which it does not") {
  const harness::System system =
      marked([](harness::Telemetry& telemetry, const harness::EdgeResponse& told) {
        telemetry.assert_always(told.status != 202, "nobody has to wait", "202");
      });
  const runs::Tally tally = tally_of(system, 30);
  REQUIRE(tally.violations.contains("marks_hold"));
  const std::uint64_t runs = tally.violations.at("marks_hold").runs;
  const auto& mark = tally.marks.at({MarkKind::always, "nobody has to wait"});
  CHECK(runs > 0);
  CHECK(runs < 30);
  CHECK(mark.held < mark.times);
}

TEST_CASE("what one run came to is nothing of the next one's, nor of another system's") {
  const scenarios::Scenario scenario = scenarios::library_scenario("happy_path");
  const harness::System system = marked(says_all, all_marks());
  const harness::System shipped = systems::payments_system();
  runs::SimulatedWorld world;
  const auto first = world.run({.scenario = &scenario, .system = &system, .seed = 1}).marks;
  CHECK(world.run({.scenario = &scenario, .system = &system, .seed = 1}).marks == first);
  CHECK(world.run({.scenario = &scenario, .system = &shipped, .seed = 1}).marks.empty());
  CHECK(first.size() == all_marks().size());
}
