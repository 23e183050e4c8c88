// Boost.Fiber's seam: the scheduling algorithm that hands every choice to the kernel, saves
// exception state across switches, and keeps real time for whatever runs outside of a world. One
// per thread.
#pragma once

#include <boost/fiber/algo/algorithm.hpp>
#include <cxxabi.h>
#include <vector>

#include "sim/kernel/fiber_record.hpp"

namespace assay::sim {

class Scheduler final : public boost::fibers::algo::algorithm {
 public:
  /// The scheduler of this thread, installed on first use.
  static Scheduler& of_this_thread();

  Scheduler();

  void enter(Kernel& kernel) { kernel_ = &kernel; }
  void leave() { kernel_ = nullptr; }
  [[nodiscard]] Kernel* kernel() const { return kernel_; }

  /// The next fiber that Boost makes belongs to no world and is not ready: its record goes to
  /// `maker`.
  void leave_next_to_its_maker(FiberRecord*& maker) { maker_ = &maker; }
  /// Switches from the running fiber to `next` (nullptr: the dispatcher), saving exception state.
  void switch_between(FiberRecord& leaving, FiberRecord* next);
  /// Suspends the main context until the kernel has finished.
  void run_from_main();

  // What Boost.Fiber calls.
  void awakened(boost::fibers::context* context) noexcept override;
  boost::fibers::context* pick_next() noexcept override;
  [[nodiscard]] bool has_ready_fibers() const noexcept override;
  void suspend_until(const std::chrono::steady_clock::time_point& time) noexcept override;
  void notify() noexcept override {}

  /// Whether exception state is swapped on a switch; tests switch it off to see that it matters.
  void swap_exceptions(bool on) { swap_exceptions_ = on; }
  /// After this many fibers have ended, the dispatcher runs to take their stacks back.
  static constexpr unsigned ended_max = 16;
  void fiber_ended();
  [[nodiscard]] bool wants_dispatcher() const { return ended_ >= ended_max; }

 private:
  boost::fibers::context* choose(bool from_dispatcher);
  boost::fibers::context* take_dispatcher();
  void change_to(boost::fibers::context* next);
  void swap_exceptions(ExceptionState& leaving, const ExceptionState& next);
  ExceptionState& state_of(boost::fibers::context* context);
  void adopt(boost::fibers::context* context);
  void note_dispatched();
  void note_boost_wait(FiberRecord& leaving);

  Kernel* kernel_ = nullptr;
  abi::__cxa_eh_globals* globals_;
  boost::fibers::context* main_;
  boost::fibers::context* dispatcher_ = nullptr;
  boost::fibers::context* running_;
  ExceptionState main_exceptions_;
  ExceptionState dispatcher_exceptions_;
  std::vector<boost::fibers::context*> outside_;  // ready fibers of no world
  FiberRecord** maker_ = nullptr;
  unsigned ended_ = 0;
  bool dispatcher_ready_ = false;
  bool main_ready_ = false;
  bool swap_exceptions_ = true;
};

}  // namespace assay::sim
