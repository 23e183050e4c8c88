// Keeps a campaign's checkpoint while it is worked on, and writes it now and then, in batches, so
// that a process that is killed loses a second of work. A checkpoint is written whole or not at
// all.
#pragma once

#include <functional>
#include <string>

#include "campaign/results/checkpoint.hpp"

namespace assay::campaign {

class CheckpointKeeper {
 public:
  /// Puts the text of a checkpoint where it is kept. Errors: CannotWrite.
  using Keep = std::function<void(const std::string& text)>;

  /// Goes on from `state`, and has it kept, or not where `keep` is empty.
  explicit CheckpointKeeper(Checkpoint state, Keep keep = {});
  /// The same, kept in a file of its own.
  CheckpointKeeper(Checkpoint state, const std::string& path);
  /// Of so many sweeps that nothing is known of yet; writes nowhere.
  explicit CheckpointKeeper(std::size_t sweeps);

  [[nodiscard]] Checkpoint& state() { return state_; }
  /// The state has grown. Writes it at first, and then where that was not done for a while.
  void note();
  /// Writes it now. What cannot be written costs the campaign nothing but its checkpoint.
  void save();
  /// Why the checkpoint could not be written the last time, or empty.
  [[nodiscard]] const std::string& trouble() const { return trouble_; }
  /// Seconds that the campaign has taken, those before it was resumed included.
  [[nodiscard]] double seconds() const;

 private:
  Checkpoint state_;
  Keep keep_;
  std::string trouble_;
  double seconds_before_;
  Clock::time_point started_ = Clock::now();
  Clock::time_point saved_{};  ///< long ago: the first piece of work is kept at once
};

/// What is kept of `jobs` when nothing has been done yet.
[[nodiscard]] Checkpoint fresh_checkpoint(CampaignSpec spec, Shard shard);

}  // namespace assay::campaign
