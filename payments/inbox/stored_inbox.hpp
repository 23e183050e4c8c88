// The inbox over the store: a delivery is two rows in one transaction, and what it says is applied
// in the transaction that marks it. A success is evidence like that of the processor's list; a
// decline may be about an earlier try, so that it only makes somebody ask at once.
// Serves: I13, I14, I22, I26; R29 to R32; S13, S14.
#pragma once

#include "payments/execution/case.hpp"
#include "payments/execution/journal_recorder.hpp"
#include "payments/inbox/inbox.hpp"
#include "payments/inbox/inbox_row.hpp"
#include "payments/journal/breaks.hpp"
#include "payments/journal/damage.hpp"
#include "payments/journal/stored.hpp"
#include "payments/ports/ports.hpp"
#include "payments/types/config.hpp"

#include <string_view>
#include <vector>

namespace payments {

class StoredInbox : public Inbox {
 public:
  StoredInbox(const Ports& ports, const Config& config, JournalRecorder& recorder)
      : ports_(ports), config_(config), recorder_(recorder), damage_(ports.telemetry) {}

  Delivered deliver(const SignedMessage& message) override;
  StepResult step() override;
  StepResult reap() override;

 private:
  struct DueEvent;

  [[nodiscard]] Delivered read_back(std::string_view event);
  [[nodiscard]] StepResult try_again();
  StepResult apply(const Row& row);
  bool apply(const DueEvent& due);
  bool place(const DueEvent& due, const WebhookEvent& event);
  bool take(const DueEvent& due, const WebhookEvent& event, Case& subject);
  bool adopt(const DueEvent& due, const WebhookEvent& event, Case& subject);
  bool ask(const DueEvent& due, const Case& subject);
  bool note(const DueEvent& due, const WebhookEvent& event, const PayableId& whose,
            BreakRow::What what);
  bool set_aside(const DueEvent& due, Applied how, std::string_view alarm);
  bool finish(const DueEvent& due, Applied how, std::vector<Write> along = {});
  [[nodiscard]] std::vector<Write> marks(const DueEvent& due, Applied how) const;
  void postpone(const DueEvent& due);

  Ports ports_;
  const Config& config_;
  JournalRecorder& recorder_;
  Damage damage_;
};

}  // namespace payments
