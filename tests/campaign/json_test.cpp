// Tallies and findings survive the way through JSON, and results keep to their schema.
#include "campaign/results/results_json.hpp"

#include <catch2/catch.hpp>

#include <fstream>

#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

#include "campaign/results/finding_json.hpp"
#include "campaign/results/tally_json.hpp"

using namespace assay;
using namespace assay::campaign;
using nlohmann::json;

namespace {

runs::Finding a_finding() {
  runs::Finding finding;
  finding.id = "lost_response-told_truth-1234abcd";
  finding.scenario = "lost_response";
  finding.defect = "some_defect";
  finding.system = "some_system";
  finding.property = "told_truth";
  finding.claim = "A claim.";
  finding.severity = properties::Severity::money_lost;
  finding.worst = properties::Severity::double_charge;
  finding.explanation = "It broke.";
  finding.at_risk = {1250, "EUR"};
  finding.seed = 17;
  finding.runs_to_find = 18;
  finding.recorded_answers = 9;
  finding.shrink_runs = 33;
  finding.plan = {{"acquirer.authorise/reply @ shop-1/pay-1", 1, "lose", sim::DecisionKind::fault},
                  {"store.begin/before @ shop-1", 2, "crash", sim::DecisionKind::crash},
                  {"kernel/ready", 3, "1", sim::DecisionKind::schedule}};
  finding.digest = {0x0123456789abcdefULL, 0xfedcba9876543210ULL};
  finding.replays = true;
  finding.omissions = {{0, properties::Verdict::holds, {1, 2}},
                       {1, properties::Verdict::unknown, {3, 4}}};
  finding.parts = runs::Parting{5, "pays", "refuses"};
  return finding;
}

ScenarioResult a_scenario() {
  ScenarioResult result;
  result.name = "lost_response";
  result.file = "my shop.json";
  result.runs = 1000;
  result.runs_per_second = 9100;
  result.events = 512'345;
  result.violated = 3;
  result.digest = std::string(32, 'a');
  result.fired = {{"acquirer.authorise/reply: lose", 734}};
  result.sometimes = {{"retry was replayed", 611}};
  result.violations = {{"told_truth", 3}};
  result.judged = {"at_most_one_effect", "told_truth"};
  result.system = "payments";
  result.undecided = {{"told_truth", 2}};
  result.missing = {{runs::Missing::Kind::sometimes, "client gave up", 1000, 0, 0, 5000},
                    {runs::Missing::Kind::phase, "store.claim/commit: unavailable", 1000}};
  result.not_applicable = {"ledger.post/take: refuse"};
  result.part = true;
  result.lost = {{7, "was killed by signal 11 (Segmentation fault)"}};
  result.exhaustive = ExhaustiveResult{{2, 1}, "every plan of some kind", 2449, 1800, 649, 12};
  result.verdict = properties::Verdict::violated;
  return result;
}

Results all_of_it() {
  Results results{.version = "0.1.0", .complete = false, .wall_seconds = 1.5};
  results.scenarios = {a_scenario()};
  results.findings = {{a_finding(), "out/failures/x.json", "assay replay out/failures/x.json"},
                      {a_finding(), "", "assay replay y", true}};
  results.gallery = {{.defect = "d",
                      .summary = "s",
                      .source = "project #1",
                      .scenario = "c",
                      .expected = "p",
                      .caught_by = {"p", "q"},
                      .runs = 500,
                      .runs_to_find = 3,
                      .shrunk_faults = 1,
                      .replayed = true}};
  results.selfcheck = SelfcheckResult{
      200, 1400, {"a", "b"}, {"c: no"}, {{"s", "b", 4, 9, "x", "y"}}, {{"s", "shop"}}};
  results.unfit = {{"happy_path", "it pays in dollars"}};
  results.mismatches = {{"s", "after other seeds", 64, 9, "x", "y"}};
  results.shard = {2, 4};
  results.verdict = properties::Verdict::violated;
  return results;
}

/// Whether the published schema accepts a document.
bool accepted(const json& document) {
  std::ifstream file{std::string{ASSAY_SOURCE_DIR} + "/reports/schema/results.schema.json"};
  const json schema_json = json::parse(file);
  valijson::Schema schema;
  valijson::SchemaParser parser{valijson::SchemaParser::kDraft7};
  const valijson::adapters::NlohmannJsonAdapter adapter{schema_json};
  parser.populateSchema(adapter, schema);
  valijson::Validator validator{valijson::Validator::kStrongTypes};
  return validator.validate(schema, valijson::adapters::NlohmannJsonAdapter{document}, nullptr);
}

}  // namespace

TEST_CASE("a tally comes back from JSON with every field") {
  runs::Tally tally;
  tally.runs = 5;
  tally.events = 6;
  tally.violated = 1;
  tally.unknown = 2;
  tally.digest_high = ~0ULL;
  tally.digest_low = 1ULL << 63;
  tally.faults.visits = {7, 8, 9};
  tally.faults.chosen = {2, 1, 4};
  tally.faults.applied = {1, 0, 3};
  tally.phases.applied = {2};
  tally.undecided["told_truth"] = 2;
  tally.sometimes[17] = 4;
  tally.exits[4] = 1;
  tally.abandoned = 9;
  tally.violations["told_truth"] = {3, 1};
  tally.broken[8] = "a claim";
  tally.failed[9] = "ended: an exception";
  tally.repeated = 3;
  tally.parted[64] = {7, "pays", "refuses"};
  tally.marks[{harness::MarkKind::sometimes, "a place"}] = {9, 8, 7, 6};
  runs::ActionStates& action = *tally.states.at("acquirer.capture/reply");
  action.passed[3] = 5;
  action.struck["lose"][3] = 2;
  tally.acted = {5, 4, 1};
  const runs::Tally back = tally_from(json::parse(to_json(tally).dump()));
  CHECK(back.marks == tally.marks);
  CHECK(back.states.find("acquirer.capture/reply")->struck.at("lose")[3] == 2);
  CHECK(back.acted == tally.acted);
  CHECK(to_json(back) == to_json(tally));
  CHECK(back.digest() == tally.digest());
  CHECK(back.violations.at("told_truth").first_seed == 3);
  CHECK(back.broken == tally.broken);
  CHECK(back.failed == tally.failed);
  CHECK(back.repeated == tally.repeated);
  CHECK(back.parted == tally.parted);
}

TEST_CASE("a finding comes back from JSON with every field, kinds of answers included") {
  const runs::Finding finding = a_finding();
  const runs::Finding back = finding_from(json::parse(to_json(finding).dump()));
  CHECK(back.plan == finding.plan);
  CHECK(back.digest == finding.digest);
  CHECK(back.at_risk == finding.at_risk);
  CHECK(back.worst == finding.worst);
  CHECK(back.omissions == finding.omissions);
  CHECK(back.parts == finding.parts);
  CHECK(to_json(back) == to_json(finding));
}

TEST_CASE("results tell each of their parts") {
  const json told = json::parse(to_json_text(all_of_it()));
  CHECK(told["scenarios"][0]["missing"].size() == 2);
  CHECK(told["scenarios"][0]["exhaustive"]["equal_states"] == 12);
  CHECK(told["findings"][0]["seed"] == 17);
  CHECK(told["findings"][1]["seed"].is_null());
  CHECK(told["gallery"][0]["caught_by"] == json{"p", "q"});
  CHECK(told["selfcheck"]["differences"][0]["expected"] == "x");
  CHECK(told["unfit"][0]["why"] == "it pays in dollars");
  CHECK(told["mismatches"][0]["seed"] == 64);
  CHECK(told["shard"]["of"] == 4);
}

TEST_CASE("results keep to their published schema, with every part and with none") {
  CHECK(accepted(json::parse(to_json_text(all_of_it()))));
  CHECK(accepted(json::parse(to_json_text(Results{.version = "0.1.0"}))));
}

TEST_CASE("the schema refuses results that lack or garble what is promised") {
  const json good = json::parse(to_json_text(all_of_it()));
  for (const char* key : {"schema", "version", "complete", "scenarios", "findings", "verdict"}) {
    json bad = good;
    bad.erase(key);
    INFO(key);
    CHECK_FALSE(accepted(bad));
  }
  json garbled = good;
  garbled["scenarios"][0]["digest"] = "short";
  CHECK_FALSE(accepted(garbled));
}

TEST_CASE("a defect counts as caught only when nothing about it is amiss") {
  const GalleryEntry good{.expected = "p",
                          .caught_by = {"p"},
                          .runs = 500,
                          .runs_to_find = 1,
                          .replayed = true,
                          .clean_when_fixed = true,
                          .clean_without_faults = true};
  CHECK(caught(good));
  std::vector<GalleryEntry> bad(5, good);
  bad[0].caught_by = {"q"};
  bad[1].runs_to_find = 0;
  bad[2].replayed = false;
  bad[3].clean_when_fixed = false;
  bad[4].clean_without_faults = false;
  for (const GalleryEntry& entry : bad) CHECK_FALSE(caught(entry));
  for (const GalleryEntry& entry : bad) CHECK_FALSE(counts_as_proof(entry));
  GalleryEntry known = bad.front();
  known.missing = "nothing judges it";
  known.clean_without_faults = true;
  CHECK_FALSE(caught(known));
  CHECK(counts_as_proof(known));
}

TEST_CASE("the residual risk of n clean runs is about three in n") {
  CHECK(residual_risk(1) == Approx(0.95));
  CHECK(residual_risk(1000) == Approx(0.0029912).epsilon(0.001));
  CHECK(residual_risk(20'000) == Approx(0.00014978).epsilon(0.001));
}
