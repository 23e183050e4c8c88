// Failure files first, results.json last: what it names is there.
#include "campaign/results/save_results.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "campaign/results/results_json.hpp"
#include "scenarios/files/shell_words.hpp"
#include "scenarios/system_choice.hpp"

namespace assay::campaign {

namespace {

const CampaignJob* job_of(std::span<const CampaignJob> jobs, const runs::Finding& finding) {
  const auto found = std::ranges::find_if(jobs, [&](const CampaignJob& job) {
    return job.sweep.scenario.name == finding.scenario && job.sweep.defect == finding.defect;
  });
  return found == jobs.end() ? nullptr : &*found;
}

bool has_plan(const runs::Finding& finding) { return finding.digest != sim::Digest{}; }

std::string name_of(const runs::Finding& finding) {
  return fmt::format("failures/{}.json", finding.id);
}

}  // namespace

void name_files(Results& results, std::span<const CampaignJob> jobs, const std::string& folder) {
  for (ReportedFinding& reported : results.findings) {
    const CampaignJob* const job = job_of(jobs, reported.finding);
    if (job == nullptr || !has_plan(reported.finding)) continue;
    reported.file = fmt::format("{}/{}", folder, name_of(reported.finding));
    std::vector<std::string> words{"replay", reported.file};
    for (std::string& word : replay_options(reported, jobs)) words.push_back(std::move(word));
    reported.replay = scenarios::own_command(std::move(words));
  }
}

std::optional<scenarios::FailureFile> failure_file(const ReportedFinding& reported,
                                                   std::span<const CampaignJob> jobs) {
  const CampaignJob* const job = job_of(jobs, reported.finding);
  if (job == nullptr || reported.file.empty()) return {};
  scenarios::FailureFile file =
      to_failure_file(reported.finding, job->sweep.scenario, reported.file);
  file.replay = reported.replay;
  if (reported.by_search) file.seed.reset();
  return file;
}

std::vector<std::string> replay_options(const ReportedFinding& reported,
                                        std::span<const CampaignJob> jobs) {
  const CampaignJob* const job = job_of(jobs, reported.finding);
  if (job == nullptr) return {};
  std::vector<std::string> words;
  if (!job->scenario_path.empty()) {
    words.insert(words.end(), {"--scenario", job->scenario_path});
  }
  const harness::System& system = job->sweep.system;
  if (scenarios::stands_in(system, job->sweep.scenario)) {
    words.insert(words.end(), {"--system", std::string{harness::base_of(system)}});
  }
  return words;
}

std::vector<NamedText> result_files(const Results& results, std::span<const CampaignJob> jobs) {
  std::vector<NamedText> files;
  for (const ReportedFinding& reported : results.findings) {
    const auto file = failure_file(reported, jobs);
    if (file) files.push_back({name_of(reported.finding), to_json_text(*file)});
  }
  files.push_back({"results.json", to_json_text(results)});
  return files;
}

}  // namespace assay::campaign
