// Results to JSON, part by part.
#include "campaign/results/results_json.hpp"

#include <cmath>

#include "campaign/results/finding_json.hpp"
#include "campaign/results/places.hpp"
#include "scenarios/files/json_text.hpp"

namespace assay::campaign {

namespace {

using nlohmann::ordered_json;

ordered_json or_null(const std::string& text) {
  return text.empty() ? ordered_json(nullptr) : ordered_json(text);
}

ordered_json counts(const std::vector<Count>& list) {
  ordered_json object = ordered_json::object();
  for (const Count& count : list) object[count.name] = count.runs;
  return object;
}

ordered_json runs_to_json(const std::vector<LostRun>& runs) {
  ordered_json list = ordered_json::array();
  for (const LostRun& run : runs) {
    list.push_back({{"seed", run.seed}, {"how", run.how}, {"verdict", to_text(run.verdict)}});
  }
  return list;
}

ordered_json to_json(const std::vector<Mismatch>& list) {
  ordered_json mismatches = ordered_json::array();
  for (const Mismatch& one : list) {
    mismatches.push_back({{"scenario", one.scenario},
                          {"way", one.variant},
                          {"seed", one.seed},
                          {"event", one.event},
                          {"expected", one.expected},
                          {"found", one.found}});
  }
  return mismatches;
}

ordered_json to_json(const ExhaustiveResult& search) {
  return {{"faults", search.budget.faults},
          {"deviations", search.budget.deviations},
          {"covers", search.covers},
          {"plans", search.plans},
          {"ran", search.ran},
          {"pruned", search.pruned},
          {"equal_states", search.equal_states}};
}

ordered_json to_json(const runs::Missing& missing) {
  ordered_json object = {{"kind", runs::to_text(missing.kind)},
                         {"name", missing.name},
                         {"why", runs::reason_of(missing)},
                         {"runs", missing.runs},
                         {"visits", missing.visits},
                         {"chosen", missing.chosen},
                         {"runs_needed", nullptr}};
  if (missing.runs_needed) object["runs_needed"] = *missing.runs_needed;
  return object;
}

ordered_json to_json(const MarkResult& mark) {
  return {{"name", mark.name},
          {"kind", history::to_text(mark.kind)},
          {"times", mark.seen.times},
          {"held", mark.seen.held},
          {"runs", mark.seen.runs},
          {"runs_held", mark.seen.runs_held},
          {"declared", mark.declared}};
}

/// Runs by state, of those states in which there were any.
ordered_json to_json(const runs::StateRuns& runs) {
  ordered_json object = ordered_json::object();
  for (runs::StatePlace place = 0; place < runs::state_places; ++place) {
    if (runs[place] > 0) object[std::string{runs::state_word(place)}] = runs[place];
  }
  return object;
}

ordered_json to_json(const PlaceCoverage& places) {
  ordered_json never = ordered_json::array();
  for (const UnstruckPlace& one : places.never) {
    never.push_back({{"place", one.place}, {"passed", one.passed}, {"why", to_text(one.why)}});
    if (one.runs_needed > 0) never.back()["runs_needed"] = one.runs_needed;
  }
  return {{"passed", places.passed}, {"struck", places.struck}, {"never", never}};
}

ordered_json coverage_to_json(const ScenarioResult& result) {
  const StateCoverage& coverage = result.coverage;
  const Combinations all = combinations(coverage);
  ordered_json faults = ordered_json::array();
  for (const FaultByState& one : coverage.faults) {
    faults.push_back(
        {{"fault", one.fault}, {"passed", to_json(one.passed)}, {"struck", to_json(one.struck)}});
  }
  return {{"passed", all.passed},
          {"struck", all.struck},
          {"faults", faults},
          {"never_struck", never_struck(coverage)},
          {"never_passed", coverage.never_passed},
          {"places", to_json(places_of(result))}};
}

/// Names of the facts that never came, for readers that knew only those.
ordered_json never_happened(const ScenarioResult& result) {
  ordered_json names = ordered_json::array();
  for (const runs::Missing& one : result.missing) {
    if (one.kind == runs::Missing::Kind::sometimes) names.push_back(one.name);
  }
  return names;
}

ordered_json risk_to_json(std::uint64_t runs) {
  return {{"violated", 0},
          {"runs", runs},
          {"at_most", campaign::residual_risk(runs)},
          {"confidence", campaign::risk_confidence}};
}

ordered_json to_json(const ScenarioResult& result) {
  ordered_json object = {{"name", result.name},
                         {"file", or_null(result.file)},
                         {"strategy", result.strategy},
                         {"system", result.system},
                         {"defect", or_null(result.defect)},
                         {"runs", result.runs},
                         {"runs_per_second", result.runs_per_second},
                         {"events", result.events},
                         {"violated", result.violated},
                         {"unknown", result.unknown},
                         {"digest", result.digest},
                         {"fired", counts(result.fired)},
                         {"sometimes", counts(result.sometimes)},
                         {"verdict", properties::to_text(result.verdict)},
                         {"complete", result.complete},
                         {"first_seed", result.first_seed},
                         {"phases", counts(result.phases)},
                         {"violations", counts(result.violations)},
                         {"properties", result.judged},
                         {"undecided", counts(result.undecided)},
                         {"missing", ordered_json::array()},
                         {"never_happened", never_happened(result)},
                         {"not_applicable", result.not_applicable},
                         {"part", result.part},
                         {"workers_lost", runs_to_json(result.lost)},
                         {"harness_broken", runs_to_json(result.broken)},
                         {"abandoned_fibers", result.abandoned},
                         {"probed", result.probed},
                         {"repeated", result.repeated}};
  for (const runs::Missing& one : result.missing) object["missing"].push_back(to_json(one));
  object["marks"] = ordered_json::array();
  for (const MarkResult& one : result.marks) object["marks"].push_back(to_json(one));
  object["coverage"] = coverage_to_json(result);
  if (result.stands_in) object["stands_in"] = true;
  if (!result.struck.empty()) {
    object["passed"] = counts(result.passed);
    object["struck"] = result.struck;
  }
  if (result.exhaustive) object["exhaustive"] = to_json(*result.exhaustive);
  if (const std::uint64_t runs = runs_that_held(result); runs > 0) {
    object["residual_risk"] = risk_to_json(runs);
  }
  return object;
}

ordered_json to_json(const ReportedFinding& reported) {
  ordered_json object = campaign::to_json(reported.finding);
  if (reported.by_search) object["seed"] = nullptr;
  object["replay"] = reported.replay;
  object["file"] = or_null(reported.file);
  if (reported.standing != Standing::nobody_asked) {
    object["standing"] = to_text(reported.standing);
    object["accepted_for"] = or_null(reported.accepted_for);
    object["accepted_until"] = or_null(reported.accepted_until);
  }
  return object;
}

ordered_json to_json(const HeldAgainst& held) {
  ordered_json gone = ordered_json::array();
  for (const GoneFinding& one : held.gone) {
    gone.push_back({{"scenario", one.scenario},
                    {"property", one.property},
                    {"defect", or_null(one.defect)},
                    {"id", or_null(one.id)}});
  }
  return {{"day", held.day}, {"gone", gone}};
}

ordered_json to_json(const GalleryEntry& entry) {
  return {{"defect", entry.defect},
          {"source", entry.source},
          {"expected", entry.expected},
          {"missing", entry.missing},
          {"caught_by", entry.caught_by},
          {"runs_to_find", entry.runs_to_find},
          {"compared", entry.compared},
          {"acted_in", entry.acted_in},
          {"acted_first", entry.acted_first},
          {"shrunk_faults", entry.shrunk_faults},
          {"clean_when_fixed", entry.clean_when_fixed},
          {"caught", caught(entry)},
          {"scenario", entry.scenario},
          {"summary", entry.summary},
          {"runs", entry.runs},
          {"recorded_answers", entry.recorded_answers},
          {"replayed", entry.replayed},
          {"clean_without_faults", entry.clean_without_faults}};
}

ordered_json to_json(const Falsified& held) {
  return {{"property", held.property},
          {"lie", held.lie},
          {"scenario", held.scenario},
          {"seed", held.seed},
          {"refused", held.refused}};
}

ordered_json to_json(const Unfit& unfit) {
  return {{"scenario", unfit.scenario}, {"why", unfit.why}};
}

ordered_json to_json(const SelfcheckResult& check) {
  ordered_json scenarios = ordered_json::array();
  for (const SelfcheckedScenario& one : check.scenarios) {
    scenarios.push_back({{"name", one.name}, {"system", one.system}});
  }
  return {{"runs", check.runs},
          {"mismatches", check.mismatches.size()},
          {"scenarios", scenarios},
          {"comparisons", check.comparisons},
          {"ways", check.variants},
          {"skipped", check.skipped},
          {"differences", to_json(check.mismatches)}};
}

template <class List>
ordered_json list_to_json(const List& list) {
  ordered_json array = ordered_json::array();
  for (const auto& entry : list) array.push_back(to_json(entry));
  return array;
}

}  // namespace

ordered_json to_json(const Results& results) {
  ordered_json object = {{"schema", results_schema},
                         {"version", results.version},
                         {"complete", results.complete},
                         {"wall_seconds", std::round(results.wall_seconds * 1000) / 1000},
                         {"scenarios", list_to_json(results.scenarios)},
                         {"findings", list_to_json(results.findings)}};
  if (results.gallery) object["gallery"] = list_to_json(*results.gallery);
  if (!results.falsified.empty()) object["falsified"] = list_to_json(results.falsified);
  if (results.selfcheck) object["selfcheck"] = to_json(*results.selfcheck);
  object["mismatches"] = to_json(results.mismatches);
  if (results.held_against) object["accepted"] = to_json(*results.held_against);
  if (!results.unfit.empty()) object["unfit"] = list_to_json(results.unfit);
  if (!results.shard.is_all()) {
    object["shard"] = {{"number", results.shard.number}, {"of", results.shard.of}};
  }
  if (const std::uint64_t runs = runs_that_held(results); runs > 0) {
    object["residual_risk"] = risk_to_json(runs);
  }
  object["verdict"] = properties::to_text(results.verdict);
  return object;
}

std::string to_json_text(const Results& results) {
  return scenarios::json_text(to_json(results), 2) + "\n";
}

}  // namespace assay::campaign
