// The host of the shipped payment code on one simulated node: it wires the ports, answers requests
// and calls the steps of background work, as a real server process would. One part may be replaced.
#pragma once

#include <functional>
#include <memory>

#include "models/ports/node_ports.hpp"
#include "payments/api/admission.hpp"
#include "payments/service.hpp"
#include "scenarios/system.hpp"
#include "sim/kernel/sync.hpp"
#include "sim/world/node.hpp"

namespace assay::systems {

/// Replaces parts of the payment service before it is put together.
using AdaptParts =
    std::function<void(payments::Parts&, const payments::Ports&, const payments::Config&)>;
/// Changes the service's settings beyond those of the scenario, as whoever runs it may.
using AdaptConfig = std::function<void(payments::Config&)>;
/// Replaces ports before the service sees them; what it makes must live as long as the program.
using AdaptPorts = std::function<payments::Ports(const payments::Ports&, std::shared_ptr<void>&)>;

class PaymentsHost final : public sim::Program {
 public:
  /// Errors: BadInput where the scenario's settings break the service's own rules.
  PaymentsHost(const scenarios::Surroundings& around, const AdaptParts& adapt_parts,
               const AdaptPorts& adapt_ports, const AdaptConfig& adapt_config = {});

  void start() override;
  std::string handle(const sim::Request& request) override;

 private:
  /// Runs code of the service. Where a promise of its own turns out broken, that is recorded, and
  /// the process is gone, as an abort would take it; nobody starts it again.
  template <typename Body>
  auto guarded(Body body);
  void go_down();

  std::string answer(const sim::Request& request);
  /// What it means that a step names a time to call it again.
  enum class Due : std::uint8_t { is_work, is_routine };

  void run_loop(const char* purpose, sim::Duration period,
                payments::StepResult (payments::Service::*step)(), Due due);
  sim::Duration skip_idle_periods(sim::Duration period);
  sim::Duration skip_quiet_periods(sim::Duration period);
  payments::Response admit(const payments::Request& request);
  std::string answer_balance(const sim::Request& request);

  sim::Node& node_;
  models::Recorder& recorder_;
  models::Database& database_;
  const scenarios::ServiceSettings& settings_;
  models::NodePorts ports_;
  payments::Admission admission_;
  sim::WaitList turns_;
  bool hears_changes_;  ///< a port of somebody else's may keep its rows where nobody tells of them
  std::shared_ptr<void> adapted_;
  std::unique_ptr<payments::Service> service_;
};

/// A system under test that is the shipped code with these parts, ports or settings replaced.
[[nodiscard]] scenarios::SystemUnderTest payments_with(std::string_view name,
                                                       std::string_view summary,
                                                       AdaptParts adapt_parts,
                                                       AdaptPorts adapt_ports = {},
                                                       AdaptConfig adapt_config = {});

}  // namespace assay::systems
