// Which findings are one, and which of them stands for the others.
#include <catch2/catch.hpp>

#include <functional>

#include "runs/one_cause.hpp"

using namespace assay::scenarios;
using namespace assay::runs;
using assay::properties::Severity;

namespace {

assay::sim::Answer fault(const std::string& site) {
  return {site, 1, "lose", assay::sim::DecisionKind::fault};
}

// A finding of `property` whose run breaks these properties, each on these operations.
Finding found(const std::string& property, std::vector<Broken> broken, assay::sim::Plan plan) {
  Finding finding;
  finding.scenario = "lost_response";
  finding.property = property;
  finding.broken = std::move(broken);
  finding.plan = std::move(plan);
  return finding;
}

const Broken charged{"at_most_one_effect", Severity::double_charge, "twice", {"pay-1/capture-1"}};
const Broken answered{"replay_equality", Severity::wrong_belief, "other", {"pay-1/capture-1"}};
const Broken elsewhere{"replay_equality", Severity::wrong_belief, "other", {"pay-2/capture-1"}};

}  // namespace

TEST_CASE("two properties that one fault breaks on one operation are one finding") {
  const auto one = found("at_most_one_effect", {charged, answered}, {fault("a")});
  const auto other = found("replay_equality", {charged, answered}, {fault("a"), fault("b")});
  CHECK(one_cause(one, other));
  CHECK(one_cause(other, one));
}

TEST_CASE("what breaks on another operation has another cause") {
  const auto one = found("at_most_one_effect", {charged, elsewhere}, {fault("a")});
  CHECK(!one_cause(one, found("replay_equality", {elsewhere}, {fault("a")})));
}

TEST_CASE("faults that are not contained in each other are two causes") {
  const auto one = found("at_most_one_effect", {charged, answered}, {fault("a")});
  CHECK(!one_cause(one, found("replay_equality", {charged, answered}, {fault("b")})));
}

TEST_CASE("without faults only the operation tells") {
  const auto one = found("at_most_one_effect", {charged, answered}, {});
  CHECK(one_cause(one, found("replay_equality", {answered}, {})));
  const auto apart = found("at_most_one_effect", {charged}, {});
  CHECK(!one_cause(apart, found("replay_equality", {elsewhere}, {})));
}

TEST_CASE("findings of different code are never one") {
  const auto one = found("at_most_one_effect", {charged, answered}, {fault("a")});
  auto other = found("replay_equality", {charged, answered}, {fault("a")});
  other.defect = "fresh_key_per_attempt";
  CHECK(!one_cause(one, other));
}

TEST_CASE("the gravest finding stands for those with its cause, and names them") {
  auto mild = found("replay_equality", {charged, answered}, {fault("a")});
  auto grave = found("at_most_one_effect", {charged, answered}, {fault("a")});
  mild.severity = Severity::wrong_belief;
  grave.severity = Severity::double_charge;
  const auto kept = merged(std::vector{mild, grave}, std::identity{});
  REQUIRE(kept.size() == 1);
  CHECK(kept.front().property == "at_most_one_effect");
  REQUIRE(kept.front().also.size() == 1);
  CHECK(kept.front().also.front().property == "replay_equality");
}

TEST_CASE("findings stand by harm, then by money within one currency, then by fewest faults") {
  auto one = found("a", {}, {fault("a"), fault("b")});
  auto other = found("b", {}, {fault("c")});
  CHECK(graver(other, one));
  one.at_risk = {500, "EUR"};
  other.at_risk = {400, "EUR"};
  CHECK(graver(one, other));
  other.severity = Severity::stuck;
  CHECK(graver(other, one));
}
