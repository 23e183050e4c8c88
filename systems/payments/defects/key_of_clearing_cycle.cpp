// The acquirer wants to see at a glance in which clearing cycle a request belongs, so the number of
// the cycle goes before the key. All tries within a cycle have the same key. But a try whose answer
// was lost shortly before the cycle ends is sent again, or asked after by its key, in the next one:
// to the processor that is another request, and it takes the money once more.
#include <string>

#include "systems/payments/defect.hpp"
#include "systems/payments/payments_system.hpp"

namespace assay::systems {

namespace {

constexpr payments::Duration cycle_length{900'000'000'000};

class CycleKeys final : public payments::StableProcessorKeys {
 public:
  explicit CycleKeys(const payments::Ports& ports) : clock_{ports.clock} {}

  [[nodiscard]] payments::ProcessorKey key_for(const payments::Facts& facts, std::uint32_t attempt,
                                               std::uint32_t generation) const override {
    const std::int64_t cycle = clock_.now().count / cycle_length.count;
    const auto key = StableProcessorKeys::key_for(facts, attempt, generation);
    return {std::to_string(cycle) + '-' + key.value};
  }

 private:
  payments::Clock& clock_;
};

void number_by_cycle(payments::Parts& parts, const payments::Ports& ports,
                     const payments::Config&) {
  parts.keys = std::make_unique<CycleKeys>(ports);
}

}  // namespace

Defect key_of_clearing_cycle() {
  return {.name = "key_of_clearing_cycle",
          .summary = "The processor's key begins with the clearing cycle in which a try is made.",
          .lesson = "A key is made of what stays the same in every try; the time of day does not.",
          .source = "own",
          .property = "",
          .scenario = "",
          .system = payments_with("key_of_clearing_cycle",
                                  "payments, with keys that are numbered by clearing cycle",
                                  number_by_cycle)};
}

}  // namespace assay::systems
