// A run is a function of its input: repeated, recorded and replayed, traced or not, it is the same
// run, whatever ran before it. Serves laws 1 and 5.
#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include "workload.hpp"

namespace assay::sim::testing {
namespace {

const Shape small{.shops = 2, .payments = 3};

Outcome play(World& world, const RunInput& input, const Shape& shape = small) {
  static FaultModel faults{every_fault()};
  return run(world, input, faults, [&](World&) { busy_world(world, shape); });
}

/// The recorded answers, played back on the benign baseline.
Outcome replay(World& world, const Plan& plan, const Shape& shape = small) {
  return play(world, playing(plan), shape);
}

TEST_CASE("a seeded run, recorded and played back on the benign baseline, is the same run") {
  World world;
  std::size_t faults = 0;
  rc::check([&](std::uint64_t seed) {
    const Outcome original = play(world, seeded(seed));
    RC_ASSERT(original.broken_claim.empty());
    const Outcome again = replay(world, original.recorded);
    RC_ASSERT(again.digest == original.digest);
    RC_ASSERT(again.exit == original.exit);
    RC_ASSERT(again.ended == original.ended);
    RC_ASSERT(again.events == original.events);
    RC_ASSERT(again.recorded == original.recorded);
    RC_ASSERT(again.unplaced.empty());
    faults += fault_count(original.recorded);
  });
  CHECK(faults > 100);  // the plans were not empty
}

TEST_CASE("every run of the workload comes to rest, with all faults allowed") {
  World world;
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    INFO(seed);
    const Outcome outcome = play(world, seeded(seed));
    CHECK(outcome.exit == Exit::at_rest);
    CHECK(outcome.broken_claim == "");
  }
}

TEST_CASE("raw Boost waits replay as well") {
  World world;
  const Shape raw{.shops = 3, .payments = 2, .raw_sleeps = true};
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    INFO(seed);
    const Outcome original = play(world, seeded(seed), raw);
    const Outcome again = replay(world, original.recorded, raw);
    CHECK(again.digest == original.digest);
    CHECK(again.recorded == original.recorded);
  }
}

TEST_CASE("a run is the same run after another world ran, in this world's memory or another's") {
  World world;
  for (std::uint64_t seed = 0; seed < 30; ++seed) {
    INFO(seed);
    const Outcome first = play(world, seeded(seed));
    (void)play(world, seeded(seed + 1000), {.shops = 5, .payments = 1, .raw_sleeps = true});
    CHECK(play(world, seeded(seed)).digest == first.digest);
    World other;
    CHECK(play(other, seeded(seed)).digest == first.digest);
  }
}

TEST_CASE("a run that is traced or keeps all decisions is the same run") {
  World world;
  for (std::uint64_t seed = 0; seed < 30; ++seed) {
    INFO(seed);
    const Outcome plain = play(world, seeded(seed));
    RunInput input = seeded(seed);
    input.trace = true;
    CHECK(play(world, input).digest == plain.digest);
    input.keep = KeepDecisions::all;
    const Outcome kept = play(world, input);
    CHECK(kept.digest == plain.digest);
    CHECK(kept.recorded == plain.recorded);
  }
}

TEST_CASE("different seeds are different runs") {
  World world;
  std::vector<std::string> digests;
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    digests.push_back(play(world, seeded(seed)).digest.hex());
  }
  std::ranges::sort(digests);
  CHECK(std::ranges::adjacent_find(digests) == digests.end());
}

/// The share of a run's other faults that change their site or visit when one fault is taken out.
struct Retargeted {
  std::uint64_t kept = 0;
  std::uint64_t lost = 0;
};

/// A client's questions, at a site of its own or at one that all share.
Plan ask_clients(const Plan& plan, bool shared_sites, Baseline baseline, std::uint64_t seed) {
  static const OptionSet coin{{{"none", 3}, {"fail", 1}}};
  Decisions decisions;
  decisions.begin(baseline, seed, plan, KeepDecisions::answers);
  for (int client = 0; client < 10; ++client) {
    const std::string scope = shared_sites ? "all" : "client-" + std::to_string(client);
    const SiteId site = decisions.site("bank.pay @ " + scope);
    for (int attempt = 0; attempt < 4; ++attempt) {  // asks again where it failed
      if (decisions.ask(site, Aspect::fate, DecisionKind::fault, coin) == 0) break;
    }
  }
  return decisions.recorded();
}

/// Takes each answer out in turn and counts what becomes of the answers of the other clients.
Retargeted take_out_each(bool shared_sites) {
  Retargeted sum;
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    const Plan plan = ask_clients({}, shared_sites, Baseline::seeded, seed);
    for (std::size_t out = 0; out < plan.size(); ++out) {
      Plan rest = plan;
      rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(out));
      const Plan again = ask_clients(rest, shared_sites, Baseline::benign, 0);
      for (const Answer& answer : rest) {
        if (!shared_sites && answer.site == plan[out].site) continue;
        ++(std::ranges::find(again, answer) != again.end() ? sum.kept : sum.lost);
      }
    }
  }
  return sum;
}

TEST_CASE("taking out one answer retargets no other scope's, unless a site is shared") {
  const Retargeted scoped = take_out_each(false);
  CHECK(scoped.kept > 500);
  CHECK(scoped.lost == 0);
  const Retargeted shared = take_out_each(true);  // the planted defect
  CHECK(shared.lost > 0);
}

TEST_CASE("taking one network fault out of a plan leaves the other shops' faults where they were") {
  World world;
  const auto of_network = [](const Answer& answer) {
    return answer.kind == DecisionKind::fault && answer.site.find("bank.pay") == 0;
  };
  std::uint64_t compared = 0;
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    const Plan plan = play(world, seeded(seed)).recorded;
    const auto out = std::ranges::find_if(plan, of_network);
    if (out == plan.end()) continue;
    const bool first_shop = out->site.find("shop-1") != std::string::npos;
    Plan rest = plan;
    rest.erase(rest.begin() + (out - plan.begin()));
    const Plan again = replay(world, rest).recorded;
    for (const Answer& answer : rest) {
      const bool other = answer.site.find(first_shop ? "shop-2" : "shop-1") != std::string::npos;
      if (!other || !of_network(answer)) continue;
      ++compared;
      CHECK(std::ranges::find(again, answer) != again.end());
    }
  }
  CHECK(compared > 20);
}

}  // namespace
}  // namespace assay::sim::testing
