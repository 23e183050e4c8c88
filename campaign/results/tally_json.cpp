// Every field of a tally there and back; a test adds one of each.
#include "campaign/results/tally_json.hpp"

#include <string>

namespace assay::campaign {

using nlohmann::json;

namespace {

json to_json(const runs::ChanceCounts& counts) {
  return {counts.visits, counts.chosen, counts.applied};
}

json to_json(const runs::MarkTally& marks) {
  json list = json::array();
  for (const auto& [mark, counted] : marks) {
    list.push_back({history::to_text(mark.first), mark.second, counted.times, counted.held,
                    counted.runs, counted.runs_held});
  }
  return list;
}

/// Errors: json's, where a kind is none.
runs::MarkTally marks_from(const json& list) {
  runs::MarkTally marks;
  for (const json& one : list) {
    const auto kind = history::from_text<history::MarkKind>(one.at(0).get<std::string>());
    if (!kind) throw json::other_error::create(501, "no kind of mark", &one);
    marks[{*kind, one.at(1).get<std::string>()}] = {
        one.at(2).get<std::uint64_t>(), one.at(3).get<std::uint64_t>(),
        one.at(4).get<std::uint64_t>(), one.at(5).get<std::uint64_t>()};
  }
  return marks;
}

/// Pairs of a state's place and the runs in it, of those in which there were any.
json pairs_of(const runs::StateRuns& runs) {
  json pairs = json::array();
  for (runs::StatePlace place = 0; place < runs::state_places; ++place) {
    if (runs[place] > 0) pairs.push_back({place, runs[place]});
  }
  return pairs;
}

void take(const json& pairs, runs::StateRuns& into) {
  for (const json& pair : pairs) {
    into.at(pair.at(0).get<std::size_t>()) = pair.at(1).get<std::uint64_t>();
  }
}

json to_json(const runs::StateCounts& states) {
  json object = json::object();
  for (const runs::ActionStates& action : states.actions()) {
    json faults = json::object();
    for (const auto& [fault, runs] : action.struck) faults[fault] = pairs_of(runs);
    object[action.action] = {pairs_of(action.passed), std::move(faults)};
  }
  return object;
}

runs::StateCounts states_from(const json& object) {
  runs::StateCounts states;
  for (const auto& [name, parts] : object.items()) {
    runs::ActionStates* const action = states.at(name);
    if (action == nullptr) break;
    take(parts.at(0), action->passed);
    for (const auto& [fault, counts] : parts.at(1).items()) take(counts, action->struck[fault]);
  }
  return states;
}

runs::ChanceCounts chances_from(const json& value) {
  runs::ChanceCounts counts;
  value.at(0).get_to(counts.visits);
  value.at(1).get_to(counts.chosen);
  value.at(2).get_to(counts.applied);
  return counts;
}

}  // namespace

json to_json(const runs::Tally& tally) {
  json violations = json::object();
  for (const auto& [property, seen] : tally.violations) {
    violations[property] = {seen.first_seed, seen.runs};
  }
  json parted = json::array();
  for (const auto& [seed, one] : tally.parted) {
    parted.push_back({seed, one.event, one.expected, one.found});
  }
  return {{"runs", tally.runs},
          {"events", tally.events},
          {"violated", tally.violated},
          {"unknown", tally.unknown},
          {"digest", {tally.digest_high, tally.digest_low}},
          {"faults", to_json(tally.faults)},
          {"phases", to_json(tally.phases)},
          {"struck", tally.struck},
          {"sometimes", tally.sometimes},
          {"exits", tally.exits},
          {"abandoned", tally.abandoned},
          {"violations", violations},
          {"undecided", tally.undecided},
          {"broken", tally.broken},
          {"failed", tally.failed},
          {"probed", {tally.probed, tally.probe_digest}},
          {"repeated", tally.repeated},
          {"parted", parted},
          {"marks", to_json(tally.marks)},
          {"states", to_json(tally.states)},
          {"acted", {tally.acted.compared, tally.acted.acted, tally.acted.first_seed}}};
}

runs::Tally tally_from(const json& value) {
  runs::Tally tally;
  value.at("runs").get_to(tally.runs);
  value.at("events").get_to(tally.events);
  value.at("violated").get_to(tally.violated);
  value.at("unknown").get_to(tally.unknown);
  value.at("digest").at(0).get_to(tally.digest_high);
  value.at("digest").at(1).get_to(tally.digest_low);
  tally.faults = chances_from(value.at("faults"));
  tally.phases = chances_from(value.at("phases"));
  value.at("struck").get_to(tally.struck);
  value.at("sometimes").get_to(tally.sometimes);
  value.at("exits").get_to(tally.exits);
  value.at("abandoned").get_to(tally.abandoned);
  for (const auto& [property, seen] : value.at("violations").items()) {
    tally.violations[property] = {seen.at(0).get<std::uint64_t>(), seen.at(1).get<std::uint64_t>()};
  }
  value.at("undecided").get_to(tally.undecided);
  value.at("broken").get_to(tally.broken);
  value.at("failed").get_to(tally.failed);
  value.at("probed").at(0).get_to(tally.probed);
  value.at("probed").at(1).get_to(tally.probe_digest);
  value.at("repeated").get_to(tally.repeated);
  for (const auto& entry : value.at("parted")) {
    tally.parted[entry.at(0).get<std::uint64_t>()] = {entry.at(1).get<std::uint64_t>(),
                                                      entry.at(2).get<std::string>(),
                                                      entry.at(3).get<std::string>()};
  }
  tally.marks = marks_from(value.at("marks"));
  tally.states = states_from(value.at("states"));
  const json& acted = value.at("acted");
  tally.acted = {acted.at(0).get<std::uint64_t>(), acted.at(1).get<std::uint64_t>(),
                 acted.at(2).get<std::uint64_t>()};
  return tally;
}

}  // namespace assay::campaign
