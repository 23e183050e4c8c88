// What was found comes first, and then the files that the screens have named.
#include "cli/outcome.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "campaign/results/results_json.hpp"
#include "campaign/results/save_results.hpp"
#include "cli/dossiers.hpp"
#include "cli/exit_codes.hpp"
#include "cli/interrupt.hpp"
#include "cli/sitting.hpp"
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

void show_worst(const Results& results, std::span<const campaign::Order> orders,
                const harness::Registry& registry, Terminal& terminal) {
  const ReportedFinding& worst = results.findings.front();
  const auto order = std::ranges::find_if(orders, [&](const campaign::Order& one) {
    return one.hunt.scenario.name == worst.finding.scenario;
  });
  if (order != orders.end()) show_failure(worst, order->hunt.scenario, registry, terminal);
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

/// Results first: reports take longer, and are made of them.
int write_all(const Results& results, std::span<const campaign::Order> orders,
              const harness::Registry& registry, Output& output) {
  const int kept = output.journal.trouble().empty() ? exits::holds : exits::cannot_write;
  if (kept != exits::holds) complain(output.journal.trouble());
  const int saved = write_files(output.folder, campaign::result_files(results, orders));
  const int reported = write_files(
      output.folder, reports::report_files(results, dossiers_of(results, orders, registry),
                                           known_scenarios(orders)));
  return gravest({kept, saved, reported});
}

}  // namespace

void show_failure(const ReportedFinding& reported, const scenarios::Scenario& scenario,
                  const harness::Registry& registry, Terminal& terminal) {
  const reports::Dossier dossier = dossier_of(reported, scenario, registry);
  terminal.print("\n" + reports::failure_screen(reported, dossier.run, terminal.ink()));
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

int conclude(Results& results, std::span<const campaign::Order> orders, const Options& options,
             const std::string& summary, Terminal& terminal, Output& output) {
  if (interrupted()) {
    results.complete = false;
    if (const std::string words = how_to_go_on(options); !words.empty()) complain(words);
  }
  campaign::name_files(results, orders, output.folder.path());
  terminal.clear();
  if (options.json) {
    terminal.print(campaign::to_json_text(results));
  } else {
    terminal.print(summary);
    if (!results.findings.empty() && !results.gallery) {
      show_worst(results, orders, options.registry, terminal);
      show_others(results, terminal);
    }
    show_mismatches(results, terminal);
    terminal.print("\n  " + reports::verdict_line(results, terminal.ink()));
  }
  const int written = write_all(results, orders, options.registry, output);
  if (!options.json && written == exits::holds) {
    terminal.print(fmt::format("  results: {}/results.json\n", output.folder.path()));
    terminal.print(fmt::format("  report:  {}/report.html\n", output.folder.path()));
  }
  return gravest({exit_code(results), written});
}

}  // namespace assay::cli
