// The same answer must not wait twice, so each is let in once, known by operation and try. But
// whoever takes it and finds the store still shut brings it back, and then it is taken for a double
// and dropped. A short failure does no harm. After a longer one a decline that was heard is gone,
// and where the processor cannot be asked the payment stays parked for ever.
#include <set>
#include <utility>

#include "systems/payments/defect.hpp"
#include "systems/payments/payments_system.hpp"

namespace assay::systems {

namespace {

class HeardOnce final : public payments::HeardInMemory {
 public:
  void keep(payments::Heard heard) override {
    const bool first = known_.emplace(heard.operation, heard.attempt).second;
    if (first) HeardInMemory::keep(std::move(heard));
  }

 private:
  std::set<std::pair<payments::OperationId, std::uint32_t>> known_;
};

void hear_once(payments::Parts& parts, const payments::Ports&, const payments::Config&) {
  parts.heard = std::make_unique<HeardOnce>();
}

}  // namespace

Defect kept_again_taken_for_double() {
  return {.name = "kept_again_taken_for_double",
          .summary = "An answer that is brought back unrecorded is dropped as a double.",
          .lesson = "What was taken out to be recorded is not recorded yet: it may come back.",
          .source = "own",
          .property = "",
          .scenario = "",
          .system = payments_with("kept_again_taken_for_double",
                                  "payments, with heard answers that are let in once", hear_once)};
}

}  // namespace assay::systems
