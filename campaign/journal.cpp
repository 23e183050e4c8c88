// Saving in batches.
#include "campaign/journal.hpp"

#include "campaign/fresh_process.hpp"
#include "scenarios/files/save.hpp"

namespace assay::campaign {

namespace {

constexpr std::chrono::milliseconds pause{500};

}  // namespace

Journal::Journal(Checkpoint state, std::string path)
    : state_{std::move(state)}, path_{std::move(path)}, seconds_before_{state_.seconds} {}

Journal::Journal(std::size_t hunts) : Journal{Checkpoint{}} { state_.hunted.resize(hunts); }

void Journal::note() {
  if (!path_.empty() && Clock::now() - saved_ >= pause) save();
}

void Journal::save() {
  if (path_.empty()) return;
  state_.seconds = seconds();
  scenarios::save_text(path_, to_json_text(state_));
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
