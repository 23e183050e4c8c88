// Payments, step by step; tries with one key, further and further apart.
#include "models/client.hpp"

#include <algorithm>
#include <array>

#include "models/observation_text.hpp"
#include "models/observations/names.hpp"
#include "models/workload_options.hpp"
#include "sim/world.hpp"

namespace assay::models {
namespace {

using enum OperationKind;

constexpr std::array pay_steps{authorise, capture, refund};
constexpr std::array void_steps{authorise, void_authorisation};

bool is_final(const EdgeResponse& response) {
  return response.status == edge_status::succeeded || response.status == edge_status::malformed ||
         response.status == edge_status::declined ||
         response.status == edge_status::unprocessable;
}

/// "k-pay-1-c1": the same for every try, and for nothing else.
std::string key_for(const EdgeRequest& request) {
  return "k-" + request.payable + "-" + to_text(request.kind)[0] + std::to_string(request.ordinal);
}

}  // namespace

std::span<const OperationKind> steps_of(Flow flow) {
  const std::span<const OperationKind> paying{pay_steps};
  switch (flow) {
    case Flow::authorise: return paying.first(1);
    case Flow::authorise_and_capture: return paying.first(2);
    case Flow::authorise_and_void: return void_steps;
    case Flow::authorise_capture_and_refund: break;
  }
  return paying;
}

Client::Client(sim::Node& node, Recorder& recorder, ClientConfig config)
    : node_{node}, recorder_{recorder}, config_{std::move(config)} {}

void Client::start() {
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
  EdgeRequest request;
  request.payable = "pay-" + std::to_string(number);
  request.customer = config_.customer;
  request.amount = choose_amount(request.payable);
  request.ordinal = 1;
  for (const OperationKind step : steps_of(config_.flow)) {
    request.kind = step;
    request.scope = node_.name() + "/" + std::string{to_text(step)};
    request.key = key_for(request);
    request.fingerprint = fingerprint_of(request);
    if (!carry_out(request)) return;
  }
}

bool Client::carry_out(const EdgeRequest& request) {
  think(request);
  recorder_.record(node_, {.fact = Fact::intent_declared,
                           .kind = request.kind,
                           .ordinal = request.ordinal,
                           .amount = request.amount,
                           .payable = request.payable,
                           .customer = request.customer});
  sim::Kernel& kernel = node_.world().kernel();
  sim::Duration backoff = config_.backoff_min;
  for (std::uint32_t number = 1;; ++number) {
    const EdgeResponse response = ask(request, number);
    if (is_final(response)) return take_final(request, response);
    if (number == config_.tries_max) break;
    (void)kernel.wait(kernel.now() + std::max(backoff, response.retry_after));
    backoff = std::min(backoff * 2, config_.backoff_max);
  }
  give_up(request, tries_spent);
  return false;
}

bool Client::take_final(const EdgeRequest& request, const EdgeResponse& response) {
  if (response.status == edge_status::succeeded) {
    if (request.kind == capture) fulfil(request);
    return true;
  }
  if (response.status != edge_status::declined) {
    give_up(request, response.reason.empty() ? "refused" : response.reason);
  }
  return false;
}

void Client::fulfil(const EdgeRequest& request) {
  recorder_.record(node_, {.fact = Fact::fulfilment_started,
                           .kind = request.kind,
                           .ordinal = request.ordinal,
                           .amount = request.amount,
                           .payable = request.payable,
                           .customer = request.customer});
}

EdgeResponse Client::ask(const EdgeRequest& request, std::uint32_t number) {
  const std::string scope = scope_of(request.payable, request.kind, request.ordinal) + "/try-" +
                            std::to_string(number);
  sim::World& world = node_.world();
  sim::Node& to = choose_node(world, config_.service, node_.name() + "/" + scope);
  record(Fact::request_sent, request, number, nullptr);
  const sim::CallResult result = world.network().call(
      node_, {.to = to, .operation = to_text(request.kind), .scope = scope,
              .body = encode(request), .timeout = config_.timeout});
  if (result.status != sim::CallStatus::answered) return {};
  const auto response = decode_edge_response(result.body);
  if (!response) return {};
  record(Fact::response_received, request, number, &*response);
  if (response->replayed && is_final(*response)) recorder_.saw(Sighting::retry_replayed);
  return *response;
}

void Client::give_up(const EdgeRequest& request, std::string_view reason) {
  recorder_.record(node_, {.fact = Fact::intent_abandoned,
                           .kind = request.kind,
                           .ordinal = request.ordinal,
                           .payable = request.payable,
                           .reason = std::string{reason}});
}

void Client::think(const EdgeRequest& request) {
  if (config_.think_max <= sim::Duration{}) return;
  sim::World& world = node_.world();
  const std::string scope = scope_of(request.payable, request.kind, request.ordinal);
  const std::uint32_t answer =
      world.workload("client.think @ " + node_.name() + "/" + scope, pause_options());
  if (pause_options().option_of(answer) == 0) return;
  const auto grain = static_cast<std::int64_t>(pause_options().grain_of(answer));
  const auto grains = static_cast<std::int64_t>(pause_options().grains());
  (void)world.kernel().wait(world.now() + config_.think_max * (grain + 1) / grains);
}

const Amount& Client::choose_amount(std::string_view payable) {
  if (config_.amounts.size() == 1) return config_.amounts.front();
  const std::string site = "client.amount @ " + node_.name() + "/" + std::string{payable};
  return config_.amounts[node_.world().workload(site, choice_of(config_.amounts.size()))];
}

void Client::record(Fact fact, const EdgeRequest& request, std::uint32_t number,
                    const EdgeResponse* response) {
  Observation seen{.fact = fact,
                   .kind = request.kind,
                   .number = number,
                   .ordinal = request.ordinal,
                   .amount = request.amount,
                   .payable = request.payable,
                   .scope = request.scope,
                   .key = request.key,
                   .fingerprint = request.fingerprint};
  if (response != nullptr) {
    seen.outcome = response->outcome;
    seen.status = response->status;
    seen.operation = response->operation;
    seen.reason = response->reason;
    if (!response->amount.currency.empty()) seen.amount = response->amount;
  }
  recorder_.record(node_, std::move(seen));
}

sim::Node& choose_node(sim::World& world, std::span<sim::Node* const> nodes,
                       std::string_view scope) {
  if (nodes.size() == 1) return *nodes.front();
  const std::string site = "client.node @ " + std::string{scope};
  return *nodes[world.workload(site, choice_of(nodes.size()))];
}

}  // namespace assay::models
