// The kernel's fibers: who is ready, who goes first, how they wait and how they die.
#include <boost/fiber/context.hpp>
#include <exception>

#include "sim/check.hpp"
#include "sim/kernel/fiber_pool.hpp"
#include "sim/kernel/kernel.hpp"
#include "sim/kernel/scheduler.hpp"

namespace assay::sim {

namespace {

constexpr std::size_t candidates_max = 8;     // how many ready fibers a schedule decision names
constexpr std::uint32_t refusals_max = 1000;  // swallowed power cuts before a fiber is given up

}  // namespace

FiberRecord& Kernel::spawn(NodeState* node, const char* purpose, Role role,
                           std::move_only_function<void()> body) {
  FiberRecord& record = FiberPool::of_this_thread().take();
  record.node = node;
  record.purpose = purpose;
  record.role = role;
  record.wrapped = true;
  record.body = std::move(body);
  adopt(record);
  make_ready(record);
  return record;
}

void Kernel::run_body(FiberRecord& record) {
  try {
    auto run = std::move(record.body);  // what it holds goes before the fiber does
    if (!record.killed) run();
  } catch (const NodeDied&) {
    // The power cut has done its work.
  } catch (const BrokenHarness& broken) {
    report_broken(broken.claim);
  } catch (const std::exception& error) {
    let_out(record, std::string{"an exception left a fiber: "} + error.what());
  } catch (...) {
    let_out(record, "an exception of unknown type left a fiber");
  }
  retire(record);
}

void Kernel::let_out(const FiberRecord& record, std::string what) {
  // Theirs is never told as ours, and ours never as theirs.
  if (record.node != nullptr && record.node->under_test) {
    report_failed(std::move(what));
  } else {
    report_broken(std::move(what));
  }
}

void Kernel::adopt_from_boost(FiberRecord& record) {
  // What code under test starts belongs to its node, and goes down with it.
  if (current_ != nullptr) {
    record.node = current_->node;
    record.role = current_->role;
  }
  adopt(record);
  // Its entry is Boost's: an exception thrown into it would end the program.
  if (record.killed) abandon(record);
}

void Kernel::adopt(FiberRecord& record) {
  record.kernel = this;
  record.serial = ++serial_;
  if (current_ != nullptr) record.cause = current_->cause;
  record.held = record.node != nullptr && record.node->paused;
  // What a dead fiber starts is born dead: else it would outlive its power cut.
  record.killed = stopping_ || (current_ != nullptr && current_->killed);
  record.previous = newest_;
  record.next = nullptr;
  (newest_ != nullptr ? newest_->next : oldest_) = &record;
  newest_ = &record;
  if (free_indices_.empty()) {
    free_indices_.push_back(static_cast<std::uint32_t>(fibers_.size()));
    fibers_.push_back(nullptr);
  }
  record.index = free_indices_.back();
  free_indices_.pop_back();
  fibers_[record.index] = &record;
  ++live_fibers_;
  if (record.role == Role::operation) ++busy_fibers_;
}

void Kernel::retire(FiberRecord& record) {
  (record.previous != nullptr ? record.previous->next : oldest_) = record.next;
  (record.next != nullptr ? record.next->previous : newest_) = record.previous;
  clear_timer(record);
  fibers_[record.index] = nullptr;
  free_indices_.push_back(record.index);
  --live_fibers_;
  if (record.role == Role::operation) --busy_fibers_;
  record.state = FiberState::finished;
}

void Kernel::abandon(FiberRecord& record) {
  retire(record);
  record.state = FiberState::abandoned;
  ++abandoned_;
  // Boost would otherwise wake it in a later world, and wait for it when the thread ends.
  record.context->sleep_unlink();
  record.context->worker_unlink();
}

void Kernel::awakened(FiberRecord& record) {
  if (record.state == FiberState::abandoned) return;
  if (current_ == nullptr && record.state == FiberState::waiting_in_boost) {
    woken_by_boost_.push_back(&record);  // by its sleep queue, which knows no order among equals
    record.state = FiberState::ready;
    disturbed_ = true;
  } else {
    make_ready(record);
  }
}

/// Flattened: it buys a wake-up 4 ns of 60 (docs/decisions/0002-kernel.md).
[[gnu::flatten]] void Kernel::make_ready(FiberRecord& record) {
  record.state = FiberState::ready;
  // A pause does not save anybody from a power cut: who is killed runs, to its end.
  (record.held && !record.killed ? held_ : ready_).push_back(&record);
}

void Kernel::collect_woken_by_boost() {
  std::ranges::sort(woken_by_boost_, {}, &FiberRecord::serial);
  for (FiberRecord* const record : woken_by_boost_) {
    ++events_;
    digest_.fold(static_cast<std::uint64_t>(now_.ns()));
    digest_.fold(record->serial);
    make_ready(*record);
  }
  woken_by_boost_.clear();
}

const OptionSet& Kernel::schedule_options(std::size_t candidates) {
  if (schedule_options_.empty()) {
    std::vector<Option> options{{"first", 1}};
    schedule_options_.emplace_back(options);
    for (std::size_t i = 1; i < candidates_max; ++i) {
      options.push_back({"overtake-" + std::to_string(i), 1});
      schedule_options_.emplace_back(options);
    }
  }
  return schedule_options_[candidates - 1];
}

std::size_t Kernel::ask_who_goes_first() {
  FiberRecord& first = *ready_.front();
  if (first.schedule_site == 0) {
    site_name_ = "schedule @ ";
    site_name_ += first.purpose;
    site_name_ += '-';
    site_name_ += std::to_string(first.serial);
    first.schedule_site = decisions_.site(site_name_) + 1;
  }
  const OptionSet& options = schedule_options(std::min(ready_.size(), candidates_max));
  return decisions_.ask(first.schedule_site - 1, Aspect::fate, DecisionKind::schedule, options);
}

FiberRecord* Kernel::give_turn(FiberRecord* next) {
  current_ = next;
  next->state = FiberState::running;
  return next;
}

FiberRecord* Kernel::take_ready() {
  if (++turns_ > limits_.events_max) {  // they wake one another, time stands still
    finish(Exit::livelock);
    return nullptr;
  }
  FiberRecord* next = ready_.front();
  if (ready_.size() == 1) {
    ready_.pop_back();
  } else {
    const std::size_t chosen = stopping_ ? 0 : ask_who_goes_first();
    next = ready_[chosen];
    // The others keep their order: one decision lets one fiber overtake, and changes nothing else.
    ready_.erase(ready_.begin() + static_cast<std::ptrdiff_t>(chosen));
  }
  return give_turn(next);
}

FiberRecord* Kernel::next_ready() {
  if (!woken_by_boost_.empty()) collect_woken_by_boost();
  // The dying come before everybody, also when the run is over: nothing may run between a power cut
  // and the end of what it cut off, or it would see locks and places that nobody holds any more.
  if (!dying_.empty()) {
    FiberRecord* const next = dying_.front();
    dying_.erase(dying_.begin());
    return give_turn(next);
  }
  return ready_.empty() || finished_ ? nullptr : take_ready();
}

/// The way of nearly every event, a timer or a message and one ready fiber, as a short loop of its
/// own: 14 ns of a wake-up's 70. Flattened: 6 of the 62 that it takes otherwise.
[[gnu::flatten]] FiberRecord* Kernel::next_as_usual() {
  while (!disturbed_) {
    if (!ready_.empty()) return take_ready();
    if (!fires_plainly()) break;
    turns_ = 0;
    fire_instant(event_time(queue_.top()));
  }
  return next_with_care();
}

FiberRecord* Kernel::next_with_care() {
  FiberRecord* next = nullptr;
  const Scheduler& scheduler = Scheduler::of_this_thread();
  while (!scheduler.wants_dispatcher() && (next = next_ready()) == nullptr) {
    if (boost_waits_ || finished_ || !advance(TimePoint::never())) break;
  }
  // Whoever disturbs the short way says so where it happens; that nothing does any more is found
  // here.
  disturbed_ = boost_waits_ || finished_ || stopping_ || scheduler.wants_dispatcher() ||
               !dying_.empty() || !woken_by_boost_.empty();
  return next;
}

void Kernel::block() {
  FiberRecord* const leaving = current_;
  current_ = nullptr;  // what fires now is nobody's doing
  FiberRecord* const next = next_as_usual();
  // Where its own timer was due next there is nobody to switch to.
  if (next != leaving) Scheduler::of_this_thread().switch_between(*leaving, next);
}

Woken Kernel::wait_for_wake(TimePoint deadline, Keeps keeps) {
  FiberRecord& me = *current_;
  if (deadline <= now_) {  // a turn for the others: polling must not stop the world
    me.woken = Woken::by_timer;
    make_ready(me);
  } else {
    if (deadline != TimePoint::never()) set_timer(me, deadline, keeps);
    me.state = FiberState::waiting;
  }
  block();
  return me.woken;
}

Woken Kernel::wait(TimePoint deadline, Keeps keeps) {
  // Asked before, since who is dead may not wait for anything, and after, since it may have
  // died.
  if (!may_act()) return Woken::by_the_end;
  const Woken woken = wait_for_wake(deadline, keeps);
  return may_act() ? woken : Woken::by_the_end;
}

bool Kernel::loop_is_to_end() {
  if (!stopping_ && !current_->killed) return false;
  count_refusal(*current_);
  return true;
}

bool Kernel::wait_period(Duration period) {
  note_period(period);
  return !loop_is_to_end() &&
         wait_for_wake(now_ + period, Keeps::housekeeping) != Woken::by_the_end;
}

bool Kernel::wait_for_change() {
  return !loop_is_to_end() &&
         wait_for_wake(TimePoint::never(), Keeps::housekeeping) != Woken::by_the_end;
}

bool Kernel::wait_for_change(Duration longest) {
  if (loop_is_to_end()) return false;
  FiberRecord* const me = current_;
  awaiting_change_.push_back(me);
  const Woken woken = wait_for_wake(now_ + longest, Keeps::housekeeping);
  std::erase(awaiting_change_, me);
  return woken != Woken::by_the_end;
}

void Kernel::wake_waiting() {
  for (FiberRecord* const fiber : awaiting_change_) wake(*fiber);
  awaiting_change_.clear();
}

void Kernel::wake(FiberRecord& fiber) {
  if (fiber.state != FiberState::waiting) return;
  clear_timer(fiber);
  fiber.woken = Woken::by_event;
  make_ready(fiber);
}

void Kernel::kill(FiberRecord& record) {
  if (record.killed) return;
  record.killed = true;
  // Who cuts its own power goes on to its next wait or port call, where it is told.
  if (&record == current_) return;
  std::erase(ready_, &record);
  std::erase(held_, &record);
  std::erase(woken_by_boost_, &record);
  // Boost's waits let no exception through, and a waiter that is woken by force leaves its waker
  // behind: such a fiber is left alone for good.
  if (record.state == FiberState::waiting_in_boost || !record.wrapped) {
    abandon(record);
    return;
  }
  // Not by way of `ready_`: no decision is asked about who dies first.
  clear_timer(record);
  record.state = FiberState::ready;
  record.woken = Woken::by_the_end;
  dying_.push_back(&record);
  disturbed_ = true;
}

void Kernel::kill_fibers_of(const NodeState& node) {
  for (FiberRecord* record = oldest_; record != nullptr;) {
    FiberRecord* const following = record->next;
    if (record->node == &node) kill(*record);
    record = following;
  }
}

bool Kernel::has_fibers_of(const NodeState& node) const {
  for (const FiberRecord* record = oldest_; record != nullptr; record = record->next) {
    if (record->node == &node) return true;
  }
  return false;
}

void Kernel::hold_fibers_of(const NodeState& node, bool held) {
  for (FiberRecord* record = oldest_; record != nullptr; record = record->next) {
    if (record->node == &node) record->held = held;
  }
}

void Kernel::pause_fibers_of(const NodeState& node) {
  const auto of_node = [&](const FiberRecord* record) { return record->node == &node; };
  // Whoever wakes meanwhile joins behind them, so that a pause changes no order within the node.
  hold_fibers_of(node, true);
  std::ranges::copy_if(ready_, std::back_inserter(held_), of_node);
  std::erase_if(ready_, of_node);
}

void Kernel::resume_fibers_of(const NodeState& node) {
  const auto of_node = [&](const FiberRecord* record) { return record->node == &node; };
  hold_fibers_of(node, false);
  std::ranges::copy_if(held_, std::back_inserter(ready_), of_node);
  std::erase_if(held_, of_node);
}

bool Kernel::refuse_to_act() {
  FiberRecord* const me = current_;
  if (me == nullptr) return !stopping_;
  count_refusal(*me);
  // It unwinds already: a second exception out of a destructor would end the program.
  if (std::uncaught_exceptions() > 0) return false;
  if (!me->wrapped) {  // nobody would catch it
    abandon(*me);
    block();
  }
  throw NodeDied{};
}

void Kernel::count_refusal(FiberRecord& me) {
  // Code that catches everything and tries again would never end: it is given up, and reported.
  if (++me.refusals <= refusals_max) return;
  ++refused_to_end_;
  abandon(me);
  block();
}

}  // namespace assay::sim
