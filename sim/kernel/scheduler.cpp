// The switch itself, and the order in which the kernel, the dispatcher and main get their turn.
#include "sim/kernel/scheduler.hpp"

#include <boost/fiber/operations.hpp>
#include <boost/version.hpp>
#include <cstring>
#include <thread>
#ifdef __SSE__
#include <xmmintrin.h>
#endif

#include "sim/check.hpp"
#include "sim/kernel/kernel.hpp"

namespace assay::sim {

namespace {

// Boost 1.88 saves the exception globals itself.
constexpr bool boost_leaks_exceptions = BOOST_VERSION < 108800;

static_assert(sizeof(ExceptionState) == sizeof(void*) * 2, "the layout that libstdc++ uses");

thread_local Scheduler* installed = nullptr;

/// A context switch costs 70 ns instead of 5 where the two sides' sticky floating-point flags
/// differ: with all of them set for good they never do. Nothing in a world reads them.
void settle_float_flags() {
#ifdef __SSE__
  constexpr unsigned sticky = 0x3f;
  _mm_setcsr(_mm_getcsr() | sticky);
#endif
}

FiberRecord* record_of(boost::fibers::context* context) {
  return static_cast<FiberRecord*>(context->get_properties());
}

}  // namespace

Scheduler& Scheduler::of_this_thread() {
  if (installed == nullptr) boost::fibers::use_scheduling_algorithm<Scheduler>();
  return *installed;
}

Scheduler::Scheduler()
    : globals_{abi::__cxa_get_globals()}, main_{boost::fibers::context::active()}, running_{main_} {
  installed = this;
  settle_float_flags();
}

ExceptionState& Scheduler::state_of(boost::fibers::context* context) {
  if (context == main_) return main_exceptions_;
  FiberRecord* const record = record_of(context);
  return record != nullptr ? record->exceptions : dispatcher_exceptions_;
}

void Scheduler::swap_exceptions(ExceptionState& leaving, const ExceptionState& next) {
  // As bytes: the struct is the runtime's own, and its definition is not ours to see.
  if (!boost_leaks_exceptions || !swap_exceptions_) return;
  std::memcpy(&leaving, static_cast<const void*>(globals_), sizeof leaving);
  std::memcpy(static_cast<void*>(globals_), &next, sizeof next);
}

void Scheduler::change_to(boost::fibers::context* next) {
  if (next != running_) swap_exceptions(state_of(running_), state_of(next));
  running_ = next;
}

void Scheduler::switch_between(FiberRecord& leaving, FiberRecord* next) {
  if (next == nullptr) {
    boost::fibers::context* const dispatcher = take_dispatcher();
    swap_exceptions(leaving.exceptions, dispatcher_exceptions_);
    running_ = dispatcher;
  } else {
    swap_exceptions(leaving.exceptions, next->exceptions);
    running_ = next->context;
  }
  running_->resume();
}

void Scheduler::fiber_ended() {
  ++ended_;
  if (kernel_ != nullptr && wants_dispatcher()) kernel_->disturbed_ = true;
}

void Scheduler::run_from_main() {
  main_ready_ = false;
  boost::fibers::context::active()->suspend();
}

void Scheduler::awakened(boost::fibers::context* context) noexcept {
  if (context->is_context(boost::fibers::type::dispatcher_context)) {
    dispatcher_ = context;
    dispatcher_ready_ = true;
    return;
  }
  // A fiber for the pool: it is ready for nothing before it has a body.
  if (maker_ != nullptr) {
    context->set_properties(*maker_ = new FiberRecord{context});
    maker_ = nullptr;
    return;
  }
  if (kernel_ != nullptr && running_ != boost::fibers::context::active()) note_dispatched();
  if (context == main_) {
    main_ready_ = true;
  } else if (kernel_ == nullptr) {
    outside_.push_back(context);
  } else {
    adopt(context);
    kernel_->awakened(*record_of(context));
  }
}

void Scheduler::adopt(boost::fibers::context* context) {
  if (record_of(context) != nullptr) return;
  auto* const record = new FiberRecord{context};
  context->set_properties(record);
  kernel_->adopt_from_boost(*record);
}

void Scheduler::note_dispatched() {
  kernel_->report_broken("no fiber is launched with launch::dispatch inside a world");
  boost::fibers::context* const launched = boost::fibers::context::active();
  adopt(launched);
  change_to(launched);
  kernel_->current_ = record_of(launched);
  kernel_->current_->state = FiberState::running;
}

boost::fibers::context* Scheduler::take_dispatcher() {
  dispatcher_ready_ = false;
  ended_ = 0;
  return dispatcher_;
}

boost::fibers::context* Scheduler::choose(bool from_dispatcher) {
  if (kernel_ != nullptr) {
    // Only the dispatcher takes the stacks of ended fibers back. A trip there costs two switches,
    // so that it goes for many at once, and at the end for all.
    const bool reclaim = ended_ != 0 && (kernel_->finished_ || wants_dispatcher());
    if (reclaim && dispatcher_ready_) return take_dispatcher();
    if (FiberRecord* const next = kernel_->next_ready()) return next->context;
    if (kernel_->finished_) return main_;
  } else if (!outside_.empty()) {
    boost::fibers::context* const next = outside_.front();
    outside_.erase(outside_.begin());
    return next;
  }
  if (main_ready_) {
    main_ready_ = false;
    return main_;
  }
  return from_dispatcher ? nullptr : take_dispatcher();
}

void Scheduler::note_boost_wait(FiberRecord& leaving) {
  if (!leaving.context->worker_is_linked()) {  // a fiber that Boost made has ended
    kernel_->retire(leaving);
    fiber_ended();
    return;
  }
  kernel_->boost_waits_ = kernel_->disturbed_ = true;
  if (leaving.killed) {
    kernel_->abandon(leaving);
  } else {
    leaving.state = FiberState::waiting_in_boost;
  }
}

boost::fibers::context* Scheduler::pick_next() noexcept {
  const bool from_dispatcher = running_ == dispatcher_;
  if (kernel_ != nullptr && kernel_->current_ != nullptr) {
    FiberRecord& leaving = *kernel_->current_;
    // The kernel's own waits give their fiber another state before they leave: it is one of
    // Boost's.
    if (leaving.state == FiberState::running) note_boost_wait(leaving);
    kernel_->current_ = nullptr;
  }
  boost::fibers::context* const next = choose(from_dispatcher);
  if (next != nullptr) change_to(next);
  return next;
}

bool Scheduler::has_ready_fibers() const noexcept {
  if (main_ready_ || !outside_.empty()) return true;
  return kernel_ != nullptr && (!kernel_->ready_.empty() || kernel_->finished_);
}

void Scheduler::suspend_until(const std::chrono::steady_clock::time_point& time) noexcept {
  using Clock = std::chrono::steady_clock;
  if (kernel_ == nullptr) {
    if (time != Clock::time_point::max()) std::this_thread::sleep_until(time);
    return;
  }
  const bool boost_sleeps = time != Clock::time_point::max();
  // Nobody sleeps in Boost any more: the kernel may take the short way again.
  if (!boost_sleeps) kernel_->boost_waits_ = false;
  try {
    kernel_->advance(boost_sleeps ? TimePoint{time.time_since_epoch().count()}
                                  : TimePoint::never());
  } catch (const BrokenHarness& broken) {
    kernel_->report_broken(broken.claim);
  }
}

Kernel* kernel_of_this_thread() { return installed == nullptr ? nullptr : installed->kernel(); }

}  // namespace assay::sim
