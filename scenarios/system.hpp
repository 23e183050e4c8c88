// A system under test: what a user writes to put code of their own into the world. One factory that
// builds the program of a service node from what that node finds around it, and one function that
// reads belief out of what the system commits.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "models/recorder.hpp"
#include "models/shared_services.hpp"
#include "models/store/database.hpp"
#include "scenarios/scenario.hpp"
#include "sim/world/node.hpp"

namespace assay::scenarios {

/// What a service node finds around it. All of it outlives the node's program.
struct Surroundings {
  const Scenario& scenario;
  sim::Node& node;              ///< where the program runs
  const models::SharedServices& shared;  ///< store, processor, consumers, recorder: they survive it
  const ServiceSettings& settings;       ///< of the version that runs on this node now
};

/// A system that can be put under test.
struct SystemUnderTest {
  std::string_view name;
  std::string_view summary;
  /// The system that it is with one mistake put in; empty where it is nobody's.
  std::string_view defect_of{};
  /// Builds the program of a service node, at each start of that node.
  std::function<std::unique_ptr<sim::Program>(const Surroundings&)> make;
  /// Turns a committed row into observations of belief; may be empty where the system has none.
  void (*observe)(const models::CommittedRow& row, models::Recorder& recorder,
                  sim::Node& node) = nullptr;
  /// What a run of it records. A property that needs another source answers "unknown": a system
  /// that shows no beliefs is not accused of having none.
  history::Sources shows = history::every_source;
  /// What it does that faults can strike. A system that says nothing here may do everything: then
  /// a misspelt fault is seen only when its site was never reached.
  std::vector<std::string_view> purposes{};  ///< of its transactions: "claim" is store.claim
  std::vector<std::string_view> calls{};     ///< "processor.capture", "ledger.post"
  std::size_t processors_max = 1;            ///< it calls no more than the first so many
  /// Whether it takes amounts in that currency; may be empty where it takes any.
  bool (*takes_currency)(std::string_view code) = nullptr;
  /// The alarm that it raises where an event cannot be delivered; empty where it has none.
  std::string_view undelivered_alarm{};
  /// What it has against settings of a scenario, a sentence each; may be empty.
  std::vector<std::string> (*refuses)(const Scenario& scenario,
                                      const ServiceSettings& settings) = nullptr;
};

/// The name of the defect that this system is, or empty.
[[nodiscard]] inline std::string defect_of(const SystemUnderTest& system) {
  return system.defect_of.empty() ? std::string{} : std::string{system.name};
}

using Systems = std::span<const SystemUnderTest* const>;

}  // namespace assay::scenarios
