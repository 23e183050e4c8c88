// Pooled stacks for fibers: a guard page below each, colours above, no system call after the first
// use. Not thread-safe: each thread has its own pool, since a world never leaves its thread.
// Source: mapping a guarded stack per fiber costs 6 microseconds, a pooled one 50 nanoseconds
// (docs/decisions/0002-kernel.md).
#pragma once

#include <boost/context/stack_context.hpp>
#include <cstddef>
#include <vector>

namespace assay::sim {

/// Hands out stacks and takes them back. Stacks that fibers abandon are never handed out again.
class StackPool {
 public:
  static constexpr std::size_t slot_size = 64 * 1024;

  /// The pool of this thread.
  static StackPool& of_this_thread();

  boost::context::stack_context take();
  void give_back(const boost::context::stack_context& stack);

  /// How many stacks were ever mapped: flat in a healthy campaign.
  [[nodiscard]] std::size_t mapped() const { return mapped_; }

  StackPool() = default;
  StackPool(const StackPool&) = delete;
  StackPool& operator=(const StackPool&) = delete;
  ~StackPool();

 private:
  void map_more();

  struct Slab {
    void* address;
    std::size_t length;
  };
  std::vector<std::byte*> free_;
  std::vector<Slab> slabs_;
  std::size_t mapped_ = 0;
};

/// The allocator that Boost.Fiber asks for a stack.
struct PooledStack {
  boost::context::stack_context allocate() { return StackPool::of_this_thread().take(); }
  void deallocate(boost::context::stack_context& stack) {
    StackPool::of_this_thread().give_back(stack);
  }
};

}  // namespace assay::sim
