// assay exhaust: every plan of at most K faults.
#include "campaign/exhaustive.hpp"
#include "campaign/save_results.hpp"
#include "cli/interrupt.hpp"
#include "cli/outcome.hpp"
#include "cli/targets.hpp"
#include "cli/verbs.hpp"
#include "reports/summary.hpp"

namespace assay::cli {

int exhaust(const Options& options, Terminal& terminal) {
  const std::vector<campaign::Order> orders = orders_for(options);
  listen_for_interrupts();
  campaign::Results results = campaign::run_exhaustive(orders, options.faults, version_number(),
                                                       settings_for(options, terminal));
  campaign::save_findings(results, orders, options.out);
  return conclude(results, orders, options, reports::exhaust_summary(results, terminal.ink()),
                  terminal);
}

}  // namespace assay::cli
