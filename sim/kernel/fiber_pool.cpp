// Making, parking and waking pooled fibers; the outermost function of each.
#include "sim/kernel/fiber_pool.hpp"

#include <boost/fiber/fiber.hpp>
#include <boost/fiber/operations.hpp>
#include <chrono>

#include "sim/kernel/kernel.hpp"
#include "sim/kernel/scheduler.hpp"
#include "sim/kernel/stack_pool.hpp"

namespace assay::sim {

namespace {

// Boost keeps a fiber's boost::fibers::fiber_specific_ptr values in a private member and destroys
// them when the fiber ends. An explicit instantiation may name it.
struct FiberSpecificData {};
template <auto Member>
struct Reveal {
  friend bool holds_fiber_specific_data(FiberSpecificData, const boost::fibers::context& fiber) {
    return !(fiber.*Member).empty();
  }
};
bool holds_fiber_specific_data(FiberSpecificData, const boost::fibers::context& fiber);
template struct Reveal<&boost::fibers::context::fss_data_>;

FiberRecord& record_of_active() {
  return *static_cast<FiberRecord*>(boost::fibers::context::active()->get_properties());
}

}  // namespace

FiberPool& FiberPool::of_this_thread() {
  thread_local FiberPool pool;
  return pool;
}

FiberPool::FiberPool() {
  // Made before this pool, so that they are still there when it goes.
  Scheduler::of_this_thread();
  StackPool::of_this_thread();
}

FiberRecord& FiberPool::take() {
  if (idle_.empty()) return make();
  FiberRecord& record = *idle_.back();
  idle_.pop_back();
  record.forget();
  return record;
}

FiberRecord& FiberPool::make() {
  FiberRecord* made = nullptr;
  Scheduler::of_this_thread().leave_next_to_its_maker(made);
  boost::fibers::fiber fiber{boost::fibers::launch::post, std::allocator_arg, PooledStack{},
                             [this] { serve(record_of_active()); }};
  fiber.detach();
  return *made;
}

void FiberPool::serve(FiberRecord& me) {
  do {
    me.kernel->run_body(me);
  } while (park(me));
  Scheduler::of_this_thread().fiber_ended();
}

bool FiberPool::park(FiberRecord& me) {
  // Boost destroys such values when a fiber ends, and the next body must not find them.
  if (holds_fiber_specific_data({}, *me.context)) return false;
  idle_.push_back(&me);
  me.kernel->block();
  return !closing_;
}

FiberPool::~FiberPool() {
  closing_ = true;
  Scheduler& scheduler = Scheduler::of_this_thread();
  for (FiberRecord* const record : idle_) scheduler.awakened(record->context);
  // The first turn is the fibers' to end in, the second the dispatcher's to take their stacks back.
  boost::this_fiber::yield();
  boost::this_fiber::sleep_for(std::chrono::nanoseconds{0});
}

}  // namespace assay::sim
