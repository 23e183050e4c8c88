// A checkpoint that was damaged, and one that was made by somebody who means harm and got its
// checksum right: neither changes a count, a verdict, or where a file goes.
#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include <cstdlib>
#include <filesystem>

#include "campaign/jobs/checkpoint_keeper.hpp"
#include "campaign/jobs/run_campaign.hpp"
#include "campaign/results/checkpoint_check.hpp"
#include "runs/simulated/simulated_world.hpp"
#include "scenarios/files/checksum.hpp"
#include "scenarios/files/library.hpp"
#include "scenarios/files/save.hpp"
#include "tests/systems/shipped.hpp"

namespace {

using namespace assay;
using namespace assay::campaign;
using nlohmann::json;

/// The text of a checkpoint with runs, violations and findings in it.
const std::string& good_text() {
  static const std::string text = [] {
    const std::string defect = "timeout_taken_for_failure";
    const scenarios::Scenario scenario = scenarios::library_scenario("lost_response");
    const CampaignJob job{.sweep = {.scenario = scenario,
                                    .system = tests::system_with(defect),
                                    .defect = defect,
                                    .jury = runs::Jury{scenario},
                                    .count = 20},
                          .scenario_path = "\xff shop.json"};
    CheckpointKeeper keeper{fresh_checkpoint(spec_of("run", {&job, 1}, "1"), {})};
    (void)run_campaign({&job, 1}, "1", Settings{runs::simulated_world}, keeper);
    Checkpoint state = keeper.state();
    state.swept.front().seconds = 0;  // a digit too many of a fraction says the same
    return to_json_text(state);
  }();
  return text;
}

bool is_refused(const std::string& text) {
  try {
    check_checkpoint(scenarios::Document{"checkpoint.json", text, checkpoint_limits},
                     tests::shipped());
    return false;
  } catch (const scenarios::BadInput&) {
    return true;
  }
}

/// The good one with one value changed, and its checksum made right.
std::string changed(const std::string& pointer, const json& value) {
  json document = json::parse(good_text());
  document.at(json::json_pointer{pointer}) = value;
  return scenarios::sealed(std::move(document)).dump();
}

std::string first_lead() { return json::parse(good_text()).at("findings").begin().key(); }

}  // namespace

TEST_CASE("a good checkpoint is taken, and one without a checksum is not") {
  CHECK_FALSE(is_refused(good_text()));
  json bare = json::parse(good_text());
  bare.erase("checksum");
  CHECK(is_refused(bare.dump()));
}

TEST_CASE("any changed digit or letter of a checkpoint is noticed") {
  CHECK(rc::check([] {
    std::string text = good_text();
    const auto at = *rc::gen::inRange<std::size_t>(0, text.size() - 1);
    const char before = text[at];
    text[at] = static_cast<char>(before ^ (1 << *rc::gen::inRange(0, 7)));
    RC_ASSERT(is_refused(text));
  }));
}

TEST_CASE("no id of a finding becomes a path that leads elsewhere") {
  const std::string id = "/findings/" + scenarios::step("", first_lead()).substr(1) + "/id";
  CHECK_FALSE(is_refused(changed(id, "another-id")));
  for (const char* bad :
       {"../../../escaped/owned", "/etc/passwd", "", ".", "a/b", "A", "a b", "a\x1b[2J", "a\n"}) {
    INFO(bad);
    CHECK(is_refused(changed(id, bad)));
  }
}

TEST_CASE("counts, seeds and ranges that cannot be are refused under a right checksum") {
  const json most = std::numeric_limits<std::uint64_t>::max();
  const json absurd[] = {-1, 0.5, most, "20", nullptr};
  const char* const places[] = {"/swept/0/tally/runs",
                                "/swept/0/tally/violated",
                                "/swept/0/tally/unknown",
                                "/swept/0/tally/faults/1/0",
                                "/swept/0/tally/events",
                                "/swept/0/tally/exits/0",
                                "/swept/0/done/0/1",
                                "/asked/0/count",
                                "/shard/1",
                                "/faults",
                                "/behaviour",
                                "/swept/0/tally/abandoned"};
  for (const char* place : places) {
    for (const json& value : absurd) {
      INFO(place << " = " << value);
      CHECK(is_refused(changed(place, value)));
    }
  }
  CHECK(is_refused(changed("/swept/0/done", json{{0, 10}, {5, 20}})));
  CHECK(is_refused(changed("/swept/0/done", json{{10, 20}, {0, 5}})));
  CHECK(is_refused(changed("/swept/0/done", json{{5, 5}})));
  CHECK(is_refused(changed("/swept/0/lost", json{{20, "seed that nobody asked for"}})));
  CHECK(is_refused(changed("/asked/0/first", most)));
  CHECK(is_refused(changed("/seconds", 1e300)));
  CHECK(is_refused(changed("/shard", json{2, 1})));
}

TEST_CASE("names that stand for nothing are refused under a right checksum") {
  CHECK(is_refused(changed("/verb", "rm")));
  CHECK(is_refused(changed("/asked/0/defect", "no_such_defect")));
  CHECK(is_refused(changed("/asked/0/system", "no_such_system")));
  CHECK(is_refused(changed("/asked/0/system", "timeout_taken_for_failure")));
  const std::string finding = "/findings/" + scenarios::step("", first_lead()).substr(1);
  CHECK(is_refused(changed(finding + "/scenario", "happy_path")));
  CHECK(is_refused(changed(finding + "/system", "payments")));
  CHECK(is_refused(changed(finding + "/property", "told_the_truth")));
}

TEST_CASE("a path of any bytes comes back from a checkpoint") {
  const std::string folder =
      (std::filesystem::temp_directory_path() / "assay-test-hostile.json").string();
  scenarios::save_text(folder, good_text());
  CHECK(load_checkpoint(folder, tests::shipped()).spec.sweeps.front().path == "\xff shop.json");
  std::filesystem::remove(folder);
}
