// A small payment service as a stranger might write it: one table, one processor, an answer per
// idempotency key. It shares no code with payments/ and has an honest bug; README.md tells which.
#pragma once

#include <cstdint>
#include <string>

#include <assay/harness/system.hpp>

namespace foreign {

/// When the reference of a charge is written down.
enum class Saves : std::uint8_t {
  after_the_charge,   ///< as it was written first: there is nothing to save until it worked
  before_the_charge,  ///< as it was corrected: a retry has to find the reference of the first try
};

class PaymentService final : public assay::harness::Service {
 public:
  PaymentService(assay::harness::Environment& environment, Saves saves);

  /// Carries out one operation, or repeats what was answered to the same key before.
  assay::harness::EdgeResponse answer(assay::harness::EdgeRequest wanted) override;

 private:
  assay::harness::EdgeResponse carry_out(const assay::harness::EdgeRequest& wanted);
  std::string reference_of(const std::string& payable, assay::history::OperationKind kind);
  bool save(const assay::harness::EdgeRequest& wanted, const std::string& reference,
            const assay::harness::EdgeResponse* response);

  assay::harness::Environment& environment_;
  assay::harness::Processor& processor_;
  Saves saves_;
};

/// The service as something that can be put under test.
[[nodiscard]] assay::harness::System foreign_system(Saves saves);

/// The service as it was written first, under a name of its own beside the corrected one's.
[[nodiscard]] assay::harness::System first_try();

}  // namespace foreign
