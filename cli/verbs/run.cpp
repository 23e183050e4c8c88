// assay run: scenarios, many seeds.
#include "cli/interrupt.hpp"
#include "cli/outcome.hpp"
#include "cli/replays.hpp"
#include "cli/sitting.hpp"
#include "cli/targets.hpp"
#include "cli/verbs.hpp"
#include "reports/screens/summary.hpp"

namespace assay::cli {

int run(const Options& options, Terminal& terminal) {
  const std::vector<campaign::Order> orders = orders_for(options);
  Output output{campaign::undertaking_of("run", orders, version_number()), options};
  listen_for_interrupts();
  campaign::Results results = campaign::run_campaign(
      orders, version_number(), settings_for(options, terminal), output.journal);
  if (!interrupted()) confirm(results, orders, output.folder.path());
  return conclude(results, orders, options, reports::run_summary(results, terminal.ink()),
                  terminal, output);
}

}  // namespace assay::cli
