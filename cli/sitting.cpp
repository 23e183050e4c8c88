// Reading the checkpoint, and refusing one that does not fit.
#include "cli/sitting.hpp"

#include <filesystem>

#include <fmt/format.h>

#include "cli/terminal.hpp"
#include "scenarios/files/bad_input.hpp"

namespace assay::cli {

namespace {

using campaign::Checkpoint;

[[noreturn]] void refuse(const std::string& path, std::string expected, std::string found) {
  throw scenarios::BadInput{{.file = path,
                             .place = {},
                             .pointer = {},
                             .expected = std::move(expected),
                             .found = std::move(found),
                             .nearest = {}}};
}

void must_fit(const Checkpoint& kept, const Checkpoint& fresh, const std::string& path) {
  campaign::must_be_ours(kept.undertaking, fresh.undertaking, path);
  if (kept.shard != fresh.shard) {
    refuse(path, fmt::format("shard {}/{}", fresh.shard.number, fresh.shard.of),
           fmt::format("shard {}/{}", kept.shard.number, kept.shard.of));
  }
  if (kept.program != fresh.program) {
    refuse(path, "a checkpoint of this build of assay; without --resume it starts afresh",
           "one of another build");
  }
}

}  // namespace

campaign::Journal open_journal(campaign::Undertaking undertaking, const Options& options) {
  Checkpoint fresh = campaign::fresh_checkpoint(std::move(undertaking), options.shard);
  if (options.nanoseconds) return campaign::Journal{std::move(fresh)};
  const std::string path = fmt::format("{}/{}", options.out, campaign::checkpoint_file);
  if (!options.resume) return campaign::Journal{std::move(fresh), path};
  if (!std::filesystem::exists(path)) {
    complain("nothing to resume in " + options.out + "; starting afresh");
    return campaign::Journal{std::move(fresh), path};
  }
  Checkpoint kept = campaign::load_checkpoint(path);
  must_fit(kept, fresh, path);
  return campaign::Journal{std::move(kept), path};
}

}  // namespace assay::cli
