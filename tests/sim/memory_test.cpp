// Stacks are guarded, pooled and given back; a thousand worlds need no more memory than a few.
#include <catch2/catch.hpp>

#include <malloc.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdint>
#include <set>

#include "sim/kernel/stack_pool.hpp"
#include "workload.hpp"

namespace assay::sim::testing {
namespace {

#if defined(__SANITIZE_ADDRESS__)
constexpr bool sanitized = true;
#else
constexpr bool sanitized = false;
#endif

TEST_CASE("stacks do not overlap, are aligned and large enough, and come back in use") {
  StackPool pool;
  std::vector<boost::context::stack_context> stacks;
  std::set<std::uintptr_t> tops;
  for (int i = 0; i < 200; ++i) {
    stacks.push_back(pool.take());
    const auto top = reinterpret_cast<std::uintptr_t>(stacks.back().sp);
    CHECK(top % 64 == 0);
    CHECK(stacks.back().size > 48 * 1024);
    const auto above = tops.upper_bound(top);
    if (above != tops.end()) CHECK(*above - top >= 48 * 1024);
    tops.insert(top);
    static_cast<char*>(stacks.back().sp)[-1] = 1;
    (static_cast<char*>(stacks.back().sp) - stacks.back().size)[0] = 1;  // the lowest byte
  }
  const std::size_t mapped = pool.mapped();
  for (const auto& stack : stacks) pool.give_back(stack);
  for (int i = 0; i < 200; ++i)
    CHECK(tops.count(reinterpret_cast<std::uintptr_t>(pool.take().sp)) == 1);
  CHECK(pool.mapped() == mapped);
}

/// Recurses until the stack is used up.
__attribute__((noinline)) std::uint64_t eat_stack(std::uint64_t depth) {
  volatile unsigned char room[512];
  room[depth % 512] = 1;
  return depth == 0 ? std::uint64_t{room[0]} : eat_stack(depth - 1) + room[depth % 512];
}

/// Runs a fiber of that depth in a process of its own. Returns: the signal that ended it, or 0.
int signal_at_depth(std::uint64_t depth) {
  const pid_t child = fork();
  if (child == 0) {
    std::signal(SIGSEGV, SIG_DFL);
    (void)run([depth](World& world) {
      node_that(world, "deep", [depth](Node&) { (void)eat_stack(depth); });
    });
    _exit(0);
  }
  int status = 0;
  waitpid(child, &status, 0);
  return WIFSIGNALED(status) ? WTERMSIG(status) : 0;
}

TEST_CASE("a fiber that overflows its stack dies at the guard page and not in its neighbour's") {
  CHECK(signal_at_depth(20) == 0);
  CHECK(signal_at_depth(1000) == SIGSEGV);
}

TEST_CASE("a thousand worlds map no more stacks and take no more memory than the first hundred") {
  FaultModel faults{every_fault()};
  World world;
  std::size_t mapped = 0;
  std::size_t used = 0;
  for (std::uint64_t seed = 0; seed < 1000; ++seed) {
    (void)run(world, seeded(seed % 100), faults,
              [&](World&) { busy_world(world, {.shops = 4, .payments = 2}); });
    if (seed == 100) {
      mapped = StackPool::of_this_thread().mapped();
      used = mallinfo2().uordblks;
    }
  }
  CHECK(StackPool::of_this_thread().mapped() == mapped);
  if (!sanitized) CHECK(mallinfo2().uordblks <= used + 4096);
}

TEST_CASE("only abandoned fibers keep their stacks, one each") {
  StackPool& pool = StackPool::of_this_thread();
  const auto worlds = [](int count) {
    for (int i = 0; i < count; ++i) {
      const Outcome outcome = run([](World& world) {
        node_that(world, "raw",
                  [](Node&) { boost::this_fiber::sleep_for(std::chrono::hours{10}); });
      });
      CHECK(outcome.abandoned == 1);
    }
  };
  worlds(64);
  const std::size_t before = pool.mapped();
  worlds(128);
  CHECK(pool.mapped() == before + 128);
}

}  // namespace
}  // namespace assay::sim::testing
