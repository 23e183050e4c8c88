// The double-run check finds what makes a run depend on anything but its input: each leak planted
// here is noticed. Serves law 5.
#include <catch2/catch.hpp>

#include <map>
#include <random>
#include <set>

#include "sim/kernel/sync.hpp"
#include "workload.hpp"

namespace assay::sim::testing {
namespace {

using SetUp = std::function<void(World&)>;

const SetUp another_world = [](World& world) { busy_world(world, {.shops = 1, .payments = 1}); };

/// The double-run check: A, B, A. Returns: whether A behaved alike.
bool repeats(const SetUp& program) {
  FaultModel none;
  World world;
  const Digest first = run(world, RunInput{}, none, program).digest;
  (void)run(world, RunInput{}, none, another_world);
  return run(world, RunInput{}, none, program).digest == first;
}

/// A node that waits for as long as it is told.
SetUp waits_for(const std::function<std::int64_t()>& nanoseconds) {
  return [nanoseconds](World& world) {
    node_that(world, "shop-1", [&world, nanoseconds](Node&) {
      world.kernel().wait(world.now() + Duration{1 + nanoseconds()});
    });
  };
}

TEST_CASE("a program without leaks passes the double-run check") {
  CHECK(repeats(another_world));
  CHECK(repeats([](World& world) { busy_world(world, {.shops = 3, .payments = 2}); }));
}

TEST_CASE("a draw from random_device is found") {
  CHECK_FALSE(repeats(waits_for([] { return std::int64_t{std::random_device{}()}; })));
}

TEST_CASE("an order of pointer keys is found") {
  std::vector<std::unique_ptr<int>> kept;
  const auto order_of_addresses = [&kept] {
    // Blocks of a used heap: their addresses follow what was freed before, not the program.
    std::map<int*, int> by_address;
    for (int i = 0; i < 20; ++i) {
      kept.push_back(std::make_unique<int>(i));
      if ((std::random_device{}() & 1U) != 0) kept.push_back(std::make_unique<int>(-1));
      by_address[kept.back().get()] = i;
    }
    std::uint64_t order = 0;
    for (const auto& [address, i] : by_address) {
      order = mix(order ^ reinterpret_cast<std::uintptr_t>(address) ^ static_cast<unsigned>(i));
    }
    return static_cast<std::int64_t>(order >> 40);
  };
  CHECK_FALSE(repeats(waits_for(order_of_addresses)));
}

TEST_CASE("a thread_local that is carried from run to run is found") {
  CHECK_FALSE(repeats(waits_for([] {
    thread_local std::int64_t carried = 0;
    return carried += 1000;
  })));
}

TEST_CASE("a read of the wall clock is found") {
  CHECK_FALSE(repeats(waits_for([] {
    return std::int64_t{std::chrono::system_clock::now().time_since_epoch().count() %
                        1'000'000'000};
  })));
}

TEST_CASE("a lost wake-up ends as a deadlock") {
  const Outcome outcome = run([](World& world) {
    auto mutex = std::make_shared<Mutex>(world.kernel());
    auto condition = std::make_shared<ConditionVariable>(world.kernel());
    node_that(world, "waiter", [=, &world](Node&) {
      world.kernel().wait(TimePoint{} + 2_s);  // the notification comes before it waits
      std::unique_lock lock{*mutex};
      condition->wait(lock);  // and it looks at nothing first
    });
    node_that(world, "notifier", [=, &world](Node&) {
      world.kernel().wait(TimePoint{} + 1_s);
      condition->notify_all();
    });
  });
  CHECK(outcome.exit == Exit::deadlock);
}

/// Counts the runs in which each allowed fault struck, by "action: answer".
std::map<std::string, int> fired(const std::vector<FaultRule>& rules, int seeds) {
  FaultModel faults{rules};
  World world;
  std::map<std::string, int> runs;
  for (const FaultRule& rule : rules) runs[rule.site + ": " + rule.answer] = 0;
  for (std::uint64_t seed = 0; seed < static_cast<std::uint64_t>(seeds); ++seed) {
    world.begin(seeded(seed), faults);
    another_world(world);
    (void)world.run();
    std::set<std::string> struck;
    for (const AskedDecision& asked : world.decisions().asked()) {
      if (asked.kind != DecisionKind::fault && asked.kind != DecisionKind::crash) continue;
      const FaultRule& rule =
          faults.rules()[faults.rule_of(*asked.options, asked.options->option_of(asked.answer))];
      struck.insert(rule.site + ": " + rule.answer);
    }
    for (const std::string& name : struck) ++runs[name];
    world.end();
  }
  return runs;
}

TEST_CASE("each fault that is allowed strikes, and one that never can is found by the census") {
  std::vector<FaultRule> rules = every_fault();
  rules.push_back({"bank.repay/request", "lose", {1, 2}});  // nobody calls it
  const std::map<std::string, int> runs = fired(rules, 400);
  for (const auto& [name, count] : runs) {
    INFO(name);
    CHECK((count == 0) == (name == "bank.repay/request: lose"));
  }
}

Digest folded(const std::function<void(Digester&)>& fold) {
  Digester digester;
  digester.reset();
  fold(digester);
  return digester.value();
}

TEST_CASE("a digest differs when any single folded thing differs") {
  std::vector<Digest> digests;
  for (std::size_t odd = 0; odd < 600; ++odd) {
    digests.push_back(folded([odd](Digester& digester) {
      for (std::size_t i = 0; i < 600; ++i) {
        if (i % 3 == 0)
          digester.fold(i == odd ? "one thing" : "another");
        else
          digester.fold(std::uint64_t{i == odd ? 7U : 8U});
      }
    }));
  }
  for (std::size_t i = 0; i < digests.size(); ++i) {
    CHECK(std::ranges::count(digests, digests[i]) == 1);
  }
}

TEST_CASE("no two sequences of fields share a digest, wherever their borders are") {
  using Texts = std::vector<std::string>;
  const auto of = [](const Texts& texts) {
    return folded([&](Digester& d) {
             for (const auto& text : texts) d.fold(text);
           })
        .hex();
  };
  const std::string block(2048, 'x');
  const std::vector<Texts> all{
      {},      {""},        {"", ""},      {"ab", "c"},    {"a", "bc"},     {"abc"},
      {block}, {block, ""}, {block + "x"}, {block, block}, {block + block}, {"abc", "ab", "c"}};
  std::set<std::string> digests;
  for (const Texts& texts : all) digests.insert(of(texts));
  CHECK(digests.size() == all.size());
}

TEST_CASE("a digest has a fixed value for a fixed input, on every machine and build") {
  const Digest digest = folded([](Digester& d) {
    d.fold(std::uint64_t{42});
    d.fold("assay");
  });
  CHECK(digest.hex() == folded([](Digester& d) {
                          d.fold(std::uint64_t{42});
                          d.fold(std::string{"ass"} + "ay");
                        }).hex());
  CHECK(digest.hex().size() == 32);
  CHECK(digest.hex() == "48800b23e43398c7216e796ef703be4a");
}

TEST_CASE("reading a digest in the middle does not change what follows") {
  Digester digester;
  digester.reset();
  Digester undisturbed;
  undisturbed.reset();
  for (std::uint64_t i = 0; i < 1000; ++i) {
    digester.fold(i);
    undisturbed.fold(i);
    (void)digester.value();
  }
  CHECK(digester.value() == undisturbed.value());
}

}  // namespace
}  // namespace assay::sim::testing
