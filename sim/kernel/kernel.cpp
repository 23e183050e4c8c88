// A run from its first event to its exit: the clock, the queue, rest and healing.
#include "sim/kernel/kernel.hpp"

#include "sim/check.hpp"
#include "sim/kernel/scheduler.hpp"

namespace assay::sim {

namespace {

constexpr std::uint32_t fiber_bit = 0x8000'0000;  // a slot with it names a fiber, not an event
// Events at one moment of virtual time that no honest run comes to.
constexpr std::uint64_t standstill_most = 1'000'000;

/// One pending timer's part of a state's fingerprint. Parts are added up and taken off again, so
/// that timers set in another order make the same state; each is mixed, so that two cannot pass for
/// one.
std::uint64_t fingerprint_of(TimePoint time, const NodeState* node) {
  return mix(mix(static_cast<std::uint64_t>(time.ns())) ^ (node != nullptr ? node->name_hash : 0));
}

}  // namespace

const char* to_text(Exit exit) {
  switch (exit) {
    case Exit::at_rest: return "at_rest";
    case Exit::deadlock: return "deadlock";
    case Exit::time_limit: return "time_limit";
    case Exit::event_limit: return "event_limit";
    case Exit::livelock: return "livelock";
    case Exit::program_failed: return "program_failed";
    case Exit::broken_harness: return "broken_harness";
  }
  return "?";
}

Kernel::Kernel() = default;
Kernel::~Kernel() = default;

void Kernel::begin(const RunLimits& limits, Baseline baseline, std::uint64_t seed, const Plan& plan,
                   KeepDecisions keep) {
  SIM_CHECK(live_fibers_ == 0, "a run begins when the fibers of the last one have ended");
  Kernel* const alive = kernel_of_this_thread();
  // The virtual clock is found by thread alone: with two worlds there, one would see the other's.
  SIM_CHECK(alive == nullptr || alive == this, "a world begins when no other lives on its thread");
  decisions_.begin(baseline, seed, plan, keep);
  digest_.reset();
  queue_.clear();
  slots_.clear();
  free_slots_.clear();
  fibers_.clear();
  free_indices_.clear();
  ready_.clear();
  held_.clear();
  awaiting_change_.clear();
  woken_by_boost_.clear();
  broken_claim_.clear();
  failure_.clear();
  limits_ = limits;
  // Less than all events of a run: else time that stands still would be told as an event limit.
  standstill_max_ = std::min(standstill_most, (limits.events_max + 1) / 2);
  begun_ = TimePoint{};
  horizon_ = begun_ + std::min(limits.faults_until, limits.time_max);
  last_change_ = begun_;
  period_max_ = Duration{};
  events_ = timers_ = turns_ = 0;
  move_to(begun_);
  pulse_->events.store(0, std::memory_order_relaxed);
  pulse_->inside.store(true, std::memory_order_relaxed);
  sequence_ = serial_ = busy_events_ = busy_fibers_ = abandoned_ = refused_to_end_ = 0;
  heal_callback_ = nullptr;
  exit_ = Exit::at_rest;
  finished_ = stopping_ = healed_ = boost_waits_ = disturbed_ = false;
  Scheduler::of_this_thread().enter(*this);
}

void Kernel::begin_at(TimePoint time) {
  SIM_CHECK(events_ == 0 && queue_.empty(), "a run begins before anything happens in it");
  begun_ = time;
  horizon_ = begun_ + std::min(limits_.faults_until, limits_.time_max);
  last_change_ = begun_;
  move_to(begun_);
}

Exit Kernel::run() {
  if (finished_) return exit_;  // it failed while it was being set up
  Scheduler::of_this_thread().run_from_main();
  return exit_;
}

void Kernel::go_on(Duration longest, std::uint64_t events) {
  SIM_CHECK(finished_ && exit_ == Exit::at_rest, "only a run that came to rest goes on");
  finished_ = false;
  limits_.time_max = (now_ - begun_) + longest;
  limits_.events_max = events_ + events;
  horizon_ = begun_ + limits_.time_max;
  move_to(now_);
  changed();
}

void Kernel::end() {
  stopping_ = disturbed_ = true;
  Scheduler& scheduler = Scheduler::of_this_thread();
  do {  // again where one that unwinds made another
    finished_ = false;
    turns_ = 0;
    for (FiberRecord* record = oldest_; record != nullptr;) {
      // Oldest first, so that they unwind in the same order each time. One that is abandoned leaves
      // the list at once: who comes after it is read before.
      FiberRecord* const following = record->next;
      kill(*record);
      record = following;
    }
    scheduler.run_from_main();
  } while (oldest_ != nullptr);
  scheduler.leave();
  pulse_->inside.store(false, std::memory_order_relaxed);
}

std::uint32_t Kernel::new_slot() {
  slots_.emplace_back();
  return static_cast<std::uint32_t>(slots_.size() - 1);
}

std::uint32_t Kernel::take_slot() {
  if (free_slots_.empty()) return new_slot();
  const std::uint32_t slot = free_slots_.back();
  free_slots_.pop_back();
  return slot;
}

std::uint64_t Kernel::at(TimePoint time, Keeps keeps, Callback callback, void* object,
                         std::uint64_t argument) {
  const std::uint32_t slot = take_slot();
  const std::uint32_t sequence = ++sequence_;
  slots_[slot] = {callback, object, argument, time, sequence, keeps, false};
  if (keeps == Keeps::busy) ++busy_events_;
  if (decisions_.keeps_all()) timers_ += fingerprint_of(time, nullptr);
  queue_.push(event_key(time, sequence, slot));
  // A slot serves many events, one after another: the sequence says which one the ticket means.
  return (std::uint64_t{sequence} << 32) | slot;
}

void Kernel::cancel(std::uint64_t ticket) {
  Event& event = slots_[static_cast<std::uint32_t>(ticket)];
  if (event.sequence != ticket >> 32 || event.cancelled) return;
  // It stays in the queue until it comes up, since a heap is not searched; its slot is kept as
  // long.
  event.cancelled = true;
  if (event.keeps == Keeps::busy) --busy_events_;
  if (decisions_.keeps_all()) timers_ -= fingerprint_of(event.time, nullptr);
}

// A fiber waits for one timer at most, so that its record stands for a slot. A timer is void once
// the fiber has another or none: what is left of it in the queue is passed over.
void Kernel::set_timer(FiberRecord& fiber, TimePoint time, Keeps keeps) {
  fiber.timer = ++sequence_;
  fiber.timer_time = time;
  fiber.timer_keeps = keeps;
  if (keeps == Keeps::busy) ++busy_events_;
  if (decisions_.keeps_all()) timers_ += fingerprint_of(time, fiber.node);
  queue_.push(event_key(time, fiber.timer, fiber_bit | fiber.index));
}

void Kernel::clear_timer(FiberRecord& fiber) {
  if (fiber.timer == 0) return;
  fiber.timer = 0;
  if (fiber.timer_keeps == Keeps::busy) --busy_events_;
  if (decisions_.keeps_all()) timers_ -= fingerprint_of(fiber.timer_time, fiber.node);
}

std::uint64_t Kernel::timers_fingerprint() const {
  return mix(timers_ ^ static_cast<std::uint64_t>(now_.ns()));
}

void Kernel::fire_timer(FiberRecord& fiber) {
  clear_timer(fiber);
  fiber.woken = Woken::by_timer;
  make_ready(fiber);
}

void Kernel::move_to(TimePoint time) {
  now_ = time;
  events_end_ = std::min(limits_.events_max, events_ + standstill_max_);
  pulse_->now.store(time.ns(), std::memory_order_relaxed);
}

void Kernel::note_fired(EventKey key) {
  if (event_time(key) != now_) move_to(event_time(key));
  ++events_;
  pulse_->events.store(events_, std::memory_order_relaxed);
  // Two runs that differ in what was set first differ here, even where all else looks alike.
  digest_.fold(static_cast<std::uint64_t>(now_.ns()));
  digest_.fold(event_sequence(key));
}

void Kernel::fire(EventKey key) {
  const std::uint32_t slot = event_slot(key);
  if ((slot & fiber_bit) != 0) {
    FiberRecord* const fiber = fibers_[slot & ~fiber_bit];
    if (fiber == nullptr || fiber->timer != event_sequence(key)) return;
    note_fired(key);
    fire_timer(*fiber);
    return;
  }
  Event& event = slots_[slot];
  // Free before it is called back, which may ask for a slot and so move them all: what is needed of
  // the event is read before the call.
  event.sequence = 0;  // nothing to cancel any more
  free_slots_.push_back(slot);
  if (event.cancelled) return;
  note_fired(key);
  if (event.keeps == Keeps::busy) --busy_events_;
  if (decisions_.keeps_all()) timers_ -= fingerprint_of(event.time, nullptr);
  event.callback(event.object, event.argument);
}

void Kernel::fire_instant(TimePoint time) {
  try {
    // All of one instant, before any fiber has its turn: else the queue's order, and no decision,
    // would say who wins a race.
    do {
      fire(queue_.pop());
    } while (!queue_.empty() && event_time(queue_.top()) == time && events_ < events_end_);
  } catch (const BrokenHarness& broken) {
    report_broken(broken.claim);
  } catch (const std::exception& error) {
    report_broken(std::string{"an exception left a delivery: "} + error.what());
  }
}

bool Kernel::is_stale(EventKey key) const {
  const std::uint32_t slot = event_slot(key);
  if ((slot & fiber_bit) == 0) return slots_[slot].cancelled;
  const FiberRecord* const fiber = fibers_[slot & ~fiber_bit];
  return fiber == nullptr || fiber->timer != event_sequence(key);
}

void Kernel::drop_stale() {
  while (!queue_.empty() && is_stale(queue_.top())) {
    const std::uint32_t slot = event_slot(queue_.pop());
    if ((slot & fiber_bit) == 0) free_slots_.push_back(slot);
  }
}

bool Kernel::advance(TimePoint boost_deadline) {
  if (finished_) return false;
  turns_ = 0;
  const bool boost_sleeps = boost_deadline != TimePoint::never();
  if (!boost_sleeps && !stopping_ && fires_plainly()) {
    fire_instant(event_time(queue_.top()));
  } else {
    advance_with_care(boost_deadline);
  }
  return !finished_;
}

void Kernel::advance_with_care(TimePoint boost_deadline) {
  drop_stale();
  const bool boost_sleeps = boost_deadline != TimePoint::never();
  // The order says what a run is called that has several reasons to end: a limit is told before a
  // rest that was never reached, and time that stands still only where the next event is due this
  // moment.
  if (stopping_) {
    finish(exit_);
  } else if (events_ >= limits_.events_max) {
    finish(Exit::event_limit);
  } else if (events_ >= events_end_ && !queue_.empty() && event_time(queue_.top()) == now_) {
    finish(Exit::livelock);
  } else if (!settle(boost_sleeps)) {
    TimePoint next = boost_deadline;
    if (!queue_.empty()) next = std::min(next, event_time(queue_.top()));
    const TimePoint end = begun_ + limits_.time_max;
    // Faults stop at the horizon even where nothing is due then: time goes there first.
    if (!healed_ && next > horizon_ && horizon_ < end) {
      move_to(std::max(now_, horizon_));
      heal();
    } else if (next > end) {
      finish(Exit::time_limit);
    } else if (!queue_.empty() && next == event_time(queue_.top())) {
      fire_instant(next);
    } else {
      move_to(next);  // the dispatcher wakes whom Boost put to sleep
    }
  }
}

bool Kernel::settle(bool boost_sleeps) {
  if (busy_events_ > 0 || boost_sleeps) return false;
  // Housekeeping may still find something to do: it has to have looked, and found nothing.
  if (!queue_.empty() && !quiet()) return false;
  // The first rest only ends the faults: what they have left open must come to rest without them.
  if (!healed_) {
    heal();
  } else {
    finish(busy_fibers_ > 0 ? Exit::deadlock : Exit::at_rest);
  }
  return true;
}

void Kernel::heal() {
  healed_ = true;
  horizon_ = begun_ + limits_.time_max;
  changed();
  if (heal_callback_ != nullptr) heal_callback_(heal_object_, 0);
}

void Kernel::finish(Exit exit) {
  // What comes of ending a run, a fiber that is cut off and complains, is no reason of its own.
  if (!finished_) exit_ = exit;
  finished_ = disturbed_ = true;
}

void Kernel::report_broken(std::string claim) {
  if (broken_claim_.empty()) broken_claim_ = std::move(claim);
  finish(Exit::broken_harness);
  // It outdoes any other end: nothing that this run has shown can be trusted.
  exit_ = Exit::broken_harness;
}

void Kernel::report_failed(std::string failure) {
  if (failure_.empty()) failure_ = std::move(failure);
  finish(Exit::program_failed);
}

}  // namespace assay::sim
