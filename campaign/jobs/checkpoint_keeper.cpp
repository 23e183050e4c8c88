// Saving in batches.
#include "campaign/jobs/checkpoint_keeper.hpp"

#include "campaign/pool/fresh_process.hpp"
#include "scenarios/files/save.hpp"

namespace assay::campaign {

namespace {

constexpr std::chrono::milliseconds pause{500};

}  // namespace

CheckpointKeeper::CheckpointKeeper(Checkpoint state, Keep keep)
    : state_{std::move(state)}, keep_{std::move(keep)}, seconds_before_{state_.seconds} {}

CheckpointKeeper::CheckpointKeeper(Checkpoint state, const std::string& path)
    : CheckpointKeeper{std::move(state),
                       [path](const std::string& text) { scenarios::save_text(path, text); }} {}

CheckpointKeeper::CheckpointKeeper(std::size_t sweeps) : CheckpointKeeper{Checkpoint{}} {
  state_.swept.resize(sweeps);
}

void CheckpointKeeper::note() {
  if (keep_ && Clock::now() - saved_ >= pause) save();
}

void CheckpointKeeper::save() {
  if (!keep_) return;
  state_.seconds = seconds();
  trouble_.clear();
  try {
    keep_(to_json_text(state_));
  } catch (const scenarios::CannotWrite& error) {
    trouble_ = error.what();
  }
  saved_ = Clock::now();
}

double CheckpointKeeper::seconds() const {
  return seconds_before_ + campaign::seconds(Clock::now() - started_);
}

Checkpoint fresh_checkpoint(CampaignSpec spec, Shard shard) {
  Checkpoint fresh;
  fresh.swept.resize(spec.sweeps.size());
  fresh.spec = std::move(spec);
  fresh.program = own_program_digest();
  fresh.shard = shard;
  return fresh;
}

}  // namespace assay::campaign
