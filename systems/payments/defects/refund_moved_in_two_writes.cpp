// What was refunded is a sum of its own. When a refund succeeds it leaves those that are under way,
// and is added to the sum by a second write right after. Whoever reckons in between what is left
// finds it in neither, and gives the same money back again.
#include <algorithm>

#include "payments/journal/stored.hpp"
#include "systems/payments/defect.hpp"
#include "systems/payments/payments_system.hpp"

namespace assay::systems {

namespace {

constexpr std::string_view refunded = "refunded";  // a row for each refund in the sum

class SumAfterwards final : public payments::OutboxBookkeeping {
 public:
  explicit SumAfterwards(const payments::Ports& ports)
      : OutboxBookkeeping{ports}, store_{ports.store} {}

  std::expected<void, payments::CommitError> commit(payments::Transaction draft,
                                                    const payments::Posting& posting) override {
    const std::string subject = draft.subject;
    auto done = OutboxBookkeeping::commit(std::move(draft), posting);
    const bool refund = posting.event && posting.moved && posting.moved->minor < 0;
    if (!done || !refund) return done;
    payments::RowKey row = payments::operation_key(posting.event->facts.operation);
    (void)store_.commit(
        {"add_refunded", subject, {payments::put(refunded, std::move(row), "", 0)}});
    return done;
  }

 private:
  payments::Store& store_;
};

/// Counts the refunds that are under way, and those in the sum.
class SummingRulebook final : public payments::CardRulebook {
 public:
  SummingRulebook(const payments::Ports& ports, const payments::Config& config)
      : CardRulebook{config}, store_{ports.store} {}

  [[nodiscard]] payments::Advice advise(const payments::Payment& payment,
                                        const payments::Command& command,
                                        payments::Instant now) const override {
    payments::Payment counted = payment;
    std::erase_if(counted.operations, [&](const payments::OperationView& view) {
      return view.facts.kind == payments::OperationKind::refund &&
             view.state == payments::State::succeeded && !in_sum(view.facts.operation);
    });
    return CardRulebook::advise(counted, command, now);
  }

 private:
  bool in_sum(const payments::OperationId& operation) const {
    const auto row = store_.read(refunded, payments::operation_key(operation).text());
    return row && *row;
  }

  payments::Store& store_;
};

void sum_afterwards(payments::Parts& parts, const payments::Ports& ports,
                    const payments::Config& config) {
  parts.bookkeeping = std::make_unique<SumAfterwards>(ports);
  parts.rulebook = std::make_unique<SummingRulebook>(ports, config);
}

}  // namespace

Defect refund_moved_in_two_writes() {
  return {.name = "refund_moved_in_two_writes",
          .summary = "A refund leaves those under way, and joins those done by a second write.",
          .lesson =
              "What moves from one sum to another moves in one write, or it is in neither for a "
              "moment.",
          .source = "our own, against R19",
          .property = "amount_ladder",
          .scenario = "refund_race",
          .system = payments_with("refund_moved_in_two_writes",
                                  "payments, with the sum of refunds written after their outcome",
                                  sum_afterwards)};
}

}  // namespace assay::systems
