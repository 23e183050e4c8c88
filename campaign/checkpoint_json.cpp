// The file form of a checkpoint. It is written and read by the program alone, yet may come from
// another machine: whatever is wrong with it is told, and nothing of it used.
#include <fstream>
#include <sstream>

#include <fmt/format.h>

#include "campaign/checkpoint.hpp"
#include "campaign/finding_json.hpp"
#include "campaign/tally_json.hpp"
#include "scenarios/files/bad_input.hpp"
#include "scenarios/files/scenario_file.hpp"
#include "sim/check.hpp"

namespace assay::campaign {

namespace {

using nlohmann::json;
using nlohmann::ordered_json;

ordered_json to_json(const SeedSet& set) {
  ordered_json list = ordered_json::array();
  for (const SeedRange& range : set) list.push_back({range.first, range.end});
  return list;
}

SeedSet seeds_from(const json& list) {
  SeedSet set;
  for (const json& range : list) {
    const SeedRange read{range.at(0).get<std::uint64_t>(), range.at(1).get<std::uint64_t>()};
    SIM_CHECK(read.first < read.end, "ranges of seeds that hold some");
    set = with(std::move(set), read);
  }
  return set;
}

ordered_json to_json(const Asked& asked) {
  return {{"scenario", ordered_json::parse(scenarios::to_json_text(asked.scenario))},
          {"path", asked.path},
          {"defect", asked.defect},
          {"first", asked.first},
          {"count", asked.count},
          {"properties", asked.properties}};
}

Asked asked_from(const std::string& file, const json& value) {
  Asked asked;
  asked.scenario = scenarios::read_scenario(file, value.at("scenario").dump());
  value.at("path").get_to(asked.path);
  value.at("defect").get_to(asked.defect);
  value.at("first").get_to(asked.first);
  value.at("count").get_to(asked.count);
  value.at("properties").get_to(asked.properties);
  return asked;
}

ordered_json to_json(const Hunted& hunted) {
  ordered_json lost = ordered_json::array();
  for (const LostRun& run : hunted.lost) lost.push_back({run.seed, run.how});
  return {{"done", to_json(hunted.done)},
          {"tally", campaign::to_json(hunted.tally)},
          {"lost", lost},
          {"seconds", hunted.seconds}};
}

Hunted hunted_from(const json& value) {
  Hunted hunted;
  hunted.done = seeds_from(value.at("done"));
  hunted.tally = tally_from(value.at("tally"));
  value.at("seconds").get_to(hunted.seconds);
  for (const json& run : value.at("lost")) {
    hunted.lost.push_back({run.at(0).get<std::uint64_t>(), run.at(1).get<std::string>()});
  }
  return hunted;
}

template <class List>
ordered_json array_of(const List& list) {
  ordered_json array = ordered_json::array();
  for (const auto& one : list) array.push_back(to_json(one));
  return array;
}

ordered_json findings_to_json(const Checkpoint& checkpoint) {
  ordered_json object = ordered_json::object();
  for (const auto& [lead, finding] : checkpoint.findings) object[lead] = campaign::to_json(finding);
  return object;
}

ordered_json searched_to_json(const Checkpoint& checkpoint) {
  ordered_json list = ordered_json::array();
  for (const auto& [number, told] : checkpoint.searched) list.push_back({number, told});
  return list;
}

Checkpoint checkpoint_from(const std::string& file, const json& value) {
  SIM_CHECK(value.at("schema") == checkpoint_schema, "a checkpoint of a schema that is known");
  Checkpoint read;
  Undertaking& asked = read.undertaking;
  value.at("verb").get_to(asked.verb);
  value.at("version").get_to(asked.version);
  value.at("behaviour").get_to(asked.behaviour);
  value.at("faults").get_to(asked.faults);
  value.at("smoke").get_to(asked.smoke);
  for (const json& one : value.at("asked")) asked.hunts.push_back(asked_from(file, one));
  value.at("program").get_to(read.program);
  value.at("shard").at(0).get_to(read.shard.number);
  value.at("shard").at(1).get_to(read.shard.of);
  for (const json& one : value.at("hunted")) read.hunted.push_back(hunted_from(one));
  for (const auto& [lead, one] : value.at("findings").items()) {
    read.findings[lead] = finding_from(one);
  }
  for (const json& one : value.at("searched")) read.searched[one.at(0)] = one.at(1);
  value.at("seconds").get_to(read.seconds);
  const Shard& shard = read.shard;
  SIM_CHECK(
      value.at("findings").is_object() && value.at("searched").is_array() && read.seconds >= 0,
      "findings by their leads");
  SIM_CHECK(shard.number >= 1 && shard.number <= shard.of, "a shard that there is");
  SIM_CHECK(read.hunted.size() == asked.hunts.size(), "one entry per hunt");
  return read;
}

[[noreturn]] void refuse(const std::string& path, std::string found) {
  throw scenarios::BadInput{{.file = path,
                             .place = {},
                             .pointer = {},
                             .expected = "the checkpoint of a campaign",
                             .found = std::move(found),
                             .nearest = {}}};
}

}  // namespace

std::string to_json_text(const Checkpoint& checkpoint) {
  const Undertaking& asked = checkpoint.undertaking;
  return ordered_json{{"schema", checkpoint_schema},
                      {"verb", asked.verb},
                      {"version", asked.version},
                      {"behaviour", asked.behaviour},
                      {"faults", asked.faults},
                      {"smoke", asked.smoke},
                      {"program", checkpoint.program},
                      {"shard", {checkpoint.shard.number, checkpoint.shard.of}},
                      {"seconds", checkpoint.seconds},
                      {"hunted", array_of(checkpoint.hunted)},
                      {"findings", findings_to_json(checkpoint)},
                      {"searched", searched_to_json(checkpoint)},
                      {"asked", array_of(asked.hunts)}}
             .dump() +
         "\n";
}

Checkpoint load_checkpoint(const std::string& path) {
  std::ifstream file{path};
  std::ostringstream text;
  text << file.rdbuf();
  if (!file) refuse(path, "none");
  try {
    return checkpoint_from(path, json::parse(text.str()));
  } catch (const json::exception& error) {
    refuse(path, scenarios::excerpt(error.what()));
  } catch (const sim::BrokenHarness& broken) {
    refuse(path, "something else than " + broken.claim);
  }
}

}  // namespace assay::campaign
