// The simulated store: what it guarantees, and each way in which a commit goes wrong.
#include <catch2/catch.hpp>

#include "tests/models/stage.hpp"

namespace {

namespace harness = assay::harness;
using namespace assay::history;
using namespace assay::models;
using namespace assay::models::testing;
using assay::sim::Node;
using Result = std::expected<void, harness::CommitFailure>;

const std::string commit_site = "store.test/commit @ shop-1/pay-1";

Result commit(Stage& stage, Node& node, std::vector<harness::Write> writes) {
  return stage.database.commit(node, {.purpose = "test", .subject = "pay-1", .writes = writes});
}

harness::Write insert(std::string_view key, std::string_view value) {
  return {.table = "t", .key = key, .value = value, .expected_version = 0};
}

/// What a commit of two rows under this fault answers, and how many rows there are afterwards.
std::pair<Result, std::size_t> commit_under(const char* fault) {
  Stage stage{{at(commit_site, fault)}};
  Result result;
  stage.play([&](Node& node) {
    result = commit(stage, node, {insert("a", "1"), insert("b", "2")});
  });
  CHECK(stage.unplaced.empty());
  return {result, stage.database.rows("t").size()};
}

TEST_CASE("a commit is refused, applied or lost as its fault says, and always as a whole") {
  const std::vector<std::tuple<const char*, harness::CommitFailure, std::size_t>> cases{
      {"unknown_applied", harness::CommitFailure::unknown, 2},
      {"unknown_lost", harness::CommitFailure::unknown, 0},
      {"unavailable", harness::CommitFailure::unavailable, 0},
      {"serialisation", harness::CommitFailure::serialisation, 0}};
  for (const auto& [fault, failure, rows] : cases) {
    INFO(fault);
    CHECK(commit_under(fault) == std::pair{Result{std::unexpected{failure}}, rows});
  }
}

TEST_CASE("a store that can only be read takes nothing for half a minute, and then everything") {
  Stage stage{{at(commit_site, "read_only")}};
  stage.play([&](Node& node) {
    const Result refused = std::unexpected{harness::CommitFailure::unavailable};
    CHECK(commit(stage, node, {insert("a", "1")}) == refused);
    stage.pause(29_s);
    CHECK(commit(stage, node, {insert("a", "1")}) == refused);
    CHECK(stage.database.read(node, "t", "a") == nullptr);
    stage.pause(1_s);
    CHECK(commit(stage, node, {insert("a", "1")}));
  });
}

TEST_CASE("no version of a row comes again after it was deleted, nor any of its table") {
  Stage stage;
  stage.play([&](Node& node) {
    const auto version = [&](std::string_view key) {
      return stage.database.read(node, "t", key)->version;
    };
    CHECK(commit(stage, node, {insert("a", "1"), insert("b", "1")}));
    CHECK(commit(stage, node, {{"t", "a", "2", 1}}));
    CHECK(commit(stage, node, {{"t", "a", std::nullopt, 2}, {"t", "b", std::nullopt, 1}}));
    CHECK(commit(stage, node, {insert("a", "1"), insert("c", "1")}));
    CHECK(version("a") == 3);
    CHECK(version("c") == 3);
    const Result stale = std::unexpected{harness::CommitFailure::stale};
    for (const std::uint64_t old : {1U, 2U}) {
      CHECK(commit(stage, node, {{"t", "a", "mine", old}}) == stale);
    }
    CHECK(commit(stage, node, {{"t", "a", "mine", 3}}));
  });
}

TEST_CASE("a spoiled row is there, at its version, and nobody can read what it held") {
  Stage stage{{at(commit_site, "row_spoiled")}};
  stage.play([&](Node& node) {
    CHECK(commit(
        stage, node,
        {{"t", "gone", std::nullopt, harness::any_version}, insert("a", "1"), insert("b", "2")}));
    const harness::Row* const row = stage.database.read(node, "t", "a");
    REQUIRE(row != nullptr);
    CHECK(row->value != "1");
    CHECK(row->version == 1);
    CHECK(stage.database.read(node, "t", "b")->value == "2");
    CHECK(commit(stage, node, {{"t", "a", "3", 1}}));
    CHECK(stage.database.read(node, "t", "a")->value == "3");
  });
  CHECK(stage.unplaced.empty());
}

TEST_CASE("a row that must be absent, or unchanged, makes its whole transaction fail") {
  Stage stage;
  std::vector<Result> results;
  stage.play([&](Node& node) {
    results.push_back(commit(stage, node, {insert("a", "1")}));
    results.push_back(commit(stage, node, {insert("z", "9"), insert("a", "2")}));
    results.push_back(commit(stage, node, {{"t", "a", "3", 2}}));
    results.push_back(commit(stage, node, {{"t", "a", "4", 1}}));
    results.push_back(commit(stage, node, {{"t", "a", "5", harness::any_version}}));
    results.push_back(commit(stage, node, {{"t", "a", std::nullopt, 3}}));
  });
  CHECK(results[0]);
  CHECK(results[1].error() == harness::CommitFailure::duplicate);
  CHECK(results[2].error() == harness::CommitFailure::stale);
  CHECK(results[3]);
  CHECK(results[4]);
  CHECK(results[5]);
  CHECK(stage.database.rows("t").empty());
}

TEST_CASE("of two inserts of one key that race, exactly one is applied") {
  Stage stage;
  Result first, second;
  stage.play([&](Node& node) {
    node.spawn("rival", assay::sim::Role::operation,
               [&] { second = commit(stage, node, {insert("a", "2")}); });
    first = commit(stage, node, {insert("a", "1")});
  });
  CHECK(first.has_value() != second.has_value());
  CHECK(stage.database.rows("t").size() == 1);
}

TEST_CASE("a scan gives rows after a key, in the order of their bytes, up to its limit") {
  Stage stage;
  std::string keys;
  stage.play([&](Node& node) {
    (void)commit(stage, node, {insert("b", ""), insert("a", ""), insert("d", ""), insert("c", "")});
    for (const harness::Row& row : stage.database.scan(node, "t", "a", 2)) keys += row.key;
  });
  CHECK(keys == "bc");
}

TEST_CASE("a power cut before a commit leaves nothing, and one after it leaves all") {
  for (const bool after : {false, true}) {
    const std::string edge = after ? "after" : "before";
    Stage stage{{at("store.test/" + edge + " @ shop-1/pay-1", "crash")}};
    bool returned = false;
    stage.play([&](Node& node) {
      if (node.life() > 1) return;
      (void)commit(stage, node, {insert("a", "1"), insert("b", "2")});
      returned = true;
    });
    INFO(edge);
    CHECK(stage.unplaced.empty());
    CHECK_FALSE(returned);
    CHECK(stage.database.rows("t").size() == (after ? 2U : 0U));
  }
}

TEST_CASE("a power cut while a commit is on its way there loses it, on its way back does not") {
  for (const auto& [when, rows] : {std::pair{200_us, 0U}, std::pair{700_us, 1U}}) {
    Stage stage;
    Node& node = stage.shop([&](Node& self) {
      if (self.life() == 1) (void)commit(stage, self, {insert("a", "1")});
    });
    stage.world.kernel().spawn(nullptr, "axe", assay::sim::Role::operation, [&, cut = when] {
      stage.pause(cut);
      node.crash();
    });
    stage.run();
    CHECK(stage.database.rows("t").size() == rows);
  }
}

TEST_CASE("the observer sees each applied write with what was there before, and no other") {
  Stage stage{{at("store.test/commit @ shop-1/pay-1", "unknown_lost")}};
  std::string seen;
  stage.database.observe([&](const harness::CommittedRow& row, Node& node) {
    seen += std::string{row.transaction} + " " + node.name() + " " + std::string{row.key} + ":" +
            std::string{row.before.value_or("-")} + ">" + std::string{row.value.value_or("-")} +
            "@" + std::to_string(row.version) + ";";
  });
  stage.play([&](Node& node) {
    (void)commit(stage, node, {insert("lost", "0")});
    (void)commit(stage, node, {insert("a", "1"), insert("b", "2")});
    (void)commit(stage, node, {{"t", "a", "3", 1}, {"t", "b", std::nullopt, 1}});
  });
  CHECK(seen == "tx-1 shop-1 a:->1@1;tx-1 shop-1 b:->2@1;tx-2 shop-1 a:1>3@2;tx-2 shop-1 b:2>-@1;");
}

TEST_CASE("a loop that waits for a change is woken by a commit that is applied, and by no other") {
  Stage stage{{at(commit_site, "unavailable")}};
  std::vector<std::int64_t> woken;
  stage.play([&](Node& node) {
    node.spawn("loop", assay::sim::Role::daemon, [&] {
      while (stage.database.wait_for_change()) woken.push_back(stage.world.now().ns());
    });
    stage.pause(1_s);
    (void)commit(stage, node, {insert("refused", "")});
    stage.pause(1_s);
    (void)commit(stage, node, {insert("a", "")});
  });
  CHECK(stage.database.changes() == 1);
  REQUIRE(woken.size() == 1);
  CHECK(woken.front() > (2_s).ns());
}

TEST_CASE("rare turns of commits are counted") {
  Stage stage{{at(commit_site, "unavailable"),
               {commit_site, 2, "unknown_applied", assay::sim::DecisionKind::fault},
               {commit_site, 3, "unknown_lost", assay::sim::DecisionKind::fault}}};
  stage.play([&](Node& node) {
    for (const char* key : {"a", "b", "c"}) (void)commit(stage, node, {insert(key, "")});
  });
  CHECK(stage.marked(CoverageMark::commit_was_retried) == 1);
  CHECK(stage.marked(CoverageMark::commit_unknown_had_happened) == 1);
  CHECK(stage.marked(CoverageMark::commit_unknown_was_lost) == 1);
}

TEST_CASE("a store that begins again is empty and counts from the start") {
  Stage stage;
  stage.play([&](Node& node) { (void)commit(stage, node, {insert("a", "1")}); });
  stage.database.begin();
  CHECK(stage.database.rows("t").empty());
}

}  // namespace
