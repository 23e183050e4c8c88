// Reading the checkpoint, and refusing one that does not fit.
#include "cli/resume.hpp"

#include <filesystem>

#include <fmt/format.h>

#include "cli/terminal.hpp"
#include "scenarios/files/bad_input.hpp"

namespace assay::cli {

namespace {

using campaign::Checkpoint;

void must_fit(const Checkpoint& kept, const Checkpoint& fresh, const std::string& path) {
  campaign::must_be_ours(kept.spec, fresh.spec, path);
  if (kept.shard != fresh.shard) {
    scenarios::refuse_input(path, fmt::format("shard {}/{}", fresh.shard.number, fresh.shard.of),
                            fmt::format("shard {}/{}", kept.shard.number, kept.shard.of));
  }
  if (kept.program != fresh.program) {
    scenarios::refuse_input(
        path, "a checkpoint of this build of assay; without --resume it starts afresh",
        "one of another build");
  }
}

/// What was left to be resumed, or a fresh start.
Checkpoint start(campaign::ResultsFolder& folder, Checkpoint fresh, const Options& options) {
  const std::string path = fmt::format("{}/{}", options.out, campaign::checkpoint_file);
  if (options.resume && std::filesystem::exists(path)) {
    Checkpoint kept = campaign::load_checkpoint(path, options.registry);
    must_fit(kept, fresh, path);
    return kept;
  }
  if (options.resume) complain("nothing to resume in " + options.out + "; starting afresh");
  folder.clear();
  return fresh;
}

campaign::CheckpointKeeper::Keep keep_in(campaign::ResultsFolder& folder, const Options& options) {
  if (options.nanoseconds) return {};  // how many seeds fit is known only afterwards
  return [&folder](const std::string& text) {
    folder.write({std::string{campaign::checkpoint_file}, text});
  };
}

}  // namespace

Output::Output(campaign::CampaignSpec spec, const Options& options)
    : folder{options.out},
      keeper{start(folder, campaign::fresh_checkpoint(std::move(spec), options.shard), options),
             keep_in(folder, options)} {}

Output::Output(Checkpoint known, const Options& options)
    : folder{options.out}, keeper{std::move(known), keep_in(folder, options)} {
  folder.clear();
}

std::string how_to_go_on(const Options& options) {
  const bool keeps =
      options.verb == "run" || options.verb == "exhaust" || options.verb == "gallery";
  if (!keeps || options.nanoseconds) return {};
  return fmt::format(
      "interrupted: what was done is kept in {}; the same command with --resume goes on from it",
      scenarios::printable(options.out));
}

}  // namespace assay::cli
