// Compares the processor's list of effects with our journal, both ways, and so finds what every
// message missed. It adopts what the processor shows; it never takes a success back by itself. What
// it cannot explain becomes a row (breaks.hpp), and a second hold is put down to be released.
// Not a settlement report: amounts of money on the way are not its business.
// Serves: I33, L3, and the late-success edge of I10.
#pragma once

#include "payments/execution/engine.hpp"
#include "payments/journal/breaks.hpp"
#include "payments/journal/damage.hpp"
#include "payments/recovery/pulse.hpp"
#include "payments/recovery/reconciliation.hpp"

#include <string>
#include <vector>

namespace payments {

class ListReconciliation : public Reconciliation {
 public:
  ListReconciliation(const Ports& ports, const Config& config, Engine& engine, Pulse& pulse)
      : ports_(ports), config_(config), engine_(engine), pulse_(pulse), damage_(ports.telemetry) {}

  /// Reads on in the processor's list from where the last step ended, then looks for successes
  /// that the list should have shown by now.
  StepResult step() override;

 private:
  struct Page;

  bool read_page(StepResult& result, bool& more);
  bool match(const ListEntry& entry, Page& page, StepResult& result);
  bool believe(const ListEntry& entry, Case& subject, Page& page, StepResult& result);
  bool compare(const ListEntry& entry, const Case& subject, Page& page);
  bool note(BreakRow::What what, const ListEntry& entry, const PayableId& whose, Page& page);
  bool note_second(const ListEntry& entry, const PayableId& whose, Page& page);
  bool nothing_awaited(StepResult& result);
  [[nodiscard]] std::optional<bool> any_awaited();
  void alarm_about(const Row& row, StepResult& result);

  /// Whether what was fetched is damaged: it is named, and the list is read on.
  template <typename Value>
  bool unreadable(const std::expected<Value, StoreError>& fetched, std::string_view table,
                  const RowKey& key) {
    const bool damaged = !fetched && fetched.error() == StoreError::unreadable;
    if (damaged) damage_.unreadable(table, key.text());
    return damaged;
  }

  Ports ports_;
  const Config& config_;
  Engine& engine_;
  Pulse& pulse_;
  Damage damage_;
};

}  // namespace payments
