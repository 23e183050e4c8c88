// The host of the shipped payment code on one machine: it wires the ports, answers requests and
// calls the steps of background work, as a real server process would. Parts may be replaced.
#pragma once

#include <functional>
#include <memory>
#include <optional>

#include "harness/environment.hpp"
#include "harness/service.hpp"
#include "payments/api/admission.hpp"
#include "payments/service.hpp"
#include "systems/payments/adapters/ports.hpp"
#include "systems/payments/operator_desk.hpp"

namespace assay::systems {

/// Replaces parts of the payment service before it is put together.
using AdaptParts =
    std::function<void(payments::Parts&, const payments::Ports&, const payments::Config&)>;
/// Changes the service's settings beyond those of the scenario, as whoever runs it may.
using AdaptConfig = std::function<void(payments::Config&)>;
/// Replaces ports before the service sees them; what it makes must live as long as the service.
using AdaptPorts = std::function<payments::Ports(const payments::Ports&, harness::Environment&,
                                                 std::shared_ptr<void>&)>;

/// What is replaced; by default nothing is.
struct Adaptations {
  AdaptParts parts{};
  AdaptPorts ports{};
  AdaptConfig config{};
};

class PaymentsHost final : public harness::Service {
 public:
  /// Errors: harness::SettingsRefused where settings break the service's own rules.
  PaymentsHost(harness::Environment& environment, const Adaptations& adaptations);

  void start() override;
  harness::EdgeResponse answer(harness::EdgeRequest request) override;
  harness::EdgeResponse balance(const harness::BalanceQuestion& question) override;
  std::uint32_t hear(const harness::Webhook& message) override;
  harness::OperatorAnswer operate(const harness::OperatorCall& call) override;

 private:
  /// Runs code of the service. Where a promise of its own turns out broken the process is gone, as
  /// an abort would take it.
  template <typename Body>
  auto guarded(Body body);

  void repeat(const char* purpose, std::string_view period, harness::Periodic kind,
              payments::StepResult (payments::Service::*step)());
  payments::Response admit(const payments::Request& request);

  harness::Environment& environment_;
  PortAdapters adapters_;
  payments::Admission admission_;
  std::unique_ptr<harness::Signal> turns_;
  bool own_ports_;  ///< a port of somebody else's may keep its rows where nobody tells of them
  std::shared_ptr<void> adapted_;
  payments::Config config_;
  std::unique_ptr<payments::Service> service_;
  std::optional<OperatorDesk> operators_;
};

}  // namespace assay::systems
