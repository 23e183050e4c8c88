// The payment code's operators at one machine: what a person asks for, by the verbs that the system
// declares, as actions of payments/operators. Not the verbs' rules: those are the product's.
#pragma once

#include <string_view>
#include <vector>

#include "harness/operators.hpp"
#include "payments/operators/operators.hpp"
#include "payments/service.hpp"

namespace assay::systems {

/// The verbs that the payment code offers in the simulated world. Pausing a processor is not among
/// them: this host's gateway is not one that can be paused.
[[nodiscard]] std::vector<harness::OperatorVerb> payments_verbs();

class OperatorDesk {
 public:
  /// All of it outlives the desk.
  OperatorDesk(const payments::Ports& ports, const payments::Config& config,
               payments::Service& service);

  harness::OperatorAnswer operate(const harness::OperatorCall& call);

 private:
  harness::OperatorAnswer about_operation(const harness::OperatorCall& call,
                                          payments::Action action);
  harness::OperatorAnswer settle_breaks(const harness::OperatorCall& call,
                                        const payments::Action& action);
  harness::OperatorAnswer replay_inbox(const payments::Action& action);
  harness::OperatorAnswer carry_out(const payments::Action& action);

  payments::Ports ports_;
  const payments::Config& config_;
  payments::Service& service_;
  payments::Operators operators_;
};

}  // namespace assay::systems
