// The crash contract: what a power cut, a pause, a destructor and a catch-all do to a fiber in each
// kind of wait. Serves law 4.
#include <catch2/catch.hpp>

#include <optional>
#include <stdexcept>

#include "waits.hpp"

namespace assay::sim::testing {
namespace {

/// What the victim's fiber went through. Filled in by the fiber, judged after the run.
struct Seen {
  std::optional<TimePoint> unwound;  // its destructors ran
  std::optional<TimePoint> went_on;  // its wait returned
  bool died = false;                 // by NodeDied
};

struct NotesUnwinding {
  World& world;
  Seen& seen;
  ~NotesUnwinding() { seen.unwound = world.now(); }
};

using Body = std::function<void(Stage&, Node&, Seen&)>;

/// Runs a victim whose life is `body`, and does something to it.
Outcome run_victim(Seen& seen, const Body& body, const std::function<void(World&, Node&)>& fate) {
  World world;
  Stage stage{world};
  FaultModel none;
  return run(world, RunInput{}, none, [&](World&) {
    stage.set_up();
    Node& victim = node_that(world, "victim", [&](Node& node) { body(stage, node, seen); });
    fate(world, victim);
  });
}

void crash_at_one_second(World& world, Node& victim) {
  at(world, 1_s, [&victim] { victim.crash(); });
}

void pause_from_one_to_twenty(World& world, Node& victim) {
  at(world, 1_s, [&victim] { victim.pause(); });
  at(world, 20_s, [&victim] { victim.resume(); });
}

Body just_waits(const Wait& wait) {
  return [wait](Stage& stage, Node& node, Seen& seen) {
    const NotesUnwinding notes{stage.world, seen};
    try {
      wait.wait(stage, node);
      seen.went_on = stage.world.now();
    } catch (const NodeDied&) {
      seen.died = true;
      throw;
    }
  };
}

struct WaitsInDestructor {
  const Wait& wait;
  Stage& stage;
  Node& node;
  Seen& seen;
  ~WaitsInDestructor() {
    wait.wait(stage, node);
    seen.went_on = stage.world.now();
  }
};

/// Waits in a destructor while an exception of its own is in flight.
Body waits_while_unwinding(const Wait& wait) {
  return [wait](Stage& stage, Node& node, Seen& seen) {
    const NotesUnwinding notes{stage.world, seen};
    try {
      const WaitsInDestructor waits{wait, stage, node, seen};
      throw std::runtime_error{"declined"};
    } catch (const std::runtime_error&) {
      stage.kernel.wait(TimePoint{} + 100_s);
    }
  };
}

/// Waits in a catch-all.
Body waits_in_catch(const Wait& wait) {
  return [wait](Stage& stage, Node& node, Seen& seen) {
    const NotesUnwinding notes{stage.world, seen};
    try {
      throw std::runtime_error{"declined"};
    } catch (...) {
      just_waits(wait)(stage, node, seen);
    }
  };
}

const TimePoint one_second = TimePoint{} + 1_s;
const TimePoint twenty_seconds = TimePoint{} + 20_s;

TEST_CASE("a power cut ends every wait of the kernel's own at once, by an exception") {
  for (const Wait& wait : own_waits()) {
    INFO(wait.name);
    Seen seen;
    const Outcome outcome = run_victim(seen, just_waits(wait), crash_at_one_second);
    CHECK(seen.died == wait.throws);
    CHECK(seen.went_on.has_value() == !wait.throws);
    CHECK(seen.unwound == one_second);
    CHECK(outcome.exit == Exit::at_rest);
    CHECK(outcome.abandoned == 0);
    CHECK(outcome.broken_claim.empty());
  }
}

TEST_CASE("a power cut abandons a fiber in any of Boost's waits: counted, never resumed") {
  for (const Wait& wait : raw_waits()) {
    INFO(wait.name);
    Seen seen;
    const Outcome outcome = run_victim(seen, just_waits(wait), crash_at_one_second);
    CHECK_FALSE(seen.died);
    CHECK_FALSE(seen.went_on.has_value());
    CHECK_FALSE(seen.unwound.has_value());
    CHECK(outcome.exit == Exit::at_rest);
    CHECK(outcome.abandoned == 1);
  }
}

TEST_CASE("a paused node's fiber goes on when it resumes, whatever it waited in") {
  auto waits = own_waits();
  for (const Wait& wait : raw_waits()) waits.push_back(wait);
  for (const Wait& wait : waits) {
    INFO(wait.name);
    Seen seen;
    const Outcome outcome = run_victim(seen, just_waits(wait), pause_from_one_to_twenty);
    CHECK(seen.went_on == twenty_seconds);
    CHECK_FALSE(seen.died);
    CHECK(outcome.exit == Exit::at_rest);
    CHECK(outcome.abandoned == 0);
  }
}

TEST_CASE("a wait in a destructor that unwinds ends without an exception when the power goes") {
  for (const Wait& wait : own_waits()) {
    INFO(wait.name);
    Seen seen;
    const Outcome outcome = run_victim(seen, waits_while_unwinding(wait), crash_at_one_second);
    CHECK(seen.went_on == one_second);
    CHECK(seen.unwound == one_second);
    CHECK(outcome.exit == Exit::at_rest);
    CHECK(outcome.abandoned == 0);
  }
}

TEST_CASE("a wait of Boost's in a destructor that unwinds abandons its fiber when the power goes") {
  for (const Wait& wait : raw_waits()) {
    INFO(wait.name);
    Seen seen;
    const Outcome outcome = run_victim(seen, waits_while_unwinding(wait), crash_at_one_second);
    CHECK_FALSE(seen.went_on.has_value());
    CHECK(outcome.exit == Exit::at_rest);
    CHECK(outcome.abandoned == 1);
  }
}

/// Unwinds from the power cut itself, through a destructor that waits.
Body waits_while_dying(const Wait& wait) {
  return [wait](Stage& stage, Node& node, Seen& seen) {
    const NotesUnwinding notes{stage.world, seen};
    const WaitsInDestructor waits{wait, stage, node, seen};
    stage.kernel.wait(TimePoint{} + 100_s);
  };
}

TEST_CASE("while a dead node unwinds its waits answer at once") {
  for (const Wait& wait : own_waits()) {
    INFO(wait.name);
    Seen seen;
    const Outcome outcome = run_victim(seen, waits_while_dying(wait), crash_at_one_second);
    CHECK(seen.went_on == one_second);
    CHECK(seen.unwound == one_second);
    CHECK(outcome.abandoned == 0);
  }
}

TEST_CASE("while a dead node unwinds a wait of Boost's abandons its fiber") {
  for (const Wait& wait : raw_waits()) {
    INFO(wait.name);
    Seen seen;
    const Outcome outcome = run_victim(seen, waits_while_dying(wait), crash_at_one_second);
    CHECK_FALSE(seen.went_on.has_value());
    CHECK(outcome.abandoned == 1);
    CHECK(outcome.exit == Exit::at_rest);
  }
}

TEST_CASE("a wait inside a catch-all is ended by the power cut like any other") {
  for (const Wait& wait : own_waits()) {
    INFO(wait.name);
    Seen seen;
    const Outcome outcome = run_victim(seen, waits_in_catch(wait), crash_at_one_second);
    CHECK(seen.died == wait.throws);
    CHECK(seen.unwound == one_second);
    CHECK(outcome.abandoned == 0);
    CHECK(outcome.exit == Exit::at_rest);
  }
}

TEST_CASE("a wait of Boost's inside a catch-all is abandoned like any other") {
  for (const Wait& wait : raw_waits()) {
    INFO(wait.name);
    Seen seen;
    const Outcome outcome = run_victim(seen, waits_in_catch(wait), crash_at_one_second);
    CHECK_FALSE(seen.unwound.has_value());
    CHECK(outcome.abandoned == 1);
  }
}

TEST_CASE("a later world neither sees nor waits for an abandoned fiber of an earlier one") {
  const auto quiet = [](World& world) {
    node_that(world, "calm", [&world](Node&) { world.kernel().wait(TimePoint{} + 1_s); });
  };
  const Outcome before = run(quiet);
  for (const Wait& wait : raw_waits()) {
    INFO(wait.name);
    Seen seen;
    (void)run_victim(seen, just_waits(wait), crash_at_one_second);
    const Outcome after = run(quiet);
    CHECK(after.ended == before.ended);
    CHECK(after.digest == before.digest);
    CHECK(after.exit == Exit::at_rest);
  }
}

}  // namespace
}  // namespace assay::sim::testing
