// Finding fewer faults on a made-up question: what shrinking cannot reach is found, singles before
// pairs, the failing run's own faults first, and never with more runs than allowed.
#include <catch2/catch.hpp>

#include <algorithm>

#include "sim/search/fewest.hpp"

namespace assay::sim {
namespace {

Answer fault(int i) { return {"site-" + std::to_string(i), 1, "lose", DecisionKind::fault}; }

bool has(const Plan& plan, const Answer& answer) {
  return std::ranges::find(plan, answer) != plan.end();
}

/// A program of ten sites that fails where a plan has all answers of any of these sets.
Play fails_with_any(std::vector<Plan> sets) {
  return [sets = std::move(sets)](const Proposal& next) {
    const Plan& plan = next.plan;
    Outcome outcome;
    outcome.failed = std::ranges::any_of(sets, [&](const Plan& needed) {
      return std::ranges::all_of(needed, [&](const Answer& one) { return has(plan, one); });
    });
    if (outcome.failed) outcome.recorded = plan;
    if (next.branching == Branching::nowhere) return outcome;
    int after = 0;
    for (int i = 0; i < 10; ++i) {
      if (has(plan, fault(i))) after = i + 1;
    }
    for (int i = after; i < 10; ++i) {
      outcome.points.push_back({fault(i).site, 1, DecisionKind::fault, {"lose"}});
    }
    return outcome;
  };
}

FewestFaults fewest_faults(const Plan& recorded, const Plan& shrunk, std::uint64_t tries_max,
                           const Play& play) {
  FewestFaults fewest{recorded, shrunk, tries_max};
  drive(fewest, play);
  return fewest;
}

const Plan three{fault(1), fault(2), fault(3)};

TEST_CASE("one fault is found where shrinking had ended with three") {
  const FewestFaults fewest =
      fewest_faults(three, three, 1000, fails_with_any({three, {fault(5), fault(6)}, {fault(8)}}));
  CHECK(fewest.plan() == Plan{fault(8)});
}

TEST_CASE("a pair is found where no single fault will do, the failing run's own first") {
  const Plan recorded{fault(0), fault(1), fault(2), fault(3), fault(9)};
  const FewestFaults fewest = fewest_faults(
      recorded, three, 1000, fails_with_any({three, {fault(4), fault(5)}, {fault(0), fault(9)}}));
  CHECK(fewest.plan() == Plan{fault(0), fault(9)});
}

TEST_CASE("nothing is found where no two faults will do, and every plan of two was tried") {
  const FewestFaults fewest = fewest_faults(three, three, 1000, fails_with_any({three}));
  CHECK_FALSE(fewest.plan());
  CHECK(fewest.tries() == 1 + 10 + 45);
}

TEST_CASE("answers that are no faults stay, and the runs are never more than allowed") {
  const Plan shrunk{{"order", 1, "late", DecisionKind::schedule}, fault(1), fault(2), fault(3)};
  const Plan needed{shrunk.front(), fault(7)};
  CHECK(fewest_faults(shrunk, shrunk, 1000, fails_with_any({needed})).plan() == needed);
  const FewestFaults cut_short = fewest_faults(shrunk, shrunk, 5, fails_with_any({needed}));
  CHECK_FALSE(cut_short.plan());
  CHECK(cut_short.tries() == 5);
}

}  // namespace
}  // namespace assay::sim
