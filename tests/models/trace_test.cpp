// The models in the trace and in the digest: what is traced names its site, and watching a run does
// not change it.
#include <catch2/catch.hpp>

#include <algorithm>

#include "tests/models/stage.hpp"

namespace {

namespace harness = assay::harness;
using namespace assay::history;
using namespace assay::models;
using namespace assay::models::testing;
using assay::sim::TraceKind;

/// An authorisation and a commit, with whatever the plan makes of them.
void pay(Stage& stage) {
  stage.play([&](assay::sim::Node& node) {
    const std::vector<harness::Write> writes{{"t", "a", "1", 0}};
    (void)stage.client(node).send(authorisation(), 1);
    (void)stage.database.commit(node, {.purpose = "test", .subject = "pay-1", .writes = writes});
  });
}

const std::string late = "acquirer.authorise/error @ shop-1/pay-1/authorise-1/attempt-1";

TEST_CASE("a run that is traced has the digest of the run that is not, and repeats it") {
  std::vector<assay::sim::Digest> digests;
  for (const bool trace : {false, true, false}) {
    Stage stage{{at(late, "late_success")}, {}, trace};
    pay(stage);
    digests.push_back(stage.digest);
  }
  CHECK(digests[0] == digests[1]);
  CHECK(digests[0] == digests[2]);
}

TEST_CASE("another fate of a commit gives another digest") {
  std::vector<assay::sim::Digest> digests;
  for (const char* word : {"unknown_applied", "unknown_lost"}) {
    Stage stage{{at("store.test/commit @ shop-1/pay-1", word)}};
    pay(stage);
    digests.push_back(stage.digest);
  }
  CHECK(digests[0] != digests[1]);
}

TEST_CASE("commits and crash points are traced by the names of their sites") {
  Stage stage{{}, {}, true};
  pay(stage);
  std::vector<std::string> names;
  for (const auto& event : stage.world.trace().events()) {
    if (event.kind == TraceKind::commit || event.kind == TraceKind::crash_point) {
      names.push_back(event.what);
    }
  }
  CHECK(names == std::vector<std::string>{
                     "acquirer.authorise/before @ shop-1/pay-1/authorise-1/attempt-1",
                     "acquirer.authorise/after @ shop-1/pay-1/authorise-1/attempt-1",
                     "store.test/before @ shop-1/pay-1", "store.test/commit @ shop-1/pay-1",
                     "store.test/after @ shop-1/pay-1"});
}

TEST_CASE("each observation is a line of the trace, at the node that made it") {
  Stage stage{{}, {}, true};
  pay(stage);
  const auto& events = stage.world.trace().events();
  const auto applied = std::ranges::find_if(events, [](const auto& event) {
    return event.kind == TraceKind::note && event.what.starts_with("effect_applied");
  });
  REQUIRE(applied != events.end());
  CHECK(applied->node == "acquirer");
  CHECK(applied->cause != 0);
}

}  // namespace
