// Wiring, and the translation between the edge's wire and the service's requests.
#include "systems/payments/payments_host.hpp"

#include <array>

#include "models/clients/edge.hpp"
#include "models/ports/translate.hpp"
#include "payments/outbox/relay.hpp"
#include "payments/types/currency.hpp"
#include "payments/types/ensure.hpp"
#include "scenarios/files/bad_input.hpp"
#include "sim/world/world.hpp"
#include "systems/payments/payments_beliefs.hpp"

namespace assay::systems {

namespace {

payments::Config config_of(const scenarios::Scenario& scenario,
                           const scenarios::ServiceSettings& service) {
  using models::translate;
  payments::Config config;
  config.rpc_timeout = translate(service.rpc_timeout);
  config.clock_skew = translate(service.skew_max * 2);
  config.effect_max = translate(scenario.limits.effect_max);
  config.lease = translate(service.lease);
  config.key_retention = translate(service.key_retention);
  config.client_retry_horizon = config.key_retention;
  config.relay_delay = translate(service.relay_period);
  config.reconcile_delay = translate(service.reconcile_period);
  if (service.reap_period > sim::Duration{}) config.reap_delay = translate(service.reap_period);
  config.reconcile_grace = translate(scenario.limits.effect_max + service.reconcile_period);
  return config;
}

/// What the service has against settings, and against promises that it would break by right.
std::vector<std::string> refusals(const scenarios::Scenario& scenario,
                                  const scenarios::ServiceSettings& settings) {
  const payments::Config config = config_of(scenario, settings);
  std::vector<std::string> all = payments::faults_of(config);
  if (config.attempts_max > scenario.limits.tries_max) {
    all.push_back("attempts_max (" + std::to_string(config.attempts_max) +
                  ") must not exceed limits.tries_max (" +
                  std::to_string(scenario.limits.tries_max) +
                  "): the service would be blamed for what it may do");
  }
  return all;
}

/// None where a card number stands in the place of a token.
std::optional<payments::Request> translate_request(models::EdgeRequest&& wire) {
  auto terms = models::translate(std::move(wire.terms));
  if (!terms) return std::nullopt;
  payments::Request request;
  request.command.terms = std::move(*terms);
  const payments::Tenant tenant{std::move(wire.tenant)};
  request.scope = {tenant, std::move(wire.scope)};
  request.key = {std::move(wire.key)};
  request.command.kind = models::translate(wire.kind);
  request.command.payable = {tenant, std::move(wire.payable)};
  request.command.ordinal = wire.ordinal;
  request.command.customer = {std::move(wire.customer)};
  request.command.amount = models::translate(wire.amount);
  return request;
}

models::EdgeResponse translate_response(payments::Response&& response) {
  models::EdgeResponse wire;
  wire.status = response.code;
  if (response.told) wire.outcome = models::translate(*response.told);
  wire.operation = std::move(response.operation.value);
  wire.reason = std::move(response.reason);
  if (response.retry_after) wire.retry_after = models::translate(*response.retry_after);
  wire.replayed = response.replayed;
  return wire;
}

std::string malformed(std::string_view reason) {
  models::EdgeResponse wire;
  wire.status = models::edge_status::malformed;
  wire.reason = reason;
  return models::encode(wire);
}

/// What the payment code throws, through its host, when it breaks its own contract. Not a
/// std::exception, so that nothing on the way takes it for an ordinary error.
struct BrokenPromise {
  std::string claim;
};

void break_promise(std::string_view claim) { throw BrokenPromise{std::string{claim}}; }

[[noreturn]] void refuse(const scenarios::Scenario& scenario,
                         const std::vector<std::string>& faults) {
  std::string found;
  for (const std::string& fault : faults) found += (found.empty() ? "" : "; ") + fault;
  throw scenarios::BadInput{
      {scenario.name, {}, "/service", "settings that the service accepts", found, ""}};
}

}  // namespace

PaymentsHost::PaymentsHost(const scenarios::Surroundings& around, const AdaptParts& adapt_parts,
                           const AdaptPorts& adapt_ports, const AdaptConfig& adapt_config)
    : node_{around.node},
      recorder_{around.shared.recorder},
      database_{around.shared.database},
      settings_{around.settings},
      ports_{around.node, around.shared},
      admission_{{around.settings.in_flight_max, around.settings.queue_max},
                 payments::Config{}.retry_hint},
      turns_{around.node.world().kernel()},
      hears_changes_{!adapt_ports} {
  payments::install_contract_handler(&break_promise);
  const payments::Ports ports =
      adapt_ports ? adapt_ports(ports_.ports(), adapted_) : ports_.ports();
  payments::Config config = config_of(around.scenario, settings_);
  if (adapt_config) adapt_config(config);
  auto made = payments::Service::make(ports, config, adapt_parts);
  if (!made) refuse(around.scenario, made.error());
  service_ = std::move(*made);
}

template <typename Body>
auto PaymentsHost::guarded(Body body) {
  try {
    return body();
  } catch (const BrokenPromise& broken) {
    recorder_.record(node_, [&] {
      return history::Observation{.fact = history::Fact::promise_broken, .reason = broken.claim};
    });
  }
  go_down();
  throw sim::NodeDied{};
}

void PaymentsHost::go_down() {
  node_.crash();
  sim::Kernel& kernel = node_.world().kernel();
  if (kernel.current() != nullptr) (void)kernel.may_act();
}

void PaymentsHost::start() {
  (void)guarded([this] { return service_->recover(); });
  run_loop("relay", settings_.relay_period, &payments::Service::relay, Due::is_work);
  run_loop("resolver", settings_.resolver_period, &payments::Service::resolve, Due::is_work);
  run_loop("reconciliation", settings_.reconcile_period, &payments::Service::reconcile,
           Due::is_routine);
  if (settings_.reap_period > sim::Duration{}) {
    run_loop("reaper", settings_.reap_period, &payments::Service::reap, Due::is_routine);
  }
}

void PaymentsHost::run_loop(const char* purpose, sim::Duration period,
                            payments::StepResult (payments::Service::*step)(), Due due) {
  node_.spawn(purpose, sim::Role::daemon, [this, period, step, due] {
    sim::Duration pause = period;
    while (node_.tick(pause)) {
      const std::uint64_t changes = database_.changes();
      const sim::TimePoint begin = node_.world().now();
      const payments::StepResult done = guarded([&] { return (service_.get()->*step)(); });
      pause = period;
      if (due == Due::is_routine) {
        const bool over = done.idle && node_.world().kernel().last_change() < begin;
        if (over && hears_changes_) pause = skip_quiet_periods(period);
        continue;
      }
      // Work that is due later keeps the world from resting: it is not quiet, only slow.
      if (done.next_due) node_.world().kernel().changed();
      if (done.next_due || !hears_changes_ || database_.changes() != changes) continue;
      pause = skip_idle_periods(period);
    }
  });
}

/// Nothing waits, so nothing can come of a step before somebody commits: sleeps through the periods
/// until then. Returns: what is left of the one in which that happened.
sim::Duration PaymentsHost::skip_idle_periods(sim::Duration period) {
  const sim::Kernel& kernel = node_.world().kernel();
  const sim::TimePoint begin = kernel.now();
  // No timer tells any more when this loop looks again: that is part of its node's state.
  node_.note_input(static_cast<std::uint64_t>(((begin - sim::TimePoint{}) % period).ns()));
  (void)database_.doze();  // the tick that follows sees the end
  return period - (kernel.now() - begin) % period;
}

/// Only news from outside can make the next step differ from the last, and nothing has changed
/// anywhere: sleeps, longer each time, until something does. A step more often would do nothing but
/// ask and be answered the same. Returns: what is left of the period in which that happened.
sim::Duration PaymentsHost::skip_quiet_periods(sim::Duration period) {
  sim::Kernel& kernel = node_.world().kernel();
  const sim::TimePoint begin = kernel.now();
  node_.note_input(static_cast<std::uint64_t>(((begin - sim::TimePoint{}) % period).ns()));
  sim::Duration stretch = period;
  while (kernel.doze_until_change(stretch) && kernel.last_change() < begin) stretch = stretch * 2;
  return period - (kernel.now() - begin) % period;
}

std::string PaymentsHost::handle(const sim::Request& request) {
  return guarded([&] { return answer(request); });
}

std::string PaymentsHost::answer(const sim::Request& request) {
  if (request.operation == models::balance_operation) return answer_balance(request);
  auto wire = models::decode_edge_request(request.body);
  if (!wire) return malformed("unreadable");
  const auto wanted = translate_request(std::move(*wire));
  if (!wanted) return malformed("card_number");
  return models::encode(translate_response(admit(*wanted)));
}

/// Lets a request in at once or in its turn, or turns it away before anything has happened.
payments::Response PaymentsHost::admit(const payments::Request& request) {
  using Entry = payments::Admission::Entry;
  const Entry entry = admission_.arrive();
  if (entry == Entry::shed) return admission_.refusal();
  if (entry == Entry::waiting) {
    do {
      if (turns_.wait() == sim::Woken::by_the_end) return {};
    } while (!admission_.take_turn());
  }
  struct Leave {
    PaymentsHost& host;
    ~Leave() {
      host.admission_.leave();
      host.turns_.wake_one();
    }
  } leave{*this};
  return service_->handle(request);
}

std::string PaymentsHost::answer_balance(const sim::Request& request) {
  const auto question = models::decode_balance_question(request.body);
  if (!question) return malformed("unreadable");
  const payments::Money wanted = models::translate(history::Amount{0, question->currency});
  const auto balance = service_->balance({question->tenant}, {question->customer}, wanted.currency);
  models::EdgeResponse wire;
  if (balance) {
    wire.status = models::edge_status::succeeded;
    wire.amount = models::translate(*balance);
  }
  return models::encode(wire);
}

constexpr std::string_view shipped_name = scenarios::default_system;

scenarios::SystemUnderTest payments_with(std::string_view name, std::string_view summary,
                                         AdaptParts adapt_parts, AdaptPorts adapt_ports,
                                         AdaptConfig adapt_config) {
  return {
      .name = name,
      .summary = summary,
      .defect_of = name == shipped_name ? "" : shipped_name,
      .make =
          [parts = std::move(adapt_parts), ports = std::move(adapt_ports),
           config = std::move(adapt_config)](const scenarios::Surroundings& around) {
            return std::make_unique<PaymentsHost>(around, parts, ports, config);
          },
      .observe = &observe_payments,
      .purposes = {"claim", "take_over", "begin", "begin_attempt", "record_outcome", "complete",
                   "release", "park", "postpone", "conclude", "mark_published", "reconcile",
                   "reversed", "note_break", "settle", "reap"},
      .calls = {"processor.authorise", "processor.capture", "processor.void", "processor.refund",
                "processor.look_up", "processor.list", "ledger.post", "notifications.notify"},
      .takes_currency =
          [](std::string_view code) { return payments::Currency::find(code).has_value(); },
      .undelivered_alarm = payments::undelivered_alarm,
      .refuses = &refusals};
}

const scenarios::SystemUnderTest& payments_system() {
  static const scenarios::SystemUnderTest system = payments_with(
      shipped_name, "the shipped payment code: state machine, keys, outbox, resolver", {});
  return system;
}

scenarios::Systems shipped_systems() {
  static const std::array<const scenarios::SystemUnderTest*, 1> systems{&payments_system()};
  return systems;
}

}  // namespace assay::systems
