// assay exhaust: every plan of at most K faults.
#include "campaign/jobs/exhaustive.hpp"
#include "cli/interrupt.hpp"
#include "cli/outcome.hpp"
#include "cli/replays.hpp"
#include "cli/sitting.hpp"
#include "cli/targets.hpp"
#include "cli/verbs.hpp"
#include "reports/screens/summary.hpp"

namespace assay::cli {

int exhaust(const Options& options, Terminal& terminal) {
  const std::vector<campaign::Order> orders = orders_for(options);
  campaign::Undertaking undertaking = campaign::undertaking_of("exhaust", orders, version_number());
  undertaking.faults = options.faults;
  Output output{std::move(undertaking), options};
  listen_for_interrupts();
  campaign::Results results = campaign::run_exhaustive(orders, options.faults, version_number(),
                                                       settings_for(options, terminal),
                                                       output.journal);
  if (!interrupted()) confirm(results, orders, output.folder.path());
  return conclude(results, orders, options, reports::exhaust_summary(results, terminal.ink()),
                  terminal, output);
}

}  // namespace assay::cli
