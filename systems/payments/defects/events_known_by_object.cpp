// Two events for one payment were taken for a repetition: whoever wrote the check for duplicates
// found that the processor sends several ids for one object, and recognises events by what they are
// about. What the first of them said suppresses all that comes after it.
#include "payments/inbox/inbox_row.hpp"
#include "payments/journal/rows.hpp"
#include "systems/payments/defect.hpp"
#include "systems/payments/defects/wrapped_inbox.hpp"

namespace assay::systems {

namespace {

class KnownByObject final : public WrappedInbox {
 public:
  using WrappedInbox::WrappedInbox;

  payments::Delivered deliver(const payments::SignedMessage& message) override {
    const auto event = ports_.webhooks->read(message.body);
    const bool known = event && ports_.webhooks->genuine(message) && heard_of(event->operation);
    return known ? payments::Delivered::known : WrappedInbox::deliver(message);
  }

 private:
  bool heard_of(const payments::OperationId& operation) {
    bool found = false;
    scan(payments::tables::inbox, [&](const payments::Row& row) {
      const auto kept = payments::decode_inbox(row.value);
      const auto event = kept ? ports_.webhooks->read(kept->body) : std::nullopt;
      found = event && event->operation == operation;
      return !found;
    });
    return found;
  }
};

}  // namespace

Defect events_known_by_object() {
  return {.name = "events_known_by_object",
          .summary = "An event counts as known where an earlier one was about the same operation.",
          .lesson =
              "An event is recognised by its id; what it is about says where it belongs, not "
              "whether it is news.",
          .source = "solidusio/solidus_stripe #262",
          .property = "inbox_durable",
          .scenario = "webhook_duplicate_and_reordered",
          .system = payments_with("events_known_by_object",
                                  "payments, with events recognised by their operation",
                                  wrap_inbox<KnownByObject>)};
}

}  // namespace assay::systems
