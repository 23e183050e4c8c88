// Shrinking on made-up questions: the result still fails, nothing more can go, and what has no part
// in the failure goes first.
#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include <set>

#include "sim/search/shrink.hpp"

namespace assay::sim {
namespace {

Answer fault(int i) { return {"site-" + std::to_string(i), 1, "lose", DecisionKind::fault}; }
Answer of_kind(int i, DecisionKind kind) { return {"site-" + std::to_string(i), 1, "x", kind}; }

bool has(const Plan& plan, const Answer& answer) {
  return std::ranges::find(plan, answer) != plan.end();
}

/// Plays a plan. Returns: it, as the run recorded it, where the same thing went wrong.
using StillFails = std::function<std::optional<Plan>(const Plan&)>;

Shrunk shrink(const Plan& plan, const StillFails& still_fails) {
  Shrinking shrinking{plan};
  drive(shrinking, [&](const Proposal& next) {
    const auto recorded = still_fails(next.plan);
    return Outcome{.failed = recorded.has_value(), .recorded = recorded.value_or(Plan{})};
  });
  return shrinking.shrunk();
}

/// Fails where a plan has all of these answers.
StillFails needs_all(const std::vector<Answer>& needed) {
  return [needed](const Plan& plan) -> std::optional<Plan> {
    for (const Answer& answer : needed) {
      if (!has(plan, answer)) return std::nullopt;
    }
    return plan;
  };
}

std::set<std::string> sites(const Plan& plan) {
  std::set<std::string> names;
  for (const Answer& answer : plan) names.insert(answer.site);
  return names;
}

Plan plan_of(int size) {
  Plan plan;
  for (int i = 0; i < size; ++i) plan.push_back(fault(i));
  return plan;
}

TEST_CASE("what is left are exactly the faults that the failure needs") {
  rc::check([] {
    const int size = *rc::gen::inRange(1, 40);
    std::vector<Answer> needed;
    for (int i = 0; i < size; ++i) {
      if (*rc::gen::inRange(0, 5) == 0) needed.push_back(fault(i));
    }
    const Shrunk shrunk = shrink(plan_of(size), needs_all(needed));
    RC_ASSERT(shrunk.reproduced);
    RC_ASSERT(shrunk.plan == needed);
  });
}

TEST_CASE("the result fails, and without any one of its faults it does not") {
  rc::check([](std::uint32_t salt) {
    // A crooked question: any two faults whose numbers add up to a multiple of a small prime.
    const StillFails fails = [salt](const Plan& plan) -> std::optional<Plan> {
      for (std::size_t i = 0; i < plan.size(); ++i) {
        for (std::size_t j = i + 1; j < plan.size(); ++j) {
          const auto sum = std::stoul(plan[i].site.substr(5)) + std::stoul(plan[j].site.substr(5));
          if ((sum + salt) % 7 == 0) return plan;
        }
      }
      return std::nullopt;
    };
    const Shrunk shrunk = shrink(plan_of(20), fails);
    RC_ASSERT(shrunk.plan.size() == 2U);
    RC_ASSERT(fails(shrunk.plan).has_value());
    for (std::size_t out = 0; out < shrunk.plan.size(); ++out) {
      Plan rest = shrunk.plan;
      rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(out));
      RC_ASSERT(!fails(rest).has_value());
    }
  });
}

TEST_CASE("the order of a plan's answers does not matter to what is left") {
  const std::vector<Answer> needed{fault(3), fault(11)};
  Plan plan = plan_of(16);
  for (int i = 0; i < 16; ++i) {
    std::ranges::rotate(plan, plan.begin() + 5);
    const Shrunk shrunk = shrink(plan, needs_all(needed));
    CHECK(sites(shrunk.plan) == std::set<std::string>{"site-3", "site-11"});
  }
}

TEST_CASE("timing, schedule and workload answers without a part in it go in one run") {
  Plan plan{fault(0)};
  for (int i = 1; i < 200; ++i) plan.push_back(of_kind(i, DecisionKind::timing));
  for (int i = 200; i < 300; ++i) plan.push_back(of_kind(i, DecisionKind::schedule));
  const Shrunk shrunk = shrink(plan, needs_all({fault(0)}));
  CHECK(shrunk.plan == Plan{fault(0)});
  CHECK(shrunk.tries <= 6);
}

TEST_CASE("a schedule answer that the failure needs stays, and only that one") {
  const Answer needed = of_kind(57, DecisionKind::schedule);
  Plan plan = plan_of(10);
  for (int i = 10; i < 100; ++i) {
    plan.push_back(of_kind(i, i % 2 == 1 ? DecisionKind::schedule : DecisionKind::timing));
  }
  const Shrunk shrunk = shrink(plan, needs_all({fault(4), needed}));
  CHECK(shrunk.plan == Plan{fault(4), needed});
}

TEST_CASE("a plan that does not fail is given back as it was, and said not to reproduce") {
  const Shrunk shrunk = shrink(plan_of(5), [](const Plan&) { return std::nullopt; });
  CHECK_FALSE(shrunk.reproduced);
  CHECK(shrunk.plan == plan_of(5));
  CHECK(shrunk.tries == 1);
}

TEST_CASE("what fails without any fault shrinks to nothing") {
  CHECK(shrink(plan_of(9), needs_all({})).plan.empty());
  CHECK(shrink({}, needs_all({})).plan.empty());
}

TEST_CASE("answers that a run did not place are gone after its first recording") {
  const Plan plan{fault(1), fault(2), fault(3)};
  const StillFails places_only_the_first = [](const Plan& tried) -> std::optional<Plan> {
    if (!has(tried, fault(1))) return std::nullopt;
    return Plan{fault(1)};
  };
  CHECK(shrink(plan, places_only_the_first).plan == Plan{fault(1)});
}

TEST_CASE("a long plan with few needed faults takes far fewer runs than one for each answer") {
  const Shrunk shrunk = shrink(plan_of(512), needs_all({fault(17), fault(400)}));
  CHECK(shrunk.plan.size() == 2);
  CHECK(shrunk.tries < 120);
}

}  // namespace
}  // namespace assay::sim
