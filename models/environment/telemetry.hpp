// What the system under test counts, alarms about, logs and marks: kept per run, and noted in the
// trace. An alarm is a fact of the run, and so is a mark that was broken. It alters nothing.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "harness/system.hpp"
#include "harness/telemetry.hpp"
#include "models/recorder.hpp"
#include "sim/world/node.hpp"
#include "sim/world/trace.hpp"

namespace assay::models {

/// How often each word was counted. One per world.
class TelemetryLog {
 public:
  struct Entry {
    std::string name;
    std::uint64_t count = 0;
    bool alarm = false;
  };

  /// Forgets what was counted. `meanings`: what the system says of its alarms; it outlives the run.
  /// Its marks are those of `marks`, and what is come to beside them.
  void begin(std::span<const harness::AlarmMeaning> meanings = {},
             std::span<const harness::Mark> marks = {});
  /// A marked place was come to. Returns: how often it was before, and how often it was broken.
  struct CameTo {
    std::uint64_t before = 0, broken_before = 0;
  };
  CameTo come_to(harness::MarkKind kind, bool condition, std::string_view name);
  /// In the order in which they are declared, then in that in which they were first come to.
  [[nodiscard]] const std::vector<harness::MarkCount>& marks() const { return marks_; }
  void add(std::string_view name, bool alarm);
  [[nodiscard]] std::uint64_t count(std::string_view name) const;
  /// What the system declares the alarm of that name to claim.
  [[nodiscard]] history::AlarmClaim claim_of(std::string_view name) const;
  [[nodiscard]] const std::vector<Entry>& entries() const { return entries_; }

 private:
  std::vector<Entry> entries_;
  std::span<const harness::AlarmMeaning> meanings_;
  std::vector<harness::MarkCount> marks_;
};

class NodeTelemetry final : public harness::Telemetry {
 public:
  NodeTelemetry(sim::Node& node, TelemetryLog& log, Recorder& recorder)
      : node_{node}, log_{log}, recorder_{recorder} {}

  void count(std::string_view name, std::string_view subject) override;
  void alarm(std::string_view name, std::string_view subject) override;
  void log(harness::LogLevel level, std::string_view line) override;

 private:
  void mark(harness::MarkKind kind, bool condition, std::string_view name,
            std::string_view details) override;
  void note(sim::TraceKind kind, std::string_view before, std::string_view name,
            std::string_view subject);

  sim::Node& node_;
  TelemetryLog& log_;
  Recorder& recorder_;
};

}  // namespace assay::models
