// Four sweeps per defect, the first of them held against the shipped code, then what they caught is
// taken apart and replayed.
#include "campaign/jobs/gallery.hpp"

#include <algorithm>

#include "campaign/jobs/investigation.hpp"
#include "campaign/results/save_results.hpp"
#include "scenarios/files/library.hpp"
#include "scenarios/named.hpp"
#include "sim/check.hpp"

namespace assay::campaign {

namespace {

constexpr std::uint64_t fault_free_max = 100;
constexpr std::string_view fault_free = "happy_path";
constexpr std::string_view anywhere = "swarm";  // where a defect is tried that nothing catches

/// The sweeps of one defect, in this order.
enum Part : std::size_t { alone, together, without_faults, fixed, part_count };

CampaignJob job_for(const std::string& scenario_name, const harness::System& system,
                    std::string_view defect, std::uint64_t count) {
  scenarios::Scenario scenario = scenarios::library_scenario(scenario_name);
  runs::Jury jury{scenario, system};
  return {.sweep = {.scenario = std::move(scenario),
                    .system = system,
                    .defect = std::string{defect},
                    .jury = std::move(jury),
                    .count = count,
                    .must_meet_all = false}};
}

void add_jobs(std::vector<CampaignJob>& jobs, const harness::Defect& defect,
              const harness::System& whole, std::uint64_t seeds) {
  const bool named = defect.missing.empty();
  const std::string scenario{named ? defect.scenario : anywhere};
  const std::uint64_t few = std::min(seeds, fault_free_max);
  jobs.push_back(job_for(scenario, defect.system, defect.name, seeds));
  jobs.back().sweep.beside = whole;
  if (named) {
    SeedSweep& sweep = jobs.back().sweep;
    sweep.jury = runs::Jury{
        scenarios::property_named(defect.property, sweep.scenario, defect.system)};
  }
  jobs.push_back(job_for(scenario, defect.system, defect.name, seeds));
  jobs.push_back(job_for(std::string{fault_free}, defect.system, defect.name, few));
  // What only shows when somebody asks again, as a probe does, does not show by itself.
  jobs.back().sweep.jury = jobs.back().sweep.jury.without_probe();
  jobs.push_back(job_for(scenario, whole, "", seeds));
}

bool clean(const SweepResult& swept) {
  return swept.complete && swept.tally.runs > 0 && swept.tally.violated == 0 &&
         swept.tally.broken.empty() && swept.lost.empty();
}

GalleryEntry entry_for(const harness::Defect& defect, std::span<const SweepResult> parts) {
  GalleryEntry entry{.defect = std::string{defect.name},
                     .summary = std::string{defect.summary},
                     .source = std::string{defect.source},
                     .scenario = std::string{defect.missing.empty() ? defect.scenario : anywhere},
                     .expected = std::string{defect.property},
                     .missing = std::string{defect.missing}};
  for (const auto& [property, seen] : parts[together].tally.violations) {
    entry.caught_by.push_back(property);
  }
  entry.runs = parts[alone].tally.runs;
  const runs::ActedRuns& acted = parts[alone].tally.acted;
  entry.compared = acted.compared;
  entry.acted_in = acted.acted;
  if (acted.acted > 0) entry.acted_first = acted.first_seed + 1;
  const auto seen = parts[alone].tally.violations.find(entry.expected);
  if (seen != parts[alone].tally.violations.end()) {
    entry.runs_to_find = seen->second.first_seed + 1;
  }
  entry.clean_when_fixed = clean(parts[fixed]);
  entry.clean_without_faults = clean(parts[without_faults]);
  return entry;
}

/// Fills in what only the finding can tell, and replays what its file says.
void follow_up(std::vector<GalleryEntry>& entries, const Results& results,
               std::span<const CampaignJob> jobs, const GallerySpec& gallery) {
  for (const ReportedFinding& reported : results.findings) {
    const auto entry = std::ranges::find(entries, reported.finding.defect, &GalleryEntry::defect);
    entry->shrunk_faults = sim::fault_count(reported.finding.plan);
    entry->recorded_answers = reported.finding.recorded_answers;
    const auto file = failure_file(reported, jobs);
    entry->replayed = file && gallery.replays(*file);
  }
}

/// The shipped code, where all of its defects are swept here. Another system need not show what
/// the lies are about.
const harness::System* told_lies_about(const GallerySpec& gallery) {
  const auto all = gallery.registry->defects_of(scenarios::default_system);
  const auto is_swept = [&](const harness::Defect* one) {
    return std::ranges::find(gallery.defects, one) != gallery.defects.end();
  };
  if (all.empty() || !gallery.shard.is_all() || !std::ranges::all_of(all, is_swept)) return nullptr;
  return gallery.registry->find(scenarios::default_system);
}

}  // namespace

std::vector<CampaignJob> gallery_jobs(const GallerySpec& gallery) {
  std::vector<CampaignJob> jobs;
  for (const harness::Defect* const defect : gallery.defects) {
    const harness::System* const whole = gallery.registry->find(defect->system.defect_of);
    SIM_CHECK(whole != nullptr, "a defect is registered after its system");
    add_jobs(jobs, *defect, *whole, gallery.seeds);
  }
  for (std::size_t i = 0; i < jobs.size(); ++i) {
    if (!gallery.shard.takes(i / part_count)) jobs[i].sweep.share = SeedRange{};
  }
  return jobs;
}

GallerySpec gallery_of(const CampaignSpec& spec, const harness::Registry& registry,
                       const std::string& file) {
  GallerySpec gallery{.registry = &registry};
  for (std::size_t i = 0; i < spec.sweeps.size(); i += part_count) {
    const SweepSpec& asked = spec.sweeps[i];
    const harness::Defect* const defect = registry.find_defect(asked.defect);
    if (defect != nullptr) gallery.defects.push_back(defect);
    gallery.seeds = asked.count;
  }
  must_be_ours(spec, spec_of("gallery", gallery_jobs(gallery), spec.version), file);
  return gallery;
}

Results run_gallery(const GallerySpec& gallery, const std::string& version,
                    const Settings& settings, CheckpointKeeper& keeper) {
  const std::vector<CampaignJob> jobs = gallery_jobs(gallery);
  std::vector<SeedSweep> sweeps;
  for (const CampaignJob& one : jobs) sweeps.push_back(one.sweep);
  sweep(sweeps, settings, keeper);
  const std::vector<SweepResult>& swept = keeper.state().swept;

  Results results{.version = version};
  results.shard = gallery.shard;
  std::vector<GalleryEntry> entries;
  std::vector<Suspect> suspects;
  for (std::size_t i = 0; i < gallery.defects.size(); ++i) {
    if (!gallery.shard.takes(i)) continue;
    const auto parts = std::span{swept}.subspan(i * part_count, part_count);
    entries.push_back(entry_for(*gallery.defects[i], parts));
    for (std::size_t part = 0; part < part_count; ++part) {
      results.complete &= parts[part].complete;
    }
    const std::size_t base = i * part_count;
    for (const Suspect& suspect : suspects_of(sweeps[base + alone], parts[alone], base + alone)) {
      suspects.push_back(suspect);
    }
    results.scenarios.push_back(to_result(sweeps[base + together], parts[together]));
  }
  for (auto& finding : investigate(suspects, settings, keeper)) {
    if (finding) add_finding(results, {std::move(*finding), "", ""});
  }
  name_files(results, jobs, gallery.folder);
  follow_up(entries, results, jobs, gallery);
  results.gallery = std::move(entries);
  if (const harness::System* const shipped = told_lies_about(gallery)) {
    results.falsified = hold_against_lies(properties::all_properties(), *shipped,
                                          *settings.make_world(nullptr), [] { return false; });
  }
  results.verdict = verdict_of(results);
  keeper.save();
  results.wall_seconds = keeper.seconds();
  return results;
}

}  // namespace assay::campaign
