// A walk over the plans of a made-up program: every set of answers within a budget exactly once,
// totals that pruning keeps, violations that pruning keeps, and one kind of pruning that loses one.
#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include <map>
#include <set>

#include "sim/digest.hpp"
#include "sim/search/plan_walk.hpp"

namespace assay::sim {
namespace {

/// A program of `steps` steps. At each it may fail in `ways` ways; a failure may lead to a retry,
/// which is a site of its own. Its state is what it has lost so far, and where it is.
struct Machine {
  int steps = 4;
  std::size_t ways = 2;
  bool retries = true;
  int forgets_after =
      0;  ///< every so many steps it forgets what it lost: states become equal again

  std::set<std::string> ran;
  std::vector<Plan> violating;
  std::uint64_t runs = 0;
  std::uint64_t repeated = 0;

  static std::string key(const Plan& plan) {
    std::string text;
    for (const Answer& answer : plan) text += answer.site + "=" + answer.answer + ";";
    return text;
  }

  /// Plays a plan, and answers what could be asked behind its last answer.
  std::vector<BranchPoint> play(const Plan& plan, bool again = false) {
    if (!again) ++runs;
    if (!again && !ran.insert(key(plan)).second) ++repeated;
    std::vector<BranchPoint> points;
    std::uint64_t lost = 0;
    std::size_t next = 0;
    const auto ask = [&](const std::string& site, std::uint64_t place) -> std::string {
      if (next < plan.size() && plan[next].site == site) return plan[next++].answer;
      if (next == plan.size()) {
        points.push_back({site, 1, DecisionKind::fault, answers(), mix(lost * 1000 + place)});
      }
      return {};
    };
    for (int step = 0; step < steps; ++step) {
      if (forgets_after != 0 && step % forgets_after == 0) lost = 0;
      const auto place = static_cast<std::uint64_t>(step) * 2;
      const std::string answer = ask("step-" + std::to_string(step), place);
      if (answer.empty()) continue;
      ++lost;
      if (!retries) continue;
      if (!ask("retry-" + std::to_string(step), place + 1).empty()) lost += 10;
    }
    if (lost >= 20 && !again) violating.push_back(plan);
    return points;
  }

  [[nodiscard]] std::vector<std::string> answers() const {
    std::vector<std::string> words;
    for (std::size_t i = 0; i < ways; ++i) words.push_back("way-" + std::to_string(i));
    return words;
  }
};

constexpr int everything = std::numeric_limits<int>::max();

/// Walks from a frontier to the end, or until `runs` new ones were made.
template <class Program>
void walk_on(Frontier& frontier, const Budget& budget, Pruning pruning, Program& program,
             int runs = everything, Share share = {}) {
  PlanWalk walk{frontier, budget, pruning, share};
  drive(walk, [&](const Proposal& next) -> std::optional<Outcome> {
    if (!next.again && --runs < 0) return {};
    return Outcome{.points = program.play(next.plan, next.again)};
  });
}

template <class Program>
Exhausted search(Program& program, const Budget& budget, Pruning pruning) {
  Frontier frontier;
  walk_on(frontier, budget, pruning, program);
  return frontier.so_far;
}

template <class Program>
Exhausted search(Program& program, std::uint32_t faults, Pruning pruning) {
  return search(program, Budget{.faults = faults}, pruning);
}

/// How many sets of at most `faults` answers there are: counted step by step, without any search.
std::uint64_t brute_force(const Machine& machine, int step, std::uint32_t faults) {
  if (step == machine.steps) return 1;
  std::uint64_t count = brute_force(machine, step + 1, faults);
  if (faults == 0) return count;
  const std::uint64_t ways = machine.ways;
  count += ways * brute_force(machine, step + 1, faults - 1);
  if (machine.retries && faults >= 2)
    count += ways * ways * brute_force(machine, step + 1, faults - 2);
  return count;
}

TEST_CASE("every set of at most k answers is run exactly once, retries included") {
  for (const bool retries : {false, true}) {
    for (std::uint32_t faults = 0; faults <= 4; ++faults) {
      Machine machine{.steps = 5, .ways = 2, .retries = retries};
      const Exhausted result = search(machine, faults, Pruning::none);
      INFO("retries " << retries << ", faults " << faults);
      CHECK(result.complete);
      CHECK(result.ran == brute_force(machine, 0, faults));
      CHECK(result.plans == result.ran);
      CHECK(result.pruned == 0);
      CHECK(machine.runs == result.ran);
      CHECK(machine.repeated == 0);
      for (const std::string& plan : machine.ran) {
        CHECK(std::ranges::count(plan, ';') <= static_cast<std::ptrdiff_t>(faults));
      }
    }
  }
}

TEST_CASE("pruning by equal states keeps the total and saves runs") {
  rc::check([] {
    const int steps = *rc::gen::inRange(1, 8);
    const std::size_t ways = *rc::gen::inRange<std::size_t>(1, 4);
    const int forgets = *rc::gen::inRange(0, 3);
    const auto faults = *rc::gen::inRange<std::uint32_t>(0, 4);
    Machine all{.steps = steps, .ways = ways, .retries = true, .forgets_after = forgets};
    Machine pruned = all;
    const Exhausted full = search(all, faults, Pruning::none);
    const Exhausted less = search(pruned, faults, Pruning::equal_state);
    RC_ASSERT(less.plans == full.plans);
    RC_ASSERT(less.ran + less.pruned == less.plans);
    RC_ASSERT(less.ran <= full.ran);
    RC_ASSERT(all.violating.empty() == pruned.violating.empty());
  });
}

TEST_CASE("the shares of a search have no plan in common, and make up all of it") {
  rc::check([] {
    const Machine fresh{.steps = *rc::gen::inRange(1, 6),
                        .ways = *rc::gen::inRange<std::size_t>(1, 4),
                        .retries = true,
                        .forgets_after = *rc::gen::inRange(0, 3)};
    const auto faults = *rc::gen::inRange<std::uint32_t>(0, 4);
    const auto pruning = *rc::gen::element(Pruning::none, Pruning::equal_state);
    const auto shares = *rc::gen::inRange<std::uint32_t>(1, 7);
    Machine whole = fresh;
    const Exhausted expected = search(whole, faults, Pruning::none);
    Machine parts = fresh;
    std::uint64_t plans = 0;
    for (std::uint32_t share = 0; share < shares; ++share) {
      Frontier frontier;
      walk_on(frontier, {.faults = faults}, pruning, parts, everything, {share, shares});
      RC_ASSERT(frontier.so_far.complete);
      plans += frontier.so_far.plans;
    }
    RC_ASSERT(plans == expected.plans);
    RC_ASSERT(parts.repeated == 0U);
    RC_ASSERT(parts.violating.empty() == whole.violating.empty());
    if (pruning == Pruning::none) RC_ASSERT(parts.ran == whole.ran);
  });
}

TEST_CASE("a search that is stopped and gone on with elsewhere ends as an undisturbed one") {
  rc::check([] {
    const Machine fresh{.steps = *rc::gen::inRange(1, 6),
                        .ways = *rc::gen::inRange<std::size_t>(1, 4),
                        .retries = true,
                        .forgets_after = *rc::gen::inRange(0, 3)};
    const auto faults = *rc::gen::inRange<std::uint32_t>(0, 4);
    Machine whole = fresh;
    const Exhausted expected = search(whole, faults, Pruning::equal_state);
    Machine pieces = fresh;
    Frontier kept;
    do {
      Frontier frontier = kept;  // as from a file
      walk_on(frontier, {.faults = faults}, Pruning::equal_state, pieces, *rc::gen::inRange(1, 6));
      kept = frontier;
    } while (!kept.so_far.complete);
    RC_ASSERT(kept.so_far == expected);
    RC_ASSERT(pieces.ran == whole.ran);
    RC_ASSERT(pieces.repeated == 0U);
  });
}

TEST_CASE("from a frontier of another search it begins anew") {
  using Counts = Frontier::Counts;
  Machine undisturbed;
  const Exhausted expected = search(undisturbed, 2, Pruning::none);
  const std::vector<std::vector<Frontier::Level>> others{
      {{99, 0, Counts{{.faults = 2}}}},                                // too many branch points
      {{1, 7, Counts{{.faults = 2}}}, {1, 0, Counts{{.faults = 1}}}},  // too many answers
      {{0, 0, Counts{{.faults = 2}}}, {1, 0, Counts{{.faults = 1}}}},  // nothing to extend
      {{1, 0, Counts{{.faults = 1}}}},                                 // another budget
      {{1, 0, Counts{{.faults = 2, .deviations = 1}}}}};
  for (const auto& levels : others) {
    Machine machine;
    Frontier frontier{.begun = true, .levels = levels, .so_far = {.ran = 77}};
    walk_on(frontier, {.faults = 2}, Pruning::none, machine);
    CHECK(frontier.so_far == expected);
    CHECK(machine.ran == undisturbed.ran);
  }
}

TEST_CASE("pruning by equal states finds a violation wherever the full search does") {
  for (int steps = 2; steps <= 7; ++steps) {
    for (const int forgets : {0, 2, 3}) {
      Machine all{.steps = steps, .ways = 2, .retries = true, .forgets_after = forgets};
      Machine pruned = all;
      (void)search(all, 4, Pruning::none);
      const Exhausted less = search(pruned, 4, Pruning::equal_state);
      INFO(steps << " steps, forgets after " << forgets);
      CHECK(all.violating.empty() == pruned.violating.empty());
      CHECK((less.pruned > 0));
    }
  }
}

/// Two ways to the same state: one that costs a fault more. Only the cheap one leaves enough budget
/// for the two faults that violate, and the search takes the dear one first.
struct TwoRoads {
  bool violated = false;

  std::vector<BranchPoint> play(const Plan& plan, bool) {
    const auto has = [&](const char* site) {
      return std::ranges::any_of(plan, [&](const Answer& a) { return a.site == site; });
    };
    const bool dear = has("late") && has("later");
    const bool there = dear || has("early");
    violated = violated || (there && has("first") && has("second"));
    std::vector<BranchPoint> points;
    const auto ask = [&](const char* site, std::uint64_t state) {
      if (has(site)) {
        points.clear();  // only what is asked behind the plan's last answer
        return;
      }
      points.push_back({site, 1, DecisionKind::fault, {"lose"}, state});
    };
    ask("early", 1);
    ask("late", has("early") ? 2 : 3);
    if (has("late")) ask("later", has("early") ? 4 : 5);
    if (there) {
      ask("first", 6);  // from here on the roads are one
      ask("second", has("first") ? 7 : 8);
    }
    return points;
  }
};

bool finds_the_violation(Pruning pruning) {
  TwoRoads roads;
  (void)search(roads, 3, pruning);
  return roads.violated;
}

TEST_CASE("pruning that ignores the budget left loses a violation, and this test notices") {
  CHECK(finds_the_violation(Pruning::none));
  CHECK(finds_the_violation(Pruning::equal_state));
  CHECK_FALSE(finds_the_violation(Pruning::equal_state_of_any_budget));
}

TEST_CASE("a search that is stopped says that it is not complete") {
  Machine machine{.steps = 6};
  Frontier frontier;
  walk_on(frontier, {.faults = 3}, Pruning::equal_state, machine, 10);
  CHECK_FALSE(frontier.so_far.complete);
  CHECK(frontier.so_far.ran == 10);
}

TEST_CASE("a program that asks nothing has one plan") {
  Machine machine{.steps = 0};
  const Exhausted result = search(machine, 5, Pruning::equal_state);
  CHECK(result.plans == 1);
  CHECK(result.complete);
}

}  // namespace
}  // namespace assay::sim
