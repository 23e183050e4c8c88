// Keeps a campaign's checkpoint while it is worked on, and writes it now and then, in batches, so
// that a process that is killed loses a second of work. A checkpoint is written whole or not at
// all.
#pragma once

#include <string>

#include "campaign/checkpoint.hpp"

namespace assay::campaign {

class Journal {
 public:
  /// Goes on from `state`; writes to `path`, or nowhere where that is empty.
  explicit Journal(Checkpoint state, std::string path = {});
  /// Of so many hunts that nothing is known of yet; writes nowhere.
  explicit Journal(std::size_t hunts);

  [[nodiscard]] Checkpoint& state() { return state_; }
  /// The state has grown. Writes it at first, and then where that was not done for a while.
  void note();
  /// Writes it now. Errors: BadInput where it cannot be written.
  void save();
  /// Seconds that the campaign has taken, earlier sittings included.
  [[nodiscard]] double seconds() const;

 private:
  Checkpoint state_;
  std::string path_;
  double seconds_before_;
  Clock::time_point started_ = Clock::now();
  Clock::time_point saved_{};  ///< long ago: the first piece of work is kept at once
};

/// What is kept of `orders` when nothing has been done yet.
[[nodiscard]] Checkpoint fresh_checkpoint(Undertaking undertaking, Shard shard);

}  // namespace assay::campaign
