// The environment of one life of one node, wired to the simulated world. It dies with the node's
// program.
#pragma once

#include <string>
#include <vector>

#include "harness/environment.hpp"
#include "models/environment/bus.hpp"
#include "models/environment/clock.hpp"
#include "models/environment/ids.hpp"
#include "models/environment/shared_services.hpp"
#include "models/environment/statements.hpp"
#include "models/environment/store.hpp"
#include "models/environment/tasks.hpp"
#include "models/environment/telemetry.hpp"
#include "models/processor/processor_client.hpp"

namespace assay::models {

class NodeEnvironment final : public harness::Environment {
 public:
  NodeEnvironment(sim::Node& node, const SharedServices& shared, const harness::Settings& settings);
  NodeEnvironment(const NodeEnvironment&) = delete;
  NodeEnvironment& operator=(const NodeEnvironment&) = delete;

  [[nodiscard]] harness::Clock& clock() override { return clock_; }
  [[nodiscard]] harness::Ids& ids() override { return ids_; }
  [[nodiscard]] harness::Tasks& tasks() override { return tasks_; }
  [[nodiscard]] harness::Store& store() override { return store_; }
  [[nodiscard]] harness::Bus& bus() override { return bus_; }
  [[nodiscard]] harness::Telemetry& telemetry() override { return telemetry_; }
  [[nodiscard]] harness::Statements& statements() override { return statements_; }
  [[nodiscard]] std::span<const std::string> processors() const override { return names_; }
  [[nodiscard]] harness::Processor& processor(std::string_view id) override;
  [[nodiscard]] const harness::Settings& settings() const override { return settings_; }
  [[noreturn]] void abort(std::string_view claim) override;

  /// Where it is: for those who make worlds, and not for a system.
  [[nodiscard]] sim::Node& node() { return node_; }

 private:
  sim::Node& node_;
  Recorder& recorder_;
  const harness::Settings& settings_;
  NodeClock clock_;
  NodeIds ids_;
  NodeTasks tasks_;
  NodeStore store_;
  NodeBus bus_;
  NodeTelemetry telemetry_;
  LivingStatements statements_;
  std::vector<std::string> names_;
  std::vector<ProcessorClient> processors_;  // in the order of their names
};

}  // namespace assay::models
