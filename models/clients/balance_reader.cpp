// Reading on, period after period.
#include "models/clients/balance_reader.hpp"

#include "harness/names.hpp"
#include "models/clients/client.hpp"
#include "models/clients/edge.hpp"
#include "models/observation_text.hpp"
#include "sim/world/network.hpp"
#include "sim/world/world.hpp"

namespace assay::models {

BalanceReader::BalanceReader(sim::Node& node, Recorder& recorder, BalanceReaderConfig config)
    : node_{node}, recorder_{recorder}, config_{std::move(config)} {}

void BalanceReader::start() {
  node_.spawn("reader", sim::Role::daemon, [this] {
    while (node_.wait_period(config_.period)) read();
  });
}

void BalanceReader::read() {
  sim::World& world = node_.world();
  const std::string customer = harness::world_name(config_.tenant, config_.customer);
  sim::Node& to = choose_node(world, config_.service, node_.name() + "/" + customer);
  const sim::CallResult result = world.network().call(
      node_,
      {.to = to,
       .operation = balance_operation,
       .scope = customer,
       .body = encode(harness::BalanceQuestion{config_.tenant, config_.customer, config_.currency}),
       .timeout = config_.timeout});
  if (result.status != sim::CallStatus::answered) return;
  const auto response = decode_edge_response(result.body);
  if (!response || response->amount.currency.empty()) return;
  recorder_.record(
      node_, history::AmountRead{.customer = recorder_.name(customer), .amount = response->amount});
}

}  // namespace assay::models
