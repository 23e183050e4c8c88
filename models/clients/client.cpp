// Payments, step by step; tries with one key, further and further apart.
#include "models/clients/client.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "models/clients/ask.hpp"
#include "models/clients/workload_options.hpp"
#include "sim/world/world.hpp"

namespace assay::models {
namespace {

using enum history::OperationKind;

/// By then a request that was not lost has arrived.
constexpr sim::Duration first_arrives_by = 200_ms;

constexpr std::array pay_steps{authorise, capture, refund};
constexpr std::array void_steps{authorise, void_authorisation};

/// The customer's one card, for the tenant's one account.
harness::Terms terms_of(const harness::EdgeRequest& request) {
  harness::Terms terms;
  terms.instrument = fmt::format("tok-{}", request.customer);
  terms.merchant_account = "main";  // a name of the tenant's, as the others
  terms.return_address = fmt::format("https://shop.example/{}", request.payable);
  return terms;
}

/// "k-pay-1-c1": the same for every try, and for nothing else.
std::string key_for(const harness::EdgeRequest& request) {
  const std::string_view initial = to_text(request.kind).substr(0, 1);
  return fmt::format("k-{}-{}{}", request.payable, initial, request.ordinal);
}

}  // namespace

std::span<const history::OperationKind> steps_of(Flow flow) {
  const std::span<const history::OperationKind> paying{pay_steps};
  switch (flow) {
    case Flow::authorise: return paying.first(1);
    case Flow::authorise_and_capture: return paying.first(2);
    case Flow::authorise_and_void: return void_steps;
    case Flow::authorise_capture_or_void: return paying.first(2);
    case Flow::refund_twice: return paying.first(2);
    case Flow::capture_in_parts:
    case Flow::authorise_again: return paying.first(1);
    case Flow::authorise_capture_and_refund:
    case Flow::generated: break;
  }
  return paying;
}

Client::Client(sim::Node& node, Recorder& recorder, ClientConfig config)
    : node_{node},
      recorder_{recorder},
      config_{std::move(config)},
      may_fail_{node.world().may_fail("client")} {}

void Client::start() {
  if (config_.flow == Flow::generated) return pay_from(config_.first_payable);
  for (std::uint32_t i = 0; i < config_.payments; ++i) {
    const std::uint32_t number = config_.first_payable + i;
    if (config_.kind == ClientKind::person || config_.payments == 1) {
      pay(number);
    } else {
      node_.spawn("payment", sim::Role::operation, [this, number] { pay(number); });
    }
  }
}

void Client::pay(std::uint32_t number) {
  harness::EdgeRequest request;
  request.tenant = config_.tenant;
  request.payable = fmt::format("pay-{}", number);
  request.customer = config_.customer;
  request.amount = choose_amount(payable_of(request));
  request.ordinal = 1;
  if (config_.flow == Flow::generated) return pay_generated(std::move(request));
  for (const history::OperationKind step : steps_of(config_.flow)) {
    if (carry_out_step(request, step)) continue;
    const bool undo = step == capture && config_.flow == Flow::authorise_capture_or_void;
    if (undo) (void)carry_out_step(request, void_authorisation);
    return;
  }
  if (config_.flow == Flow::refund_twice) refund_twice(request);
  if (config_.flow == Flow::capture_in_parts) capture_in_parts(request);
  if (config_.flow == Flow::authorise_again) capture_or_authorise_again(request);
}

bool Client::carry_out_step(harness::EdgeRequest& request, history::OperationKind step) {
  prepare(request, step);
  return carry_out(request);
}

void Client::prepare(harness::EdgeRequest& request, history::OperationKind step,
                     bool more_to_come) const {
  request.kind = step;
  request.scope = fmt::format("{}/{}", config_.customer, to_text(step));
  request.terms = step == authorise ? terms_of(request) : harness::Terms{};
  request.terms.more_to_come = more_to_come;
  request.key = key_for(request);
  request.fingerprint = fingerprint_of(request);
}

/// Two refunds that together are within what was captured, or beyond it.
void Client::refund_twice(harness::EdgeRequest& request) {
  sim::World& world = node_.world();
  const std::string site = fmt::format("client.refunds @ {}/{}", node_.name(), payable_of(request));
  const bool beyond = world.workload(site, choice_of(2)) != 0;
  const std::int64_t minor = request.amount.minor;
  request.amount.minor = beyond ? minor - minor / 3 : minor / 2;
  harness::EdgeRequest second = request;
  second.ordinal = 2;
  node_.spawn("refund", sim::Role::operation,
              [this, second]() mutable { (void)carry_out_step(second, refund); });
  (void)carry_out_step(request, refund);
}

/// Two parcels of one amount, then what becomes of the rest: taken, taken in part as the last
/// capture, released, or left to its deadline.
void Client::capture_in_parts(harness::EdgeRequest& request) {
  enum Rest : std::uint32_t { taken, taken_in_part, released, left };
  const std::string site = fmt::format("client.rest @ {}/{}", node_.name(), payable_of(request));
  const auto rest = static_cast<Rest>(node_.world().workload(site, choice_of(4)));
  const std::int64_t part = std::max<std::int64_t>(1, request.amount.minor * 2 / 5);
  std::int64_t held = request.amount.minor;
  request.amount.minor = part;
  for (request.ordinal = 1; request.ordinal <= 2; ++request.ordinal) {
    prepare(request, capture, true);
    if (carry_out(request)) held -= part;
  }
  request.amount.minor = rest == taken_in_part ? std::max<std::int64_t>(1, held / 2) : held;
  if (rest == taken || rest == taken_in_part) (void)carry_out_step(request, capture);
  request.ordinal = 1;
  if (rest == released) (void)carry_out_step(request, void_authorisation);
}

/// A hold that is gone is placed once more, as another operation.
void Client::capture_or_authorise_again(harness::EdgeRequest& request) {
  if (carry_out_step(request, capture)) return;
  request.ordinal = 2;
  if (carry_out_step(request, authorise)) (void)carry_out_step(request, capture);
}

bool Client::carry_out(const harness::EdgeRequest& request, const Manner& manner) {
  std::string operation;
  return carry_out(request, manner, operation);
}

bool Client::carry_out(const harness::EdgeRequest& request, const Manner& manner,
                       std::string& operation) {
  think(request);
  declare(node_, recorder_, request);
  const DrawnFault drawn = client_fault_at(request);
  for (std::uint32_t copy = 2; copy <= config_.copies; ++copy) {
    node_.spawn("copy", sim::Role::operation,
                [this, request, copy] { (void)pursue(request, copy, {}); });
  }
  accompany(request, manner);
  if (drawn.how.other_body == AskEffect::OtherBody::in_flight) {
    node_.spawn("other body", sim::Role::operation, [this, request, drawn] {
      sim::Kernel& kernel = node_.world().kernel();
      (void)kernel.wait(kernel.now() + first_arrives_by);
      ask_with_other_body(request, drawn);
    });
  }
  const Asker asker{node_, 1, config_.tries_max, manner.forgets_key};
  const std::optional<harness::EdgeResponse> answer = pursue(asker, request, drawn);
  if (!answer) give_up(request, history::tries_spent);
  if (answer) operation = answer->operation;
  if (answer) ask_again(request, manner);
  if (!answer || !take_final(request, *answer)) return false;
  if (drawn.how.other_body == AskEffect::OtherBody::later) ask_with_other_body(request, drawn);
  return true;
}

/// Asks until there is a final answer or the tries are spent.
std::optional<harness::EdgeResponse> Client::pursue(harness::EdgeRequest request,
                                                    std::uint32_t copy, const DrawnFault& drawn) {
  return pursue({node_, copy, config_.tries_max}, std::move(request), drawn);
}

std::optional<harness::EdgeResponse> Client::pursue(const Asker& asker,
                                                    harness::EdgeRequest request,
                                                    const DrawnFault& drawn) {
  sim::Kernel& kernel = node_.world().kernel();
  sim::Duration backoff = config_.backoff_min;
  bool returns = drawn.how.stays_away != AskEffect::StaysAway::no;
  bool done_then = false;  // it had been told of the success before it stayed away
  for (std::uint32_t number = 1;; ++number) {
    const harness::EdgeResponse response =
        ask(asker.node, request, (asker.copy - 1) * config_.tries_max + number);
    const bool first = std::exchange(returns, false);
    if (first) {
      done_then = response.status == harness::edge_status::succeeded;
      return_late(request, drawn);
    } else if (done_then && response.status == harness::edge_status::succeeded) {
      recorder_.reached(history::CoverageMark::late_retry_recognised);
    }
    if (!first && is_final(response)) return response;
    if (asker.forgets_key && number == 1) request.key += "-found";
    if (number == asker.tries_max) return std::nullopt;
    if (first) continue;
    (void)kernel.wait(kernel.now() + std::max(backoff, response.retry_after));
    backoff = std::min(backoff * 2, config_.backoff_max);
  }
}

/// Comes back when nobody remembers the key; the answer must be that of then.
void Client::return_late(harness::EdgeRequest& request, const DrawnFault& drawn) {
  sim::Kernel& kernel = node_.world().kernel();
  const bool ours = drawn.how.stays_away == AskEffect::StaysAway::past_service;
  (void)kernel.wait(kernel.now() + (ours ? config_.late_after : config_.very_late_after));
  if (kernel.may_act()) node_.world().showed(drawn.mark);
  if (drawn.how.new_key) request.key += "-anew";
}

/// What nobody may carry out, since the key stands for something else.
void Client::ask_with_other_body(harness::EdgeRequest request, const DrawnFault& drawn) {
  node_.world().showed(drawn.mark);
  request.amount.minor += 1;
  request.fingerprint = fingerprint_of(request);
  (void)ask(request, config_.copies * config_.tries_max + 1);
}

Client::DrawnFault Client::client_fault_at(const harness::EdgeRequest& request) {
  if (!may_fail_) return {};
  const std::string action = fmt::format("client.{}/ask", to_text(request.kind));
  const std::string scope = fmt::format("{}/{}", node_.name(), scope_of(request));
  const ClientFault* const fault = node_.world().fault_at(action, scope, client_faults());
  return fault == nullptr ? DrawnFault{} : DrawnFault{fault->effect, node_.world().latest_fault()};
}

bool Client::take_final(const harness::EdgeRequest& request,
                        const harness::EdgeResponse& response) {
  if (response.status == harness::edge_status::succeeded) {
    if (request.kind == capture && !asked_back_.contains(request.payable)) fulfil(request);
    return true;
  }
  if (response.status != harness::edge_status::declined) {
    give_up(request, response.reason.empty() ? "refused" : response.reason);
  }
  return false;
}

void Client::fulfil(const harness::EdgeRequest& request) {
  recorder_.record(node_,
                   history::FulfilmentStarted{.payable = recorder_.name(payable_of(request)),
                                              .customer = recorder_.name(customer_of(request)),
                                              .amount = request.amount,
                                              .ordinal = request.ordinal,
                                              .kind = request.kind});
}

harness::EdgeResponse Client::ask(const harness::EdgeRequest& request, std::uint32_t number) {
  return ask(node_, request, number);
}

harness::EdgeResponse Client::ask(sim::Node& from, const harness::EdgeRequest& request,
                                  std::uint32_t number) {
  sim::World& world = node_.world();
  if (config_.asked != nullptr) config_.asked->note(request, world.now());
  const std::string scope = fmt::format("{}/try-{}", scope_of(request), number);
  sim::Node& to = choose_node(world, config_.service, fmt::format("{}/{}", from.name(), scope));
  return models::ask({from, to, recorder_, config_.timeout}, request, number);
}

void Client::give_up(const harness::EdgeRequest& request, std::string_view reason) {
  recorder_.record(node_, history::IntentAbandoned{.payable = recorder_.name(payable_of(request)),
                                                   .reason = recorder_.name(reason),
                                                   .ordinal = request.ordinal,
                                                   .kind = request.kind});
}

void Client::think(const harness::EdgeRequest& request) {
  if (config_.think_max <= sim::Duration{}) return;
  sim::World& world = node_.world();
  const std::string scope = scope_of(request);
  const std::uint32_t answer =
      world.workload(fmt::format("client.think @ {}/{}", node_.name(), scope), pause_options());
  if (pause_options().option_of(answer) == 0) return;
  const auto grain = static_cast<std::int64_t>(pause_options().grain_of(answer));
  const auto grains = static_cast<std::int64_t>(pause_options().grains());
  (void)world.kernel().wait(world.now() + config_.think_max * (grain + 1) / grains);
}

const history::Amount& Client::choose_amount(std::string_view payable) {
  if (config_.amounts.size() == 1) return config_.amounts.front();
  const std::string site = fmt::format("client.amount @ {}/{}", node_.name(), payable);
  return config_.amounts[node_.world().workload(site, choice_of(config_.amounts.size()))];
}

sim::Node& choose_node(sim::World& world, std::span<sim::Node* const> nodes,
                       std::string_view scope) {
  if (nodes.size() == 1) return *nodes.front();
  const std::string site = "client.node @ " + std::string{scope};
  return *nodes[world.workload(site, choice_of(nodes.size()))];
}

}  // namespace assay::models
