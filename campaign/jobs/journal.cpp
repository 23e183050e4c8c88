// Saving in batches.
#include "campaign/jobs/journal.hpp"

#include "campaign/pool/fresh_process.hpp"
#include "scenarios/files/save.hpp"

namespace assay::campaign {

namespace {

constexpr std::chrono::milliseconds pause{500};

}  // namespace

Journal::Journal(Checkpoint state, Keep keep)
    : state_{std::move(state)}, keep_{std::move(keep)}, seconds_before_{state_.seconds} {}

Journal::Journal(Checkpoint state, const std::string& path)
    : Journal{std::move(state),
              [path](const std::string& text) { scenarios::save_text(path, text); }} {}

Journal::Journal(std::size_t hunts) : Journal{Checkpoint{}} { state_.hunted.resize(hunts); }

void Journal::note() {
  if (keep_ && Clock::now() - saved_ >= pause) save();
}

void Journal::save() {
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

double Journal::seconds() const {
  return seconds_before_ + campaign::seconds(Clock::now() - started_);
}

Checkpoint fresh_checkpoint(Undertaking undertaking, Shard shard) {
  Checkpoint fresh;
  fresh.hunted.resize(undertaking.hunts.size());
  fresh.undertaking = std::move(undertaking);
  fresh.program = own_program_digest();
  fresh.shard = shard;
  return fresh;
}

}  // namespace assay::campaign
