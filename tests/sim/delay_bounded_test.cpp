// Two budgets on made-up programs: every plan of at most k faults and d deviations exactly once,
// counted by brute force; totals and violations that pruning keeps; and a state that was explored
// with less of one budget left, which is no twin.
#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include <algorithm>
#include <set>

#include "sim/digest.hpp"
#include "sim/search/plan_walk.hpp"
#include "workload.hpp"

namespace assay::sim {
namespace {

/// A program of some steps. In each a message may be lost, and be early or late; a late one hurries
/// another, which may be lost too. It forgets its losses now and then, and never what was late.
struct Relay {
  int steps = 3;
  std::size_t ways = 2;  ///< to lose a message
  int forgets_after = 0;

  std::set<std::string> ran;
  std::uint64_t runs = 0;
  std::uint64_t violating = 0;

  std::vector<BranchPoint> play(const Plan& plan) {
    ++runs;
    std::string key;
    for (const Answer& answer : plan) key += answer.site + "=" + answer.answer + ";";
    ran.insert(key);
    std::vector<BranchPoint> points;
    std::uint64_t lost = 0;
    std::uint64_t late = 0;
    std::size_t next = 0;
    const auto ask = [&](const std::string& site, DecisionKind kind, std::uint64_t place,
                         std::vector<std::string> answers) -> std::string {
      if (next < plan.size() && plan[next].site == site) return plan[next++].answer;
      const std::uint64_t state = is_fault(kind) ? mix(mix(lost * 1000 + place) ^ late) : 0;
      if (next == plan.size()) points.push_back({site, 1, kind, std::move(answers), state});
      return {};
    };
    std::vector<std::string> losses;
    for (std::size_t i = 0; i < ways; ++i) losses.push_back("lose-" + std::to_string(i));
    for (int step = 0; step < steps; ++step) {
      if (forgets_after != 0 && step % forgets_after == 0) lost = 0;
      const std::string number = std::to_string(step);
      const auto place = static_cast<std::uint64_t>(step) * 2;
      if (!ask("message-" + number, DecisionKind::fault, place, losses).empty()) ++lost;
      const auto when = ask("delay-" + number, DecisionKind::timing, place, {"early", "late"});
      if (when.empty()) continue;
      late = mix(late + place + (when == "late" ? 1 : 2));
      if (when == "early") continue;
      if (!ask("hurry-" + number, DecisionKind::fault, place + 1, {"lose"}).empty()) lost += 10;
    }
    if (lost >= 11) ++violating;
    return points;
  }

  /// How many plans there are, counted step by step, without any search.
  [[nodiscard]] std::uint64_t brute_force(int step, const Budget& left) const {
    if (step == steps) return 1;
    const auto behind = [&](std::uint32_t faults, std::uint32_t deviations) -> std::uint64_t {
      if (left.faults < faults || left.deviations < deviations) return 0;
      return brute_force(step + 1, {left.faults - faults, left.deviations - deviations});
    };
    return behind(0, 0) + ways * behind(1, 0)     // in time
           + behind(0, 1) + ways * behind(1, 1)   // early
           + behind(0, 1) + ways * behind(1, 1)   // late
           + behind(1, 1) + ways * behind(2, 1);  // late, and the hurried one lost
  }
};

template <class Program>
Exhausted bounded(Program& program, const Budget& budget, Pruning pruning) {
  Frontier frontier;
  PlanWalk walk{frontier, budget, pruning};
  drive(walk, [&](const Proposal& next) { return Outcome{.points = program.play(next.plan)}; });
  return frontier.so_far;
}

TEST_CASE("every plan of at most k faults and d deviations is run exactly once") {
  for (std::uint32_t faults = 0; faults <= 3; ++faults) {
    for (std::uint32_t deviations = 0; deviations <= 3; ++deviations) {
      Relay relay{.steps = 4};
      const Exhausted result = bounded(relay, {faults, deviations}, Pruning::none);
      INFO("faults " << faults << ", deviations " << deviations);
      CHECK(result.complete);
      CHECK(result.ran == relay.brute_force(0, {faults, deviations}));
      CHECK(result.plans == result.ran);
      CHECK(relay.runs == result.ran);
      CHECK(relay.ran.size() == result.ran);
    }
  }
}

TEST_CASE("no plan that is run is over either budget") {
  Relay relay{.steps = 4};
  (void)bounded(relay, {1, 2}, Pruning::none);
  for (const std::string& plan : relay.ran) {
    std::size_t deviations = 0;
    for (auto at = plan.find("delay-"); at != std::string::npos; at = plan.find("delay-", at + 1)) {
      ++deviations;
    }
    CHECK(deviations <= 2);
    CHECK(static_cast<std::size_t>(std::ranges::count(plan, ';')) - deviations <= 1);
  }
}

TEST_CASE("with two budgets pruning keeps the total, saves runs and loses no violation") {
  std::uint64_t pruned = 0;
  rc::check([&] {
    Relay all{.steps = *rc::gen::inRange(1, 6),
              .ways = *rc::gen::inRange<std::size_t>(1, 3),
              .forgets_after = *rc::gen::inRange(0, 3)};
    Relay less = all;
    const Budget budget{*rc::gen::inRange<std::uint32_t>(0, 4),
                        *rc::gen::inRange<std::uint32_t>(0, 4)};
    const Exhausted full = bounded(all, budget, Pruning::none);
    const Exhausted quick = bounded(less, budget, Pruning::equal_state);
    RC_ASSERT(full.ran == all.brute_force(0, budget));
    RC_ASSERT(quick.plans == full.plans);
    RC_ASSERT(quick.ran + quick.pruned == quick.plans);
    RC_ASSERT((all.violating == 0) == (less.violating == 0));
    if (budget.deviations > 0) pruned += quick.pruned;
  });
  CHECK(pruned > 0);
}

/// Two ways to the same state. One costs a fault, the other a deviation; what violates behind it
/// takes one of each, and the search takes the second way first.
struct Fork {
  bool violated = false;
  bool swapped = false;  ///< the way that comes first costs the fault

  std::vector<BranchPoint> play(const Plan& plan) {
    const auto has = [&](const char* site) {
      return std::ranges::any_of(plan, [&](const Answer& a) { return a.site == site; });
    };
    const bool there = has("one way") != has("other way");
    violated = violated || (there && has("fault behind") && has("delay behind"));
    std::vector<BranchPoint> points;
    const auto ask = [&](const char* site, bool fault, std::uint64_t state) {
      if (has(site)) return points.clear();
      const DecisionKind kind = fault ? DecisionKind::fault : DecisionKind::timing;
      points.push_back({site, 1, kind, {"otherwise"}, fault ? state : 0});
    };
    ask("one way", !swapped, 1);
    ask("other way", swapped, has("one way") ? 4 : 2);
    if (!there) return points;
    ask("fault behind", true, 3);  // from here on the ways are one
    ask("delay behind", false, 0);
    return points;
  }
};

TEST_CASE("what was explored with less of one budget left is no twin, whichever budget it is") {
  const auto finds = [](const Budget& budget, bool swapped, Pruning pruning) {
    Fork fork{.swapped = swapped};
    (void)bounded(fork, budget, pruning);
    return fork.violated;
  };
  for (const bool swapped : {false, true}) {
    // Only the way that the search takes last leaves one of each.
    const Budget budget = swapped ? Budget{1, 2} : Budget{2, 1};
    INFO("swapped: " << swapped);
    CHECK(finds(budget, swapped, Pruning::none));
    CHECK(finds(budget, swapped, Pruning::equal_state));
    CHECK_FALSE(finds(budget, swapped, Pruning::equal_state_of_any_budget));
  }
}

TEST_CASE("with no deviations a walk is the one over faults alone") {
  Relay relay{.steps = 5};
  (void)bounded(relay, {.faults = 2}, Pruning::none);
  for (const std::string& plan : relay.ran) CHECK(plan.find("delay") == std::string::npos);
}

TEST_CASE("a walk with two budgets that is left and gone on with ends as an undisturbed one") {
  Relay whole{.steps = 4, .forgets_after = 2};
  const Exhausted expected = bounded(whole, {2, 2}, Pruning::equal_state);
  Relay pieces{.steps = 4, .forgets_after = 2};
  Frontier frontier;
  std::uint64_t counted = 0;
  do {
    PlanWalk walk{frontier, {2, 2}};
    int left = 7;
    drive(walk, [&](const Proposal& next) -> std::optional<Outcome> {
      if (!next.again && --left < 0) return {};
      if (!next.again) ++counted;
      return Outcome{.points = pieces.play(next.plan)};
    });
  } while (!frontier.so_far.complete);
  CHECK(frontier.so_far == expected);
  CHECK(counted == expected.ran);
  CHECK(pieces.ran == whole.ran);
}

/// What is in a till, how often somebody put one in, and who of two rang its bell first.
struct Till {
  int sum = 0;
  int puts = 0;
  std::string bells;
};

/// Three clerks add one each: they ask what is in the till, and say what is to be in it. The second
/// begins when the first has long been done, as a rule, and the third much later. Two children
/// ring the bell at one instant: no message tells who came first, and nobody has taken anything in.
void clerks(World& world, Till& till) {
  Node& desk = testing::server(world, "desk", [&till](const Request& request) {
    if (request.operation == "get") return std::to_string(till.sum);
    ++till.puts;
    till.sum = std::stoi(std::string{request.body});
    return std::string{};
  });
  for (const int number : {1, 2, 3}) {
    testing::node_that(world, "clerk-" + std::to_string(number), [&world, &desk, number](Node& me) {
      const Duration start = number == 1 ? 0_ms : number == 2 ? 30_ms : 5_s;
      (void)world.kernel().wait(world.now() + start);
      const CallResult seen = world.network().call(me, {desk, "get", "", "", 2_s});
      if (seen.status != CallStatus::answered) return;  // it gives up
      const std::string sum = std::to_string(std::stoi(seen.body) + 1);
      (void)world.network().call(me, {desk, "put", "", sum, 2_s});
    });
  }
  testing::node_that(world, "children-1", [&world, &till](Node& me) {
    for (const char name : {'a', 'b'}) {
      me.spawn("child", Role::operation, [&world, &till, name] {
        (void)world.kernel().wait(TimePoint{} + 1_s);
        till.bells += name;
      });
    }
  });
}

/// What the runs of a search of the clerks' world came to.
struct Searched {
  Exhausted search;
  std::set<std::tuple<std::int64_t, int, int, std::string>> endings;  ///< when, and the till
  bool lost_update = false;
};

Searched search_clerks(const Budget& budget, Pruning pruning = Pruning::equal_state) {
  FaultModel faults{{{"desk.get/*", "lose", {1, 8}},
                     {"desk.put/reply", "lose", {1, 8}},
                     {"desk.put/reply", "past_timeout", {1, 8}}}};
  Searched searched;
  World world;
  Till till;
  Frontier frontier;
  PlanWalk walk{frontier, budget, pruning};
  drive(walk, [&](const Proposal& next) {
    till = {};
    RunInput input = testing::playing(next.plan);
    input.keep = next.keep;
    const auto run = testing::run(world, input, faults, [&](World&) { clerks(world, till); });
    CHECK(run.unplaced.empty());
    searched.endings.emplace(run.ended.ns(), till.sum, till.puts, till.bells);
    searched.lost_update = searched.lost_update || till.sum != till.puts;
    return Outcome{.points = branch_points(world.decisions(), next.branching, next.plan.size())};
  });
  searched.search = frontier.so_far;
  return searched;
}

TEST_CASE("a lost update that needs a late message is found with a deviation, by no faults alone") {
  CHECK_FALSE(search_clerks({2, 0}).lost_update);
  CHECK_FALSE(search_clerks({3, 0}, Pruning::none).lost_update);
  CHECK(search_clerks({0, 1}).lost_update);
}

TEST_CASE("in a real world pruning with two budgets misses no plan and no ending") {
  std::uint64_t pruned = 0;
  for (const Budget& budget : {Budget{0, 2}, Budget{1, 1}, Budget{2, 1}, Budget{1, 2}}) {
    const Searched whole = search_clerks(budget, Pruning::none);
    const Searched quick = search_clerks(budget);
    INFO(budget.faults << " faults, " << budget.deviations << " deviations");
    CHECK(quick.search.plans == whole.search.ran);
    CHECK(quick.endings == whole.endings);
    CHECK(std::ranges::any_of(whole.endings,
                              [](const auto& one) { return std::get<3>(one) == "ba"; }));
    pruned += quick.search.pruned;
  }
  CHECK(pruned > 0);
}

}  // namespace
}  // namespace assay::sim
