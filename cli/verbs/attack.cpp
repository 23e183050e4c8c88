// assay attack: a real service under faults, by a file that says how to start, reach and read it.
#include <algorithm>
#include <memory>

#include <fmt/format.h>

#include "campaign/results/results_folder.hpp"
#include "cli/exit_codes.hpp"
#include "cli/verbs.hpp"
#include "outside/attack/report.hpp"
#include "outside/attack/search.hpp"
#include "scenarios/files/json_text.hpp"
#include "scenarios/files/read_file.hpp"
#include "scenarios/files/save.hpp"

namespace assay::cli {

namespace {

using outside::attack::AttackResults;
using outside::attack::GivenPlan;

constexpr std::size_t file_max = std::size_t{1} << 20;

int code_of(const AttackResults& results) {
  const bool unfinished = !results.untested.empty() || !results.all_of_one();
  return gravest({results.is_violated() ? exits::violated : exits::holds,
                  results.unrepeated.empty() ? exits::holds : exits::another_run,
                  results.interrupted ? exits::interrupted : exits::holds,
                  unfinished ? exits::inconclusive : exits::holds});
}

/// Of one given plan: whether it did as it was recorded.
int code_of(const AttackResults& results, const GivenPlan& given) {
  if (results.interrupted) return exits::interrupted;
  const bool as_recorded =
      std::ranges::any_of(results.findings, [&](const outside::attack::Finding& one) {
        return given.property.empty() || one.broken.property == given.property;
      });
  if (as_recorded) return exits::violated;
  if (!given.property.empty()) return exits::another_run;
  return results.one.never_struck > 0 ? exits::inconclusive : exits::holds;
}

void write(campaign::ResultsFolder& folder, const AttackResults& results, int code) {
  folder.clear();
  std::vector<campaign::NamedText> files{
      {"results.json",
       scenarios::json_text(results_json(results, version_number(), code), 2) + "\n"},
      {"junit.xml", junit_text(results)}};
  for (const outside::attack::Finding& one : results.findings) {
    files.push_back({"failures/" + one.id + ".json", failure_text(results, one, folder.path())});
  }
  folder.write(files);
}

}  // namespace

int attack(const Options& options, Terminal& terminal) {
  const std::string& path = options.names.front();
  const auto file = outside::attack::read_outside_file(path, scenarios::read_file(path, file_max));
  outside::attack::SearchSettings settings{.faults = file.faults, .time = file.time};
  if (options.attack.faults > 0) settings.faults = options.attack.faults;
  if (options.nanoseconds) settings.time = sim::Duration{*options.nanoseconds};
  GivenPlan given;
  std::unique_ptr<campaign::ResultsFolder> folder;
  if (options.attack.plan.empty()) {
    folder = std::make_unique<campaign::ResultsFolder>(options.out);
  } else {
    given = outside::attack::read_plan(options.attack.plan,
                                       scenarios::read_file(options.attack.plan, file_max));
    settings.plan = given.plan;
  }
  const AttackResults results = outside::attack::attack(file, settings, [&](const auto& line) {
    if (!options.json) terminal.print(line + "\n");
  });
  const int code = folder ? code_of(results) : code_of(results, given);
  if (options.json) {
    terminal.print(scenarios::json_text(results_json(results, version_number(), code), 2) + "\n");
  } else {
    terminal.print(to_text(results, options.out, !folder));
  }
  if (!folder) return code;
  try {
    write(*folder, results, code);
  } catch (const scenarios::CannotWrite& error) {
    complain(error.what());
    return gravest({code, exits::cannot_write});
  }
  return code;
}

}  // namespace assay::cli
