// What operators ask over HTTP, below /v1/admin: lists of what waits for a person, actions with
// their reason, documents of processors and banks, and a pass of reconciliation. It decides nothing
// itself. docs/assay-pay.md describes the routes.
#pragma once

#include "payments/operators/operators.hpp"
#include "payments/reconciliation/file_reconciliation.hpp"
#include "payments/server/message.hpp"
#include "payments/server/target.hpp"
#include "payments/server/tokens.hpp"

#include <functional>
#include <string>

namespace payments::server {

/// Threads: any.
class OperatorDesk {
 public:
  struct Tools {
    Operators& operators;
    reconciliation::FileReconciliation& files;
  };
  struct Parts {
    Store& store;
    Clock& clock;
    const Tokens& tokens;  ///< of operators: another file than that of tenants
    /// Works with the tools, while nobody else does. Returns: false, where they are not there yet.
    std::function<bool(const std::function<void(Tools)>&)> with_tools;
  };

  explicit OperatorDesk(Parts parts) : parts_(std::move(parts)) {}

  /// Throws: Refusal.
  HttpAnswer answer(const HttpRequest& request, const Target& target);

 private:
  HttpAnswer show(const Target& target);
  HttpAnswer show_parked();
  HttpAnswer show_breaks(const Target& target);
  HttpAnswer show_action(const std::string& id);
  HttpAnswer act(const HttpRequest& request, const std::string& who);
  HttpAnswer agree(const HttpRequest& request, const std::string& id, const std::string& who);
  HttpAnswer hear(const HttpRequest& request, const Target& target);
  HttpAnswer reconcile();

  Parts parts_;
};

}  // namespace payments::server
