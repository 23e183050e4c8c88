// What was found comes first, and then the files that the screens have named.
#include "cli/outcome.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "campaign/results/results_json.hpp"
#include "campaign/results/save_results.hpp"
#include "cli/day.hpp"
#include "cli/exit_codes.hpp"
#include "cli/finding_reports.hpp"
#include "cli/interrupt.hpp"
#include "cli/resume.hpp"
#include "cli/targets.hpp"
#include "reports/formats/save_reports.hpp"
#include "reports/screens/failure_screen.hpp"
#include "reports/screens/summary.hpp"
#include "scenarios/files/save.hpp"

namespace assay::cli {

namespace {

using campaign::ReportedFinding;
using campaign::Results;

constexpr std::size_t listed_max = 12;

void show_worst(const Results& results, std::span<const campaign::CampaignJob> jobs,
                const Options& options, Terminal& terminal) {
  const ReportedFinding& worst = results.findings.front();
  const auto job = std::ranges::find_if(jobs, [&](const campaign::CampaignJob& one) {
    return one.sweep.scenario.name == worst.finding.scenario;
  });
  if (job != jobs.end()) show_failure(worst, job->sweep.scenario, options, terminal);
}

void show_others(const Results& results, Terminal& terminal) {
  const std::size_t count = std::min(results.findings.size(), listed_max + 1);
  const std::vector<ReportedFinding> others(results.findings.begin() + 1,
                                            results.findings.begin() + static_cast<long>(count));
  if (others.empty()) return;
  terminal.print("\n  Also violated\n" + reports::failure_list(others, terminal.ink()));
  if (count < results.findings.size()) {
    terminal.print(fmt::format("  and {} more in results.json\n", results.findings.size() - count));
  }
}

/// Names where runs part, and no cause: that is for whoever knows the code.
void show_mismatches(const Results& results, Terminal& terminal) {
  if (results.mismatches.empty()) return;
  terminal.print("\n  Not deterministic: the same input gave another run\n" +
                 reports::mismatch_list(results.mismatches, terminal.ink()));
}

/// What depends on how fast this machine is: whoever sets SOURCE_DATE_EPOCH wants the same bytes.
void forget_the_clock(Results& results) {
  results.wall_seconds = 0;
  for (campaign::ScenarioResult& one : results.scenarios) one.runs_per_second = 0;
}

/// Results first: reports take longer, and are made of them.
int write_all(const Results& results, std::span<const campaign::CampaignJob> jobs,
              const Options& options, Output& output) {
  const int kept = output.keeper.trouble().empty() ? exits::holds : exits::cannot_write;
  if (kept != exits::holds) complain(output.keeper.trouble());
  const int saved = write_files(output.folder, campaign::result_files(results, jobs));
  const int reported = write_files(
      output.folder, reports::report_files(results, finding_reports_of(results, jobs, options),
                                           known_scenarios(jobs)));
  return gravest({kept, saved, reported});
}

}  // namespace

void show_failure(const ReportedFinding& reported, const scenarios::Scenario& scenario,
                  const Options& options, Terminal& terminal) {
  const reports::FindingReport finding_report = finding_report_of(reported, scenario, options);
  terminal.print("\n" + reports::failure_screen(reported, finding_report.run, terminal.ink()));
}

int write_files(campaign::ResultsFolder& folder, std::span<const campaign::NamedText> files) {
  try {
    folder.write(files);
    return exits::holds;
  } catch (const scenarios::CannotWrite& error) {
    complain(error.what());
    return exits::cannot_write;
  }
}

int conclude(Results& results, std::span<const campaign::CampaignJob> jobs, const Options& options,
             const std::string& summary, Terminal& terminal, Output& output) {
  if (interrupted()) {
    results.complete = false;
    if (const std::string words = how_to_go_on(options); !words.empty()) complain(words);
  }
  campaign::name_files(results, jobs, output.folder.path());
  if (source_date()) forget_the_clock(results);
  terminal.clear();
  if (options.json) {
    terminal.print(campaign::to_json_text(results));
  } else {
    terminal.print(summary);
    if (!results.findings.empty() && !results.gallery) {
      show_worst(results, jobs, options, terminal);
      show_others(results, terminal);
    }
    show_mismatches(results, terminal);
    terminal.print("\n  " + reports::verdict_line(results, terminal.ink()));
  }
  const int written = write_all(results, jobs, options, output);
  if (!options.json && written == exits::holds) {
    terminal.print(fmt::format("  results: {}/results.json\n", output.folder.path()));
    terminal.print(fmt::format("  report:  {}/report.html\n", output.folder.path()));
  }
  return gravest({exit_code(results), written});
}

}  // namespace assay::cli
