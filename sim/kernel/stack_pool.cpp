// Slabs of stacks: mapped together, guarded once, coloured by their place.
#include "sim/kernel/stack_pool.hpp"

#include <sys/mman.h>

#include <cstdint>

#include "sim/check.hpp"

// Present in builds with the leak checker alone.
extern "C" __attribute__((weak)) void __lsan_register_root_region(const void*, std::size_t);

namespace assay::sim {

namespace {

constexpr std::size_t page = 4096;
constexpr std::size_t stacks_per_slab = 64;
// Tops that differ spread over the cache's sets: 12 ns of a wake-up's 68, among 1,000 fibers.
constexpr std::size_t colours = 32;
constexpr std::size_t colour_step = 192;

std::byte* slot_of(void* top) {
  const auto address = reinterpret_cast<std::uintptr_t>(top) - 1;
  return reinterpret_cast<std::byte*>(address & ~std::uintptr_t{StackPool::slot_size - 1});
}

std::byte* align_to_slot(void* address) {
  const auto raw = reinterpret_cast<std::uintptr_t>(address) + StackPool::slot_size - 1;
  return reinterpret_cast<std::byte*>(raw & ~std::uintptr_t{StackPool::slot_size - 1});
}

}  // namespace

StackPool& StackPool::of_this_thread() {
  static thread_local StackPool pool;
  return pool;
}

StackPool::~StackPool() {
  // What an abandoned fiber's stack holds may be linked to what outlives this thread.
  if (free_.size() != mapped_) return;
  for (const Slab& slab : slabs_) munmap(slab.address, slab.length);
}

boost::context::stack_context StackPool::take() {
  if (free_.empty()) map_more();
  std::byte* const slot = free_.back();
  free_.pop_back();
  const std::size_t colour =
      reinterpret_cast<std::uintptr_t>(slot) / slot_size % colours * colour_step;
  boost::context::stack_context stack;
  stack.size = slot_size - page - colour;
  stack.sp = slot + slot_size - colour;
  return stack;
}

void StackPool::give_back(const boost::context::stack_context& stack) {
  free_.push_back(slot_of(stack.sp));
}

void StackPool::map_more() {
  const std::size_t length = (stacks_per_slab + 1) * slot_size;
  void* const address = mmap(nullptr, length, PROT_READ | PROT_WRITE,
                             MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  SIM_CHECK(address != MAP_FAILED, "the system has memory for fiber stacks");
  // A stack uses its first pages: a huge page would keep the memory of thirty others for it.
  madvise(address, length, MADV_NOHUGEPAGE);
  slabs_.push_back({address, length});
  // What only the stack of a waiting fiber points at would else be called a leak.
  if (__lsan_register_root_region != nullptr) __lsan_register_root_region(address, length);
  std::byte* const first = align_to_slot(address);
  for (std::size_t i = stacks_per_slab; i-- > 0;) {
    std::byte* const slot = first + i * slot_size;
    const bool guarded = mprotect(slot, page, PROT_NONE) == 0;
    SIM_CHECK(guarded, "each fiber stack has a guard page");
    free_.push_back(slot);
  }
  mapped_ += stacks_per_slab;
}

}  // namespace assay::sim
