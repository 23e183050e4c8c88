// Waits of the kernel's own between fibers of one world: mutex, condition variable, channel,
// future. Unlike Boost.Fiber's they can be ended by a power cut. Woken in the order of waiting. Not
// for threads.
#pragma once

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <optional>
#include <utility>
#include <vector>

#include "sim/kernel/kernel.hpp"

namespace assay::sim {

/// Fibers that wait for the same thing, first come first served.
class WaitList {
 public:
  explicit WaitList(Kernel& kernel) : kernel_{kernel} {}

  /// Waits until woken or the deadline. Returns: why the wait ended.
  Woken wait(TimePoint deadline = TimePoint::never()) {
    const Enrolment place{waiting_, kernel_.current()};
    return kernel_.wait(deadline);
  }
  /// Waits in a housekeeping loop, which keeps no world from resting. Returns: false when the loop
  /// is to end; it never throws.
  bool wait_for_change() {
    const Enrolment place{waiting_, kernel_.current()};
    return kernel_.wait_for_change();
  }
  /// Wakes whoever has waited longest; who was woken by time or by the end already does not count.
  void wake_one() {
    const auto waits = [](const FiberRecord* f) { return f->state == FiberState::waiting; };
    const auto first = std::ranges::find_if(waiting_, waits);
    if (first == waiting_.end()) return;
    FiberRecord* const fiber = *first;
    waiting_.erase(first);
    kernel_.wake(*fiber);
  }
  void wake_all() {
    for (FiberRecord* const fiber : waiting_) kernel_.wake(*fiber);
    waiting_.clear();
  }
  /// Forgets whoever waits, where a run has ended and left a fiber behind.
  void clear() { waiting_.clear(); }
  [[nodiscard]] Kernel& kernel() { return kernel_; }

 private:
  /// A fiber's place in the list, for as long as it waits.
  struct Enrolment {
    Enrolment(std::vector<FiberRecord*>& waiting, FiberRecord* waiter)
        : list{waiting}, fiber{waiter} {
      list.push_back(fiber);
    }
    ~Enrolment() {
      if (!list.empty()) std::erase(list, fiber);
    }
    Enrolment(const Enrolment&) = delete;
    Enrolment& operator=(const Enrolment&) = delete;

    std::vector<FiberRecord*>& list;
    FiberRecord* fiber;
  };

  Kernel& kernel_;
  std::vector<FiberRecord*> waiting_;
};

/// Mutual exclusion between fibers. Works with std::unique_lock; a fiber that dies while it waits
/// never holds it.
class Mutex {
 public:
  explicit Mutex(Kernel& kernel) : waiting_{kernel} {}

  void lock() {
    while (locked_) {
      if (waiting_.wait() == Woken::by_the_end) return;
    }
    locked_ = true;
    owner_ = waiting_.kernel().current();
  }
  bool try_lock() {
    if (locked_) return false;
    locked_ = true;
    owner_ = waiting_.kernel().current();
    return true;
  }
  void unlock() {
    if (owner_ != waiting_.kernel().current()) return;  // a dying fiber that never got it
    locked_ = false;
    owner_ = nullptr;
    waiting_.wake_one();
  }

 private:
  WaitList waiting_;
  FiberRecord* owner_ = nullptr;
  bool locked_ = false;
};

/// A condition to wait for under a Mutex.
class ConditionVariable {
 public:
  explicit ConditionVariable(Kernel& kernel) : waiting_{kernel} {}

  /// Waits until notified or the deadline; the lock is held again afterwards.
  template <class Lock>
  Woken wait_until(Lock& lock, TimePoint deadline) {
    lock.unlock();
    struct Relock {
      Lock& lock;
      ~Relock() noexcept(false) { lock.lock(); }
    } relock{lock};
    return waiting_.wait(deadline);
  }
  template <class Lock, class Predicate>
  bool wait_until(Lock& lock, TimePoint deadline, Predicate predicate) {
    while (!predicate()) {
      if (wait_until(lock, deadline) != Woken::by_event) return predicate();
    }
    return true;
  }
  template <class Lock>
  Woken wait(Lock& lock) {
    return wait_until(lock, TimePoint::never());
  }
  void notify_one() { waiting_.wake_one(); }
  void notify_all() { waiting_.wake_all(); }

 private:
  WaitList waiting_;
};

/// An unbounded queue of values between fibers.
template <class Value>
class Channel {
 public:
  explicit Channel(Kernel& kernel) : waiting_{kernel} {}

  void push(Value value) {
    values_.push_back(std::move(value));
    waiting_.wake_one();
  }
  /// The next value. Returns: nothing where the deadline passed or the node is dying.
  std::optional<Value> pop(TimePoint deadline = TimePoint::never()) {
    while (values_.empty()) {
      if (waiting_.wait(deadline) != Woken::by_event) return std::nullopt;
    }
    std::optional<Value> value{std::move(values_[static_cast<std::size_t>(first_)])};
    if (++first_ == std::ssize(values_)) {
      values_.clear();
      first_ = 0;
    } else if (first_ == taken_max) {
      values_.erase(values_.begin(), values_.begin() + taken_max);
      first_ = 0;
    }
    return value;
  }

 private:
  static constexpr std::ptrdiff_t taken_max = 64;

  WaitList waiting_;
  std::vector<Value> values_;  // those before `first_` were taken
  std::ptrdiff_t first_ = 0;
};

/// A value that will be there once, for any number of fibers that wait for it.
template <class Value>
class Future {
 public:
  explicit Future(Kernel& kernel) : waiting_{kernel} {}

  void set(Value value) {
    value_.emplace(std::move(value));
    waiting_.wake_all();
  }
  /// Returns: the value, or nullptr where the deadline passed or the node is dying.
  const Value* get(TimePoint deadline = TimePoint::never()) {
    while (!value_) {
      if (waiting_.wait(deadline) != Woken::by_event) return nullptr;
    }
    return &*value_;
  }

 private:
  WaitList waiting_;
  std::optional<Value> value_;
};

}  // namespace assay::sim
