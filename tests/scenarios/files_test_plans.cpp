// Plan and failure files: what is saved is what is loaded, a bad one is refused with its place, and
// a write that fails leaves what stood there.
#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include <unistd.h>

#include "scenarios/files/failure_file.hpp"
#include "scenarios/files/library.hpp"
#include "scenarios/files/plan_file.hpp"
#include "scenarios/files/save.hpp"
#include "scenarios/scenario.hpp"

namespace {

namespace fs = std::filesystem;
using namespace assay::scenarios;
using namespace assay::systems;
using assay::sim::DecisionKind;

/// A folder of this test alone, gone at its end.
struct Folder {
  fs::path path;
  Folder() {
    std::string name = (fs::temp_directory_path() / "assay-test-XXXXXX").string();
    path = ::mkdtemp(name.data());
  }
  ~Folder() { fs::remove_all(path); }
  [[nodiscard]] std::string file(const std::string& name) const { return (path / name).string(); }
};

PlanFile example_plan() {
  return {.scenario = "lost_response",
          .scenario_digest = scenario_digest(library_scenario("lost_response")),
          .behaviour = 3,
          .plan = {{"acquirer.authorise/reply @ shop-1/pay-1/attempt-1", 1, "lose"},
                   {"store.claim/before @ shop-1/pay-1", 2, "crash", DecisionKind::crash},
                   {"link @ a->b", 1, "late", DecisionKind::timing},
                   {"ready @ shop-1", 7, "2", DecisionKind::schedule}}};
}

FailureFile example_failure() {
  return {.id = "lost_response-fresh_key-1a2b",
          .scenario = "lost_response",
          .scenario_digest = std::string(32, 'a'),
          .behaviour = 1,
          .defect = "retry_with_fresh_key",
          .seed = 18446744073709551615u,
          .plan = example_plan().plan,
          .property = "at_most_one_effect",
          .severity = "double_charge",
          .digest = std::string(32, '0'),
          .replay = "assay replay failures/x.json",
          .amount_at_risk = assay::history::Amount{1250, "EUR"}};
}

std::string text_of(const std::string& path) {
  std::ifstream stream{path};
  return {std::istreambuf_iterator<char>{stream}, {}};
}

}  // namespace

TEST_CASE("a plan that was saved is loaded as it was") {
  const Folder folder;
  save_text(folder.file("deep/er/plan.json"), to_json_text(example_plan()));
  CHECK(load_plan(folder.file("deep/er/plan.json")) == example_plan());
}

TEST_CASE("a failure that was saved is loaded as it was, with and without what may be absent") {
  const Folder folder;
  FailureFile failure = example_failure();
  save_failure(folder.file("a.json"), failure);
  CHECK(load_failure(folder.file("a.json")) == failure);
  failure.defect.reset();
  failure.seed.reset();
  failure.amount_at_risk.reset();
  save_failure(folder.file("a.json"), failure);
  CHECK(load_failure(folder.file("a.json")) == failure);
}

TEST_CASE("a failure with a seed below zero is refused") {
  std::string text = to_json_text(example_failure());
  const std::string seed = "18446744073709551615";
  text.replace(text.find(seed), seed.size(), "-1");
  CHECK_THROWS_AS(read_failure("failure.json", text), BadInput);
}

TEST_CASE("a plan lists faults and crashes under answers and the rest apart") {
  const std::string text = to_json_text(example_plan());
  CHECK(text.find("\"answers\"") < text.find("\"crash\""));
  CHECK(text.find("\"crash\"") < text.find("\"timing\""));
  CHECK(text.find("\"timing\"") < text.find("\"schedule\""));
  CHECK(text.find("\"workload\"") == std::string::npos);
}

TEST_CASE("each bad plan is refused at its own place") {
  const auto [from, to, pointer] = GENERATE(table<std::string, std::string, std::string>({
      {"\"n\": 1", "\"n\": 0", "/answers/0/n"},
      {"\"n\": 1", "\"n\": 4294967296", "/answers/0/n"},
      {"\"n\": 1", "\"n\": 1000000000000000000000000", "/answers/0/n"},
      {"\"answer\": \"lose\"", "\"anwser\": \"lose\"", "/answers/0/anwser"},
      {"\"answer\": \"lose\"", "\"n\": 1", "/answers/0/n"},
      {"\"behaviour\": 3,", "", ""},
      {"\"behaviour\": 3", "\"behaviour\": \"three\"", "/behaviour"},
      {"assay.plan/1", "assay.failure/1", "/schema"},
      {"store.claim/before @ shop-1/pay-1\",\n      \"n\": 2",
       "acquirer.authorise/reply @ shop-1/pay-1/attempt-1\",\n      \"n\": 1", "/answers/1"},
  }));
  std::string text = to_json_text(example_plan());
  const auto at = text.find(from);
  REQUIRE(at != std::string::npos);
  try {
    (void)read_plan("plan.json", text.replace(at, from.size(), to));
    FAIL("the plan was accepted: " << to);
  } catch (const BadInput& error) {
    CHECK(error.facts().pointer == pointer);
    CHECK(error.facts().place.line > 0);
  }
}

TEST_CASE("a write that cannot be finished leaves the old file and nothing else") {
  const Folder folder;
  save_text(folder.file("a.json"), "old");
  fs::create_directory(folder.path / "taken");
  save_text(folder.file("taken/b.json"), "x");
  CHECK_THROWS_AS(save_text(folder.file("taken"), "new"), CannotWrite);
  CHECK_THROWS_AS(save_text(folder.file("a.json/b.json"), "new"), CannotWrite);
  CHECK(text_of(folder.file("a.json")) == "old");
  CHECK(std::distance(fs::directory_iterator{folder.path}, {}) == 2);
}

TEST_CASE("a file that is written again is the new one whole") {
  const Folder folder;
  save_text(folder.file("a.json"), std::string(100'000, 'a'));
  save_text(folder.file("a.json"), "b");
  CHECK(text_of(folder.file("a.json")) == "b");
}
