// assay check: whether files can be used, told for each before anything is run.
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "cli/targets.hpp"
#include "cli/verbs.hpp"
#include "reports/comparison/run_record_json.hpp"
#include "reports/screens/table.hpp"
#include "scenarios/files/json_text.hpp"
#include "scenarios/files/recording.hpp"
#include "scenarios/files/scenario_file.hpp"

namespace assay::cli {

namespace {

constexpr int bad_file = 65;

/// What is known of a file after it was read.
struct Checked {
  std::string file;
  bool usable = false;
  std::string text;  ///< what it is, or what is wrong with it
};

std::string describe(const std::string& path, const Options& options) {
  const scenarios::FileKind kind = scenarios::kind_of_file(path);
  if (kind == scenarios::FileKind::replay) {
    const reports::RunRecord record = reports::load_run_record(path);
    return fmt::format("run of {}, {} events", record.subject.scenario, record.trace.size());
  }
  if (kind == scenarios::FileKind::scenario) {
    const scenarios::Scenario scenario = scenario_in(path, options);
    if (!options.system.empty()) (void)system_for(scenario, options);
    return fmt::format("scenario {}, digest {}", scenario.name, scenario_digest(scenario));
  }
  const scenarios::Recording recording =
      scenarios::load_recording(path, recording_request(options));
  std::string text = fmt::format("{} of {}, {} answers", recording.failure ? "failure" : "plan",
                                 recording.scenario.name, recording.plan.size());
  for (const std::string& difference : recording.differences) text += "; " + difference;
  return text;
}

Checked check_file(const std::string& path, const Options& options) {
  try {
    return {path, true, describe(path, options)};
  } catch (const scenarios::BadInput& error) {  // go on: each file is told of
    return {path, false, error.what()};
  }
}

std::string json_text(const std::vector<Checked>& all) {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const Checked& one : all) {
    list.push_back({{"file", one.file}, {"usable", one.usable}, {"text", one.text}});
  }
  return scenarios::json_text(list, 2) + "\n";
}

}  // namespace

int check(const Options& options, Terminal& terminal) {
  std::vector<Checked> all;
  std::vector<reports::Row> rows;
  for (const std::string& path : options.names) {
    const Checked& one = all.emplace_back(check_file(path, options));
    if (!one.usable) complain(one.text);
    if (one.usable) rows.push_back({{"✓", reports::Tone::good}, {one.file}, {one.text}});
  }
  terminal.print(options.json ? json_text(all) : reports::table(rows, terminal.ink()));
  for (const Checked& one : all) {
    if (!one.usable) return bad_file;
  }
  return 0;
}

}  // namespace assay::cli
