// The kernel: one virtual clock, one queue of future events, one ready list, one fiber at a time.
// It decides nothing itself (which ready fiber goes first is a decision) and knows no network, node
// program or money.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "sim/decisions/decisions.hpp"
#include "sim/digest.hpp"
#include "sim/kernel/event_queue.hpp"
#include "sim/kernel/fiber_record.hpp"
#include "sim/kernel/pulse.hpp"
#include "sim/time.hpp"

namespace assay::sim {

/// Thrown into a fiber whose node is dead. Not a std::exception: code under test that catches those
/// must not survive a power cut.
struct NodeDied {};

/// How a run ended; each way has a name.
enum class Exit : std::uint8_t {
  at_rest,
  deadlock,  ///< an operation is pending and nothing that could end it can ever fire
  time_limit,
  event_limit,
  livelock,        ///< very much happened at one moment, and virtual time stood still
  program_failed,  ///< an exception left the code under test
  broken_harness,
};

inline constexpr std::size_t exit_count = static_cast<std::size_t>(Exit::broken_harness) + 1;

[[nodiscard]] const char* to_text(Exit exit);

/// What a run may use up before it is ended.
struct RunLimits {
  Duration time_max = 30_min;
  std::uint64_t events_max = 1'000'000;
  Duration faults_until = 60_s;  ///< the latest time at which faults stop and healing begins
};

class Kernel {
 public:
  using Callback = void (*)(void* object, std::uint64_t argument);

  Kernel();
  ~Kernel();
  Kernel(const Kernel&) = delete;
  Kernel& operator=(const Kernel&) = delete;

  /// Starts a run. `plan` must outlive it.
  void begin(const RunLimits& limits, Baseline baseline, std::uint64_t seed, const Plan& plan,
             KeepDecisions keep);
  /// Sets the time of day at which the run begins: all limits count from there. Before anything
  /// has happened in it.
  void begin_at(TimePoint time);
  /// Runs until rest, deadlock or a limit. Call it from the thread's main context, once, and once
  /// more after each `go_on`.
  Exit run();
  /// Takes up a run that has come to rest, for so long and so many events at the most: `run` may be
  /// called again.
  void go_on(Duration longest, std::uint64_t events);
  /// Ends the run as one at rest, whatever is still to come.
  void rest_here() { finish(Exit::at_rest); }
  /// Ends all fibers; nothing they do on the way out has an effect. Call it once, after run().
  void end();

  // Queries.
  [[nodiscard]] TimePoint now() const { return now_; }
  [[nodiscard]] bool stopping() const { return stopping_; }
  [[nodiscard]] bool healed() const { return healed_; }
  [[nodiscard]] std::uint64_t events() const { return events_; }
  [[nodiscard]] std::uint32_t abandoned() const { return abandoned_; }
  [[nodiscard]] std::uint32_t refused_to_end() const { return refused_to_end_; }
  [[nodiscard]] const std::string& broken_claim() const { return broken_claim_; }
  /// What left the code under test, where that ended the run.
  [[nodiscard]] const std::string& failure() const { return failure_; }
  [[nodiscard]] FiberRecord* current() const { return current_; }
  [[nodiscard]] Decisions& decisions() { return decisions_; }
  [[nodiscard]] Digester& digest() { return digest_; }
  /// Fingerprint of pending events and the clock, for pruning; 0 unless all decisions are kept.
  [[nodiscard]] std::uint64_t timers_fingerprint() const;

  // Commands.
  /// Starts a fiber on a node. The body's own exceptions end the run as a broken harness.
  FiberRecord& spawn(NodeState* node, const char* purpose, Role role,
                     std::move_only_function<void()> body);
  /// Calls back at a later time. Returns: a ticket to cancel it by.
  std::uint64_t at(TimePoint time, Keeps keeps, Callback callback, void* object,
                   std::uint64_t argument);
  /// Takes a call back; without effect once it was made.
  void cancel(std::uint64_t ticket);
  /// Waits in the current fiber until `wake` or the deadline.
  Woken wait(TimePoint deadline = TimePoint::never(), Keeps keeps = Keeps::busy);
  void wake(FiberRecord& fiber);
  /// Waits one period of a housekeeping loop. Returns: false when the loop is to end, because its
  /// node died or the world is over; it never throws.
  bool wait_period(Duration period);
  /// Waits in a housekeeping loop until `wake`. Returns and throws as `wait_period` does.
  bool wait_for_change();
  /// The same, until `changed` or for so long at the most.
  bool wait_for_change(Duration longest);
  /// A housekeeping timer of that period exists: rest needs a full period without change.
  void note_period(Duration period) { period_max_ = std::max(period_max_, period); }
  /// Something that matters changed: the world is not at rest yet.
  void changed() {
    last_change_ = now_;
    if (!awaiting_change_.empty()) wake_waiting();
  }
  [[nodiscard]] TimePoint last_change() const { return last_change_; }
  /// Called once, when faults stop.
  void on_heal(Callback callback, void* object) {
    heal_callback_ = callback, heal_object_ = object;
  }
  /// Ends all fibers of a node by an exception in their waits; the current one only gets its mark.
  void kill_fibers_of(const NodeState& node);
  /// Lets no fiber of a paused node run; whatever would wake one is kept until `resume_fibers_of`.
  void pause_fibers_of(const NodeState& node);
  void resume_fibers_of(const NodeState& node);
  /// Whether a fiber of that node has yet to end.
  [[nodiscard]] bool has_fibers_of(const NodeState& node) const;
  /// Whether the current fiber may go on: throws NodeDied in a fiber of a dead node, or answers
  /// false where that fiber is already unwinding.
  bool may_act() {
    if (current_ != nullptr && !current_->killed && !stopping_) return true;
    return refuse_to_act();
  }
  /// Ends the run as broken; the first claim is kept.
  [[gnu::noinline]] void report_broken(std::string claim);
  /// Ends the run because the code under test let an exception out; the first one is kept.
  [[gnu::noinline]] void report_failed(std::string failure);
  /// Shows from now on how far runs are. `pulse` must outlive the kernel.
  void show_in(Pulse& pulse) { pulse_ = &pulse; }

 private:
  friend class Scheduler;
  friend class FiberPool;

  struct Event {
    Callback callback = nullptr;
    void* object = nullptr;
    std::uint64_t argument = 0;
    TimePoint time;
    std::uint32_t sequence = 0;
    Keeps keeps = Keeps::busy;
    bool cancelled = false;
  };

  // What is rare stays out of line: within what is flattened (kernel_fibers.cpp) it costs a wake-up
  // 11 ns of 67.
  void kill(FiberRecord& record);
  void adopt(FiberRecord& record);
  void adopt_from_boost(FiberRecord& record);
  void run_body(FiberRecord& record);
  void retire(FiberRecord& record);
  void awakened(FiberRecord& record);
  void make_ready(FiberRecord& record);
  Woken wait_for_wake(TimePoint deadline, Keeps keeps);
  bool loop_is_to_end();
  [[gnu::noinline]] void wake_waiting();
  void block();
  FiberRecord* next_as_usual();
  [[gnu::noinline]] FiberRecord* next_with_care();
  FiberRecord* next_ready();
  FiberRecord* take_ready();
  FiberRecord* give_turn(FiberRecord* next);
  [[gnu::noinline]] std::size_t ask_who_goes_first();
  [[nodiscard]] bool fires_plainly() const {
    const bool goes_on = busy_events_ > 0 || (!queue_.empty() && !quiet());
    return goes_on && event_time(queue_.top()) <= horizon_ && events_ < events_end_;
  }
  void collect_woken_by_boost();
  bool advance(TimePoint boost_deadline);
  void advance_with_care(TimePoint boost_deadline);
  void fire_instant(TimePoint time);
  void fire(EventKey key);
  void note_fired(EventKey key);
  void move_to(TimePoint time);
  void let_out(const FiberRecord& record, std::string what);
  void hold_fibers_of(const NodeState& node, bool held);
  void fire_timer(FiberRecord& fiber);
  void set_timer(FiberRecord& fiber, TimePoint time, Keeps keeps);
  void clear_timer(FiberRecord& fiber);
  [[nodiscard]] bool is_stale(EventKey key) const;
  bool settle(bool boost_sleeps);
  [[nodiscard]] bool quiet() const { return now_ - last_change_ >= period_max_; }
  void drop_stale();
  void heal();
  [[gnu::noinline]] void finish(Exit exit);
  std::uint32_t take_slot();
  [[gnu::noinline]] std::uint32_t new_slot();
  void abandon(FiberRecord& record);
  [[gnu::noinline]] bool refuse_to_act();
  void count_refusal(FiberRecord& me);
  const OptionSet& schedule_options(std::size_t candidates);

  Decisions decisions_;
  Digester digest_;
  RunLimits limits_;
  EventQueue queue_;
  std::vector<Event> slots_;
  std::vector<std::uint32_t> free_slots_;
  std::vector<FiberRecord*> fibers_;  // by index, for their timers
  std::vector<std::uint32_t> free_indices_;
  std::vector<FiberRecord*> ready_;
  std::vector<FiberRecord*> held_;    // ready, on a paused node
  std::vector<FiberRecord*> awaiting_change_;  // until something changes
  std::vector<FiberRecord*> dying_;
  std::vector<FiberRecord*> woken_by_boost_;
  std::vector<OptionSet> schedule_options_;
  std::string site_name_;
  std::string broken_claim_;
  std::string failure_;
  FiberRecord* current_ = nullptr;
  FiberRecord* oldest_ = nullptr;
  FiberRecord* newest_ = nullptr;
  Callback heal_callback_ = nullptr;
  void* heal_object_ = nullptr;
  TimePoint now_;
  TimePoint last_change_;
  TimePoint begun_;    // the time of day at which the run began
  TimePoint horizon_;  // no event fires beyond it: then the world heals, or the run ends
  Duration period_max_;
  std::uint64_t events_ = 0;
  std::uint64_t events_end_ = 0;  // no event fires from here on, unless time moves first
  std::uint64_t standstill_max_ = 0;
  std::uint64_t timers_ = 0;
  std::uint64_t turns_ = 0;  // since the last time that nobody was ready
  std::uint32_t sequence_ = 0;
  std::uint32_t serial_ = 0;
  std::uint32_t busy_events_ = 0;
  std::uint32_t busy_fibers_ = 0;
  std::uint32_t live_fibers_ = 0;
  std::uint32_t abandoned_ = 0;
  std::uint32_t refused_to_end_ = 0;
  Exit exit_ = Exit::at_rest;
  bool finished_ = false;
  bool stopping_ = false;
  bool healed_ = false;
  bool boost_waits_ = false;
  bool disturbed_ = false;  // something other than this world's timers and ready fibers has a say
  Pulse own_pulse_;
  Pulse* pulse_ = &own_pulse_;
};

/// The kernel whose world this thread is inside of, or nullptr.
[[nodiscard]] Kernel* kernel_of_this_thread();

}  // namespace assay::sim
