// The processor's key is made from the authorisation and the amount, so that every try of one
// operation has the same one. So have two operations of equal amounts: the second refund of 5.00 is
// taken for the first one asked again, and never made.
#include <string>

#include "systems/payments/defect.hpp"
#include "systems/payments/payments_system.hpp"

namespace assay::systems {

namespace {

class KeysOfContents final : public payments::ProcessorKeys {
 public:
  [[nodiscard]] payments::ProcessorKey key_for(const payments::Facts& facts,
                                               std::uint32_t /*attempt*/,
                                               std::uint32_t generation) const override {
    const std::string& about = facts.parent.empty() ? facts.operation.value : facts.parent.value;
    std::string key = "key-" + about + "-";
    key += payments::to_text(facts.kind);
    key += "-" + std::to_string(facts.amount.minor) + "-" + std::to_string(generation);
    return {std::move(key)};
  }
};

void take_keys_from_contents(payments::Parts& parts, const payments::Ports&,
                             const payments::Config&) {
  parts.keys = std::make_unique<KeysOfContents>();
}

}  // namespace

Defect key_from_amount() {
  return {
      .name = "key_from_amount",
      .summary = "The processor's key is made of authorisation and amount, not of the operation.",
      .lesson =
          "What makes two requests the same is what the client means, never what they have in "
          "common.",
      .source = "Adyen/adyen-magento2 #3002",
      .property = "key_scope_isolation",
      .scenario = "refund_race",
      .system =
          payments_with("key_from_amount", "payments, with processor keys made from the amount",
                        take_keys_from_contents)};
}

}  // namespace assay::systems
