// The inbox with something wrapped around it: what the gallery's inboxes share. Changes nothing by
// itself; a defect overrides the one call in which it is wrong.
#pragma once

#include <memory>
#include <utility>

#include "systems/payments/payments_system.hpp"

namespace assay::systems {

class WrappedInbox : public payments::Inbox {
 public:
  WrappedInbox(std::unique_ptr<payments::Inbox> usual, const payments::Ports& ports,
               const payments::Config& config)
      : ports_{ports}, page_{config.page}, usual_{std::move(usual)} {}

  payments::Delivered deliver(const payments::SignedMessage& message) override {
    return usual_->deliver(message);
  }
  payments::StepResult step() override { return usual_->step(); }
  payments::StepResult reap() override { return usual_->reap(); }

 protected:
  /// Calls `see` with each row of a table, until that says to stop.
  template <class See>
  void scan(std::string_view table, See see) {
    std::string after;
    for (bool more = true; more;) {
      const auto rows = ports_.store.scan(table, after, page_);
      if (!rows) return;
      for (const payments::Row& row : *rows) {
        if (!see(row)) return;
      }
      more = rows->size() == page_;
      if (more) after = rows->back().key;
    }
  }

  payments::Ports ports_;
  std::size_t page_;

 private:
  std::unique_ptr<payments::Inbox> usual_;
};

/// Puts that wrapper around the inbox of a service.
template <class Wrapper>
void wrap_inbox(payments::Parts& parts, const payments::Ports&, const payments::Config&) {
  parts.make_inbox = [usual = parts.make_inbox](const payments::Ports& ports,
                                                const payments::Config& config,
                                                payments::Parts& made) {
    return std::make_unique<Wrapper>(usual(ports, config, made), ports, config);
  };
}

/// The ports as they are: a host that is given ports of somebody's own skips no period, since
/// nobody tells it when those change.
inline payments::Ports same_ports(const payments::Ports& ports, harness::Environment&,
                                  std::shared_ptr<void>&) {
  return ports;
}

}  // namespace assay::systems
