// The file form of a checkpoint. It is written and read by the program alone, yet may come from
// another machine: whatever is wrong with it is told, and nothing of it used.
#include <charconv>

#include <fmt/format.h>

#include "campaign/results/checkpoint.hpp"
#include "campaign/results/checkpoint_check.hpp"
#include "campaign/results/finding_json.hpp"
#include "campaign/results/tally_json.hpp"
#include "scenarios/files/checksum.hpp"
#include "scenarios/files/json_text.hpp"
#include "scenarios/files/printable.hpp"
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
    set.push_back({range.at(0).get<std::uint64_t>(), range.at(1).get<std::uint64_t>()});
  }
  return set;
}

/// A path is bytes, and JSON is not.
ordered_json path_to_json(const std::string& path) {
  if (scenarios::printable(path) == path) return path;
  std::string digits;
  for (const char byte : path) digits += fmt::format("{:02x}", static_cast<unsigned char>(byte));
  return {{"hex", digits}};
}

std::string path_from(const json& value) {
  if (value.is_string()) return value.get<std::string>();
  const auto& digits = value.at("hex").get_ref<const std::string&>();
  std::string path;
  for (std::size_t at = 0; at + 2 <= digits.size(); at += 2) {
    unsigned byte = 0;
    std::from_chars(digits.data() + at, digits.data() + at + 2, byte, 16);
    path += static_cast<char>(byte);
  }
  return path;
}

ordered_json to_json(const SweepSpec& asked) {
  return {{"scenario", ordered_json::parse(scenarios::to_json_text(asked.scenario))},
          {"path", path_to_json(asked.path)},
          {"system", asked.system},
          {"defect", asked.defect},
          {"first", asked.first},
          {"count", asked.count},
          {"properties", asked.properties}};
}

SweepSpec asked_from(const std::string& file, const json& value) {
  SweepSpec asked;
  asked.scenario = scenarios::read_scenario(file, value.at("scenario").dump());
  asked.path = path_from(value.at("path"));
  asked.system = value.value("system", asked.scenario.topology.system);  // earlier files say none
  value.at("defect").get_to(asked.defect);
  value.at("first").get_to(asked.first);
  value.at("count").get_to(asked.count);
  value.at("properties").get_to(asked.properties);
  return asked;
}

ordered_json to_json(const SweepResult& swept) {
  ordered_json lost = ordered_json::array();
  for (const LostRun& run : swept.lost) lost.push_back({run.seed, run.how, to_text(run.verdict)});
  return {{"done", to_json(swept.done)},
          {"tally", campaign::to_json(swept.tally)},
          {"lost", lost},
          {"seconds", swept.seconds}};
}

SweepResult swept_from(const json& value) {
  SweepResult swept;
  swept.done = seeds_from(value.at("done"));
  swept.tally = tally_from(value.at("tally"));
  value.at("seconds").get_to(swept.seconds);
  for (const json& run : value.at("lost")) {
    swept.lost.push_back({run.at(0).get<std::uint64_t>(), run.at(1).get<std::string>(),
                          verdict_from(run.at(2).get<std::string>())});
  }
  return swept;
}

template <class List>
ordered_json array_of(const List& list) {
  ordered_json array = ordered_json::array();
  for (const auto& one : list) array.push_back(to_json(one));
  return array;
}

ordered_json findings_to_json(const Checkpoint& checkpoint) {
  ordered_json object = ordered_json::object();
  for (const auto& [suspect, finding] : checkpoint.findings)
    object[suspect] = campaign::to_json(finding);
  return object;
}

bool same_size(const runs::ChanceCounts& one, const runs::ChanceCounts& other) {
  return one.visits.size() == other.visits.size() && one.chosen.size() == other.chosen.size() &&
         one.applied.size() == other.applied.size();
}

/// Counts are known by their place: there is one for each thing that the scenario allows.
void must_fit(const Checkpoint& read) {
  for (std::size_t i = 0; i < read.swept.size(); ++i) {
    const runs::Tally& told = read.swept[i].tally;
    const runs::Tally empty = runs::empty_tally(read.spec.sweeps[i].scenario);
    SIM_CHECK(told.runs == 0 ||
                  (same_size(told.faults, empty.faults) && same_size(told.phases, empty.phases)),
              "a count for each fault and phase that the scenario allows");
  }
}

Checkpoint checkpoint_from(const std::string& file, const json& value) {
  Checkpoint read;
  CampaignSpec& asked = read.spec;
  value.at("verb").get_to(asked.verb);
  value.at("version").get_to(asked.version);
  value.at("behaviour").get_to(asked.behaviour);
  value.at("strategy").get_to(asked.strategy);
  value.at("faults").get_to(asked.budget.faults);
  value.at("deviations").get_to(asked.budget.deviations);
  value.at("smoke").get_to(asked.smoke);
  for (const json& one : value.at("asked")) asked.sweeps.push_back(asked_from(file, one));
  value.at("program").get_to(read.program);
  value.at("shard").at(0).get_to(read.shard.number);
  value.at("shard").at(1).get_to(read.shard.of);
  for (const json& one : value.at("swept")) read.swept.push_back(swept_from(one));
  for (const auto& [suspect, one] : value.at("findings").items()) {
    read.findings[suspect] = finding_from(one);
  }
  value.at("searched").get_to(read.searched);
  value.at("seconds").get_to(read.seconds);
  must_fit(read);
  return read;
}

[[noreturn]] void refuse(const std::string& path, std::string found) {
  scenarios::refuse_input(path, "the checkpoint of a campaign", std::move(found));
}

Checkpoint checked_checkpoint(const scenarios::Document& document,
                              const harness::Registry& registry) {
  check_checkpoint(document, registry);
  try {
    return checkpoint_from(document.file(), document.value());
  } catch (const json::exception& error) {
    refuse(document.file(), scenarios::excerpt(error.what()));
  } catch (const sim::BrokenHarness& broken) {
    refuse(document.file(), "something else than " + broken.claim);
  }
}

}  // namespace

std::string to_json_text(const Checkpoint& checkpoint) {
  const CampaignSpec& asked = checkpoint.spec;
  const ordered_json value{{"schema", checkpoint_schema},
                           {"verb", asked.verb},
                           {"version", asked.version},
                           {"behaviour", asked.behaviour},
                           {"strategy", asked.strategy},
                           {"faults", asked.budget.faults},
                           {"deviations", asked.budget.deviations},
                           {"smoke", asked.smoke},
                           {"program", checkpoint.program},
                           {"shard", {checkpoint.shard.number, checkpoint.shard.of}},
                           {"seconds", checkpoint.seconds},
                           {"swept", array_of(checkpoint.swept)},
                           {"findings", findings_to_json(checkpoint)},
                           {"searched", checkpoint.searched},
                           {"asked", array_of(asked.sweeps)}};
  return scenarios::json_text(scenarios::sealed(json(value))) + "\n";
}

Checkpoint load_checkpoint(const std::string& path, const harness::Registry& registry) {
  return checked_checkpoint(scenarios::Document::read(path, checkpoint_limits), registry);
}

Checkpoint read_checkpoint(const std::string& file, std::string text,
                           const harness::Registry& registry) {
  return checked_checkpoint(scenarios::Document{file, std::move(text), checkpoint_limits},
                            registry);
}

}  // namespace assay::campaign
