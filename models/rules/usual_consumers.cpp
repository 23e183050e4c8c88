// What the ledger and the notifications make of an event.
#include "models/rules/usual_consumers.hpp"

#include <stdexcept>
#include <string>
#include <utility>

#include "models/rules/consumer_inbox.hpp"

namespace assay::models {
namespace {

/// Takes each event once and in order, whatever it then does with it.
class OrderedConsumer : public harness::Consumer {
 public:
  harness::Taken take(harness::Event event) final {
    if (!inbox_.take(std::move(event))) return {.known = true};
    harness::Taken taken;
    for (const harness::Event* due = inbox_.next_due(); due != nullptr; due = inbox_.next_due()) {
      taken.reactions.push_back(react(*due));
    }
    return taken;
  }

 private:
  virtual harness::Reaction react(const harness::Event& event) const = 0;

  ConsumerInbox inbox_;
};

class Ledger final : public OrderedConsumer {
  harness::Reaction react(const harness::Event& event) const override {
    const bool credit = event.kind == history::OperationKind::capture;
    const bool moved = event.outcome == history::Outcome::success &&
                       (credit || event.kind == history::OperationKind::refund);
    if (!moved) return {.event = event};
    const std::int64_t minor = credit ? event.amount.minor : -event.amount.minor;
    return {.event = event, .legs = {{"clearing", minor}, {event.customer, -minor}}};
  }
};

class Notifications final : public OrderedConsumer {
  harness::Reaction react(const harness::Event& event) const override {
    return {.event = event, .tells_customer = true};
  }
};

}  // namespace

std::unique_ptr<harness::Consumer> usual_consumer(std::string_view name) {
  if (name == harness::consumers::ledger) return std::make_unique<Ledger>();
  if (name == harness::consumers::notifications) return std::make_unique<Notifications>();
  throw std::out_of_range{"no consumer " + std::string{name}};
}

}  // namespace assay::models
