// The options of verbs that give figures, in the order in which their help shows them.
#include "cli/figure_options.hpp"

#include <CLI/CLI.hpp>

#include "cli/verb_options.hpp"

namespace assay::cli {

void add_risk(CLI::App& app, Raw& raw) {
  CLI::App& risk = *app.add_subcommand("risk", "A month's harm and its cost, by your own rates");
  risk.add_option("names", raw.options.names, "Scenarios by name or file, whose faults strike")
      ->type_name("NAME");
  add(risk, "--volume", "N", raw.options.risk.volume, "Payments a month")
      ->check(whole(1, 1'000'000'000'000))
      ->required();
  add(risk, "--rates", "FILE", raw.options.risk.rates,
      "How often faults strike where you run, and what harm costs (assay.rates/1)")
      ->required();
  add(risk, "--seeds", "N", raw.options.seeds, "Strikes of each fault (default: 1000)")
      ->check(whole(1, 1'000'000));
  add(risk, "--system", "NAME", raw.options.system, "Run this system");
  add(risk, "--defect", "NAME", raw.options.defect, "Run the system with this defect of it");
}

void add_readiness(CLI::App& app, Raw& raw) {
  CLI::App& readiness = *app.add_subcommand("readiness", "Questions that a campaign answers");
  readiness
      .add_option("names", raw.options.names,
                  "The folder of a campaign (default: assay-out), and one after the fixes")
      ->type_name("DIR");
}

}  // namespace assay::cli
