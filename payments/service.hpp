// The payment service as a host uses it: requests in, answers out, and steps of background work
// for the host to call. It waits for nothing but its ports, starts nothing, and keeps nothing in
// memory that matters: any number of services may share one store.
#pragma once

#include "payments/api/request.hpp"
#include "payments/journal/damage.hpp"
#include "payments/journal/responses.hpp"
#include "payments/parts.hpp"
#include "payments/recovery/settlement.hpp"

#include <expected>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace payments {

class Service {
 public:
  /// A service over these ports. `adapt` may replace parts before they are put together.
  /// Errors: the sentences of `faults_of`, if the configuration is refused.
  static std::expected<std::unique_ptr<Service>, std::vector<std::string>> make(
      const Ports& ports, const Config& config,
      const std::function<void(Parts&, const Ports&, const Config&)>& adapt = {});

  Service(const Service&) = delete;
  Service& operator=(const Service&) = delete;

  /// Carries out one request, or says what became of it. Several calls may be under way at once.
  Response handle(const Request& request);

  /// What the customer has paid, less what was returned, as committed.
  [[nodiscard]] std::expected<Money, StoreError> balance(const Tenant& tenant,
                                                         const CustomerId& customer,
                                                         Currency currency);

  /// Takes a person's word for what became of an operation that is unknown, pending or parked.
  Settled settle(const Settlement& word);
  /// The same for a row of the table `breaks`, by its key: it stays, with who took care of it.
  Settled settle(const RowKey& break_row, const std::string& grounds, const std::string& who);

  /// Takes in what the processor tells without being asked. See `Inbox::deliver`.
  Delivered deliver(const SignedMessage& message);

  /// Once after a start: takes up what was in flight. See `Resolver::recover`.
  StepResult recover();
  /// Looks after unresolved operations. See `Resolver::step`.
  StepResult resolve();
  /// Delivers events. See `Delivery`.
  StepResult relay();
  /// Compares with the processor's list, asks about what is parked, then reverses late successes
  /// nobody has a use for.
  StepResult reconcile();
  /// Applies the processor's events. See `Inbox::step`.
  StepResult apply_events();
  /// Removes keys and events whose retention is over.
  StepResult reap();

  /// Where a row waits for background work that was written before stores had indexes: what a store
  /// asks when it brings an older file up to date. None: nowhere.
  [[nodiscard]] static std::optional<Due> due_of(std::string_view table, std::string_view value);
  /// All of these but `recover`, once.
  StepResult step();

 private:
  Service(const Ports& ports, const Config& config);

  Response execute(const Request& request);
  Response start(Case& subject, const Command& command);
  Response refuse(const Case& subject, const std::string& reason);
  Response repeat(Case& subject, const OperationId& done);
  Response take_up(Case& subject);
  Response replay(const Request& request, Response stored);
  Response answer(const Case& subject) const;

  Ports ports_;
  Config config_;
  Parts parts_;
  Damage damage_;
};

}  // namespace payments
