// The processor's list is made unique by our reference before anybody looks at it, for pages may
// overlap. So an operation that took effect twice is listed once: it succeeded, and all is well.
// Nobody ever learns of the second effect.
#include <algorithm>
#include <set>

#include "systems/payments/defect.hpp"
#include "systems/payments/defects/wrapped_gateway.hpp"

namespace assay::systems {

namespace {

class TidyGateway final : public WrappedGateway {
 public:
  using WrappedGateway::WrappedGateway;

  std::expected<payments::ListPage, payments::GatewayError> list(
      const payments::ListRequest& request) override {
    auto page = inner_.list(request);
    if (!page) return page;
    std::erase_if(page->entries, [this](const payments::ListEntry& entry) {
      return !seen_.insert(entry.operation).second;
    });
    return page;
  }

 private:
  std::set<payments::OperationId> seen_;
};

}  // namespace

Defect second_effect_overlooked() {
  return {.name = "second_effect_overlooked",
          .summary = "The processor's list is made unique by our own reference.",
          .lesson = "Two effects under one reference are two effects: compare them by theirs.",
          .source = "our own, against I33; found in this code",
          .property = "no_unseen_effect",
          .scenario = "doubled_request",
          .system = payments_with("second_effect_overlooked",
                                  "payments, with one line of the list for each operation", {},
                                  with_gateway<TidyGateway>)};
}

}  // namespace assay::systems
