// assay merge: the shards of a campaign, put together as if one process had run it. A merge is a
// campaign that goes on from the sum of its shards and does nothing more.
#include <filesystem>

#include "campaign/jobs/exhaustive.hpp"
#include "campaign/jobs/gallery.hpp"
#include "cli/known_findings.hpp"
#include "cli/outcome.hpp"
#include "cli/replays.hpp"
#include "cli/targets.hpp"
#include "cli/verbs.hpp"
#include "reports/screens/coverage_screen.hpp"
#include "reports/screens/summary.hpp"

namespace assay::cli {

namespace {

using campaign::Results;

/// Nothing is run: what the shards have not done stays undone, and is told.
campaign::Settings no_work(runs::MakeWorld make_world) {
  campaign::Settings settings{make_world};
  settings.stop = [] { return true; };
  return settings;
}

void tell_gaps(const Results& results) {
  if (results.complete) return;
  complain("the folders given do not hold the whole campaign: the results are incomplete");
}

int merge_gallery(campaign::Checkpoint sum, const Options& options, Terminal& terminal) {
  const campaign::CampaignSpec asked = sum.spec;
  campaign::GallerySpec job = campaign::gallery_of(asked, options.registry, options.names.front());
  job.folder = options.out;
  job.replays = replays;
  Output output{std::move(sum), options};
  Results results =
      campaign::run_gallery(job, asked.version, no_work(options.make_world), output.keeper);
  tell_gaps(results);
  return conclude(results, campaign::gallery_jobs(job), options,
                  reports::gallery_summary(results, terminal.ink()), terminal, output);
}

int merge_runs(campaign::Checkpoint sum, const Options& options, Terminal& terminal) {
  const campaign::CampaignSpec asked = sum.spec;
  const std::vector<campaign::CampaignJob> jobs = campaign::jobs_of(asked, options.registry);
  const bool search = asked.verb == "exhaust";
  campaign::CampaignSpec ours = campaign::spec_of(asked.verb, jobs, version_number());
  ours.budget = asked.budget;
  campaign::must_be_ours(asked, ours, options.names.front());
  const KnownFindings known{options};
  Output output{std::move(sum), options};
  campaign::CheckpointKeeper& keeper = output.keeper;
  Results results =
      search ? campaign::run_exhaustive(jobs, no_work(options.make_world), keeper)
             : campaign::run_campaign(jobs, asked.version, no_work(options.make_world), keeper);
  tell_gaps(results);
  if (!search) results.unfit = unfit_scenarios(jobs);
  std::string summary = search ? reports::exhaust_summary(results, terminal.ink())
                               : reports::run_summary(results, terminal.ink());
  if (options.coverage) summary += reports::coverage_screen(results, terminal.ink());
  known.hold(results, summary);
  return conclude(results, jobs, options, summary, terminal, output);
}

/// A merge into the folder of a shard would write over that shard.
void must_be_apart(const Options& options) {
  namespace fs = std::filesystem;
  for (const std::string& folder : options.names) {
    if (fs::weakly_canonical(folder) != fs::weakly_canonical(options.out)) continue;
    throw Usage{"--out: " + options.out + " is one of the shards; name another folder"};
  }
}

}  // namespace

int merge(const Options& options, Terminal& terminal) {
  must_be_apart(options);
  campaign::Checkpoint sum = campaign::merge_checkpoints(options.names, options.registry);
  if (sum.spec.verb == "gallery") return merge_gallery(std::move(sum), options, terminal);
  return merge_runs(std::move(sum), options, terminal);
}

}  // namespace assay::cli
