// Every field of a tally there and back; a test adds one of each.
#include "campaign/results/tally_json.hpp"

#include <string>

namespace assay::campaign {

using nlohmann::json;

namespace {

json to_json(const runs::ChanceCounts& counts) {
  return {counts.visits, counts.chosen, counts.applied};
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
          {"parted", parted}};
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
  return tally;
}

}  // namespace assay::campaign
