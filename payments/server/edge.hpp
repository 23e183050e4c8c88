// The HTTP interface of the payment service, without sockets: a request in, an answer out. It reads
// and checks what a client sent, asks the service, and says what came of it. It decides nothing
// about money. docs/assay-pay.md describes the routes.
#pragma once

#include "payments/api/request.hpp"
#include "payments/journal/responses.hpp"
#include "payments/ports/store.hpp"
#include "payments/server/message.hpp"
#include "payments/server/metrics.hpp"
#include "payments/server/references.hpp"
#include "payments/server/target.hpp"
#include "payments/server/tokens.hpp"

#include <functional>
#include <optional>
#include <string>

namespace payments::server {

/// What the edge leans on. All of it outlives the edge.
struct EdgeParts {
  Store& store;
  Metrics& metrics;
  const Tokens& tokens;
  /// Carries out a request; none while the processor's promises are not known yet.
  std::function<std::optional<Response>(const Request&)> handle;
  /// Takes in what a processor tells unasked; none likewise.
  std::function<std::optional<Delivered>(const SignedMessage&)> deliver;
  /// Whether they are known.
  std::function<bool()> ready;
  /// Answers what operators ask, below "/v1/admin".
  std::function<HttpAnswer(const HttpRequest&, const Target&)> operate_desk;
};

/// Threads: any, at the same time.
class Edge {
 public:
  explicit Edge(EdgeParts parts) : parts_(std::move(parts)), references_(parts_.store) {}

  /// Never throws for anything that a client sent.
  HttpAnswer answer(const HttpRequest& request);

 private:
  struct Asked {
    const HttpRequest& request;
    Target target;
    Tenant tenant;
  };

  HttpAnswer route(const HttpRequest& request);
  HttpAnswer route_payments(const Asked& asked);
  HttpAnswer health();
  HttpAnswer authorise(const Asked& asked);
  HttpAnswer operate(const Asked& asked, OperationKind kind);
  HttpAnswer carry_out(const Request& request, const std::string& reference);
  HttpAnswer take_event(const HttpRequest& request);
  HttpAnswer show_payment(const Asked& asked);
  HttpAnswer show_operations(const Asked& asked);
  HttpAnswer show_operation(const Asked& asked);
  HttpAnswer show_balances(const Asked& asked);
  HttpAnswer show_statement(const Asked& asked);

  [[nodiscard]] bool of_another_key(const Request& request);
  /// Throws: Refusal, where there is no such payment, or it cannot be read now.
  [[nodiscard]] Payment payment(const Asked& asked);
  [[nodiscard]] std::string reference_of(const OperationView& operation);

  EdgeParts parts_;
  References references_;
};

}  // namespace payments::server
