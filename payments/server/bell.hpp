// Tells background work that something was committed, or that it is to end. Not a queue: rings that
// nobody waited for are one ring.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>

namespace payments::server {

/// Threads: any.
class Bell {
 public:
  void ring() {
    {
      const std::lock_guard lock(mutex_);
      ++rings_;
    }
    rung_.notify_all();
  }
  void end() {
    {
      const std::lock_guard lock(mutex_);
      ended_ = true;
    }
    rung_.notify_all();
  }
  [[nodiscard]] std::uint64_t rings() const {
    const std::lock_guard lock(mutex_);
    return rings_;
  }
  [[nodiscard]] bool ended() const {
    const std::lock_guard lock(mutex_);
    return ended_;
  }
  /// Waits for a time; with `heard`, only until it has rung more often than that. Returns: false
  /// where it is the end.
  bool wait(std::chrono::nanoseconds length, const std::uint64_t* heard = nullptr) {
    std::unique_lock lock(mutex_);
    (void)rung_.wait_for(lock, length, [&] {
      return ended_ || (heard != nullptr && rings_ != *heard);
    });
    return !ended_;
  }

 private:
  mutable std::mutex mutex_;
  std::condition_variable rung_;
  std::uint64_t rings_ = 0;
  bool ended_ = false;
};

}  // namespace payments::server
