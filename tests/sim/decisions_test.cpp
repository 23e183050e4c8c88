// Decisions: where answers come from, how they are counted, drawn, recorded, named and placed.
// Serves law 1.
#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include <array>
#include <numeric>

#include "sim/check.hpp"
#include "sim/decisions/decisions.hpp"
#include "sim/world/world.hpp"

namespace assay::sim {
namespace {

const Plan no_plan;

const OptionSet& three() {
  static const OptionSet options{{{"deliver", 6}, {"lose", 1}, {"duplicate", 1}}};
  return options;
}

std::uint32_t ask(Decisions& decisions, const char* site, const OptionSet& options = three()) {
  return decisions.ask(decisions.site(site), Aspect::fate, DecisionKind::fault, options);
}

TEST_CASE("the benign baseline answers 0 everywhere") {
  Decisions decisions;
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    decisions.begin(Baseline::benign, seed, no_plan, KeepDecisions::answers);
    for (int i = 0; i < 20; ++i) CHECK(ask(decisions, "bank.pay/reply @ shop-1") == 0);
    CHECK(decisions.recorded().empty());
  }
}

TEST_CASE("a plan's answer is given at its site and visit, and nowhere else") {
  const Plan plan{{"bank.pay/reply @ shop-1", 2, "lose", DecisionKind::fault}};
  Decisions decisions;
  decisions.begin(Baseline::benign, 0, plan, KeepDecisions::answers);
  CHECK(ask(decisions, "bank.pay/reply @ shop-1") == 0);
  CHECK(ask(decisions, "bank.pay/reply @ shop-2") == 0);
  CHECK(ask(decisions, "bank.pay/reply @ shop-2") == 0);
  CHECK(ask(decisions, "bank.pay/reply @ shop-1") == 1);
  CHECK(ask(decisions, "bank.pay/reply @ shop-1") == 0);
  CHECK(decisions.recorded() == plan);
  CHECK(decisions.unplaced().empty());
}

TEST_CASE("decisions that have fallen silent are benign, and nothing is kept of them") {
  const Plan plan{{"bank.pay/reply @ shop-1", 2, "lose", DecisionKind::fault}};
  const OptionSet always{{{"deliver", 0}, {"lose", 1}}};
  Decisions decisions;
  decisions.begin(Baseline::seeded, 0, plan, KeepDecisions::answers);
  CHECK(ask(decisions, "a", always) == 1);
  const Plan before = decisions.recorded();
  decisions.fall_silent();
  CHECK(ask(decisions, "a", always) == 0);
  CHECK(ask(decisions, "bank.pay/reply @ shop-1") == 0);
  CHECK(ask(decisions, "bank.pay/reply @ shop-1") == 0);
  CHECK(decisions.recorded() == before);
  CHECK(decisions.unplaced() == plan);
  decisions.begin(Baseline::seeded, 0, no_plan, KeepDecisions::answers);
  CHECK(ask(decisions, "a", always) == 1);
}

TEST_CASE("a plan's benign answer overrules the seed") {
  Decisions decisions;
  const OptionSet always{{{"deliver", 0}, {"lose", 1}}};
  decisions.begin(Baseline::seeded, 0, no_plan, KeepDecisions::answers);
  CHECK(ask(decisions, "a", always) == 1);
  const Plan plan{{"a", 1, "deliver", DecisionKind::fault}};
  decisions.begin(Baseline::seeded, 0, plan, KeepDecisions::answers);
  CHECK(ask(decisions, "a", always) == 0);
  CHECK(decisions.unplaced().empty());
}

TEST_CASE(
    "answers that name no site, visit or option are reported as unplaced, and the rest is played") {
  const Plan plan{{"a", 1, "lose", DecisionKind::fault},
                  {"a", 9, "lose", DecisionKind::fault},
                  {"gone", 1, "lose", DecisionKind::fault},
                  {"b", 1, "explode", DecisionKind::fault}};
  Decisions decisions;
  decisions.begin(Baseline::benign, 0, plan, KeepDecisions::answers);
  CHECK(ask(decisions, "a") == 1);
  CHECK(ask(decisions, "b") == 0);
  CHECK(decisions.unplaced() == Plan{plan[1], plan[2], plan[3]});
}

TEST_CASE("two answers for one visit: the first counts, the second is unplaced") {
  const Plan plan{{"a", 1, "lose", DecisionKind::fault},
                  {"a", 1, "duplicate", DecisionKind::fault}};
  Decisions decisions;
  decisions.begin(Baseline::benign, 0, plan, KeepDecisions::answers);
  CHECK(ask(decisions, "a") == 1);
  CHECK(decisions.unplaced() == Plan{plan[1]});
}

TEST_CASE("a delay's name carries .delay behind the action and finds its way back") {
  Decisions decisions;
  const Plan plan{{"bank.pay/reply.delay @ shop-1/pay-1", 1, "late~17", DecisionKind::timing},
                  {"tick.delay", 2, "early", DecisionKind::timing}};
  decisions.begin(Baseline::benign, 0, plan, KeepDecisions::answers);
  const SiteId pay = decisions.site("bank.pay/reply @ shop-1/pay-1");
  const SiteId tick = decisions.site("tick");
  const auto delay = [&](SiteId site) {
    return decisions.ask(site, Aspect::delay, DecisionKind::timing, delay_options());
  };
  CHECK(decisions.ask(pay, Aspect::fate, DecisionKind::fault, three()) == 0);
  CHECK(delay(pay) == 2 * 64 + 17);
  CHECK(delay(tick) == 0);
  CHECK(delay(tick) == 64);
  CHECK(decisions.recorded() == plan);
}

TEST_CASE("each option's word finds its option, with grains and without") {
  const OptionSet& options = delay_options();
  for (std::uint32_t answer = 0; answer < options.size(); ++answer) {
    CHECK(options.find(options.name(answer)) == answer);
  }
  for (const char* wrong :
       {"", "typical~64", "typical~", "typical~x", "typical~1x", "~1", "never"}) {
    INFO(wrong);
    CHECK(options.find(wrong) == options.size());
  }
}

TEST_CASE("a point of a draw falls on the option and grain that its weight covers") {
  const OptionSet options{{{"a", 3}, {"b", 0}, {"c", 2}}, 4};
  REQUIRE(options.total() == 20);
  std::map<std::string, int> hits;
  for (std::uint64_t point = 0; point < options.total(); ++point) {
    ++hits[options.option(options.option_of(options.at(point))).id];
  }
  CHECK(hits == std::map<std::string, int>{{"a", 12}, {"c", 8}});
}

TEST_CASE("option sets that cannot be drawn from are refused") {
  CHECK_THROWS_AS(OptionSet(std::vector<Option>{}), BrokenHarness);
  CHECK_THROWS_AS(OptionSet({{"a", 0}}), BrokenHarness);
  CHECK_THROWS_AS(OptionSet({{"a", 1}}, 3), BrokenHarness);
  CHECK_THROWS_AS(OptionSet({{"a", 1}}, 0), BrokenHarness);
}

TEST_CASE("a draw depends on seed, site and visit, and not on the order of asking") {
  Decisions forwards;
  Decisions backwards;
  const std::array sites{"a", "b", "c", "d"};
  rc::check([&](std::uint64_t seed) {
    std::map<std::pair<std::size_t, int>, std::uint32_t> seen;
    forwards.begin(Baseline::seeded, seed, no_plan, KeepDecisions::answers);
    for (std::size_t i = 0; i < 4; ++i) {
      for (int n = 0; n < 5; ++n) seen[{i, n}] = ask(forwards, sites[i]);
    }
    backwards.begin(Baseline::seeded, seed, no_plan, KeepDecisions::answers);
    for (int n = 0; n < 5; ++n) {
      for (std::size_t i = 4; i-- > 0;) RC_ASSERT((seen[{i, n}] == ask(backwards, sites[i])));
    }
  });
}

TEST_CASE("a seeded run's recording is the same answers on the benign baseline") {
  rc::check([](std::uint64_t seed, const std::vector<std::uint8_t>& questions) {
    const auto play = [&](Decisions& decisions) {
      std::vector<std::uint32_t> answers;
      for (const std::uint8_t q : questions) {
        const std::string site = "site-" + std::to_string(q % 7);
        answers.push_back(ask(decisions, site.c_str()));
        answers.push_back(decisions.ask(decisions.site(site), Aspect::delay, DecisionKind::timing,
                                        delay_options()));
      }
      return answers;
    };
    Decisions drawn;
    drawn.begin(Baseline::seeded, seed, no_plan, KeepDecisions::answers);
    const auto original = play(drawn);
    const Plan recorded = drawn.recorded();
    Decisions replayed;
    replayed.begin(Baseline::benign, seed + 1, recorded, KeepDecisions::answers);
    RC_ASSERT(play(replayed) == original);
    RC_ASSERT(replayed.unplaced().empty());
    RC_ASSERT(replayed.recorded() == recorded);
  });
}

TEST_CASE("keeping all questions changes no answer and numbers each site's visits from 1") {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    Decisions some;
    Decisions all;
    some.begin(Baseline::seeded, seed, no_plan, KeepDecisions::answers);
    all.begin(Baseline::seeded, seed, no_plan, KeepDecisions::all);
    for (int i = 0; i < 30; ++i) CHECK(ask(some, "a") == ask(all, "a"));
    REQUIRE(all.asked().size() == 30);
    for (std::uint32_t i = 0; i < 30; ++i) CHECK(all.asked()[i].n == i + 1);
    CHECK(all.recorded() == some.recorded());
  }
}

TEST_CASE("sites stay apart when there are many of them") {
  Decisions decisions;
  decisions.begin(Baseline::benign, 0, no_plan, KeepDecisions::answers);
  std::vector<SiteId> ids;
  for (int i = 0; i < 3000; ++i) ids.push_back(decisions.site("site @ " + std::to_string(i)));
  for (int i = 0; i < 3000; ++i) {
    const std::string name = "site @ " + std::to_string(i);
    CHECK(decisions.site(name) == ids[static_cast<std::size_t>(i)]);
    CHECK(decisions.name(ids[static_cast<std::size_t>(i)]) == name);
    CHECK(decisions.action(ids[static_cast<std::size_t>(i)]) == "site");
  }
  CHECK(decisions.site_count() == 3000);
}

}  // namespace
}  // namespace assay::sim
