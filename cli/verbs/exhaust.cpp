// assay exhaust: every plan of at most K faults, or of what another strategy is about.
#include "campaign/jobs/exhaustive.hpp"
#include "cli/interrupt.hpp"
#include "cli/known_findings.hpp"
#include "cli/outcome.hpp"
#include "cli/replays.hpp"
#include "cli/resume.hpp"
#include "cli/targets.hpp"
#include "cli/verbs.hpp"
#include "reports/screens/summary.hpp"

namespace assay::cli {

int exhaust(const Options& options, Terminal& terminal) {
  const std::vector<campaign::CampaignJob> jobs = jobs_for(options);
  campaign::CampaignSpec spec = campaign::spec_of("exhaust", jobs, version_number());
  spec.budget = options.budget;
  const KnownFindings known{options};
  Output output{std::move(spec), options};
  listen_for_interrupts();
  campaign::Results results =
      campaign::run_exhaustive(jobs, settings_for(options, terminal), output.keeper);
  if (!interrupted()) confirm(results, jobs, output.folder.path());
  std::string summary = reports::exhaust_summary(results, terminal.ink());
  known.hold(results, summary);
  return conclude(results, jobs, options, summary, terminal, output);
}

}  // namespace assay::cli
