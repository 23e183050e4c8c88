// Draws are even and weights are honoured: an integer bound on how far counts may stray, shown to
// notice a generator that is biased. Not a test of randomness beyond that.
#include <catch2/catch.hpp>

#include <functional>
#include <vector>

#include "sim/decisions/decisions.hpp"

namespace assay::sim {
namespace {

using Draw = std::function<std::uint32_t(std::uint64_t)>;

/// Whether `draws` counts fit `weights`: 100 times chi square stays below the bound for one in a
/// billion, for up to 7 degrees of freedom.
bool fits(const std::vector<std::uint64_t>& counts, const std::vector<std::uint64_t>& weights) {
  std::uint64_t draws = 0;
  std::uint64_t total = 0;
  for (const std::uint64_t count : counts) draws += count;
  for (const std::uint64_t weight : weights) total += weight;
  std::uint64_t hundredfold = 0;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const std::uint64_t expected = draws * weights[i] / total;
    if (expected == 0) {
      if (counts[i] != 0) return false;
      continue;
    }
    const std::uint64_t off = counts[i] > expected ? counts[i] - expected : expected - counts[i];
    hundredfold += 100 * off * off / expected;
  }
  return hundredfold < 100 * 56;
}

std::vector<std::uint64_t> count(const Draw& draw, std::size_t sides, std::uint64_t draws) {
  std::vector<std::uint64_t> counts(sides);
  for (std::uint64_t i = 0; i < draws; ++i) ++counts[draw(i)];
  return counts;
}

constexpr std::uint64_t many = 800'000;
const std::vector<std::uint64_t> even{1, 1, 1, 1, 1, 1, 1, 1};
const Plan no_plan;

OptionSet options_of(const std::vector<std::uint64_t>& weights) {
  std::vector<Option> options;
  for (const std::uint64_t weight : weights) {
    options.push_back({"option-" + std::to_string(options.size()),
                       static_cast<std::uint32_t>(weight)});
  }
  return OptionSet{options};
}

/// Draws over many visits of one site.
Draw over_visits(Decisions& decisions, const OptionSet& options) {
  decisions.begin(Baseline::seeded, 42, no_plan, KeepDecisions::answers);
  const SiteId site = decisions.site("bank.pay/reply @ shop-1");
  return [&decisions, &options, site](std::uint64_t) {
    return decisions.ask(site, Aspect::fate, DecisionKind::fault, options);
  };
}

/// Draws the first visit of one site over many seeds.
Draw over_seeds(Decisions& decisions, const OptionSet& options) {
  return [&](std::uint64_t seed) {
    decisions.begin(Baseline::seeded, seed, no_plan, KeepDecisions::answers);
    return decisions.ask(decisions.site("a"), Aspect::fate, DecisionKind::fault, options);
  };
}

TEST_CASE("draws are even over visits and over seeds") {
  Decisions decisions;
  const OptionSet options = options_of(even);
  CHECK(fits(count(over_visits(decisions, options), 8, many), even));
  CHECK(fits(count(over_seeds(decisions, options), 8, many), even));
}

TEST_CASE("weights are honoured, a weight of nothing is never drawn") {
  Decisions decisions;
  const std::vector<std::uint64_t> weights{600'000, 300'000, 0, 99'000, 1'000};
  const OptionSet options = options_of(weights);
  CHECK(fits(count(over_visits(decisions, options), 5, many), weights));
  CHECK(fits(count(over_seeds(decisions, options), 5, many), weights));
}

TEST_CASE("grains are drawn evenly") {
  Decisions decisions;
  const OptionSet options{{{"typical", 1}, {"late", 1}}, 8};
  const Draw draw = over_visits(decisions, options);
  const Draw grain = [&](std::uint64_t i) { return options.grain_of(draw(i)); };
  CHECK(fits(count(grain, 8, many), even));
}

TEST_CASE("fate and delay of one site, and neighbouring sites, are drawn independently") {
  Decisions decisions;
  const OptionSet coin = options_of({1, 1});
  const std::vector<std::uint64_t> pairs{1, 1, 1, 1};
  decisions.begin(Baseline::seeded, 7, no_plan, KeepDecisions::answers);
  const SiteId a = decisions.site("site @ shop-1");
  const SiteId b = decisions.site("site @ shop-2");
  const auto toss = [&](SiteId site, Aspect aspect) {
    return decisions.ask(site, aspect, DecisionKind::fault, coin);
  };
  const Draw aspects = [&](std::uint64_t) {
    const std::uint32_t fate = toss(a, Aspect::fate);
    return 2 * fate + toss(a, Aspect::delay);
  };
  CHECK(fits(count(aspects, 4, many), pairs));
  const Draw sites = [&](std::uint64_t) {
    const std::uint32_t first = toss(a, Aspect::fate);
    return 2 * first + toss(b, Aspect::fate);
  };
  CHECK(fits(count(sites, 4, many), pairs));
}

TEST_CASE("the check notices generators with small biases") {
  const Draw modulo_of_a_byte = [](std::uint64_t i) {
    return static_cast<std::uint32_t>((mix(i + 1) & 0xff) % 5);
  };
  CHECK_FALSE(fits(count(modulo_of_a_byte, 5, many), {1, 1, 1, 1, 1}));
  const Draw one_percent_off = [](std::uint64_t i) {
    const std::uint64_t point = mix(i + 1) % 800;
    return static_cast<std::uint32_t>(point < 8 ? 0 : (point % 8));
  };
  CHECK_FALSE(fits(count(one_percent_off, 8, many), even));
}

}  // namespace
}  // namespace assay::sim
