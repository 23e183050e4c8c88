// Pooled fibers: each body finds a fiber of its own, and a thread that ends gives all of them back.
#include <catch2/catch.hpp>

#include <boost/fiber/fss.hpp>

#include <exception>
#include <set>
#include <stdexcept>
#include <thread>

#include "sim/kernel/stack_pool.hpp"
#include "story.hpp"

namespace assay::sim::testing {
namespace {

/// Where each of that many one-line lives, one after the other, had its stack.
std::multiset<const void*> places_of_lives(int lives, const std::function<void()>& life) {
  std::multiset<const void*> places;
  (void)run([&](World& world) {
    world.kernel().spawn(nullptr, "maker", Role::operation, [&world, &places, &life, lives] {
      Kernel& kernel = world.kernel();
      for (int i = 0; i < lives; ++i) {
        kernel.spawn(nullptr, "life", Role::operation, [&places, &life] {
          places.insert(boost::fibers::context::active());
          life();
        });
        kernel.wait(kernel.now() + 1_s);
      }
    });
  });
  return places;
}

TEST_CASE("a fiber whose body has ended serves the next one") {
  const auto places = places_of_lives(20, [] {});

  CHECK(places.size() == 20);
  CHECK(places.count(*places.begin()) == 20);
}

TEST_CASE("a value that a fiber keeps for itself is gone before the next body begins") {
  static int destroyed = 0;
  static int found = 0;
  struct Kept {
    ~Kept() { ++destroyed; }
  };
  boost::fibers::fiber_specific_ptr<Kept> kept;
  destroyed = found = 0;

  (void)places_of_lives(20, [&kept] {
    if (kept.get() != nullptr) ++found;
    kept.reset(new Kept);
  });

  CHECK(found == 0);
  CHECK(destroyed == 20);
}

TEST_CASE("a body that is killed inside a catch leaves no exception to the next one") {
  int after = 0;
  int in_flight = 0;
  for (int life = 0; life < 3; ++life) {
    (void)run([&](World& world) {
      Node& node = node_that(world, "shop-1", [&](Node& self) {
        if (std::current_exception()) ++in_flight;
        try {
          throw std::runtime_error{"caught"};
        } catch (const std::runtime_error&) {
          (void)self.sleep_until(TimePoint{} + 1_h);
        }
        ++after;
      });
      at(world, 1_s, [&node] { node.crash(); });
    });
  }
  CHECK(after == 0);
  CHECK(in_flight == 0);
}

TEST_CASE("a thread that has run worlds ends, and gives its stacks back") {
  Outcome outcome;
  std::size_t mapped = 0;
  std::thread{[&] {
    outcome = run([](World& world) {
      for (int i = 0; i < 10; ++i) node_that(world, "shop-" + std::to_string(i), [](Node&) {});
    });
    mapped = StackPool::of_this_thread().mapped();
  }}.join();

  CHECK(outcome.exit == Exit::at_rest);
  CHECK(mapped > 0);
}

}  // namespace
}  // namespace assay::sim::testing
