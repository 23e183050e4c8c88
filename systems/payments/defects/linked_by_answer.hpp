// An inbox that links events by the processor's own reference, which stands in a row once an answer
// has been recorded. A defect says what it does with an event that comes before that.
#pragma once

#include "payments/execution/case.hpp"
#include "payments/inbox/inbox_row.hpp"
#include "payments/journal/stored.hpp"
#include "systems/payments/defects/wrapped_inbox.hpp"

namespace assay::systems {

class LinkedByAnswer : public WrappedInbox {
 public:
  using WrappedInbox::WrappedInbox;

  payments::StepResult step() override {
    payments::StepResult result;
    bool waits_for_link = false;
    scan(payments::tables::unapplied, [&](const payments::Row& row) {
      const auto waits = payments::decode_unapplied(row.value);
      if (waits) waits_for_link |= !look_at(*waits, row);
      return true;
    });
    if (waits_for_link) {
      result.wake_at(ports_.clock.now());
    } else {
      result.merge(WrappedInbox::step());
    }
    return result;
  }

 private:
  /// What becomes of an event whose operation has had no answer for so long. Returns: what it is
  /// marked as; `draft` is the transaction that marks it.
  virtual payments::Applied unlinked(const payments::WebhookEvent& event,
                                     const payments::Case& subject,
                                     payments::Transaction& draft) = 0;

  static constexpr payments::Duration patience{3'000'000'000};

  /// Returns: false where it may yet be linked.
  bool look_at(const payments::UnappliedRow& waits, const payments::Row& row) {
    const payments::RowKey key = payments::event_key(waits.event);
    const auto kept =
        payments::fetch(ports_.store, payments::tables::inbox, key, payments::decode_inbox);
    if (!kept || !*kept) return true;
    const auto event = ports_.webhooks->read((*kept)->value.body);
    const auto subject = event ? unanswered(event->operation) : std::nullopt;
    if (!subject) return true;
    payments::InboxRow processed = (*kept)->value;
    if (ports_.clock.now() < processed.received + patience) return false;
    payments::Transaction draft{"apply_event", waits.event, {}};
    processed.applied = unlinked(*event, *subject, draft);
    draft.writes.push_back(payments::put(processed, (*kept)->version));
    draft.writes.push_back(payments::erase(payments::tables::unapplied, row));
    (void)ports_.store.commit(draft);
    return true;
  }

  /// The operation, where nobody has recorded an answer about it yet.
  std::optional<payments::Case> unanswered(const payments::OperationId& operation) {
    const auto begun =
        payments::fetch(ports_.store, payments::tables::journal,
                        payments::journal_key(operation, 1), payments::decode_journal);
    if (!begun || !*begun) return std::nullopt;
    auto subject = payments::load_case(ports_.store, (*begun)->value.facts.payable, operation);
    const bool linked =
        !subject || payments::terminal(subject->state()) || !subject->view().reference.empty();
    if (linked) return std::nullopt;
    return std::move(*subject);
  }
};

}  // namespace assay::systems
