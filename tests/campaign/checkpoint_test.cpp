// Seeds as sets, checkpoints as files, and campaigns in pieces that come to the same as in one.
#include "campaign/results/checkpoint.hpp"

#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "campaign/jobs/run_campaign.hpp"
#include "campaign/results/results_json.hpp"
#include "runs/simulated/simulated_world.hpp"
#include "scenarios/files/bad_input.hpp"
#include "scenarios/files/checksum.hpp"
#include "scenarios/files/library.hpp"
#include "scenarios/files/save.hpp"
#include "tests/systems/shipped.hpp"

using namespace assay;
using namespace assay::campaign;
using nlohmann::json;

namespace {

CampaignJob job_for(const char* scenario, std::uint64_t count, Shard shard = {}) {
  const std::string defect = "timeout_taken_for_failure";
  SeedSweep sweep{.scenario = scenarios::library_scenario(scenario),
                  .system = tests::system_with(defect),
                  .defect = defect,
                  .jury = runs::Jury{scenarios::library_scenario(scenario)},
                  .count = count};
  sweep.share = part_of(sweep.due(), shard);
  return {.sweep = sweep, .scenario_path = ""};
}

std::vector<CampaignJob> both_jobs(Shard shard = {}) {
  return {job_for("lost_response", 90, shard), job_for("happy_path", 31, shard)};
}

Checkpoint fresh(Shard shard = {}) {
  return fresh_checkpoint(spec_of("run", both_jobs(), "1"), shard);
}

Settings two_jobs() {
  Settings settings{runs::simulated_world};
  settings.workers = 2;
  return settings;
}

/// Results without what differs from day to day.
json timeless(const Results& results) {
  json value = json::parse(to_json_text(results));
  value.erase("wall_seconds");
  for (json& scenario : value["scenarios"]) scenario.erase("runs_per_second");
  return value;
}

Results undisturbed() { return run_campaign(both_jobs(), "1", two_jobs()); }

/// A folder that is gone at the end.
struct Folder {
  std::filesystem::path path;
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "assay-test-XXXXXX").string();
    REQUIRE(::mkdtemp(name.data()) != nullptr);
    path = name;
  }
  ~Folder() { std::filesystem::remove_all(path); }
  [[nodiscard]] std::string file(const std::string& shard) const {
    return (path / shard / checkpoint_file).string();
  }
};

/// Runs shard after shard, each into a folder of its own. Returns: the folders, last first.
std::vector<std::string> run_shards(const Folder& folder, std::uint32_t of) {
  std::vector<std::string> folders;
  for (std::uint32_t number = 1; number <= of; ++number) {
    const Shard shard{number, of};
    const std::string name = "s" + std::to_string(number);
    CheckpointKeeper keeper{fresh(shard), folder.file(name)};
    (void)run_campaign(both_jobs(shard), "1", two_jobs(), keeper);
    folders.insert(folders.begin(), (folder.path / name).string());
  }
  return folders;
}

Settings stopped() {
  Settings settings{runs::simulated_world};
  settings.stop = [] { return true; };
  return settings;
}

}  // namespace

TEST_CASE("the parts of all shards are disjoint, leave no seed out, and differ by one at most") {
  rc::check([] {
    const SeedRange whole{5, 5 + *rc::gen::inRange<std::uint64_t>(0, 200)};
    const auto of = *rc::gen::inRange<std::uint32_t>(1, 20);
    SeedSet all;
    for (std::uint32_t number = 1; number <= of; ++number) {
      const SeedRange part = part_of(whole, {number, of});
      RC_ASSERT(part.size() == whole.size() / of || part.size() == whole.size() / of + 1);
      RC_ASSERT(seeds_in(without(part, all)) == part.size());
      all = with(all, part);
    }
    RC_ASSERT(without(whole, all).empty());
    RC_ASSERT(seeds_in(all) == whole.size());
  });
}

TEST_CASE("a set of seeds knows what it lacks, in whatever order it grew") {
  rc::check([](const std::vector<std::uint8_t>& seeds) {
    SeedSet set;
    std::set<std::uint64_t> model;
    for (const std::uint64_t seed : seeds) {
      set = with(set, {seed, seed + 1});
      model.insert(seed);
    }
    RC_ASSERT(seeds_in(set) == model.size());
    RC_ASSERT(seeds_in(without({0, 256}, set)) == 256 - model.size());
  });
}

TEST_CASE("a campaign that is stopped again and again ends as an undisturbed one") {
  CheckpointKeeper keeper{fresh()};
  std::size_t resumptions = 0;
  Results results;
  do {
    const std::uint64_t before = seeds_in(keeper.state().swept.front().done);
    Settings settings = two_jobs();
    settings.stop = [&] { return seeds_in(keeper.state().swept.front().done) > before; };
    results = run_campaign(both_jobs(), "1", settings, keeper);
    REQUIRE(++resumptions < 100);
  } while (!results.complete);
  results = run_campaign(both_jobs(), "1", two_jobs(), keeper);
  CHECK(resumptions > 2);
  CHECK(timeless(results) == timeless(undisturbed()));
}

TEST_CASE("a checkpoint comes back from its file as it was") {
  const Folder folder;
  CheckpointKeeper keeper{fresh(), folder.file("a")};
  (void)run_campaign(both_jobs(), "1", two_jobs(), keeper);
  const Checkpoint back = load_checkpoint(folder.file("a"), tests::shipped());
  CHECK(to_json_text(back) == to_json_text(keeper.state()));
  CHECK(back.spec == keeper.state().spec);
  CHECK_FALSE(back.findings.empty());
}

TEST_CASE("a checkpoint of before systems could be chosen stands for its scenario's system") {
  json document = json::parse(to_json_text(fresh()));
  for (json& asked : document["asked"]) {
    CHECK(asked["system"] == "payments");
    asked.erase("system");
  }
  const std::string older = scenarios::sealed(std::move(document)).dump();
  CHECK(read_checkpoint("older", older, tests::shipped()).spec == fresh().spec);
}

TEST_CASE("shards merged in any order come to what one process comes to") {
  const Folder folder;
  CheckpointKeeper keeper{merge_checkpoints(run_shards(folder, 4), tests::shipped())};
  const Results merged =
      run_campaign(jobs_of(keeper.state().spec, tests::shipped()), "1", stopped(), keeper);
  CHECK(merged.complete);
  CHECK(timeless(merged) == timeless(undisturbed()));
}

TEST_CASE("a merge that lacks a shard is incomplete, and never a pass") {
  const Folder folder;
  std::vector<std::string> folders = run_shards(folder, 3);
  folders.pop_back();
  CheckpointKeeper keeper{merge_checkpoints(folders, tests::shipped())};
  const Results merged = run_campaign(both_jobs(), "1", stopped(), keeper);
  CHECK_FALSE(merged.complete);
  CHECK(merged.verdict != properties::Verdict::holds);
}

TEST_CASE("what does not belong together is not merged") {
  const Folder folder;
  const std::vector<std::string> folders = run_shards(folder, 2);
  CHECK_THROWS_WITH(merge_checkpoints({folders[0], folders[0]}, tests::shipped()),
                    Catch::Contains("each shard once"));
  Checkpoint other = load_checkpoint(folder.file("s1"), tests::shipped());
  other.spec.sweeps.front().count = 91;
  scenarios::save_text(folder.file("other"), to_json_text(other));
  CHECK_THROWS_WITH(
      merge_checkpoints({folders[0], (folder.path / "other").string()}, tests::shipped()),
      Catch::Contains("91 seeds"));
  Checkpoint doubled = load_checkpoint(folder.file("s1"), tests::shipped());
  doubled.shard.number = 2;
  scenarios::save_text(folder.file("doubled"), to_json_text(doubled));
  CHECK_THROWS_WITH(
      merge_checkpoints({(folder.path / "s1").string(), (folder.path / "doubled").string()},
                        tests::shipped()),
      Catch::Contains("that no other shard ran"));
}

TEST_CASE("a damaged checkpoint is bad input, wherever it is damaged") {
  const Folder folder;
  CheckpointKeeper keeper{fresh(), folder.file("a")};
  keeper.save();
  const json whole = json::parse(to_json_text(keeper.state()));
  for (const auto& [key, value] : whole.items()) {
    if (key == "checksum") continue;  // which is made right
    for (json damaged : {json::array(), json(nullptr), json("x")}) {
      json bad = whole;
      bad[key] = damaged;
      if (bad == whole || value.type() == damaged.type()) continue;
      INFO(key << " = " << damaged);
      scenarios::save_text(folder.file("bad"), scenarios::sealed(bad).dump());
      CHECK_THROWS_AS(load_checkpoint(folder.file("bad"), tests::shipped()), scenarios::BadInput);
    }
  }
  scenarios::save_text(folder.file("bad"), whole.dump().substr(0, 200));
  CHECK_THROWS_AS(load_checkpoint(folder.file("bad"), tests::shipped()), scenarios::BadInput);
  CHECK_THROWS_AS(load_checkpoint(folder.file("missing"), tests::shipped()), scenarios::BadInput);
}

TEST_CASE("a finding of a seed that is no longer the first is looked into again") {
  CheckpointKeeper keeper{fresh()};
  (void)run_campaign(both_jobs(), "1", two_jobs(), keeper);
  for (auto& [suspect, finding] : keeper.state().findings) {
    finding.seed += 50;
    finding.explanation = "an older one";
  }
  const Results results = run_campaign(both_jobs(), "1", two_jobs(), keeper);
  CHECK(timeless(results) == timeless(undisturbed()));
}
