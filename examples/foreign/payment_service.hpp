// A small payment service as a stranger might write it: one table, one processor, an answer per
// idempotency key. It shares no code with payments/ and has an honest bug; README.md tells which.
#pragma once

#include <cstdint>
#include <string>

#include "models/clients/edge.hpp"
#include "models/processor/processor_client.hpp"
#include "models/shared_services.hpp"
#include "models/store/database.hpp"
#include "scenarios/system.hpp"
#include "sim/world/node.hpp"

namespace foreign {

/// When the reference of a charge is written down.
enum class Saves : std::uint8_t {
  after_the_charge,   ///< as it was written first: there is nothing to save until it worked
  before_the_charge,  ///< as it was corrected: a retry has to find the reference of the first try
};

class PaymentService final : public assay::sim::Program {
 public:
  PaymentService(const assay::scenarios::Surroundings& around, Saves saves);

  /// Carries out one operation, or repeats what was answered to the same key before.
  std::string handle(const assay::sim::Request& request) override;

 private:
  assay::models::EdgeResponse carry_out(const assay::models::EdgeRequest& wanted);
  std::string reference_of(const std::string& payable, assay::history::OperationKind kind);
  bool save(const assay::models::EdgeRequest& wanted, const std::string& reference,
            const assay::models::EdgeResponse* response);

  assay::sim::Node& node_;
  const assay::models::SharedServices& shared_;
  assay::models::ProcessorClient processor_;
  Saves saves_;
};

/// The service as something that can be put under test.
[[nodiscard]] assay::scenarios::SystemUnderTest foreign_system(Saves saves);

}  // namespace foreign
