// What workers write down for their parent in memory that outlives them: the seed that each is
// about to run, and how far that run is. It is how the seed of a run that took its process along is
// known, and a slow run is told from a hung one. One writer per slot.
#pragma once

#include <atomic>
#include <cstdint>
#include <limits>

#include "sim/kernel/pulse.hpp"

namespace assay::campaign {

/// What one worker tells.
struct alignas(64) ProgressSlot {
  std::atomic<std::uint64_t> seed;   ///< about to be run, or SharedProgress::none
  std::atomic<std::uint64_t> begun;  ///< runs begun since the worker started
  sim::Pulse pulse;                  ///< of the run in flight
  std::atomic<bool> exiting;         ///< the code under test has called `exit`
  std::atomic<bool> cut_off;         ///< the worker could not hand over its answer
};

/// A page shared by a parent and the workers that it forks.
class SharedProgress {
 public:
  static constexpr std::uint64_t none = std::numeric_limits<std::uint64_t>::max();

  /// Errors: std::system_error where the memory cannot be had.
  explicit SharedProgress(std::uint32_t workers);
  ~SharedProgress();
  SharedProgress(const SharedProgress&) = delete;
  SharedProgress& operator=(const SharedProgress&) = delete;

  [[nodiscard]] ProgressSlot& slot(std::uint32_t worker) { return slots_[worker]; }

  /// Asks all workers to end what they do after the run in flight.
  void ask_to_stop() { shared_->store(true); }
  [[nodiscard]] bool stopping() const { return shared_->load(); }

 private:
  std::size_t bytes_;
  void* memory_;
  std::atomic<bool>* shared_;
  ProgressSlot* slots_;
};

/// Writes the seed of the coming run into a slot.
inline void about_to_run(ProgressSlot& slot, std::uint64_t seed) {
  slot.seed.store(seed, std::memory_order_relaxed);
  slot.begun.fetch_add(1, std::memory_order_relaxed);
}

}  // namespace assay::campaign
