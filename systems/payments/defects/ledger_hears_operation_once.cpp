// The ledger books once per operation, since an operation ends once; so a message that comes twice,
// or an outbox that was filled twice, can do no harm. But one that was given up and asked for again
// ends a second time, and so does one whose decline turned out untrue: the first word made the
// operation known, and the money of the second is in no book.
#include "systems/payments/defect.hpp"
#include "systems/payments/payments_system.hpp"

#include <algorithm>
#include <set>
#include <string>

namespace assay::systems {

namespace {

class OncePerOperation final : public harness::Consumer {
 public:
  explicit OncePerOperation(std::unique_ptr<harness::Consumer> usual) : usual_{std::move(usual)} {}

  harness::Taken take(harness::Event event) override {
    const std::string handed = event.event;
    harness::Taken taken = usual_->take(std::move(event));
    std::erase_if(taken.reactions, [&](const harness::Reaction& reaction) {
      if (ended_.insert(reaction.event.operation).second) return false;
      taken.known = taken.known || reaction.event.event == handed;
      return true;
    });
    return taken;
  }

 private:
  std::unique_ptr<harness::Consumer> usual_;
  std::set<std::string> ended_;  ///< operations that the ledger has heard the end of
};

std::unique_ptr<harness::Consumer> consumer_named(std::string_view name,
                                                  std::unique_ptr<harness::Consumer> usual) {
  if (name != harness::consumers::ledger) return usual;
  return std::make_unique<OncePerOperation>(std::move(usual));
}

harness::System with_such_a_ledger() {
  harness::System system = payments_with("ledger_hears_operation_once",
                                         "payments, with a ledger that knows operations", {});
  system.make_consumer = consumer_named;
  return system;
}

}  // namespace

Defect ledger_hears_operation_once() {
  return {.name = "ledger_hears_operation_once",
          .summary = "The ledger takes a second event of one operation for a repetition.",
          .lesson =
              "What makes two messages the same is their id: that they are about the same thing "
              "does not.",
          .source = "own",
          .property = "",
          .scenario = "",
          .system = with_such_a_ledger()};
}

}  // namespace assay::systems
