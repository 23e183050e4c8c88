// From two sets of words to two runs.
#include "cli/sides.hpp"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "cli/played_run.hpp"
#include "reports/comparison/run_record_json.hpp"
#include "scenarios/files/printable.hpp"
#include "scenarios/named.hpp"

namespace assay::cli {

namespace {

constexpr std::string_view how =
    "diff takes two runs: files, or scenarios with --seed S; one name stands for both";

/// The value of one side. Errors: Usage where there are more than sides.
template <typename Value>
std::optional<Value> value_of(const std::vector<Value>& values, std::size_t side,
                              std::string_view option) {
  if (values.size() > 2) throw Usage{fmt::format("{}: one for both runs, or one for each", option)};
  if (values.empty()) return {};
  return values[std::min(side, values.size() - 1)];
}

/// What a person could have said of one run alone. Of one name, code that is said once is B's:
/// otherwise both runs would be the same.
Options side_of(const Options& options, std::size_t side) {
  const SideOptions& sides = options.sides;
  const auto code = [&](const std::vector<std::string>& values, std::string_view option) {
    const bool of_b_alone = options.names.size() == 1 && values.size() == 1;
    if (of_b_alone && side == 0) return std::string{};
    return value_of(values, side, option).value_or("");
  };
  Options one = options;
  one.names = {*value_of(options.names, side, "names")};
  one.seed = value_of(sides.seeds, side, "--seed");
  one.system = code(sides.systems, "--system");
  one.defect = code(sides.defects, "--defect");
  one.scenario = value_of(sides.scenarios, side, "--scenario").value_or("");
  return one;
}

/// The plan of a failure under another system than it was found in, where the options name one:
/// its own, with another defect of it or with none.
void choose_system(scenarios::Recording& recording, const Options& options) {
  if (!recording.failure || (options.system.empty() && options.defect.empty())) return;
  const bool whole = options.defect == no_defect;
  const std::string own{harness::base_of(*recording.system)};
  recording.system = &scenarios::system_for(
      options.registry, recording.scenario,
      {options.system.empty() ? own : options.system, whole ? "" : options.defect});
  recording.failure.reset();
}

scenarios::Recording recording_of(const std::string& path, const Options& options) {
  Options neutral = options;
  const bool is_failure = scenarios::kind_of_file(path) == scenarios::FileKind::failure;
  if (is_failure) neutral.system.clear();
  if (is_failure || options.defect == no_defect) neutral.defect.clear();
  scenarios::Recording recording = scenarios::load_recording(path, recording_request(neutral));
  choose_system(recording, options);
  return recording;
}

reports::RunRecord record_of(const PlayedRun& played) {
  return reports::run_record(played.subject, played.replayed);
}

reports::RunRecord planned(const std::string& path, const Options& options) {
  const scenarios::Recording recording = recording_of(path, options);
  PlayedRun played = play_plan(recording, options);
  if (!recording.failure) {
    const std::string& defect = played.subject.defect;
    played.subject.title = fmt::format("{}, the plan{}", scenarios::printable(path),
                                       defect.empty() ? "" : " with defect " + defect);
  }
  return record_of(played);
}

reports::RunRecord seeded(const Options& options) {
  const std::string& name = options.names.front();
  Options one = options;
  if (one.defect == no_defect) one.defect.clear();
  const Target target = target_named(name, one);
  if (!one.seed) throw Usage{"which run of " + name + "? Add --seed S"};
  return record_of(play_seed(target, one));
}

/// What a name stands for.
scenarios::FileKind kind_of(const std::string& name) {
  return is_file(name) ? scenarios::kind_of_file(name) : scenarios::FileKind::scenario;
}

reports::RunRecord one_run(const Options& options) {
  const std::string& name = options.names.front();
  switch (kind_of(name)) {
    case scenarios::FileKind::scenario: return seeded(options);
    case scenarios::FileKind::replay:
      return reports::load_run_record(name);  // it says itself what ran
    default: return planned(name, options);
  }
}

/// Nothing is said of runs that cannot follow it.
void must_have_a_use(const Options& options) {
  const auto any = [&](auto is_so) { return std::ranges::any_of(options.names, is_so); };
  const bool seeds =
      any([](const auto& name) { return kind_of(name) == scenarios::FileKind::scenario; });
  if (!seeds && !options.sides.seeds.empty()) {
    throw Usage{"--seed: neither run is one of a scenario's seed"};
  }
  const bool plays =
      any([](const auto& name) { return kind_of(name) != scenarios::FileKind::replay; });
  if (!plays && !(options.sides.systems.empty() && options.sides.defects.empty())) {
    throw Usage{"--system, --defect: both runs were kept; nothing is to be run"};
  }
}

}  // namespace

std::pair<reports::RunRecord, reports::RunRecord> two_runs(const Options& options) {
  if (options.names.empty() || options.names.size() > 2) throw Usage{std::string{how}};
  must_have_a_use(options);
  return {one_run(side_of(options, 0)), one_run(side_of(options, 1))};
}

}  // namespace assay::cli
