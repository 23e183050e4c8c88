// Who takes part in a run: the nodes of a scenario's topology and workload, with their programs. It
// lives as long as the run's world does.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/clients/client.hpp"
#include "models/ports/node_ports.hpp"
#include "scenarios/scenario.hpp"
#include "scenarios/system.hpp"
#include "sim/world/world.hpp"

namespace assay::scenarios {

/// When a client comes back, at the soonest over all that a run may draw, that stays away as
/// `answer` says; nothing where it says nothing of that.
[[nodiscard]] std::optional<sim::Duration> soonest_return(const Scenario& scenario,
                                                          std::string_view answer);

class Cast {
 public:
  Cast(const Scenario& scenario, const SystemUnderTest& system, sim::World& world,
       models::Recorder& recorder, models::Database& database, models::IdCounters& ids,
       models::TelemetryLog& telemetry);
  Cast(const Cast&) = delete;
  Cast& operator=(const Cast&) = delete;

  /// Makes all nodes and starts them: processors and consumers, then the service, then its clients.
  void enter();

  /// How many clients have something left to do: an answer to wait for, or a wish to come.
  [[nodiscard]] std::size_t busy_clients() const;

 private:
  void enter_outside_world();
  void enter_service();
  void enter_clients();
  void enter_client(std::uint32_t number, const models::ClientConfig& config);
  void enter_reader(std::uint32_t number, const ClientGroup& group, std::uint32_t customer);
  std::unique_ptr<sim::Program> make_program(sim::Node& node);
  void skew_clock(sim::Node& node);

  const Scenario& scenario_;
  const SystemUnderTest& system_;
  sim::World& world_;
  models::Recorder& recorder_;
  models::Database& database_;
  models::IdCounters& ids_;
  models::TelemetryLog& telemetry_;
  std::vector<sim::Node*> processors_;
  std::vector<sim::Node*> service_;
  std::vector<const sim::Node*> clients_;
  std::unique_ptr<models::SharedServices> shared_;
};

}  // namespace assay::scenarios
