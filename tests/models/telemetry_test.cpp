// What the code under test logs is its own statement, at the virtual time at which it said it.
#include "models/environment/telemetry.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

#include "tests/models/stage.hpp"

namespace {

using namespace assay::history;
using namespace assay::models;
using namespace assay::models::testing;
using assay::harness::LogLevel;
using assay::sim::TraceKind;
using namespace assay::sim::literals;

/// Two lines, five milliseconds apart.
void log_twice(Stage& stage) {
  stage.play([&](assay::sim::Node& node) {
    TelemetryLog words;
    NodeTelemetry telemetry{node, words, stage.recorder};
    telemetry.log(LogLevel::info, "asks the processor");
    stage.pause(5_ms);
    telemetry.log(LogLevel::warning, "no answer about charge-1");
    telemetry.alarm("nobody_answers", "charge-1");
  });
}

std::vector<const Seen<LineLogged>*> lines_of(const History& history) {
  std::vector<const Seen<LineLogged>*> lines;
  for (const Observation& seen : history) {
    if (const auto* line = seen.as<LineLogged>()) lines.push_back(line);
  }
  return lines;
}

}  // namespace

TEST_CASE("a line of a system's log is a statement of its node, with its level and moment") {
  Stage stage{{}, {}, true};
  log_twice(stage);
  const auto lines = lines_of(stage.recorder.history());
  REQUIRE(lines.size() == 2);
  CHECK(lines[1]->observer == "shop-1");
  CHECK(lines[1]->level == LogLevel::warning);
  CHECK(lines[1]->text == "no answer about charge-1");
  CHECK(lines[1]->at - lines[0]->at == 5'000'000);
  CHECK(lines[1]->source() == Source::log);
}

TEST_CASE("lines and alarms are events of the trace, of kinds of their own") {
  Stage stage{{}, {}, true};
  log_twice(stage);
  const auto& events = stage.world.trace().events();
  const auto line = std::ranges::find(events, TraceKind::log, &assay::sim::TraceEvent::kind);
  REQUIRE(line != events.end());
  CHECK(line->what == "info: asks the processor");
  CHECK(line->node == "shop-1");
  const auto alarm = std::ranges::find(events, TraceKind::alarm, &assay::sim::TraceEvent::kind);
  REQUIRE(alarm != events.end());
  CHECK(alarm->what == "nobody_answers for charge-1");
}

TEST_CASE("what is logged is part of the digest, traced or not") {
  std::vector<assay::sim::Digest> digests;
  for (const bool trace : {false, true}) {
    Stage stage{{}, {}, trace};
    log_twice(stage);
    digests.push_back(stage.digest);
  }
  Stage silent;
  silent.play([&](assay::sim::Node&) { silent.pause(5_ms); });
  CHECK(digests[0] == digests[1]);
  CHECK(digests[0] != silent.digest);
}

TEST_CASE("whoever has lost power logs nothing more") {
  Stage stage;
  stage.play([&](assay::sim::Node& node) {
    TelemetryLog words;
    NodeTelemetry telemetry{node, words, stage.recorder};
    node.crash();
    telemetry.log(LogLevel::error, "still here");
  });
  CHECK(lines_of(stage.recorder.history()).empty());
}

TEST_CASE("an alarm is a fact of its node, with what the system declares it to claim") {
  Stage stage;
  stage.play([&](assay::sim::Node& node) {
    const std::vector<assay::harness::AlarmMeaning> meanings{{"stuck", AlarmClaim::open_item}};
    TelemetryLog words;
    words.begin(meanings);
    NodeTelemetry telemetry{node, words, stage.recorder};
    telemetry.alarm("stuck", "op-1");
    telemetry.alarm("odd", "op-2");
    node.crash();
    telemetry.alarm("stuck", "op-3");
  });
  std::vector<const Seen<AlarmRaised>*> alarms;
  for (const Observation& seen : stage.recorder.history()) {
    if (const auto* alarm = seen.as<AlarmRaised>()) alarms.push_back(alarm);
  }
  REQUIRE(alarms.size() == 2);
  CHECK(alarms[0]->subject == "op-1");
  CHECK(alarms[0]->claim == AlarmClaim::open_item);
  CHECK(alarms[1]->claim == AlarmClaim::undeclared);
}
