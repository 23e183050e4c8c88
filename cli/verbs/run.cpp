// assay run: scenarios, many seeds.
#include "cli/interrupt.hpp"
#include "cli/known_findings.hpp"
#include "cli/outcome.hpp"
#include "cli/replays.hpp"
#include "cli/resume.hpp"
#include "cli/targets.hpp"
#include "cli/verbs.hpp"
#include "reports/screens/coverage_screen.hpp"
#include "reports/screens/summary.hpp"

namespace assay::cli {

int run(const Options& options, Terminal& terminal) {
  const std::vector<campaign::CampaignJob> jobs = jobs_for(options);
  const KnownFindings known{options};
  Output output{campaign::spec_of("run", jobs, version_number()), options};
  listen_for_interrupts();
  campaign::Results results = campaign::run_campaign(
      jobs, version_number(), settings_for(options, terminal), output.keeper);
  results.unfit = unfit_scenarios(jobs);
  if (!interrupted()) confirm(results, jobs, output.folder.path());
  std::string summary = reports::run_summary(results, terminal.ink());
  if (options.coverage) summary += reports::coverage_screen(results, terminal.ink());
  known.hold(results, summary);
  return conclude(results, jobs, options, summary, terminal, output);
}

}  // namespace assay::cli
