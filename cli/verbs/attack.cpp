// assay attack: a real service under faults, by a file that says how to start, reach and read it.
#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "campaign/results/results_folder.hpp"
#include "cli/attacked_reports.hpp"
#include "cli/exit_codes.hpp"
#include "cli/verbs.hpp"
#include "outside/attack/report.hpp"
#include "outside/attack/search.hpp"
#include "scenarios/files/bad_input.hpp"
#include "scenarios/files/json_text.hpp"
#include "scenarios/files/read_file.hpp"
#include "scenarios/files/save.hpp"

namespace assay::cli {

namespace {

using outside::attack::AttackResults;
using outside::attack::GivenPlan;
using outside::attack::SearchSettings;

constexpr std::size_t file_max = std::size_t{1} << 20;

/// `asked`: for all plans of so many faults; 0 where nobody said.
int code_of(const AttackResults& results, std::uint32_t asked) {
  const bool all_of_two = asked < 2 || results.two.played == results.two.all;
  const bool unfinished =
      !results.untested.empty() || !results.all_of_one() || !all_of_two || !results.unsure.empty();
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
       scenarios::json_text(results_json(results, version_number(), code), 2) + "\n"}};
  for (campaign::NamedText& one : attacked_pages(results, folder.path())) {
    files.push_back(std::move(one));
  }
  for (const outside::attack::Finding& one : results.findings) {
    files.push_back({"failures/" + one.id + ".json", failure_text(results, one, folder.path())});
  }
  folder.write(files);
}

outside::attack::OutsideFile read_file_of(const std::string& path) {
  return outside::attack::read_outside_file(path, scenarios::read_file(path, file_max));
}

void show(const AttackResults& results, int code, bool timelines, const Options& options,
          Terminal& terminal) {
  terminal.print(options.json
                     ? scenarios::json_text(results_json(results, version_number(), code), 2) + "\n"
                     : to_text(results, options.out, timelines));
}

/// One run, of a plan or a failure.
int play_again(const std::string& path, const std::string& plan, const Options& options,
               Terminal& terminal) {
  const GivenPlan given = outside::attack::read_plan(plan, scenarios::read_file(plan, file_max));
  const auto file = read_file_of(path);
  const AttackResults results = outside::attack::attack(
      file, {.faults = file.faults, .time = file.time, .plan = given.plan}, [](const auto&) {});
  const int code = code_of(results, given);
  show(results, code, true, options, terminal);
  return code;
}

}  // namespace

int attack(const Options& options, Terminal& terminal) {
  const std::string& path = options.names.front();
  if (!options.attack.plan.empty()) return play_again(path, options.attack.plan, options, terminal);
  const auto file = read_file_of(path);
  SearchSettings settings{.faults = file.faults, .time = file.time};
  if (options.attack.faults > 0) settings.faults = options.attack.faults;
  if (options.nanoseconds) settings.time = sim::Duration{*options.nanoseconds};
  campaign::ResultsFolder folder{options.out};
  const AttackResults results = outside::attack::attack(file, settings, [&](const auto& line) {
    if (!options.json) terminal.print(line + "\n");
  });
  const int code = code_of(results, options.attack.faults);
  show(results, code, false, options, terminal);
  try {
    write(folder, results, code);
  } catch (const scenarios::CannotWrite& error) {
    complain(error.what());
    return gravest({code, exits::cannot_write});
  }
  return code;
}

std::optional<int> replay_attack(const std::string& path, const Options& options,
                                 Terminal& terminal) {
  const std::string text = scenarios::read_file(path, file_max);
  const auto value = nlohmann::json::parse(text, nullptr, false);
  const bool is_ours = value.is_object() && value.contains("schema") &&
                       value["schema"] == outside::attack::failure_schema;
  if (!is_ours) return std::nullopt;
  const GivenPlan given = outside::attack::read_plan(path, text);
  if (given.file.empty()) {
    scenarios::refuse_input(path, "the outside file by which it was found, in \"file\"", "none");
  }
  return play_again(given.file, path, options, terminal);
}

}  // namespace assay::cli
