// The one queue of future events, ordered by (time, sequence): a 4-ary heap of 16-byte keys that
// sifts bottom-up, so that a pop costs one comparison chain per level and no mispredicted early
// exit. That buys 27 ns: a pop and a push among 1,000 events take 28, in a std::priority_queue 55
// (bench/kernel_bench.cpp). Not a payload store: a key ends in a slot number, and the slab behind
// it belongs to the kernel.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <new>
#include <vector>

#include "sim/time.hpp"

namespace assay::sim {

__extension__ typedef unsigned __int128 EventKey;

/// Packs a key. `time` is never negative, so that keys compare as unsigned numbers.
[[nodiscard]] constexpr EventKey event_key(TimePoint time, std::uint32_t sequence,
                                           std::uint32_t slot) {
  return (EventKey{static_cast<std::uint64_t>(time.ns())} << 64) |
         ((std::uint64_t{sequence} << 32) | slot);
}

[[nodiscard]] constexpr TimePoint event_time(EventKey key) {
  return TimePoint{static_cast<std::int64_t>(static_cast<std::uint64_t>(key >> 64))};
}

[[nodiscard]] constexpr std::uint32_t event_sequence(EventKey key) {
  return static_cast<std::uint32_t>(static_cast<std::uint64_t>(key) >> 32);
}

[[nodiscard]] constexpr std::uint32_t event_slot(EventKey key) {
  return static_cast<std::uint32_t>(key);
}

/// A min-heap of event keys.
class EventQueue {
 public:
  EventQueue() { reserve(64); }

  [[nodiscard]] bool empty() const { return size_ == 0; }
  [[nodiscard]] std::size_t size() const { return size_; }
  /// The earliest key. Contract: not empty.
  [[nodiscard]] EventKey top() const { return heap_[0]; }

  void push(EventKey key) {
    if (size_ + margin > heap_.size()) reserve(heap_.size() * 2);
    EventKey* const heap = heap_.data();
    std::size_t hole = size_++;
    while (hole != 0) {
      const std::size_t parent = (hole - 1) / 4;
      if (heap[parent] <= key) break;
      heap[hole] = heap[parent];
      hole = parent;
    }
    heap[hole] = key;
  }

  /// Takes out the earliest key. Contract: not empty.
  EventKey pop() {
    EventKey* const heap = heap_.data();
    const EventKey earliest = heap[0];
    const EventKey last = heap[--size_];
    heap[size_] = sentinel;
    if (size_ != 0) place(sink(heap), last, heap);
    return earliest;
  }

  /// Forgets all keys; the memory stays.
  void clear() {
    std::fill_n(heap_.begin(), size_, sentinel);
    size_ = 0;
  }

 private:
  static constexpr EventKey sentinel = ~EventKey{0};
  static constexpr std::size_t margin = 8;

  /// Moves the hole at the root down to a leaf along the smallest children.
  std::size_t sink(EventKey* heap) const {
    std::size_t hole = 0;
    for (std::size_t child = 1; child < size_; child = hole * 4 + 1) {
      const std::size_t left = child + static_cast<std::size_t>(heap[child + 1] < heap[child]);
      const std::size_t right =
          child + 2 + static_cast<std::size_t>(heap[child + 3] < heap[child + 2]);
      const std::size_t mask = -static_cast<std::size_t>(heap[right] < heap[left]);
      const std::size_t least = left ^ ((left ^ right) & mask);
      heap[hole] = heap[least];
      hole = least;
    }
    return hole;
  }

  /// Lets `key` rise from the leaf `hole` to its place.
  static void place(std::size_t hole, EventKey key, EventKey* heap) {
    while (hole != 0) {
      const std::size_t parent = (hole - 1) / 4;
      if (heap[parent] <= key) break;
      heap[hole] = heap[parent];
      hole = parent;
    }
    heap[hole] = key;
  }

  /// Out of line: within `push` it costs a wake-up 5 ns of 60.
  [[gnu::noinline]] void reserve(std::size_t capacity) { heap_.resize(capacity, sentinel); }

  std::vector<EventKey> heap_;  // from `size_` on, sentinels: `margin` of them at the least
  std::size_t size_ = 0;
};

}  // namespace assay::sim
