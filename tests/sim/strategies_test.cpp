// The strategies that people choose by name, the loop over their runs, and one that answers for
// itself.
#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>

#include "sim/check.hpp"
#include "sim/search/plan_walk.hpp"

namespace assay::sim {
namespace {

std::string text_of(const std::string& path) {
  std::ifstream in{std::string{ASSAY_SOURCE_DIR} + "/" + path};
  return {std::istreambuf_iterator<char>{in}, {}};
}

TEST_CASE("a strategy is named like its file, and the documentation lists it") {
  std::set<std::string> files;
  const auto folder = std::string{ASSAY_SOURCE_DIR} + "/sim/search/strategies";
  for (const auto& entry : std::filesystem::directory_iterator{folder}) {
    files.insert(entry.path().stem().string());
  }
  std::set<std::string> names;
  for (const NamedStrategy& strategy : strategies()) {
    names.emplace(strategy.name);
    CHECK_FALSE(strategy.summary.empty());
    CHECK(strategy.make != nullptr);
    CHECK((strategy.covers == nullptr) == strategy.by_seeds);
    CHECK(strategy.most.covers(strategy.usual));
    CHECK_THAT(text_of("docs/strategies.md"),
               Catch::Contains("| `" + std::string{strategy.name} + "` |"));
  }
  CHECK(names == files);
}

TEST_CASE("the random strategy begins each of its seeds once, in order, and then none") {
  const auto random = strategy_named("random").make({.first = 7, .count = 3});
  std::vector<std::uint64_t> seeds;
  drive(*random, [&](const Proposal& next) {
    CHECK(next.baseline == Baseline::seeded);
    CHECK(next.plan.empty());
    seeds.push_back(next.seed);
    return Outcome{};
  });
  CHECK(seeds == std::vector<std::uint64_t>{7, 8, 9});
}

TEST_CASE("a strategy that is left begins no other run, and learns nothing of the last") {
  struct Endless final : Strategy {
    int begun = 0, learned = 0;
    std::optional<Proposal> begin() override { return ++begun, Proposal{}; }
    void learn(const Outcome&) override { ++learned; }
  } endless;
  drive(endless, [&](const Proposal&) {
    return endless.begun > 3 ? std::nullopt : std::optional{Outcome{}};
  });
  CHECK(endless.begun == 4);
  CHECK(endless.learned == 3);
}

const OptionSet& ways() {
  static const OptionSet options{{{"none", 1}, {"lose", 1}, {"double", 1}}};
  return options;
}

/// Answers by what it is asked, in one run.
struct Picky final : Strategy {
  std::uint32_t second = 2;
  std::optional<Proposal> begin() override {
    return Proposal{.baseline = Baseline::asked, .plan = {{"planned", 1, "lose"}}};
  }
  std::uint32_t answer(const Question& question) override {
    CHECK(question.site != "planned");
    CHECK(question.options.size() == 3);
    return question.n == 2 ? second : 0;
  }
  void learn(const Outcome&) override {}
};

Plan played(Picky& picky, Decisions& decisions) {
  const Proposal next = *picky.begin();
  decisions.begin(next.baseline, next.seed, next.plan, next.keep);
  decisions.answered_by(&picky);
  for (const char* const site : {"planned", "free", "free", "free"}) {
    (void)decisions.ask(decisions.site(site), Aspect::fate, DecisionKind::fault, ways());
  }
  return decisions.recorded();
}

TEST_CASE("a strategy is asked what its plan does not answer, and the run replays without it") {
  Picky picky;
  Decisions decisions;
  const Plan recorded = played(picky, decisions);
  CHECK(recorded == Plan{{"planned", 1, "lose"}, {"free", 2, "double"}});
  decisions.begin(Baseline::benign, 0, recorded, KeepDecisions::answers);
  for (const char* const site : {"planned", "free", "free", "free"}) {
    (void)decisions.ask(decisions.site(site), Aspect::fate, DecisionKind::fault, ways());
  }
  CHECK(decisions.recorded() == recorded);
}

TEST_CASE("an answer that is none of the options breaks the harness") {
  Picky picky;
  picky.second = 3;
  Decisions decisions;
  CHECK_THROWS_AS(played(picky, decisions), BrokenHarness);
}

TEST_CASE("branch points are what was asked behind the last answer of the kinds to branch at") {
  const Plan plan{{"a", 1, "lose", DecisionKind::fault},
                  {"order", 1, "lose", DecisionKind::schedule}};
  Decisions decisions;
  decisions.begin(Baseline::benign, 0, plan, KeepDecisions::all);
  const auto ask = [&](const char* site, Aspect aspect, DecisionKind kind) {
    (void)decisions.ask(decisions.site(site), aspect, kind, ways(), 5);
  };
  ask("early", Aspect::fate, DecisionKind::fault);
  ask("a", Aspect::fate, DecisionKind::fault);
  ask("b", Aspect::fate, DecisionKind::crash);
  ask("order", Aspect::fate, DecisionKind::schedule);
  ask("b @ shop", Aspect::delay, DecisionKind::timing);
  ask("count", Aspect::fate, DecisionKind::workload);
  ask("c", Aspect::fate, DecisionKind::fault);
  const auto sites = [&](Branching branching) {
    std::vector<std::string> names;
    for (const BranchPoint& point : branch_points(decisions, branching, plan.size())) {
      names.push_back(point.site);
      CHECK(point.answers == std::vector<std::string>{"lose", "double"});
      CHECK((point.state != 0) == is_fault(point.kind));
    }
    return names;
  };
  CHECK(sites(Branching::nowhere).empty());
  CHECK(sites(Branching::at_faults) == std::vector<std::string>{"b", "c"});
  CHECK(sites(Branching::at_deviations_too) == std::vector<std::string>{"b.delay @ shop", "c"});
  CHECK_THROWS_AS(branch_points(decisions, Branching::at_deviations_too, 1), BrokenHarness);
}

}  // namespace
}  // namespace assay::sim
