// assay run: scenarios, many seeds.
#include "campaign/save_results.hpp"
#include "cli/interrupt.hpp"
#include "cli/outcome.hpp"
#include "cli/sitting.hpp"
#include "cli/targets.hpp"
#include "cli/verbs.hpp"
#include "reports/summary.hpp"

namespace assay::cli {

int run(const Options& options, Terminal& terminal) {
  const std::vector<campaign::Order> orders = orders_for(options);
  campaign::Journal journal =
      open_journal(campaign::undertaking_of("run", orders, version_number()), options);
  listen_for_interrupts();
  campaign::Results results =
      campaign::run_campaign(orders, version_number(), settings_for(options, terminal), journal);
  campaign::save_findings(results, orders, options.out);
  return conclude(results, orders, options, reports::run_summary(results, terminal.ink()),
                  terminal);
}

}  // namespace assay::cli
