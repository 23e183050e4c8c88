// Results to JSON and back, part by part.
#include "campaign/results/results_json.hpp"

#include <cmath>

#include "campaign/results/finding_json.hpp"
#include "scenarios/files/json_text.hpp"
#include "sim/check.hpp"

namespace assay::campaign {

namespace {

using nlohmann::json;
using nlohmann::ordered_json;

ordered_json or_null(const std::string& text) {
  return text.empty() ? ordered_json(nullptr) : ordered_json(text);
}

std::string text_or_empty(const json& value) {
  return value.is_null() ? std::string{} : value.get<std::string>();
}

ordered_json counts(const std::vector<Count>& list) {
  ordered_json object = ordered_json::object();
  for (const Count& count : list) object[count.name] = count.runs;
  return object;
}

std::vector<Count> counts_from(const json& object) {
  std::vector<Count> list;
  for (const auto& [name, runs] : object.items()) list.push_back({name, runs});
  return list;
}

ordered_json runs_to_json(const std::vector<LostRun>& runs) {
  ordered_json list = ordered_json::array();
  for (const LostRun& run : runs) {
    list.push_back({{"seed", run.seed}, {"how", run.how}, {"verdict", to_text(run.verdict)}});
  }
  return list;
}

std::vector<LostRun> runs_from(const json& list) {
  std::vector<LostRun> runs;
  for (const auto& run : list) {
    runs.push_back({run.at("seed").get<std::uint64_t>(), run.at("how").get<std::string>(),
                    verdict_from(run.at("verdict").get<std::string>())});
  }
  return runs;
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

std::vector<Mismatch> mismatches_from(const json& list) {
  std::vector<Mismatch> mismatches;
  for (const auto& one : list) {
    mismatches.push_back({one.at("scenario").get<std::string>(), one.at("way").get<std::string>(),
                          one.at("seed").get<std::uint64_t>(), one.at("event").get<std::uint64_t>(),
                          one.at("expected").get<std::string>(),
                          one.at("found").get<std::string>()});
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

ExhaustiveResult exhaustive_from(const json& value) {
  return {{value.at("faults").get<std::uint32_t>(), value.value("deviations", 0U)},
          value.value("covers", ""),
          value.at("plans").get<std::uint64_t>(),
          value.at("ran").get<std::uint64_t>(),
          value.at("pruned").get<std::uint64_t>(),
          value.at("equal_states").get<std::uint64_t>()};
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

runs::Missing missing_from(const json& value) {
  using Kind = runs::Missing::Kind;
  runs::Missing missing;
  const auto kind = value.at("kind").get<std::string>();
  for (const Kind one : {Kind::fault, Kind::phase, Kind::sometimes}) {
    if (kind == to_text(one)) missing.kind = one;
  }
  value.at("name").get_to(missing.name);
  value.at("runs").get_to(missing.runs);
  value.at("visits").get_to(missing.visits);
  value.at("chosen").get_to(missing.chosen);
  const json& needed = value.at("runs_needed");
  if (!needed.is_null()) missing.runs_needed = needed.get<std::uint64_t>();
  return missing;
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
  if (result.stands_in) object["stands_in"] = true;
  if (result.exhaustive) object["exhaustive"] = to_json(*result.exhaustive);
  if (const std::uint64_t runs = runs_that_held(result); runs > 0) {
    object["residual_risk"] = risk_to_json(runs);
  }
  return object;
}

ScenarioResult scenario_from(const json& value) {
  ScenarioResult result;
  value.at("name").get_to(result.name);
  if (value.contains("file")) result.file = text_or_empty(value.at("file"));
  value.at("strategy").get_to(result.strategy);
  result.defect = text_or_empty(value.at("defect"));
  value.at("runs").get_to(result.runs);
  value.at("runs_per_second").get_to(result.runs_per_second);
  value.at("events").get_to(result.events);
  value.at("violated").get_to(result.violated);
  value.at("unknown").get_to(result.unknown);
  value.at("digest").get_to(result.digest);
  result.fired = counts_from(value.at("fired"));
  result.sometimes = counts_from(value.at("sometimes"));
  result.verdict = verdict_from(value.at("verdict").get<std::string>());
  value.at("complete").get_to(result.complete);
  value.at("first_seed").get_to(result.first_seed);
  result.phases = counts_from(value.at("phases"));
  result.violations = counts_from(value.at("violations"));
  value.at("properties").get_to(result.judged);
  value.at("system").get_to(result.system);
  result.stands_in = value.contains("stands_in");
  result.undecided = counts_from(value.at("undecided"));
  for (const auto& one : value.at("missing")) result.missing.push_back(missing_from(one));
  value.at("not_applicable").get_to(result.not_applicable);
  if (value.contains("probed")) value.at("probed").get_to(result.probed);
  value.at("part").get_to(result.part);
  result.lost = runs_from(value.at("workers_lost"));
  result.broken = runs_from(value.at("harness_broken"));
  value.at("abandoned_fibers").get_to(result.abandoned);
  value.at("repeated").get_to(result.repeated);
  if (value.contains("exhaustive")) result.exhaustive = exhaustive_from(value.at("exhaustive"));
  return result;
}

ordered_json to_json(const ReportedFinding& reported) {
  ordered_json object = campaign::to_json(reported.finding);
  if (reported.by_search) object["seed"] = nullptr;
  object["replay"] = reported.replay;
  object["file"] = or_null(reported.file);
  return object;
}

ordered_json to_json(const GalleryEntry& entry) {
  return {{"defect", entry.defect},
          {"source", entry.source},
          {"expected", entry.expected},
          {"caught_by", entry.caught_by},
          {"runs_to_find", entry.runs_to_find},
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

Falsified falsified_from(const json& value) {
  return {value.at("property").get<std::string>(), value.at("lie").get<std::string>(),
          value.at("scenario").get<std::string>(), value.at("seed").get<std::uint64_t>(),
          value.at("refused").get<bool>()};
}

GalleryEntry gallery_entry_from(const json& value) {
  GalleryEntry entry;
  value.at("defect").get_to(entry.defect);
  value.at("source").get_to(entry.source);
  value.at("expected").get_to(entry.expected);
  value.at("caught_by").get_to(entry.caught_by);
  value.at("runs_to_find").get_to(entry.runs_to_find);
  value.at("shrunk_faults").get_to(entry.shrunk_faults);
  value.at("clean_when_fixed").get_to(entry.clean_when_fixed);
  value.at("scenario").get_to(entry.scenario);
  value.at("summary").get_to(entry.summary);
  value.at("runs").get_to(entry.runs);
  value.at("recorded_answers").get_to(entry.recorded_answers);
  value.at("replayed").get_to(entry.replayed);
  value.at("clean_without_faults").get_to(entry.clean_without_faults);
  return entry;
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

SelfcheckResult selfcheck_from(const json& value) {
  SelfcheckResult check;
  value.at("runs").get_to(check.runs);
  for (const auto& one : value.at("scenarios")) {
    check.scenarios.push_back(
        {one.at("name").get<std::string>(), one.at("system").get<std::string>()});
  }
  value.at("comparisons").get_to(check.comparisons);
  value.at("ways").get_to(check.variants);
  value.at("skipped").get_to(check.skipped);
  check.mismatches = mismatches_from(value.at("differences"));
  return check;
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

Results results_from(const json& value) {
  Results results;
  value.at("version").get_to(results.version);
  value.at("complete").get_to(results.complete);
  value.at("wall_seconds").get_to(results.wall_seconds);
  for (const auto& one : value.at("scenarios")) results.scenarios.push_back(scenario_from(one));
  for (const auto& one : value.at("findings")) {
    results.findings.push_back({finding_from(one), text_or_empty(one.at("file")),
                                one.at("replay").get<std::string>(), one.at("seed").is_null()});
  }
  if (value.contains("gallery")) {
    auto& gallery = results.gallery.emplace();
    for (const auto& one : value.at("gallery")) gallery.push_back(gallery_entry_from(one));
  }
  if (value.contains("falsified")) {
    for (const auto& one : value.at("falsified")) results.falsified.push_back(falsified_from(one));
  }
  results.mismatches = mismatches_from(value.at("mismatches"));
  if (value.contains("unfit")) {
    for (const auto& one : value.at("unfit")) {
      results.unfit.push_back(
          {one.at("scenario").get<std::string>(), one.at("why").get<std::string>()});
    }
  }
  if (value.contains("shard")) {
    value.at("shard").at("number").get_to(results.shard.number);
    value.at("shard").at("of").get_to(results.shard.of);
  }
  if (value.contains("selfcheck")) results.selfcheck = selfcheck_from(value.at("selfcheck"));
  results.verdict = verdict_from(value.at("verdict").get<std::string>());
  return results;
}

std::string to_json_text(const Results& results) {
  return scenarios::json_text(to_json(results), 2) + "\n";
}

}  // namespace assay::campaign
