// Who takes part in a run: the nodes of a scenario's topology and workload, with their programs. It
// lives as long as the run's world does.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "harness/system.hpp"
#include "models/clients/client.hpp"
#include "models/environment/shared_services.hpp"
#include "models/environment/telemetry.hpp"
#include "models/rules/profile.hpp"
#include "runs/run.hpp"
#include "scenarios/scenario.hpp"
#include "sim/world/world.hpp"

namespace assay::runs {

class Deployment {
 public:
  Deployment(const scenarios::Scenario& scenario, const harness::System& system, sim::World& world,
             models::Recorder& recorder, models::Database& database, models::IdCounters& ids,
             models::TelemetryLog& telemetry);
  Deployment(const Deployment&) = delete;
  Deployment& operator=(const Deployment&) = delete;

  /// Makes all nodes and starts them: processors and consumers, then the service, then its clients.
  void deploy();

  /// Adds who probes the service, and starts it. Contract: the world has come to rest, and what
  /// clients asked was kept.
  void start_probe();

  /// Adds who carries out a remedy, and starts it. Contract: as for a probe. What is taken down in
  /// `taken` must outlive the run.
  void start_remedy(const RemedyRequest& request, std::vector<StepTaken>& taken);

  /// Keeps what clients ask, for a probe or a remedy. Call it before `deploy`.
  void keep_asked() { keeps_asked_ = true; }

  /// How many clients have something left to do: an answer to wait for, or a wish to come.
  [[nodiscard]] std::size_t busy_clients() const;

 private:
  void deploy_outside_world();
  const models::Profile& with_hold(const models::Profile& profile,
                                   const scenarios::Processor& processor);
  sim::Node& deploy_consumer(std::string_view name);
  void deploy_service();
  void deploy_clients();
  sim::Node& deploy_client(std::uint32_t number, models::ClientConfig config);
  void deploy_reader(std::uint32_t number, const scenarios::ClientGroup& group,
                     std::uint32_t customer);
  std::unique_ptr<sim::Program> make_program(sim::Node& node);
  void skew_clock(sim::Node& node);

  const scenarios::Scenario& scenario_;
  const harness::System& system_;
  sim::World& world_;
  models::Recorder& recorder_;
  models::Database& database_;
  models::IdCounters& ids_;
  models::TelemetryLog& telemetry_;
  std::vector<harness::Settings> settings_;  // by version
  harness::EdgePolicy policy_;
  std::deque<models::Profile> profiles_;  // of processors that a scenario has otherwise
  models::AskedRequests asked_;
  bool keeps_asked_ = false;
  std::vector<sim::Node*> processors_;
  std::vector<sim::Node*> service_;
  std::vector<sim::Node*> clients_;
  std::unique_ptr<models::SharedServices> shared_;
};

}  // namespace assay::runs
