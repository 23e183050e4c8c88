// Wiring, and the translation between the edge's wire and the service's requests.
#include "systems/payments/payments_host.hpp"

#include <stdexcept>
#include <utility>

#include "harness/system.hpp"
#include "payments/types/ensure.hpp"
#include "systems/payments/adapters/translate.hpp"
#include "systems/payments/payments_settings.hpp"

namespace assay::systems {

namespace {

/// None where a card number stands in the place of a token.
std::optional<payments::Request> translate_request(harness::EdgeRequest&& wire) {
  auto terms = translate(std::move(wire.terms));
  if (!terms) return std::nullopt;
  payments::Request request;
  request.command.terms = std::move(*terms);
  const payments::Tenant tenant{std::move(wire.tenant)};
  request.scope = {tenant, std::move(wire.scope)};
  request.key = {std::move(wire.key)};
  request.command.kind = translate(wire.kind);
  request.command.payable = {tenant, std::move(wire.payable)};
  request.command.ordinal = wire.ordinal;
  request.command.customer = {std::move(wire.customer)};
  request.command.amount = translate(wire.amount);
  request.command.parent = {std::move(wire.parent)};
  return request;
}

harness::EdgeResponse translate_response(payments::Response&& response) {
  harness::EdgeResponse wire;
  wire.status = response.code;
  if (response.told) wire.outcome = translate(*response.told);
  wire.operation = std::move(response.operation.value);
  wire.reason = std::move(response.reason);
  if (response.retry_after) wire.retry_after = translate(*response.retry_after);
  wire.replayed = response.replayed;
  return wire;
}

harness::EdgeResponse malformed(std::string_view reason) {
  harness::EdgeResponse wire;
  wire.status = harness::edge_status::malformed;
  wire.reason = reason;
  return wire;
}

harness::StepResult step_of(const payments::StepResult& done) {
  harness::StepResult result{.idle = done.idle};
  if (done.next_due) result.next_due = harness::TimePoint{done.next_due->count};
  return result;
}

/// The processor that the service calls: it takes but one.
harness::Processor& only_processor(harness::Environment& environment) {
  if (environment.processors().size() != 1) {
    throw harness::SettingsRefused{"the payment code calls one processor"};
  }
  return environment.processor(environment.processors()[0]);
}

/// What the payment code throws, through its host, when it breaks its own contract. Not a
/// std::exception, so that nothing on the way takes it for an ordinary error.
struct BrokenPromise {
  std::string claim;
};

void break_promise(std::string_view claim) { throw BrokenPromise{std::string{claim}}; }

[[noreturn]] void refuse(const std::vector<std::string>& faults) {
  std::string found;
  for (const std::string& fault : faults) found += (found.empty() ? "" : "; ") + fault;
  throw harness::SettingsRefused{found};
}

}  // namespace

PaymentsHost::PaymentsHost(harness::Environment& environment, const Adaptations& adaptations)
    : environment_{environment},
      adapters_{environment, only_processor(environment),
                environment.settings().duration("rpc_timeout")},
      admission_{{static_cast<std::uint32_t>(environment.settings().count("in_flight_max")),
                  static_cast<std::uint32_t>(environment.settings().count("queue_max"))},
                 payments::Config{}.retry_hint},
      turns_{environment.tasks().make_signal()},
      own_ports_{!adaptations.ports} {
  payments::install_contract_handler(&break_promise);
  config_ = config_of(environment.settings(), only_processor(environment).promises().effect_max);
  if (adaptations.config) adaptations.config(config_);
  const payments::Ports own = adapters_.ports();
  const payments::Ports ports =
      adaptations.ports ? adaptations.ports(own, environment, adapted_) : own;
  auto made = payments::Service::make(ports, config_, adaptations.parts);
  if (!made) refuse(made.error());
  service_ = std::move(*made);
  operators_.emplace(ports, config_, *service_);
}

template <typename Body>
auto PaymentsHost::guarded(Body body) {
  try {
    return body();
  } catch (const BrokenPromise& broken) {
    environment_.abort(broken.claim);
  }
  std::unreachable();
}

void PaymentsHost::start() {
  using harness::Periodic;
  (void)guarded([this] { return service_->recover(); });
  repeat("relay", "relay_period", Periodic::work, &payments::Service::relay);
  repeat("resolver", "resolver_period", Periodic::work, &payments::Service::resolve);
  repeat("reconciliation", "reconcile_period", Periodic::routine, &payments::Service::reconcile);
  if (environment_.settings().duration("reap_period") > harness::Duration{}) {
    repeat("reaper", "reap_period", Periodic::routine, &payments::Service::reap);
  }
  if (only_processor(environment_).promises().webhooks) {
    repeat("inbox", "inbox_period", Periodic::work, &payments::Service::apply_events);
  }
}

void PaymentsHost::repeat(const char* purpose, std::string_view period, harness::Periodic kind,
                          payments::StepResult (payments::Service::*step)()) {
  environment_.tasks().repeat({.purpose = purpose,
                               .period = environment_.settings().duration(period),
                               .kind = kind,
                               .reads_store_alone = own_ports_,
                               .step = [this, step] {
                                 return step_of(guarded([&] { return (service_.get()->*step)(); }));
                               }});
}

harness::EdgeResponse PaymentsHost::answer(harness::EdgeRequest request) {
  const auto wanted = translate_request(std::move(request));
  if (!wanted) return malformed("card_number");
  return guarded([&] { return translate_response(admit(*wanted)); });
}

/// Lets a request in at once or in its turn, or turns it away before anything has happened.
payments::Response PaymentsHost::admit(const payments::Request& request) {
  using Entry = payments::Admission::Entry;
  const Entry entry = admission_.arrive();
  if (entry == Entry::shed) return admission_.refusal();
  if (entry == Entry::waiting) {
    do {
      if (!turns_->wait()) return {};
    } while (!admission_.take_turn());
  }
  struct Leave {
    PaymentsHost& host;
    ~Leave() {
      host.admission_.leave();
      host.turns_->wake_one();
    }
  } leave{*this};
  return service_->handle(request);
}

harness::OperatorAnswer PaymentsHost::operate(const harness::OperatorCall& call) {
  return guarded([&] { return operators_->operate(call); });
}

std::uint32_t PaymentsHost::hear(const harness::Webhook& message) {
  return guarded([&] { return status_of(service_->deliver(translate(message))); });
}

harness::EdgeResponse PaymentsHost::balance(const harness::BalanceQuestion& question) {
  return guarded([&] {
    const payments::Money wanted = translate(history::Amount{0, question.currency});
    const auto balance = service_->balance({question.tenant}, {question.customer}, wanted.currency);
    harness::EdgeResponse wire;
    if (balance) {
      wire.status = harness::edge_status::succeeded;
      wire.amount = translate(*balance);
    }
    return wire;
  });
}

}  // namespace assay::systems
