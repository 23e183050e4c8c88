// Files of each kind that the program reads, changed structurally with checksums made right: no
// crash, no hang, no more memory than a file is worth, nothing outside of --out, nothing raw on a
// terminal or in a report. A few hundred of each kind, or as many as ASSAY_HOSTILE_FILES says.
#include <catch2/catch.hpp>

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <sstream>

#include <fmt/format.h>

#include "campaign/results/checkpoint_check.hpp"
#include "history/jsonl.hpp"
#include "properties/property.hpp"
#include "scenarios/files/checksum.hpp"
#include "scenarios/files/failure_file.hpp"
#include "scenarios/files/library.hpp"
#include "scenarios/files/plan_file.hpp"
#include "scenarios/files/scenario_file.hpp"
#include "tests/hostile/mutate.hpp"
#include "tests/hostile/sandbox.hpp"

using namespace hostile;
using nlohmann::json;

namespace {

constexpr double seconds_max = 10;
constexpr std::uint64_t bytes_max = std::uint64_t{1} << 30U;
constexpr int refused = 65;

std::uint64_t files_wanted() {
  const char* const asked = std::getenv("ASSAY_HOSTILE_FILES");
  return asked == nullptr ? 200 : std::strtoull(asked, nullptr, 10);
}

/// ASSAY_HOSTILE_KIND, where it is set, asks for one kind alone.
bool wanted(const std::string& kind) {
  const char* const only = std::getenv("ASSAY_HOSTILE_KIND");
  return only == nullptr || kind == only;
}

/// A kind of file: a good one, and what the program does with a bad one.
struct Kind {
  std::string name;
  std::string good;
  std::string path;                                ///< where it is put
  std::vector<std::vector<std::string>> commands;  ///< each is tried
  bool has_checksum = false;
};

/// A campaign that found something, for its checkpoint, manifest and failures.
struct Found {
  Sandbox sandbox;
  std::string failure;
  std::string kept;  ///< a run that replay has printed

  Found() {
    const Ended ended = sandbox.assay({"run", "lost_response", "--defect",
                                       "timeout_taken_for_failure", "--seeds", "20", "--jobs",
                                       "1", "--out", "good"});
    INFO(ended.said);
    REQUIRE(ended.code() == 1);
    const std::filesystem::directory_iterator all{sandbox.path() / "good/failures"};
    failure = sandbox.read("good/failures/" + all->path().filename().string());
    kept = sandbox.assay({"replay", "lost_response", "--seed", "3", "--json"}).said;
  }
};

std::string plan_text(const std::string& failure) {
  const auto read = assay::scenarios::read_failure("failure.json", failure);
  return to_json_text(assay::scenarios::PlanFile{
      read.scenario, read.scenario_digest, read.behaviour, read.plan});
}

std::vector<Kind> kinds_of(const Found& found) {
  const std::string scenario =
      to_json_text(assay::scenarios::library_scenario("lost_response"));
  return {
      {"scenario", scenario, "in.json", {{"check", "in.json"}}},
      {"plan", plan_text(found.failure), "in.json", {{"check", "in.json"}, {"replay", "in.json"}}},
      {"failure", found.failure, "in.json", {{"check", "in.json"}, {"replay", "in.json"}}},
      {"replay",
       found.kept,
       "in.json",
       {{"check", "in.json"}, {"diff", "in.json", "happy_path", "--seed", "3"}}},
      {"checkpoint",
       found.sandbox.read("good/checkpoint.json"),
       "d/checkpoint.json",
       {{"merge", "d", "--out", "m"}},
       true},
      {"manifest",
       found.sandbox.read("good/manifest.json"),
       "m/manifest.json",
       {{"run", "happy_path", "--seeds", "1", "--jobs", "1", "--out", "m"}},
       true}};
}

std::string mutant_of(const Kind& kind, std::uint64_t seed) {
  json document = json::parse(kind.good);
  if (kind.has_checksum) document.erase("checksum");
  Dice dice{seed};
  mutate(document, dice);
  if (kind.has_checksum && document.is_object()) {
    document = assay::scenarios::sealed(std::move(document));
  }
  return document.dump(-1, ' ', false, json::error_handler_t::replace);
}

/// Everything that is wrong with an end, in words; empty where nothing is.
std::string faults_of(const Ended& ended) {
  std::string faults;
  if (!ended.by_itself()) faults += fmt::format("ended by signal {}; ", -ended.code());
  if (ended.code() == 70) faults += "a bug in assay; ";
  if (ended.seconds > seconds_max) faults += fmt::format("took {:.1f} s; ", ended.seconds);
  if (ended.peak_bytes > bytes_max) faults += fmt::format("took {} bytes; ", ended.peak_bytes);
  if (!is_printable(ended.said)) faults += "said something raw; ";
  return faults;
}

/// What lies where nothing may, and reports that are not printable.
std::string left_behind(const Sandbox& sandbox) {
  std::string faults;
  for (const std::string& name : sandbox.names()) {
    if (name != "in.json" && name != "d" && name != "m") faults += "left " + name + "; ";
  }
  if (std::filesystem::exists(sandbox.path().parent_path() / "escaped")) faults += "escaped; ";
  if (!std::filesystem::exists(sandbox.path() / "m")) return faults;
  for (const auto& entry : std::filesystem::recursive_directory_iterator{sandbox.path() / "m"}) {
    if (!entry.is_regular_file() || entry.path().filename() == "manifest.json") continue;
    const std::string name = std::filesystem::relative(entry.path(), sandbox.path()).string();
    if (!is_printable(sandbox.read(name))) faults += "raw text in " + name + "; ";
  }
  return faults;
}

/// Whether a file is well-formed, within its limits, and whole: what is checked before anything
/// that it says.
bool passes_first_check(const Kind& kind, const std::string& text) {
  try {
    const assay::scenarios::Document document{
        kind.name, text, kind.has_checksum ? assay::campaign::checkpoint_limits
                                           : assay::scenarios::TextLimits{}};
    if (kind.has_checksum) assay::scenarios::must_be_whole(document);
    return true;
  } catch (const assay::scenarios::BadInput&) {
    return false;
  }
}

struct Count {
  std::uint64_t past_first = 0;
  std::uint64_t accepted = 0;
  double slowest = 0;
  std::uint64_t largest = 0;
};

void attack(const Kind& kind, std::uint64_t files) {
  const Sandbox sandbox;
  Count count;
  for (std::uint64_t seed = 0; seed < files; ++seed) {
    const std::string text = mutant_of(kind, seed);
    sandbox.write(kind.path, text);
    if (passes_first_check(kind, text)) ++count.past_first;
    bool accepted = true;
    std::string faults;
    for (const std::vector<std::string>& command : kind.commands) {
      const Ended ended = sandbox.assay(command);
      accepted &= ended.code() != refused;
      faults += faults_of(ended);
      count.slowest = std::max(count.slowest, ended.seconds);
      count.largest = std::max(count.largest, ended.peak_bytes);
    }
    if (accepted) ++count.accepted;
    faults += left_behind(sandbox);
    sandbox.remove("m");
    INFO(kind.name << " of seed " << seed);
    CHECK(faults == "");
  }
  std::cout << fmt::format(
      "{}: {} files, {} past the first check, {} accepted, slowest {:.2f} s, largest {} MiB\n",
      kind.name, files, count.past_first, count.accepted, count.slowest, count.largest >> 20U);
  CHECK(count.past_first * 3 >= files);
}

std::string read_whole(const std::string& path) {
  std::ifstream file{path};
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::string history_mutant(const std::string& good, std::uint64_t seed) {
  Dice dice{seed};
  std::string text;
  std::istringstream lines{good};
  const std::uint64_t hit = dice.below(10);
  std::uint64_t number = 0;
  for (std::string line; std::getline(lines, line); ++number) {
    json value = json::parse(line);
    if (number == hit) mutate(value, dice);
    text += value.dump(-1, ' ', false, json::error_handler_t::replace) + "\n";
  }
  return text;
}

}  // namespace

TEST_CASE("hostile files of each kind are refused or taken for what they are") {
  const Found found;
  bool any = wanted("history");
  for (const Kind& kind : kinds_of(found)) {
    if (!wanted(kind.name)) continue;
    any = true;
    attack(kind, files_wanted());
  }
  INFO("ASSAY_HOSTILE_KIND names a kind");
  CHECK(any);
}

TEST_CASE("hostile files of history are refused with their line, or judged") {
  if (!wanted("history")) return;
  const Sandbox sandbox;
  const std::string good =
      read_whole(ASSAY_SOURCE_DIR "/tests/fuzz/corpus/history/lost_response.jsonl");
  std::uint64_t accepted = 0;
  for (std::uint64_t seed = 0; seed < files_wanted(); ++seed) {
    const std::string text = history_mutant(good, seed);
    const Ended ended = sandbox.run([&] {
      const auto read = assay::history::read_history(text);
      if (!read) return read.error().line == 0 ? 70 : refused;
      (void)assay::properties::judge(*read, assay::properties::all_properties());
      return 0;
    });
    if (ended.code() == 0) ++accepted;
    INFO("history of seed " << seed);
    CHECK(faults_of(ended) == "");
  }
  std::cout << fmt::format("history: {} files, {} accepted\n", files_wanted(), accepted);
}
